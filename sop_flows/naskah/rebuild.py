"""Every naskah of a berkas out of its history alone: the lines are played, nothing else is read.

1. A value comes from the line of who gave it, a note from that of who wrote it, a target from the
   line that froze it. What comes out is held against the sha256 that the line names.
2. A berkas that began before its lines said all this has no ``bentuk`` in its first one, and is
   passed over: nothing is guessed.
3. Whoever changes how it is measured keeps the older way for berkas of the older ``bentuk``:
   ``sop_flows/kinerja/bentuk.py``.
"""

from collections.abc import Iterable, Iterator
from dataclasses import field
from decimal import Decimal

from sop_flows.deferred import dataclass, replace
from sop_flows.engine.aksi import Kerja
from sop_flows.engine.berkas import Berkas, Keadaan, StatusTugas, Tugas
from sop_flows.engine.excuse import BACK
from sop_flows.engine.facts import Facts, Hasil
from sop_flows.engine.formulir import (
    UNSTORED,
    Formulir,
    Konfirmasi,
    Nilai,
    StatusFormulir,
    awaited,
    gap_of,
)
from sop_flows.engine.kerja import KERJA
from sop_flows.engine.line import is_beginning
from sop_flows.jejak import JejakLine, Record
from sop_flows.kantor.dokumen import Lampiran
from sop_flows.kinerja.analisis import Analisis
from sop_flows.naskah.canonical import sha256_of, write_canonical
from sop_flows.naskah.compose import Sources, compose
from sop_flows.naskah.frozen import go_out
from sop_flows.naskah.isi import IsiSop
from sop_flows.naskah.kode import kode_of
from sop_flows.naskah.naskah import Naskah
from sop_flows.naskah.rujukan import Rujukan, read_rujukan
from sop_flows.sop.place import Place
from sop_flows.waktu.periode import KINDS, read_by_name


def rebuild(riwayat: Iterable[JejakLine]) -> list[Naskah]:
    """Return every naskah that a history tells of, in the order in which they came about.

    Args:
        riwayat: Lines of one office or of one berkas, oldest first. Of a berkas whose lines do not
            say enough nothing is returned: see ``told_whole``.
    """
    runs: dict[int, Run] = {}
    found: list[Naskah] = []
    for line in riwayat:
        if line.berkas_id is None:
            continue
        if is_beginning(line):
            runs[line.berkas_id] = Run(line.berkas_id, line)
        if line.berkas_id in runs:
            found += runs[line.berkas_id].play(line)
    return found


def told_whole(riwayat: Iterable[JejakLine]) -> frozenset[int]:
    """Return the ids of the berkas whose lines say enough to rebuild what was frozen of them."""
    return frozenset(
        line.berkas_id for line in riwayat if line.berkas_id is not None and is_beginning(line)
    )


@dataclass(slots=True)
class Form:
    """A formulir as far as the lines have told it."""

    status: StatusFormulir = StatusFormulir.TERBUKA
    ronde: int = 1
    nilai: dict[int, Nilai] = field(default_factory=dict)


