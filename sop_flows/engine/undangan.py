"""Who is invited to a rapat: what they say before it begins, and who attended once it has.

1. Before its hour an invited person only says whether they will attend, are kept from it, or are
   stood in for; the last word counts. To say *hadir* then means *akan hadir*.
2. Attendance is of the day: from the hour on by everybody for themselves, all day and afterwards by
   who keeps the notulen, for everybody.
3. Nobody closes it before its hour: what was held earlier than it was called is called anew first.
4. Whoever stands in for somebody gets a tugas of their own, at the same place.
5. A rapat without a day, which no undangan called, knows attendance only.
"""

from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from sop_flows.deferred import replace
from sop_flows.engine.aksi import Aksi, Kerja
from sop_flows.engine.berkas import NewTugas, StatusTugas, Tugas
from sop_flows.engine.facts import Facts, Hadir, Kabar, Rapat, hasil_of
from sop_flows.engine.flow import Flow
from sop_flows.engine.offer import may
from sop_flows.engine.reason import Alasan, check_reason
from sop_flows.errors import AksiNotAllowed, RapatNotToday, WakilUnfit
from sop_flows.sop.definition import Minta, Tahap


class Saat(StrEnum):
    """Where a moment lies, seen from a rapat."""

    SEBELUM = "sebelum"
    """Before its day."""
    HARI = "hari"
    """On its day, before its hour."""
    MULAI = "mulai"
    """From its hour to the end of its (last) day."""
    LEWAT = "lewat"
    """After its day."""

    @property
    def is_before(self) -> bool:
        """Whether it has not begun."""
        return self in (Saat.SEBELUM, Saat.HARI)


def saat_of(tugas: Tugas, at: datetime, zona: ZoneInfo) -> Saat:
    """Return where a moment lies, seen from the rapat of a tugas; its days are those of the zone.

    What has no day goes on whenever it is open.
    """
    rapat = tugas.facts.rapat
    if rapat is None:
        return Saat.MULAI
    today, day = at.astimezone(zona).date(), rapat.mulai.astimezone(zona).date()
    if at < rapat.mulai:
        return Saat.HARI if today == day else Saat.SEBELUM
    last = max(rapat.mulai, tugas.tenggat or rapat.mulai).astimezone(zona).date()
    return Saat.MULAI if today <= last else Saat.LEWAT


def saat_now(flow: Flow, tugas: Tugas) -> Saat:
    """Return where the moment of the aksi lies, seen from the rapat of its tugas."""
    return saat_of(tugas, flow.at, flow.peta.jam_kerja.zona)


def as_meant(flow: Flow, tugas: Tugas, aksi: Aksi) -> Aksi:
    """Return an aksi as it is meant at its moment: before a rapat, *hadir* is *akan hadir*."""
    if aksi.kerja is not Kerja.HADIR or not is_early(flow, tugas):
        return aksi
    return replace(aksi, kerja=Kerja.AKAN_HADIR)


def is_early(flow: Flow, tugas: Tugas) -> bool:
    """Tell whether attendance cannot be noted yet by who has that tugas."""
    saat = saat_now(flow, tugas)
    return saat is Saat.SEBELUM if tugas.facts.notulis else saat.is_before


def untimely(tugas: Tugas, kapan: str) -> RapatNotToday:
    """Return the refusal of what belongs to another moment of a rapat."""
    rapat = tugas.facts.rapat or Rapat(mulai=tugas.dibuka_at)
    return RapatNotToday(kapan=kapan, mulai=rapat.mulai)


# Before it begins


def answer_undangan(flow: Flow, tugas: Tugas, aksi: Aksi) -> None:
    """Keep whether somebody will attend, or what keeps them from it.

    Raises:
        RapatNotToday: It has begun.
        ReasonRequired: Nothing says why they cannot.
    """
    check_before(flow, tugas, aksi)
    if aksi.kerja is Kerja.BERHALANGAN:
        check_reason(aksi.catatan, Alasan.TIDAK_HADIR)
    alasan = aksi.catatan if aksi.kerja is Kerja.BERHALANGAN else ""
    keep_kabar(flow, tugas, Kabar(kerja=aksi.kerja, nama=flow.pelaku.nama, alasan=alasan))


def check_before(flow: Flow, tugas: Tugas, aksi: Aksi) -> None:
    """Refuse an answer to an undangan that this card does not take, or not any more."""
    may(flow, tugas, aksi)
    if not saat_now(flow, tugas).is_before:
        raise untimely(tugas, "mulai")


