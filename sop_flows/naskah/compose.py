"""Putting together the content of a naskah from what stands in the office at that moment.

1. Everything is an argument: the same facts give the same content, byte for byte.
2. Units, indikator and dokumen stand in the order of their kode, not of any row.
3. Of what was returned and done again, the last counts. Who decides adds nothing: a note to a
   decision belongs to the line of history that the decision is.
"""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from types import MappingProxyType
from typing import Final

from sop_flows.deferred import dataclass, replace
from sop_flows.engine.berkas import Berkas, StatusTugas, Tugas
from sop_flows.engine.excuse import standing_excuses
from sop_flows.engine.formulir import Cover, Formulir, Lalu
from sop_flows.engine.kerja import KERJA
from sop_flows.kantor.dokumen import Lampiran
from sop_flows.kantor.kantor import Kantor, Unit
from sop_flows.kinerja.bentuk import EXPLAINED, FIRST
from sop_flows.kinerja.indikator import Indikator
from sop_flows.kinerja.kategori import Skala
from sop_flows.kinerja.perjanjian import Perjanjian
from sop_flows.kinerja.rangkuman import RENDAH
from sop_flows.naskah.isi import (
    Isi,
    IsiBerkas,
    IsiDokumen,
    IsiKantor,
    IsiKelas,
    IsiKerja,
    IsiPengecualian,
    IsiPerjanjian,
    IsiSkala,
    IsiSop,
    IsiUnit,
)
from sop_flows.naskah.part import Basis, Yardstick, unit_of
from sop_flows.sop.definition import Sop

NOTHING: Final[Mapping[int, Decimal | None]] = MappingProxyType({})
"""What an indikator reached in earlier periode of which nothing was sent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameSources:
    """What a naskah has beside its units is put together from: the office and one berkas as they stand."""

    kantor: Kantor
    sop: Sop | IsiSop
    berkas: Berkas
    unit: Mapping[int, Unit]
    indikator: Mapping[int, Indikator]
    lalu: Lalu
    tugas: Sequence[Tugas]
    """All of the berkas, oldest first."""
    lampiran: Sequence[Lampiran]
    perjanjian: Perjanjian | None = None
    """By which it is measured, where that is registered and its form says so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources(FrameSources):
    """What a whole naskah is put together from: the values of its units, too."""

    formulir: Sequence[Formulir]


def compose(found: Sources, unit_id: int | None = None) -> Isi:
    """Return the content of the naskah of a berkas, or of what one unit has in it."""
    formulir = (one for one in found.formulir if unit_id in (None, one.unit_id))
    units = sorted((unit_in(found, one) for one in formulir), key=lambda unit: unit.kode)
    return replace(frame_in(found, unit_id), unit=tuple(units))


def frame_in(found: FrameSources, unit_id: int | None = None) -> Isi:
    """Return the content of the naskah of a berkas, or of one unit, without what units have in it."""
    kantor, sop, berkas = found.kantor, found.sop, found.berkas
    return Isi(
        kantor=IsiKantor(
            kode=kantor.kode,
            nama=kantor.nama,
            jenis=kantor.jenis,
            daerah=kantor.daerah,
            alamat=kantor.alamat,
        ),
        sop=IsiSop(kode=sop.kode, versi=sop.versi, nama=sop.nama),
        berkas=IsiBerkas(
            nomor=berkas.nomor,
            judul=berkas.judul,
            periode=berkas.periode,
            fakta=berkas.keadaan.mulai,
        ),
        skala=skala_in(kantor.skala),
        unit=(),
        kerja=tuple(kerja_in(found, unit_id)),
        pengecualian=tuple(pengecualian_in(found, unit_id)),
        **limits_in(kantor, berkas),
        minta_bukti=kantor.minta_bukti and berkas.keadaan.bentuk >= EXPLAINED,
        minta_analisis=kantor.minta_analisis and berkas.keadaan.bentuk >= EXPLAINED,
        perjanjian=perjanjian_in(found.perjanjian),
        bentuk=berkas.keadaan.bentuk,
        dokumen=tuple(
            dokumen_in(found, one)
            for one in sorted(found.lampiran, key=lambda one: one.id)
            if not one.is_tertanda and (unit_id is None or one.unit_id in (None, unit_id))
        ),
    )


def limits_in(kantor: Kantor, berkas: Berkas) -> Mapping[str, int | None]:
    """Return how the office sums up, as far as it is not as usual; the first form did not ask."""
    rendah, batas = kantor.aturan.rendah, kantor.aturan.batas
    if berkas.keadaan.bentuk == FIRST:
        return {}
    return {"batas_rendah": None if rendah == RENDAH else rendah, "batas_rerata": batas}