class Run:
    """One berkas as far as its lines have been played."""

    def __init__(self, berkas_id: int, first: JejakLine) -> None:
        said, sop = dict(first.rincian["berkas"]), first.rincian["sop"]
        periode = read_by_name({name: said.pop(name) for name in KINDS if name in said})
        self.sop = IsiSop(**sop)
        self.berkas = Berkas(
            id=berkas_id,
            kantor_id=0,
            periode=periode,
            dibuka_at=first.at,
            keadaan=Keadaan(mulai=first.rincian.get("isian", {}), bentuk=first.rincian["bentuk"]),
            **said,
        )
        self.rujukan: Rujukan | None = None
        self.forms: dict[int, Form] = {}
        self.tugas: dict[int, Tugas] = {}
        self.excuses = Excuses()
        self.lampiran: list[Lampiran] = []
        self.versi: dict[int | None, int] = {}
        self.judged = ""
        self.known: set[str] = set()

    def play(self, line: JejakLine) -> Iterator[Naskah]:
        """Take a line in; yield the naskah that it froze, if that is a new one."""
        is_handed = line.aksi in KERJA and KERJA[line.aksi].hands_on
        if is_handed:
            self.take(line)
        if "rujukan" in line.rincian:
            self.rujukan = read_rujukan(line.rincian["rujukan"])
        if "naskah" in line.rincian and self.rujukan is not None:
            yield from self.freeze(line, self.rujukan)
        if not is_handed:
            self.take(line)

    def freeze(self, line: JejakLine, rujukan: Rujukan) -> Iterator[Naskah]:
        """Yield what a line froze, unless it is known."""
        unit_id = line.rincian.get("untuk_unit")
        content = compose(self.sources(rujukan), unit_id)
        goes_out = "keluar" in line.rincian and self.judged
        isi = go_out(self.judged, content) if goes_out else write_canonical(content)
        if unit_id is None:
            self.judged = isi
        sha256 = sha256_of(isi)
        if sha256 in self.known:
            return
        self.known.add(sha256)
        self.versi[unit_id] = self.versi.get(unit_id, 0) + 1
        yield Naskah(
            berkas_id=self.berkas.id,
            langkah=line.langkah or 0,
            versi=self.versi[unit_id],
            sha256=sha256,
            kode=kode_of(sha256),
            isi=isi,
            dibuat_at=line.at,
        )

    def sources(self, rujukan: Rujukan) -> Sources:
        """Return what stands at this line."""
        return Sources(
            kantor=rujukan.kantor,
            sop=self.sop,
            berkas=self.berkas,
            unit=rujukan.unit,
            indikator=rujukan.indikator,
            formulir=tuple(self.formulir(rujukan)),
            lalu=rujukan.lalu,
            tugas=sorted((*self.tugas.values(), *self.excuses.standing()), key=lambda t: t.id),
            lampiran=self.lampiran,
            perjanjian=rujukan.perjanjian,
        )

    def formulir(self, rujukan: Rujukan) -> Iterator[Formulir]:
        """Yield the formulir of units that measure something, with a value or a gap for each."""
        for unit_id, form in self.forms.items():
            periode = self.berkas.periode
            nilai = tuple(
                awaited(form.nilai[one.id], one.sifat, periode)
                if one.id in form.nilai
                else gap_of(one, periode)
                for one in rujukan.indikator.values()
                if one.unit_id == unit_id
            )
            if nilai:
                yield Formulir(
                    id=UNSTORED,
                    berkas_id=self.berkas.id,
                    unit_id=unit_id,
                    status=form.status,
                    ronde=form.ronde,
                    nilai=nilai,
                )

    # What lines say

    def take(self, line: JejakLine) -> None:
        """Take in what a line says of tugas, formulir, values and dokumen."""
        said = line.rincian
        if line.aksi == Kerja.TARIK and line.tugas_id is not None:
            self.tugas.pop(line.tugas_id, None)
        for one in said.get("selesai", ()):
            self.tugas[one["tugas"]] = done(line, one, StatusTugas.SELESAI)
        self.excuses.take(line)
        for one in said.get("formulir", ()):
            self.take_formulir(one)
        for one in said.get("nilai", ()):
            self.give(said["untuk_unit"], one)
        if "lampiran" in said:
            self.lampiran.append(handed_in(self.berkas.id, line, said["lampiran"]))

    def take_formulir(self, one: Record) -> None:
        """Take in what became of a formulir."""
        form = self.forms.setdefault(one["unit"], Form())
        form.status, form.ronde = StatusFormulir(one["status"]), one["ronde"]
        for value in one.get("bawaan", ()):
            self.give(one["unit"], value)
        for marked, key in ((True, "ditandai"), (False, "dilepas")):
            for id in one.get(key, ()):
                form.nilai[id] = with_mark(form.nilai.get(id), id, marked=marked)

    def give(self, unit_id: int, one: Record) -> None:
        """Take in a value that was given; that takes its mark away."""
        number, confirmed = one.get("nilai"), one.get("konfirmasi")
        self.forms[unit_id].nilai[one["indikator"]] = Nilai(
            indikator_id=one["indikator"],
            kode=one["kode"],
            nilai=None if number is None else Decimal(number),
            alasan=one.get("alasan", ""),
            konfirmasi=Konfirmasi.of_record(confirmed) if confirmed else None,
            analisis=Analisis.of_record(one["analisis"]) if "analisis" in one else None,
        )


