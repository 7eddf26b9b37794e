"""Watching a berkas, and giving it up."""

from collections.abc import Mapping
from dataclasses import replace

from sop_flows.berkas import Berkas, Outcome, StatusBerkas, Tugas
from sop_flows.definition import Langkah, Sebar, Sop
from sop_flows.engine import cancel, watching
from sop_flows.errors import NotAllowed, NotFound
from sop_flows.jam_kerja import JamKerja
from sop_flows.kantor import Pegawai
from sop_flows.kiriman import Kiriman, Lane
from sop_flows.participation import filling, joinable
from sop_flows.ports import UnitOfWork
from sop_flows.records import Kartu, Percakapan, SopAktif
from sop_flows.use_cases.kabar import say
from sop_flows.use_cases.mulai import may_start, starter
from sop_flows.use_cases.orang import local_date, people_of
from sop_flows.use_cases.pemegang import recipients_of
from sop_flows.use_cases.tugas import owe_cards
from sop_flows.views import BerkasView, LangkahStatus, RiwayatView


def cancel_berkas(
    uow: UnitOfWork, *, user_id: int, chat_id: int, berkas_id: int, alasan: str
) -> Outcome:
    """Give a berkas up, with a reason; those who may start it may do so."""
    berkas, sop_id = visible(uow, user_id, berkas_id)
    orang = steerer(uow, user_id, berkas, sop_id)
    if berkas.status is not StatusBerkas.BERJALAN:
        raise NotFound
    sop = uow.sop.get(sop_id)
    peta = uow.sop.peta(berkas.kantor_id, sop_id, berkas, local_date(uow, berkas.kantor_id))
    outcome = uow.berkas.store(cancel(sop, berkas, starter(orang), uow.now, peta, alasan))
    uow.percakapan.drop(chat_id)
    owe_cards(uow, outcome, first_chat=chat_id)
    return outcome


def steerer(uow: UnitOfWork, user_id: int, berkas: Berkas, sop_id: int) -> Pegawai:
    """Return the user as somebody who may start such a berkas, by the versi that it runs on.

    Raises:
        NotAllowed: The user may not.
    """
    aktif = SopAktif(id=sop_id, sop=uow.sop.get(sop_id))
    for orang in people_of(uow, user_id):
        if orang.kantor_id == berkas.kantor_id and may_start(uow, orang, aktif):
            return orang
    raise NotAllowed


def visible(uow: UnitOfWork, user_id: int, berkas_id: int) -> tuple[Berkas, int]:
    """Return a berkas of one of the user's offices, and its sop_id.

    Raises:
        NotFound: There is none there; said the same way of a foreign office's.
    """
    offices = {o.kantor_id for o in people_of(uow, user_id)}
    try:
        berkas, sop_id = uow.berkas.get(berkas_id)
    except LookupError:
        raise NotFound from None
    if berkas.kantor_id not in offices:
        raise NotFound
    return berkas, sop_id


def find_berkas(uow: UnitOfWork, *, user_id: int, nomor: int | None) -> Berkas:
    """Return the user's berkas of that number; without one, the newest that runs.

    Raises:
        NotFound: None of the user's offices has it.
    """
    for orang in people_of(uow, user_id):
        if nomor is None:
            newest = uow.berkas.latest(orang.kantor_id, limit=1)
            found = newest[0] if newest else None
        else:
            found = uow.berkas.find(orang.kantor_id, nomor)
        if found is not None:
            return uow.berkas.get(found)[0]
    raise NotFound


def list_berkas(uow: UnitOfWork, *, user_id: int) -> tuple[BerkasView, ...]:
    """Return the user's offices' berkas, running ones first."""
    return tuple(
        view_berkas(uow, user_id=user_id, berkas_id=berkas_id)
        for orang in people_of(uow, user_id)
        for berkas_id in uow.berkas.latest(orang.kantor_id)
    )


def show_status(uow: UnitOfWork, *, user_id: int, chat_id: int) -> int:
    """Send the user the board of every berkas that runs; return how many.

    Where none runs, the list of those that ended is owed instead.
    """
    sent = 0
    for orang in people_of(uow, user_id):
        for berkas_id in uow.berkas.latest(orang.kantor_id):
            berkas, _ = uow.berkas.get(berkas_id)
            if berkas.status is StatusBerkas.BERJALAN:
                give_board(uow, berkas, orang, chat_id)
                sent += 1
    if not sent:
        say(uow, chat_id, None, "daftar_berkas", {"user_id": user_id})
    return sent


