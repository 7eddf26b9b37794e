"""What the board of a berkas shows: where every langkah stands, who has it, what is late."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Final

from sop_flows.deferred import replace
from sop_flows.engine.berkas import Berkas, StatusBerkas, StatusTugas, Tugas
from sop_flows.engine.participation import filling, joinable
from sop_flows.kantor.kantor import Pegawai, told_apart
from sop_flows.ports.ditanya import Kecualikan, PadaPapan, YakinKecualikan
from sop_flows.ports.halaman import Halaman, page_of
from sop_flows.ports.layar.pengecualian import BagianKecualikan
from sop_flows.ports.pengecualian import Pengecualian
from sop_flows.ports.records import KartuPapan, LangkahSum, Loaded, Percakapan
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.ports.views import (
    BerkasView,
    LangkahStatus,
    SampinganView,
    StatusLangkah,
    TugasTerbuka,
)
from sop_flows.sop.definition import Langkah, Sop
from sop_flows.use_cases.berkas.dokumen import concerning_person
from sop_flows.use_cases.berkas.riwayat import oversees
from sop_flows.use_cases.berkas.steer import visible
from sop_flows.use_cases.jabatan.holders import recipients_of
from sop_flows.use_cases.jabatan.who import colleague, local_date, people_of
from sop_flows.use_cases.tugas.access import load
from sop_flows.use_cases.tugas.excused import fit_witnesses, is_own, may_excuse, view_excused
from sop_flows.use_cases.tugas.kartu import spread_of
from sop_flows.use_cases.tugas.konfirmasi import is_over
from sop_flows.use_cases.tugas.lama import measure_lama
from sop_flows.use_cases.tugas.naskah import office_of
from sop_flows.waktu.jam_kerja import JamKerja

PER_PAGE = 8  # berkas on one page of their list
NAMED: Final = 40
"""Of how many open tugas of a langkah a board tells who has them."""


def list_berkas(uow: UnitOfWork, *, user_id: int, halaman: int = 1) -> Halaman[BerkasView]:
    """Return a page of the user's offices' berkas, running ones first, then the newest."""
    everything = [
        (orang, berkas_id)
        for orang in people_of(uow, user_id)
        for berkas_id in uow.berkas.latest(orang.kantor_id)
    ]
    page = page_of(everything, halaman, PER_PAGE)
    return page.each(lambda one: describe_berkas(uow, *uow.papan.berkas(one[1], 1), one[0], ()))


def view_board(uow: UnitOfWork, kartu: KartuPapan) -> BerkasView:
    """Return what a board shows to the person whose board it is.

    It reads the open tugas that it names; all of them while it asks for one.
    """
    asked = asked_on(uow, kartu)
    berkas, sop_id = (
        uow.berkas.get(kartu.berkas_id) if asked else uow.papan.berkas(kartu.berkas_id, NAMED)
    )
    today = local_date(uow, berkas.kantor_id)
    orang = uow.pegawai.employee(berkas.kantor_id, kartu.pegawai_id, today)
    view = describe_berkas(uow, berkas, sop_id, orang, tuple(shown_of(berkas.terbuka)))
    if uow.pegawai.person(berkas.kantor_id, kartu.pegawai_id).chat_id != kartu.chat_id:
        return replace(view, is_ended=True)
    match asked.isi if asked else None:
        case Kecualikan(bagian=BagianKecualikan.SAKSI, siapa=siapa):
            loaded = Loaded(tugas=load(uow, siapa).tugas, berkas=berkas, sop_id=sop_id)
            fit = fit_witnesses(uow, loaded, kartu.pegawai_id)
            return replace(view, percakapan=asked, pegawai=fit)
        case YakinKecualikan(saksi=saksi):
            nama = uow.pegawai.person(berkas.kantor_id, saksi).nama
            return replace(view, percakapan=asked, saksi=nama)
    return replace(view, percakapan=asked)


def asked_on(uow: UnitOfWork, kartu: KartuPapan) -> Percakapan | None:
    """Return what a chat is being asked on this board, if it still is."""
    asked = uow.percakapan.get(kartu.chat_id)
    if asked is None or is_over(asked, uow.now):
        return None
    is_here = isinstance(asked.isi, PadaPapan) and asked.isi.berkas == kartu.berkas_id
    return asked if is_here else None


def view_berkas(uow: UnitOfWork, *, user_id: int, berkas_id: int) -> BerkasView:
    """Return where a berkas stands, for one of the office's people."""
    berkas, sop_id = visible(uow, user_id, berkas_id)
    orang = colleague(uow, user_id, berkas.kantor_id)
    return describe_berkas(uow, berkas, sop_id, orang)