class Excuses:
    """The excuses of a berkas, and what has opened since: the same is asked again, or the flow went back."""

    def __init__(self) -> None:
        self.given: list[Tugas | Opened] = []

    def take(self, line: JejakLine) -> None:
        """Take in what a line excuses, opens, or takes back."""
        said = line.rincian
        if line.aksi == Kerja.TARIK:
            self.given = [x for x in self.given if isinstance(x, Tugas) or x.by != line.tugas_id]
        elif line.aksi == BACK:
            self.given = [x for x in self.given if isinstance(x, Opened) or x.id != line.tugas_id]
        else:
            self.given.append(Opened(line.tugas_id, places_in(said), units_in(line)))
        excused = StatusTugas.DIKECUALIKAN
        self.given += [done(line, one, excused) for one in said.get("dikecualikan", ())]

    def standing(self) -> tuple[Tugas, ...]:
        """Return the tugas whose excuse stands."""
        return tuple(
            one
            for no, one in enumerate(self.given)
            if isinstance(one, Tugas)
            and not any(isinstance(x, Opened) and x.ends(one) for x in self.given[no:])
        )


@dataclass(frozen=True, slots=True)
class Opened:
    """What the aksi on a tugas opened: places of the flow, and formulir of units."""

    by: int | None
    places: tuple[Place, ...]
    units: frozenset[int]

    def ends(self, excused: Tugas) -> bool:
        """Tell whether an excuse stands no more since."""
        return excused.unit_id in self.units or any(p < excused.place for p in self.places)


def places_in(said: Record) -> tuple[Place, ...]:
    """Return the places of the flow that a line opened."""
    return tuple(p for p in map(Place.read, said.get("membuka", ())) if not p.is_beside)


def units_in(line: JejakLine) -> frozenset[int]:
    """Return the units whose formulir a line opened, but for a question."""
    opened = line.rincian.get("formulir", ()) if line.aksi != Kerja.TANYA else ()
    return frozenset(one["unit"] for one in opened if one["status"] == StatusFormulir.TERBUKA)


def with_mark(nilai: Nilai | None, id: int, *, marked: bool) -> Nilai:
    """Return a value, perhaps a gap, marked or not."""
    return replace(nilai or Nilai(indikator_id=id, kode=""), ditandai=marked)


def done(line: JejakLine, one: Record, status: StatusTugas) -> Tugas:
    """Return a tugas as a line closed it."""
    return Tugas(
        id=one["tugas"],
        nomor=one["nomor"],
        langkah=one["langkah"],
        tahap=one["tahap"],
        jabatan_id=one["jabatan"],
        unit_id=one.get("unit"),
        pegawai_id=one.get("pegawai"),
        dibuka_at=line.at,
        status=status,
        facts=Facts(
            hasil=Hasil(
                aksi=Kerja(one.get("aksi", line.aksi)),
                nama=line.pelaku["nama"],
                jabatan=line.pelaku["jabatan"],
                catatan=line.rincian.get("catatan", ""),
                isian=line.rincian.get("isian", {}),
                saksi=line.rincian.get("saksi", ""),
                siapa=line.rincian.get("siapa", ""),
            )
        ),
    )


def handed_in(berkas_id: int, line: JejakLine, one: Record) -> Lampiran:
    """Return a dokumen as a line says that it was handed in."""
    return Lampiran(
        berkas_id=berkas_id,
        tugas_id=one["tugas"],
        sha256=one["sha256"],
        nama=one["nama"],
        oleh=line.pelaku["pegawai_id"],
        diterima_at=line.at,
        isian=one["isian"],
        indikator_id=one.get("indikator"),
        id=one["id"],
        unit_id=line.rincian.get("untuk_unit"),
    )