def perjanjian_in(perjanjian: Perjanjian | None) -> IsiPerjanjian | None:
    """Return the Perjanjian Kinerja that is measured by."""
    if perjanjian is None:
        return None
    return IsiPerjanjian(
        versi=perjanjian.versi,
        jenis=perjanjian.jenis,
        nomor=perjanjian.nomor,
        tanggal=perjanjian.tanggal.isoformat() if perjanjian.tanggal else "",
    )


def skala_in(skala: Skala) -> IsiSkala:
    """Return the scale that gives the kategori."""
    kelas = tuple(IsiKelas(mulai=row.mulai, nama=row.nama) for row in skala.kelas)
    return IsiSkala(
        nama=skala.nama,
        sumber=skala.sumber,
        kelas=kelas,
        eksklusif=skala.eksklusif,
        terbalik=skala.terbalik,
    )


def basis_in(
    found: FrameSources, formulir: Formulir | Cover, indikator: Iterable[Indikator]
) -> Basis:
    """Return what the part of a unit follows from, but for the values of these indikator."""
    return Basis(
        unit=found.unit[formulir.unit_id],
        ronde=formulir.ronde,
        is_excused=formulir.is_excused,
        yardstick=yardstick_in(found.kantor, found.berkas, indikator, found.lalu),
    )


def yardstick_in(
    kantor: Kantor, berkas: Berkas, indikator: Iterable[Indikator], lalu: Lalu
) -> Yardstick:
    """Return what values for these indikator are measured by in a berkas."""
    measured = tuple(indikator)
    return Yardstick(
        indikator=measured,
        lalu=tuple(lalu.get(one.id, NOTHING) for one in measured),
        bentuk=berkas.keadaan.bentuk,
        periode=berkas.periode,
        formula=kantor.formula_turun,
        skala=kantor.skala,
    )


def unit_in(found: FrameSources, formulir: Formulir) -> IsiUnit:
    """Return what one unit handed in."""
    measured = (found.indikator[one.indikator_id] for one in formulir.nilai)
    return unit_of(basis_in(found, formulir, measured), formulir.nilai)


def kerja_in(found: FrameSources, unit_id: int | None) -> Iterable[IsiKerja]:
    """Return what was noted and answered where work was done, in the order of the sheet."""
    last = {
        (one.place, one.jabatan_id, one.unit_id, one.pegawai_id): one
        for one in found.tugas
        if one.status is StatusTugas.SELESAI
        and (unit_id is None or one.unit_id in (None, unit_id))
    }
    for tugas in sorted(last.values(), key=lambda one: (one.langkah, one.tahap, one.nomor)):
        hasil = tugas.facts.hasil
        if hasil is None or not KERJA[hasil.aksi].finishes or not (hasil.catatan or hasil.isian):
            continue
        yield IsiKerja(
            langkah=tugas.langkah,
            tahap=tugas.tahap,
            jabatan=hasil.jabatan,
            unit=found.unit[tugas.unit_id].kode if tugas.unit_id else "",
            catatan=hasil.catatan,
            isian=hasil.isian,
        )


def pengecualian_in(found: FrameSources, unit_id: int | None) -> Iterable[IsiPengecualian]:
    """Return the units whose excuse stands, in the order of the sheet.

    Who is excused from signing changes nothing of what the others sign: history and cards say it.
    One from before excuses named their witness is in none: its line does not say enough.
    """
    for tugas in sorted(
        standing_excuses(found.tugas), key=lambda one: (one.langkah, one.tahap, one.nomor)
    ):
        hasil = tugas.facts.hasil
        if tugas.unit_id is None or hasil is None or not hasil.saksi:
            continue
        if unit_id not in (None, tugas.unit_id):
            continue
        yield IsiPengecualian(
            langkah=tugas.langkah,
            tahap=tugas.tahap,
            unit=found.unit[tugas.unit_id].kode,
            alasan=hasil.catatan,
            jabatan=hasil.jabatan,
            saksi=hasil.saksi,
        )


def dokumen_in(found: FrameSources, lampiran: Lampiran) -> IsiDokumen:
    """Return a dokumen by its sha256, with what it belongs to."""
    return IsiDokumen(
        nama=lampiran.nama,
        sha256=lampiran.sha256,
        isian=lampiran.isian,
        unit=found.unit[lampiran.unit_id].kode if lampiran.unit_id else "",
        indikator=found.indikator[lampiran.indikator_id].kode if lampiran.indikator_id else "",
    )
