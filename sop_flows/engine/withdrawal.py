"""Taking an aksi back while nobody has opened or acted on what it opened.

The gelombang of a tugas names the outcome that opened it, and the one that opened the tugas it follows:
so an old ronde is never mistaken for the one under way.
"""

from sop_flows.deferred import replace
from sop_flows.engine.berkas import Berkas, NewTugas, StatusBerkas, StatusTugas, Tugas
from sop_flows.engine.flow import Flow
from sop_flows.engine.formulir import StatusFormulir
from sop_flows.engine.kerja import KERJA
from sop_flows.engine.offer import check_pelaku
from sop_flows.errors import NoLongerWithdrawable
from sop_flows.sop.definition import Minta


def followers_of(berkas: Berkas, tugas: Tugas) -> tuple[Tugas, ...]:
    """Return the open tugas that the aksi on a tugas, or on one beside it, has opened."""
    return tuple(
        other
        for other in berkas.terbuka
        if other.asal == tugas.place
        and other.facts.gelombang.dari == tugas.facts.gelombang.nomor
        and not other.is_beside
    )


def is_withdrawable(berkas: Berkas, tugas: Tugas) -> bool:
    """Tell whether the aksi that closed a tugas can still be taken back."""
    hasil = tugas.facts.hasil
    if (
        hasil is None
        or tugas.status is not StatusTugas.SELESAI
        or berkas.status is not StatusBerkas.BERJALAN
        or not KERJA[hasil.aksi].is_withdrawable
        or hasil.menutup
        or is_busy_again(berkas, tugas)
    ):
        return False
    followers = followers_of(berkas, tugas)
    if followers:
        is_whole = {t.facts.gelombang.bersama for t in followers} == {len(followers)}
        return is_whole and all(t.dilihat_at is None for t in followers)
    return any(is_level(tugas, t) for t in berkas.terbuka)


def is_level(one: Tugas, other: Tugas) -> bool:
    """Tell whether two tugas of one tahap were opened together."""
    wave = one.facts.gelombang.nomor
    return one.place == other.place and wave == other.facts.gelombang.nomor


def is_busy_again(berkas: Berkas, tugas: Tugas) -> bool:
    """Tell whether that unit is asked about its form, or was let in to fill it once more."""
    own = [t for t in berkas.terbuka if t.unit_id is not None and t.unit_id == tugas.unit_id]
    return any(t.is_question or t.place == tugas.place for t in own)


def withdraw(flow: Flow, tugas: Tugas) -> None:
    """Take an aksi back: what it opened is withdrawn, its tugas is open again.

    Raises:
        NoLongerWithdrawable: Somebody has opened or acted on what the aksi opened.
        NotForPlh: The file keeps the tahap, and so its aksi, from a Plh.
        OwnWork: The aksi judged what the person did.
    """
    if not is_withdrawable(flow.berkas, tugas):
        raise NoLongerWithdrawable
    check_pelaku(flow, tugas, flow.tahap_of(tugas))
    followers = followers_of(flow.berkas, tugas)
    for follower in followers:
        flow.close(follower, StatusTugas.DITARIK)
    for place in dict.fromkeys((t.langkah, t.tahap, t.unit_id) for t in followers):
        flow.undo_ronde(*place)
    for follower in followers:
        restore_formulir(flow, follower)
    if tugas.unit_id is not None and flow.tahap_of(tugas).minta is Minta.FORMULIR:
        ronde = flow.peta.formulir(tugas.unit_id).ronde
        flow.change_formulir(tugas.unit_id, StatusFormulir.TERBUKA, ronde)
    if (gathering := flow.tahap_of(tugas).gabung_di) is not None:
        flow.touch(gathering)
    facts = replace(tugas.facts, hasil=None)
    flow.change(replace(tugas, status=StatusTugas.TERBUKA, selesai_at=None, facts=facts))
    if flow.tahap_of(tugas).selesai_bila == "salah_satu":
        ask_colleagues_again(flow, tugas)


def ask_colleagues_again(flow: Flow, tugas: Tugas) -> None:
    """Open the work anew for the posts whose tugas had closed with the one that is taken back."""
    tahap = flow.tahap_of(tugas)
    targets = flow.chosen(tugas.langkah, tugas.tahap, flow.spread(tahap, None))
    facts = replace(tugas.facts.unanswered(), hasil=None, tembusan=())
    flow.opened += [
        NewTugas(
            langkah=tugas.langkah,
            tahap=tugas.tahap,
            jabatan_id=target.jabatan_id,
            unit_id=tugas.unit_id,
            pegawai_id=tugas.pegawai_id,
            ronde=tugas.ronde,
            asal=tugas.asal,
            facts=facts,
            dibuka_at=tugas.dibuka_at,
            tenggat=tugas.tenggat,
        )
        for target in targets
        if target.jabatan_id != tugas.jabatan_id
    ]


def restore_formulir(flow: Flow, follower: Tugas) -> None:
    """Give the formulir that a withdrawn tugas had opened again the state that it had before."""
    semula = follower.facts.semula
    if semula is not None:
        flow.change_formulir(follower.unit_id, semula.status, semula.ronde)