def describe_berkas(
    uow: UnitOfWork,
    berkas: Berkas,
    sop_id: int,
    orang: Pegawai | None,
    told: Sequence[Tugas] | None = None,
) -> BerkasView:
    """Return where every langkah of a berkas stands, and who has these open tugas; None: all that were read of it."""
    sop = uow.sop.get(sop_id)
    kantor, named = office_of(uow, berkas)
    jam_kerja, beside = uow.kantor.jam_kerja(kantor.id), uow.berkas.beside_of(berkas.id)
    sums = uow.papan.sums(berkas.id, [p for row in sop.langkah for p in spread_of(row)], uow.now)
    names, posts = holder_names(uow, berkas, told), posts_of(orang)
    units = {u.id: u.nama for u in named.values()}
    signing = [t for t in berkas.terbuka if t.pegawai_id is not None and not t.facts.rapat]
    signers = signer_names(uow, kantor.id, signing, names)
    starters = set(uow.sop.kolom_of(kantor.id, sop_id, sop.pemrakarsa))
    has = tuple(held(uow, berkas, names, units))
    return BerkasView(
        kantor=kantor,
        berkas=berkas,
        sop=sop,
        langkah=tuple(
            describe_langkah(
                langkah, sums.get(langkah.no), beside, berkas, has, units, jam_kerja, uow.now
            )
            for langkah in sop.langkah
        ),
        now=uow.now,
        terlambat=count_late(sums.values(), beside, uow.now),
        kecualikan=tuple(name_excusable(uow, (berkas, sop_id), orang, units, signers)),
        dikecualikan=excused_in(uow, (berkas, sop_id), posts, sums.values()),
        tambah=units_to_add(uow, berkas, sop_id, sop, units) if posts & starters else (),
        can_cancel=orang is not None and orang.steers(starters),
        belum=tuple((t.id, signers[t.id]) for t in signing),
        sampingan=describe_sampingan(uow, kantor.id, beside),
        tergantikan=uow.kinerja.superseded(berkas),
        dokumen=len(concerning_person(uow, sop, berkas.id, orang, starters)) if orang else 0,
        has_arsip=orang is not None and oversees(uow, orang, sop_id),
    )


def count_late(sums: Iterable[LangkahSum], beside: Iterable[Tugas], now: datetime) -> int:
    """Return how many open tugas of a berkas are past their tenggat."""
    return sum(one.terlambat for one in sums) + sum(t.is_late_at(now) for t in beside)


def posts_of(orang: Pegawai | None) -> set[int]:
    """Return the ids of the posts that somebody holds; of nobody none."""
    return {post.jabatan_id for post in orang.jabatan} if orang else set()


def excused_in(
    uow: UnitOfWork, loaded: tuple[Berkas, int], posts: set[int], sums: Iterable[LangkahSum]
) -> tuple[Pengecualian, ...]:
    """Return every excuse of a berkas that stands; where nobody was excused, none is looked for."""
    return view_excused(uow, loaded, posts) if any(one.dikecualikan for one in sums) else ()


def name_excusable(
    uow: UnitOfWork,
    loaded: tuple[Berkas, int],
    orang: Pegawai | None,
    units: Mapping[int, str],
    signers: Mapping[int, str],
) -> Iterator[tuple[int, str]]:
    """Yield the open tugas that somebody may excuse others from, each with whose it is."""
    for one in excusable(uow, loaded, orang) if orang else ():
        yield one.id, units[one.unit_id] if one.unit_id is not None else signers.get(one.id, "")


def excusable(uow: UnitOfWork, loaded: tuple[Berkas, int], orang: Pegawai) -> Sequence[Tugas]:
    """Return the open tugas that somebody may excuse others from, of those that were read: their own are not among them.

    Where these are all their own, others may follow, and all are read.
    """
    berkas, sop_id = loaded
    posts = posts_of(orang)
    watched = [t for t in berkas.terbuka if may_excuse(uow, loaded, t, posts)]
    own = {t.id for t in watched if t.jabatan_id in posts or t.pegawai_id == orang.id}
    found = [
        t for t in watched if t.id not in own or not is_own(uow, berkas.kantor_id, t, orang.id)
    ]
    if watched and not found:
        whole, _ = uow.berkas.get(berkas.id)
        if len(whole.terbuka) > len(berkas.terbuka):
            return excusable(uow, (whole, sop_id), orang)
    return found


def describe_sampingan(
    uow: UnitOfWork, kantor_id: int, beside: Iterable[Tugas]
) -> tuple[SampinganView, ...]:
    """Return every tindak lanjut and tanda terima of a berkas that was not called off."""
    posts = uow.kantor.jabatan(kantor_id)
    return tuple(
        SampinganView(
            tugas=tugas,
            jabatan=posts[tugas.jabatan_id].nama,
        )
        for tugas in beside
        if tugas.outlives and tugas.status in (StatusTugas.TERBUKA, StatusTugas.SELESAI)
    )