def send_wakil(flow: Flow, tugas: Tugas, aksi: Aksi) -> None:
    """Let an employee attend for somebody: they get the card of the rapat.

    Raises:
        RapatNotToday: It has begun.
        WakilUnfit: It is nobody, or the person themselves.
    """
    check_before(flow, tugas, aksi)
    if aksi.pegawai_id in (None, flow.pelaku.pegawai_id):
        raise WakilUnfit
    kabar = Kabar(
        kerja=aksi.kerja,
        nama=flow.pelaku.nama,
        alasan=aksi.catatan,
        wakil=aksi.pegawai_id,
        nama_wakil=aksi.siapa,
    )
    keep_kabar(flow, tugas, kabar)
    flow.opened.append(
        NewTugas(
            langkah=tugas.langkah,
            tahap=tugas.tahap,
            jabatan_id=tugas.jabatan_id,
            pegawai_id=aksi.pegawai_id,
            ronde=tugas.ronde,
            asal=tugas.asal,
            facts=Facts(
                rapat=tugas.facts.rapat,
                notulis=False,
                dari=flow.handed_over(aksi),
                gelombang=tugas.facts.gelombang,
            ),
            dibuka_at=flow.at,
            tenggat=tugas.tenggat,
        )
    )


def keep_kabar(flow: Flow, tugas: Tugas, kabar: Kabar) -> None:
    """Keep what somebody said on their card; the one who stood in until now is let go."""
    for wakil in wakil_of(flow, tugas):
        hasil = hasil_of(Aksi(kerja=kabar.kerja, revisi=wakil.revisi, at=flow.at), flow.pelaku)
        flow.close(replace(wakil, facts=replace(wakil.facts, hasil=hasil)), StatusTugas.DIBATALKAN)
    flow.change(replace(tugas, facts=replace(tugas.facts, kabar=kabar)))
    redraw_keepers(flow, tugas)


def wakil_of(flow: Flow, tugas: Tugas) -> tuple[Tugas, ...]:
    """Return the tugas of who attends for the post of another one."""
    if tugas.pegawai_id is not None:
        return ()
    beside = flow.still_open(tugas.place)
    return tuple(t for t in beside if t.pegawai_id and t.jabatan_id == tugas.jabatan_id)


def redraw_keepers(flow: Flow, tugas: Tugas) -> None:
    """Redraw the cards that show who will attend: those that keep the notulen."""
    for other in flow.still_open(tugas.place):
        if other.id != tugas.id and other.id not in flow.changed and not other.facts.only_attends:
            flow.change(other)


# Once it has


def check_begun(flow: Flow, tugas: Tugas, tahap: Tahap) -> None:
    """Refuse to close a rapat that has not begun.

    Raises:
        RapatNotToday: Its hour is not there yet.
    """
    if tahap.minta is Minta.RAPAT and saat_now(flow, tugas).is_before:
        raise untimely(tugas, "selesai")


def attend(flow: Flow, tugas: Tugas, aksi: Aksi) -> None:
    """Note that somebody attends the rapat, also on the card of who keeps the notulen.

    Raises:
        RapatNotToday: Its day is over, and somebody else keeps the notulen.
    """
    may(flow, tugas, aksi)
    if tugas.facts.only_attends and saat_now(flow, tugas) is Saat.LEWAT:
        raise untimely(tugas, "lewat")
    own = Hadir(pegawai_id=flow.pelaku.pegawai_id, nama=flow.pelaku.nama)
    change_hadir(flow, tugas, tugas, own, is_there=True)


def note_hadir(flow: Flow, tugas: Tugas, aksi: Aksi) -> None:
    """Note that somebody invited attends, or does not after all, as who keeps the notulen.

    Raises:
        AksiNotAllowed: It names nobody who is invited to this rapat.
        RapatNotToday: Its day is not there yet.
    """
    may(flow, tugas, aksi)
    invited = {one.id: one for one in flow.still_open(tugas.place)}
    if aksi.pegawai_id is None or not aksi.siapa or aksi.undangan_id not in invited:
        raise AksiNotAllowed(aksi=aksi.kerja.value)
    if saat_now(flow, tugas) is Saat.SEBELUM:
        raise untimely(tugas, "belum")
    is_there = aksi.kerja is Kerja.CATAT_HADIR
    wanted = Hadir(pegawai_id=aksi.pegawai_id, nama=aksi.siapa)
    change_hadir(flow, tugas, invited[aksi.undangan_id], wanted, is_there=is_there)


def change_hadir(
    flow: Flow, tugas: Tugas, undangan: Tugas, wanted: Hadir, *, is_there: bool
) -> None:
    """Write somebody into, or strike them from, the own card and those that keep the notulen."""
    for other in flow.still_open(tugas.place):
        card = tugas if other.id == tugas.id else other
        if card.id not in (tugas.id, undangan.id) and not card.facts.notulis:
            continue
        hadir = card.facts.hadir
        others = tuple(one for one in hadir if not one.is_same(wanted))
        if not is_there:
            hadir = others
        elif others == hadir:
            hadir = (*hadir, wanted)
        flow.change(replace(card, facts=replace(card.facts, hadir=hadir)))
