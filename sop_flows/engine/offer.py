"""What a tugas offers: which aksi, to whom, and what the file forbids."""

from collections.abc import Mapping

from sop_flows.engine.aksi import Aksi, Kerja, Penugasan
from sop_flows.engine.berkas import Tugas
from sop_flows.engine.flow import Flow
from sop_flows.engine.kerja import KERJA
from sop_flows.errors import AksiNotAllowed, NotForPlh, OwnWork
from sop_flows.sop.definition import Minta, Sop, Tahap
from sop_flows.sop.place import Samping

CLOSING: Mapping[Minta, Kerja] = {
    Minta.DISPOSISI: Kerja.DISPOSISIKAN,
    Minta.SEBAR: Kerja.KIRIM,
    Minta.FORMULIR: Kerja.KIRIM,
    Minta.HIMPUN: Kerja.SELESAI,
    Minta.KEPUTUSAN: Kerja.SETUJUI,
    Minta.PARAF: Kerja.PARAF,
    Minta.TANDA_TANGAN: Kerja.TANDA_TANGANI,
    Minta.UNDANGAN: Kerja.KIRIM,
    Minta.RAPAT: Kerja.SELESAI,
    Minta.KERJAKAN: Kerja.SELESAI,
    Minta.TERUSKAN: Kerja.TERUSKAN,
}
"""The one aksi that moves a tahap on; a return is offered beside it where the file allows one."""

BESIDE: Mapping[int, Kerja] = {
    Samping.TANYA: Kerja.JAWAB,
    Samping.TINDAK_LANJUT: Kerja.SELESAI,
    Samping.TANDA_TERIMA: Kerja.TERIMA,
}
"""The one aksi of a tugas that stands beside the flow."""


def aksi_of(sop: Sop, tugas: Tugas) -> tuple[Kerja, ...]:
    """Return what the post may do with an open tugas, the safe aksi first."""
    tahap = sop.tahap_at(tugas.langkah, tugas.tahap)
    if tahap is None:
        return (BESIDE[tugas.tahap],)
    is_rapat = tahap.minta is Minta.RAPAT
    own = rapat_aksi_of(sop, tugas) if is_rapat else (CLOSING[tahap.minta],)
    further = {
        Kerja.KEMBALIKAN: bool(tahap.kembali) and not tugas.facts.only_attends,
        Kerja.TANYA: tahap.boleh_tanya and not tugas.facts.only_attends,
    }
    return (*own, *(kerja for kerja, offered in further.items() if offered))


def decision_of(sop: Sop, tugas: Tugas) -> Kerja | None:
    """Return the kerja that approves, initials or signs an open tugas; None where it does something else."""
    return next((kerja for kerja in aksi_of(sop, tugas) if KERJA[kerja].is_signed), None)


def rapat_aksi_of(sop: Sop, tugas: Tugas) -> tuple[Kerja, ...]:
    """Return what somebody may do who is invited to a rapat, or who keeps its notulen.

    Before it begins, an answer can be given to what has a day. Who keeps the notulen does not send
    somebody else; nor does who attends for somebody.
    """
    facts = tugas.facts
    is_called, keeps = facts.rapat is not None, facts.notulis
    offered = {
        Kerja.SELESAI: not facts.only_attends,
        Kerja.HADIR: True,
        Kerja.AKAN_HADIR: is_called,
        Kerja.BERHALANGAN: is_called and not keeps,
        Kerja.DIWAKILI: is_called and not keeps and tugas.pegawai_id is None,
        Kerja.CATAT_HADIR: not facts.only_attends,
        Kerja.HAPUS_HADIR: not facts.only_attends,
        Kerja.UNDANG_ULANG: not facts.only_attends and has_undangan(sop, tugas),
    }
    return tuple(kerja for kerja, is_offered in offered.items() if is_offered)


def has_undangan(sop: Sop, tugas: Tugas) -> bool:
    """Tell whether an undangan precedes a rapat, so that it can be called anew."""
    before = sop.before(tugas.langkah, tugas.tahap)
    tahap = sop.tahap_at(*before) if before else None
    return tahap is not None and tahap.minta is Minta.UNDANGAN


def watching(sop: Sop, tugas: Tugas) -> str | None:
    """Return the column whose posts may excuse whoever a tugas waits for; None if nobody may."""
    tahap = sop.tahap_at(tugas.langkah, tugas.tahap)
    if tahap is None:
        return None
    if tugas.pegawai_id is not None:
        return tahap.pengawas
    return sop.pemrakarsa if tahap.minta is Minta.FORMULIR else None


def may(flow: Flow, tugas: Tugas, aksi: Aksi) -> Tahap:
    """Return the tahap, or refuse what the file does not let this person do here.

    Raises:
        AksiNotAllowed: The card does not offer it.
        NotForPlh: The file reserves the tahap for the definitive holder or a Plt.
        OwnWork: The person did what is checked here.
    """
    tahap = flow.sop.tahap_at(tugas.langkah, tugas.tahap)
    if tahap is None or aksi.kerja not in aksi_of(flow.sop, tugas):
        raise AksiNotAllowed(aksi=aksi.kerja.value)
    check_pelaku(flow, tugas, tahap)
    return tahap


def check_pelaku(flow: Flow, tugas: Tugas, tahap: Tahap) -> None:
    """Refuse a Plh. where the file wants the holder, and whoever did what the tahap checks."""
    if flow.pelaku.penugasan is Penugasan.PLH and not tahap.plh_boleh:
        raise NotForPlh(langkah=tugas.langkah)
    for no in tahap.bukan_pelaku:
        if flow.pelaku.pegawai_id in flow.berkas.keadaan.pelaku.get(no, ()):
            raise OwnWork(langkah=no)