def units_to_add(
    uow: UnitOfWork, berkas: Berkas, sop_id: int, sop: Sop, units: Mapping[int, str]
) -> tuple[tuple[int, str], ...]:
    """Return the units that could join the form that is being filled."""
    form = filling(sop, berkas)
    if form is None:
        return ()
    today = local_date(uow, berkas.kantor_id)
    peta = uow.sop.peta(berkas.kantor_id, sop_id, berkas, today)
    at_work = uow.papan.units_at(berkas.id, form.place)
    return tuple((id, units[id]) for id in joinable(sop, form, at_work, peta))


def shown_of(terbuka: Iterable[Tugas]) -> Iterator[Tugas]:
    """Yield the open tugas whose holders a board names: of each langkah the first ones, and all who are asked themselves."""
    listed: Counter[int] = Counter()
    for tugas in terbuka:
        if not tugas.outlives:
            listed[tugas.langkah] += tugas.pegawai_id is None
            if tugas.pegawai_id is not None or listed[tugas.langkah] <= NAMED:
                yield tugas


def holder_names(
    uow: UnitOfWork, berkas: Berkas, told: Sequence[Tugas] | None
) -> Mapping[int, str]:
    """Return who has these open tugas today, by name; None: all of a berkas."""
    told = berkas.terbuka if told is None else told
    today = local_date(uow, berkas.kantor_id)
    uow.pegawai.look_up(berkas.kantor_id, {t.jabatan_id for t in told}, today)
    return {
        tugas.id: ", ".join(
            person.nama for person in recipients_of(uow, berkas.kantor_id, tugas, today)
        )
        for tugas in told
    }


def signer_names(
    uow: UnitOfWork, kantor_id: int, signing: Sequence[Tugas], names: Mapping[int, str]
) -> Mapping[int, str]:
    """Return the names given, in which those who sign and share a name have their post with it."""
    posts = uow.kantor.jabatan(kantor_id)
    told = told_apart((names.get(t.id, ""), posts[t.jabatan_id].nama) for t in signing)
    return dict(names) | {t.id: nama for t, nama in zip(signing, told, strict=True)}


def held(
    uow: UnitOfWork, berkas: Berkas, names: Mapping[int, str], units: Mapping[int, str]
) -> Iterator[TugasTerbuka]:
    """Yield each open tugas of the flow of a berkas with who has it."""
    posts = uow.kantor.jabatan(berkas.kantor_id)
    for tugas in berkas.terbuka:
        if not tugas.outlives:
            yield TugasTerbuka(
                tugas=tugas,
                nama=names.get(tugas.id, ""),
                jabatan=posts[tugas.jabatan_id].nama,
                unit=units[tugas.unit_id] if tugas.unit_id is not None else "",
                is_late=tugas.is_late_at(uow.now),
                jeda=tugas.jeda_at(uow.now),
            )


def describe_langkah(
    langkah: Langkah,
    own: LangkahSum | None,
    beside: Iterable[Tugas],
    berkas: Berkas,
    has: Iterable[TugasTerbuka],
    units: Mapping[int, str],
    jam_kerja: JamKerja,
    now: datetime,
) -> LangkahStatus:
    """Return where one langkah stands: the latest ronde counts."""
    terbuka = tuple(one for one in has if one.tugas.langkah == langkah.no)
    status = StatusLangkah.BERJALAN if terbuka else StatusLangkah.BELUM
    if not terbuka and own and is_behind(langkah, berkas):
        status = StatusLangkah.SELESAI
    masa = own.masa if own else ()
    ended = [one.selesai_at for one in masa if one.selesai_at]
    of_posts = [one for one in terbuka if one.tugas.pegawai_id is None and not one.tugas.is_beside]
    asked = [t for t in beside if t.langkah == langkah.no]
    lama = berkas.keadaan.lama.get(langkah.no) or measure_lama(
        jam_kerja, langkah, masa, asked, now
    )
    return LangkahStatus(
        langkah=langkah,
        status=status,
        ronde=own.ronde if own else 0,
        terbuka=terbuka,
        selesai_at=max(ended, default=None) if status is StatusLangkah.SELESAI else None,
        progres=(own.masuk, own.sebar) if own and own.sebar else None,
        kerja=lama.kerja if lama else None,
        tunggu=tuple((units[id], span) for id, span in lama.tunggu.items()) if lama else (),
        jeda=(lama.jeda or None) if lama else None,
        lebih=own.terbuka - len(of_posts) if own else 0,
    )


def is_behind(langkah: Langkah, berkas: Berkas) -> bool:
    """Tell whether the flow has passed a langkah and is not about to pass it again."""
    if berkas.status is StatusBerkas.SELESAI:
        return True
    return any(t.langkah > langkah.no and not t.outlives for t in berkas.terbuka)
