"""The formulir that a card shows: the own unit's or all units', measured, with earlier periode.

Of an earlier periode counts what its units have sent; what one of them corrects counts once it is sent again.
"""

from collections.abc import Collection, Iterator
from functools import partial

from sop_flows.deferred import replace
from sop_flows.engine.berkas import Berkas, Tugas
from sop_flows.engine.formulir import Nilai, numbers_of
from sop_flows.engine.pembaruan import Fact, JenisPembaruan
from sop_flows.kantor.kantor import Kantor
from sop_flows.kinerja.janji import print_nilai
from sop_flows.kinerja.pengukuran import target_of
from sop_flows.ports.formulir import FormulirView, NilaiView
from sop_flows.ports.records import Loaded
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.sop.definition import Minta, Sop
from sop_flows.sop.place import Place
from sop_flows.use_cases.tugas.look import view_formulir

J = JenisPembaruan
Request = tuple[int, int | None, Place]
"""The berkas, unit and place of a tugas: those that have the same show the same formulir."""
SHOWS_ALL = frozenset(
    {Minta.HIMPUN, Minta.KEPUTUSAN, Minta.PARAF, Minta.TANDA_TANGAN, Minta.TERUSKAN}
)
"""What these ask is about the formulir of all units."""


class Forms:
    """The formulir on the cards of one office, as its rows stand when they are asked for.

    Of cards that show all units, those of ``units``; None: of all.
    """

    def __init__(
        self, uow: UnitOfWork, kantor: Kantor, units: Collection[int] | None = None
    ) -> None:
        self._uow = uow
        self._kantor = kantor
        self._units = units
        self._read: dict[Request, tuple[FormulirView, ...]] = {}

    def of(self, loaded: Loaded) -> tuple[FormulirView, ...]:
        """Return what the card of a tugas shows."""
        tugas, berkas = loaded.tugas, loaded.berkas
        key = (berkas.id, tugas.unit_id, tugas.place)
        if key not in self._read:
            sop = self._uow.sop.get(loaded.sop_id)
            self._read[key] = formulir_for(
                self._uow, self._kantor, berkas, sop, tugas, self._units
            )
        return self._read[key]


def formulir_for(
    uow: UnitOfWork,
    kantor: Kantor,
    berkas: Berkas,
    sop: Sop,
    tugas: Tugas,
    units: Collection[int] | None = None,
) -> tuple[FormulirView, ...]:
    """Return the formulir that a tugas is about: the own unit's, all units', or none.

    Of a tugas that froze them none: they are read from its naskah.

    Args:
        units: Whose formulir is wanted where it is about all; None: of all.
    """
    hasil = tugas.facts.hasil
    if not tugas.is_open and hasil is not None and hasil.naskah:
        return ()
    tahap = sop.tahap_at(tugas.langkah, tugas.tahap)
    if tugas.unit_id is not None:
        own = view_formulir(uow, kantor, berkas, {tugas.unit_id})
        return tuple(renumber(form, tugas.facts.urutan) for form in own)
    if tahap is not None and tahap.minta in SHOWS_ALL:
        every = partial(view_formulir, uow, kantor, berkas, units)
        return uow.kept.as_it_stands(berkas.id, ("formulir", units), every)
    return ()


def renumber(form: FormulirView, urutan: tuple[str, ...] | None) -> FormulirView:
    """Return a formulir with the numbers that its card has given before; None: as it stands."""
    if urutan is None:
        return form
    numbered = numbers_of((row.indikator.kode for row in form.baris), urutan)
    numbers = {kode: no for no, kode in enumerate(numbered, start=1)}
    rows = (replace(row, no=numbers[row.indikator.kode]) for row in form.baris)
    return replace(form, baris=tuple(sorted(rows, key=lambda row: row.no)))


def with_nilai(row: NilaiView, nilai: Nilai) -> NilaiView:
    """Return a row after another value was given for it."""
    realisasi = (*row.ukuran.realisasi[:-1], nilai.nilai)
    return replace(row, nilai=nilai, ukuran=replace(row.ukuran, realisasi=realisasi))


def of_row(row: NilaiView) -> Iterator[Fact]:
    """Yield what a card shows of one indikator beside its value."""
    one = row.indikator
    yield (J.INDIKATOR, one.kode), one.nama
    yield (J.SASARAN, one.kode), one.sasaran
    yield (J.SATUAN, one.kode), one.satuan
    yield (J.POLARITAS, one.kode), one.polaritas.value
    yield (J.SIFAT, one.kode), one.sifat.value
    yield (J.DESIMAL, one.kode), "" if one.desimal is None else str(one.desimal)
    yield (J.PERINGKAT, one.kode), one.peringkat
    yield (J.TARGET, one.kode), row.target
    yield (J.TARGET_TAHUN, one.kode), one.target
    so_far = zip(row.ukuran.periode.so_far[:-1], row.ukuran.realisasi, strict=False)
    before = [(periode, nilai) for periode, nilai in so_far if nilai is not None]
    if before:
        if row.ukuran.dari_luar:
            yield (J.SUMBER_LALU, one.kode), one.sumber_sebelum
        promised = (target_of(one, periode) for periode, _ in before)
        yield (J.TARGET_LALU, one.kode), "; ".join(promised)
        yield (J.LALU, one.kode), "; ".join(print_nilai(nilai, one.tulisan) for _, nilai in before)