def give_board(uow: UnitOfWork, berkas: Berkas, orang: Pegawai, chat_id: int) -> None:
    """Send somebody the board of a berkas as a new message."""
    uow.kartu.add_board(berkas.id, berkas.kantor_id, orang.id, chat_id, revisi=berkas.revisi)


def refresh_board(uow: UnitOfWork, *, user_id: int, chat_id: int, berkas_id: int) -> None:
    """Draw a person's board anew."""
    visible(uow, user_id, berkas_id)
    uow.kartu.owe_board_again(berkas_id, chat_id)


def show_riwayat(uow: UnitOfWork, *, user_id: int, chat_id: int, berkas_id: int) -> None:
    """Send somebody the history of a berkas."""
    visible(uow, user_id, berkas_id)
    say(uow, chat_id, None, "riwayat", {"user_id": user_id, "berkas_id": berkas_id})


def ask_cancel(uow: UnitOfWork, *, user_id: int, chat_id: int, berkas_id: int) -> None:
    """Ask why a berkas is to be given up.

    Raises:
        NotAllowed: The user does not start this SOP.
        NotFound: It has ended.
    """
    berkas, sop_id = visible(uow, user_id, berkas_id)
    steerer(uow, user_id, berkas, sop_id)
    if berkas.status is not StatusBerkas.BERJALAN:
        raise NotFound
    uow.percakapan.put(
        Percakapan(
            chat_id=chat_id, jenis="batalkan", isi={"berkas": berkas_id}, dimulai_at=uow.now
        )
    )
    uow.outbox.add(
        Kiriman(
            chat_id=chat_id,
            kantor_id=berkas.kantor_id,
            layar="tanya_catatan",
            isi={"kerja": "batalkan", "jenis": "batalkan", "berkas": berkas.nomor},
            lane=Lane.KETUK,
        )
    )


def view_board(uow: UnitOfWork, kartu: Kartu) -> BerkasView:
    """Return what a board shows to the person whose board it is."""
    berkas, sop_id = uow.berkas.get(kartu.berkas_id or 0)
    today = local_date(uow, berkas.kantor_id)
    everybody = uow.pegawai.all(berkas.kantor_id, today)
    orang = next((o for o in everybody if o.id == kartu.pegawai_id), None)
    view = describe_berkas(uow, berkas, sop_id, orang)
    asked = uow.percakapan.get(kartu.chat_id)
    if asked is None or asked.isi.get("berkas") != berkas.id:
        return view
    return replace(view, percakapan=asked, pegawai=everybody)


def view_berkas(uow: UnitOfWork, *, user_id: int, berkas_id: int) -> BerkasView:
    """Return where a berkas stands, for one of the office's people."""
    berkas, sop_id = visible(uow, user_id, berkas_id)
    orang = next(o for o in people_of(uow, user_id) if o.kantor_id == berkas.kantor_id)
    return describe_berkas(uow, berkas, sop_id, orang)


def describe_berkas(
    uow: UnitOfWork, berkas: Berkas, sop_id: int, orang: Pegawai | None
) -> BerkasView:
    """Return where every langkah of a berkas stands."""
    sop = uow.sop.get(sop_id)
    kantor = uow.kantor.get(berkas.kantor_id)
    jam_kerja = uow.kantor.jam_kerja(kantor.id)
    everything = uow.berkas.tugas_of(berkas.id)
    names = holder_names(uow, berkas)
    units = {u.id: u.nama for u in uow.kantor.unit(kantor.id).values()}
    posts = {p.jabatan_id for p in orang.jabatan} if orang else set()
    signing = [t for t in berkas.terbuka if t.pegawai_id is not None]
    starters = set(uow.sop.kolom_of(kantor.id, sop_id, sop.pemrakarsa))
    return BerkasView(
        kantor=kantor,
        berkas=berkas,
        sop=sop,
        langkah=tuple(
            describe_langkah(langkah, berkas, everything, names, units, jam_kerja, uow)
            for langkah in sop.langkah
        ),
        now=uow.now,
        telat=sum(t.tenggat is not None and uow.now > t.tenggat for t in berkas.terbuka),
        kecualikan=tuple(
            (t.id or 0, units[t.unit_id] if t.unit_id is not None else names.get(t.id or 0, ""))
            for t in berkas.terbuka
            if posts & set(uow.sop.kolom_of(kantor.id, sop_id, watching(sop, t) or ""))
        ),
        tambah=units_to_add(uow, berkas, sop_id, sop, units) if posts & starters else (),
        can_cancel=bool(orang and (orang.admin or posts & starters)),
        belum=tuple((t.id or 0, names.get(t.id or 0, "")) for t in signing),
    )


