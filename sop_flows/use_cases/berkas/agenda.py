"""The agenda surat of an office: read from what its berkas were begun with, and what they sent out.

1. A letter counts in the year in which it came in, as it was said, or else in which its berkas began.
2. What went out counts in the year in which it was sent; a number that nobody gave stays empty.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from sop_flows.deferred import dataclass
from sop_flows.engine.aksi import Kerja
from sop_flows.engine.berkas import Berkas, StatusBerkas, StatusTugas, Tugas
from sop_flows.kantor.kantor import Jabatan
from sop_flows.papers.disposisi import is_disposisi, went_to
from sop_flows.papers.pengantar import sent_by
from sop_flows.papers.surat import (
    NOMOR_SURAT,
    TUJUAN,
    answered,
    answered_at,
    answers_for,
    makers,
    surat_masuk,
)
from sop_flows.ports.agenda import Agenda, BarisKeluar, BarisMasuk
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.sop.definition import JenisIsian, Minta, Sop, Tahap
from sop_flows.sop.isian import PENANDATANGAN
from sop_flows.sop.paper import JenisPaper
from sop_flows.waktu.tanggal import read_full_tanggal


@dataclass(frozen=True, slots=True, kw_only=True)
class Dibaca:
    """A berkas as its letters are read from it."""

    sop: Sop
    berkas: Berkas
    tugas: Sequence[Tugas]
    jabatan: Mapping[int, Jabatan]
    zona: ZoneInfo


def view_agenda(uow: UnitOfWork, kantor_id: int, tahun: int) -> Agenda:
    """Return the letters of a year, those that came in and those that went out, in their order."""
    kantor, jabatan = uow.kantor.get(kantor_id), uow.kantor.jabatan(kantor_id)
    masuk: list[tuple[datetime, BarisMasuk]] = []
    keluar: list[BarisKeluar] = []
    for id in uow.berkas.latest(kantor_id):
        berkas, sop_id = uow.berkas.get(id)
        if not may_have_letters(berkas, tahun, kantor.zona):
            continue
        found = Dibaca(
            sop=uow.sop.get(sop_id),
            berkas=berkas,
            tugas=uow.berkas.tugas_of(id),
            jabatan=jabatan,
            zona=kantor.zona,
        )
        masuk += [(berkas.dibuka_at, one) for one in came_in(found, tahun)]
        keluar += [one for one in went_out(found) if one.pada.year == tahun]
    return Agenda(
        kantor=kantor,
        tahun=tahun,
        masuk=tuple(one for _, one in sorted(masuk, key=lambda each: each[0])),
        keluar=tuple(sorted(keluar, key=lambda each: each.pada)),
    )


def may_have_letters(berkas: Berkas, tahun: int, zona: ZoneInfo) -> bool:
    """Tell whether a letter of a berkas may be of a year: one may be registered a year after it came."""
    ended = berkas.ditutup_at
    begun = berkas.dibuka_at.astimezone(zona).year
    return begun - 1 <= tahun and (ended is None or tahun <= ended.astimezone(zona).year)


# What came in


def came_in(found: Dibaca, tahun: int) -> Iterator[BarisMasuk]:
    """Yield the letter that began a berkas, where it came in that year."""
    berkas, sop = found.berkas, found.sop
    surat = surat_masuk(sop, berkas.keadaan.mulai)
    if surat is None:
        return
    day = read_full_tanggal(surat.diterima)
    if tahun != (day or berkas.dibuka_at.astimezone(found.zona)).year:
        return
    given = [one for one in found.tugas if is_disposisi(sop, one) and one.facts.hasil]
    posts = (post for one in given for post in went_to(sop, berkas, found.jabatan, one))
    ended = berkas.ditutup_at
    yield BarisMasuk(
        surat=surat,
        disposisi=tuple(dict.fromkeys(posts)),
        isi=tuple(hasil.catatan for one in given if (hasil := one.facts.hasil) and hasil.catatan),
        batas=batas_in(found),
        selesai=ended.astimezone(found.zona) if ended else None,
        is_batal=berkas.status is StatusBerkas.DIBATALKAN,
        berkas=berkas.nomor,
    )


def batas_in(found: Dibaca) -> str:
    """Return until when the units were asked to fill, as it was said last; empty where nobody said."""
    said = ""
    for tugas in found.tugas:
        tahap = found.sop.tahap_at(tugas.langkah, tugas.tahap)
        for isian in tahap.isian if tahap else ():
            if isian.jenis is JenisIsian.BATAS:
                said = answered(tugas).get(isian.kode, said)
    return said


# What went out


def went_out(found: Dibaca) -> Iterator[BarisKeluar]:
    """Yield the letters of a berkas that were sent: its undangan, and its surat pengantar."""
    for tugas in found.tugas:
        tahap = found.sop.tahap_at(tugas.langkah, tugas.tahap)
        if tahap and tahap.minta is Minta.UNDANGAN and was_sent(tugas):
            yield undangan(found, tugas, tahap)
    sent_at = answered_at(found.sop, found.tugas, JenisPaper.SURAT_PENGANTAR, NOMOR_SURAT)
    if sent_at:
        yield pengantar(found, datetime.fromisoformat(sent_at))


def was_sent(tugas: Tugas) -> bool:
    """Tell whether somebody sent an undangan: it was not closed because a colleague did."""
    hasil = tugas.facts.hasil
    is_closed = tugas.status is StatusTugas.SELESAI and tugas.selesai_at is not None
    return is_closed and hasil is not None and hasil.aksi is Kerja.KIRIM


def undangan(found: Dibaca, tugas: Tugas, tahap: Tahap) -> BarisKeluar:
    """Return an undangan that was sent."""
    said = answered(tugas)
    numbers = (said.get(each.kode, "") for each in tahap.isian if each.jenis is JenisIsian.NOMOR)
    rapat = found.sop.after(tugas.langkah, tugas.tahap)
    invited = [found.sop.kolom_of(one).nama for one in rapat.untuk] if rapat else []
    return BarisKeluar(
        pada=(tugas.selesai_at or tugas.dibuka_at).astimezone(found.zona),
        nomor=next(filter(None, numbers), ""),
        kepada=", ".join(invited),
        hal=f"Undangan: {rapat.nama}" if rapat else tahap.nama,
        penandatangan=said.get(PENANDATANGAN, ""),
        tanda_terima="",
        berkas=found.berkas.nomor,
    )


def pengantar(found: Dibaca, pada: datetime) -> BarisKeluar:
    """Return a surat pengantar that was numbered."""
    sop = found.sop
    said = answers_for(sop, found.tugas, JenisPaper.SURAT_PENGANTAR)
    received = said | answers_for(sop, found.tugas, JenisPaper.TANDA_TERIMA)
    places = [*makers(sop, JenisPaper.SURAT_PENGANTAR), *makers(sop, JenisPaper.TANDA_TERIMA)]
    proofs = dict.fromkeys(
        received.get(each.kode, "")
        for _, tahap in places
        for each in tahap.isian
        if each.jenis is JenisIsian.DOKUMEN
    )
    return BarisKeluar(
        pada=pada.astimezone(found.zona),
        nomor=said[NOMOR_SURAT],
        kepada=said.get(TUJUAN, ""),
        hal=sent_by(sop).value,
        penandatangan=said.get(PENANDATANGAN, ""),
        tanda_terima="\n".join(filter(None, proofs)),
        berkas=found.berkas.nomor,
    )
