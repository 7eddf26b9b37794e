"""The formulir that a card shows: the own unit's or all units', measured, with earlier periode.

Of an earlier periode counts what its units have sent; what one of them corrects counts once it is sent again.
"""

from collections.abc import Collection, Iterator, Mapping
from functools import partial

from sop_flows.deferred import replace
from sop_flows.engine.berkas import Berkas, Tugas
from sop_flows.engine.formulir import Formulir, Lalu, Nilai, numbers_of
from sop_flows.engine.pembaruan import Fact, JenisPembaruan
from sop_flows.kantor.kantor import Kantor
from sop_flows.kinerja.bentuk import aturan_in, measure_in
from sop_flows.kinerja.indikator import Indikator, Rincian, explain
from sop_flows.kinerja.janji import Tulisan, print_nilai
from sop_flows.kinerja.pengukuran import target_of
from sop_flows.ports.formulir import FormulirView, NilaiView
from sop_flows.ports.kantor import KantorPort
from sop_flows.ports.records import Loaded
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.sop.definition import Minta, Sop
from sop_flows.sop.place import Place
from sop_flows.teks import fold

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


def decimals_in(uow: UnitOfWork, berkas: Berkas) -> Mapping[str, Tulisan]:
    """Return with how many decimals the values of an indikator are written, by kode."""
    listed = uow.kinerja.promised(berkas)
    return {one.kode: one.tulisan for one in listed}


def explained_in(uow: UnitOfWork, berkas: Berkas) -> Mapping[str, Rincian]:
    """Return what is said of each indikator of a berkas beside its targets, by kode."""
    tahun = berkas.periode.tahun
    return {one.kode: explain(one, tahun) for one in uow.kinerja.promised(berkas)}


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
        return uow.naskah.as_it_stands(berkas.id, ("formulir", units), every)
    return ()


def view_formulir(
    uow: UnitOfWork, kantor: Kantor, berkas: Berkas, wanted: Collection[int | None] | None = None
) -> tuple[FormulirView, ...]:
    """Return the formulir of a berkas, or of these units of it, with targets and pengukuran, earlier periode included."""
    indikator = uow.kinerja.promised_by_id(berkas)
    if wanted is not None:
        own = uow.kinerja.promised_by_unit(berkas)
        indikator = {one.id: one for unit_id in wanted if unit_id for one in own.get(unit_id, ())}
    found, earlier = uow.kinerja.with_earlier(berkas, None if wanted is None else indikator)
    units = uow.kantor.unit(kantor.id)
    return tuple(
        FormulirView(
            formulir_id=formulir.id,
            unit=units[formulir.unit_id],
            status=formulir.status,
            ronde=formulir.ronde,
            aturan=aturan_in(berkas.keadaan.bentuk, kantor.aturan),
            minta_analisis=kantor.minta_analisis,
            baris=tuple(
                view_nilai(kantor, berkas, indikator[n.indikator_id], n, no, earlier)
                for no, n in enumerate(formulir.nilai, start=1)
            ),
        )
        for formulir in sort_by_unit(uow.kantor, kantor.id, found)
    )


def with_year_before(
    uow: UnitOfWork, berkas: Berkas, formulir: tuple[FormulirView, ...]
) -> tuple[FormulirView, ...]:
    """Return formulir whose rows know what their unit reached in the same periode of the year before.

    It is known by its name: in another year a kode may have come to mean another indikator.
    """
    found = uow.kinerja.year_before(berkas).items()
    reached = {(unit_id, fold(nama)): nilai for (unit_id, nama), nilai in found}
    if not reached:
        return formulir
    return tuple(
        replace(
            form,
            baris=tuple(
                replace(row, tahun_lalu=reached.get((form.unit.id, fold(row.indikator.nama))))
                for row in form.baris
            ),
        )
        for form in formulir
    )


def renumber(form: FormulirView, urutan: tuple[str, ...] | None) -> FormulirView:
    """Return a formulir with the numbers that its card has given before; None: as it stands."""
    if urutan is None:
        return form
    numbered = numbers_of((row.indikator.kode for row in form.baris), urutan)
    numbers = {kode: no for no, kode in enumerate(numbered, start=1)}
    rows = (replace(row, no=numbers[row.indikator.kode]) for row in form.baris)
    return replace(form, baris=tuple(sorted(rows, key=lambda row: row.no)))


def sort_by_unit(
    offices: KantorPort, kantor_id: int, formulir: tuple[Formulir, ...]
) -> list[Formulir]:
    """Return formulir in the order of the office's unit codes."""
    units = offices.unit(kantor_id)
    return sorted(formulir, key=lambda f: units[f.unit_id].kode)


def view_nilai(
    kantor: Kantor,
    berkas: Berkas,
    indikator: Indikator,
    nilai: Nilai,
    no: int,
    earlier: Lalu,
) -> NilaiView:
    """Return one value with its target of the periode and its pengukuran."""
    ukuran = measure_in(
        berkas.keadaan.bentuk,
        indikator,
        berkas.periode,
        earlier.get(indikator.id, {}),
        nilai.nilai,
        formula=kantor.formula_turun,
        skala=kantor.skala,
    )
    return NilaiView(
        no=no,
        indikator=indikator,
        nilai=nilai,
        target=target_of(indikator, berkas.periode),
        ukuran=ukuran,
    )


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