def units_to_add(
    uow: UnitOfWork, berkas: Berkas, sop_id: int, sop: Sop, units: Mapping[int, str]
) -> tuple[tuple[int, str], ...]:
    """Return the units that could join the form that is being filled."""
    if filling(sop, berkas) is None:
        return ()
    today = local_date(uow, berkas.kantor_id)
    peta = uow.sop.peta(berkas.kantor_id, sop_id, berkas, today)
    return tuple((id, units[id]) for id in joinable(sop, berkas, peta))


def holder_names(uow: UnitOfWork, berkas: Berkas) -> Mapping[int, str]:
    """Return who has each open tugas today, by name."""
    today = local_date(uow, berkas.kantor_id)
    return {
        tugas.id or 0: ", ".join(
            person.nama for person in recipients_of(uow, berkas.kantor_id, tugas, today)
        )
        for tugas in berkas.terbuka
    }


def describe_langkah(
    langkah: Langkah,
    berkas: Berkas,
    everything: tuple[Tugas, ...],
    names: Mapping[int, str],
    units: Mapping[int, str],
    jam_kerja: JamKerja,
    uow: UnitOfWork,
) -> LangkahStatus:
    """Return where one langkah stands: the latest ronde counts."""
    own = [t for t in everything if t.langkah == langkah.no and not t.is_question]
    terbuka = tuple(t for t in berkas.terbuka if t.langkah == langkah.no)
    closed = [t.selesai_at for t in own if t.selesai_at is not None]
    last = max(closed, default=None)
    status = (
        "berjalan" if terbuka else "selesai" if own and is_behind(langkah, berkas) else "belum"
    )
    opened = min((t.dibuka_at for t in own), default=None)
    until = last if status == "selesai" else uow.now
    return LangkahStatus(
        langkah=langkah,
        status=status,
        ronde=max((t.ronde for t in own), default=0),
        terbuka=terbuka,
        selesai_at=last if status == "selesai" else None,
        pemegang={id: name for id, name in names.items() if id in {t.id for t in terbuka}},
        unit={t.id or 0: units[t.unit_id] for t in terbuka if t.unit_id is not None},
        progres=progress(langkah, own),
        kerja=jam_kerja.between(opened, until) if opened and until and own else None,
    )


def is_behind(langkah: Langkah, berkas: Berkas) -> bool:
    """Tell whether the flow has passed a langkah and is not about to pass it again."""
    if berkas.status is StatusBerkas.SELESAI:
        return True
    return any(t.langkah > langkah.no for t in berkas.terbuka)


def progress(langkah: Langkah, own: list[Tugas]) -> tuple[int, int] | None:
    """Return how many of the latest spread of a langkah are in, and how many there are."""
    spread = {i for i, t in enumerate(langkah.tahap) if t.sebar is not Sebar.SEKALI}
    latest: dict[tuple[int | None, int | None], Tugas] = {}
    for tugas in own:
        if tugas.tahap in spread:
            latest[tugas.unit_id, tugas.pegawai_id] = tugas
    if not latest:
        return None
    return sum(not t.is_open for t in latest.values()), len(latest)


def view_riwayat(uow: UnitOfWork, *, user_id: int, berkas_id: int) -> RiwayatView:
    """Return the history of a berkas."""
    berkas, sop_id = visible(uow, user_id, berkas_id)
    return RiwayatView(
        kantor=uow.kantor.get(berkas.kantor_id),
        berkas=berkas,
        sop=uow.sop.get(sop_id),
        baris=uow.jejak.of_berkas(berkas_id),
        unit_names={u.id: u.nama for u in uow.kantor.unit(berkas.kantor_id).values()},
        pegawai_names={
            p.id: p.nama
            for p in uow.pegawai.all(berkas.kantor_id, local_date(uow, berkas.kantor_id))
        },
    )
