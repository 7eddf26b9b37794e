"""The Laporan Pengukuran Kinerja: what was measured, why, what follows, and what was decided on it.

Values, reasons, notes of work and dokumen are those of the frozen content. Who decided, who returned what
and why, and what a rapat decided is what the closed tugas of the berkas say.
"""

from collections.abc import Iterable

from sop_flows.engine.aksi import Kerja
from sop_flows.engine.berkas import StatusTugas, Tugas
from sop_flows.engine.kerja import KERJA
from sop_flows.naskah.isi import IsiIndikator, IsiUnit
from sop_flows.papers.isi_laporan import (
    Arahan,
    Dukung,
    Faktor,
    Koreksi,
    Lanjut,
    Laporan,
    PokokRapat,
)
from sop_flows.papers.pengukuran import approval_of
from sop_flows.papers.sources import Sumber, in_utc, kepala_of
from sop_flows.papers.ukur import tabel_of
from sop_flows.sop.definition import JenisIsian, Minta
from sop_flows.sop.paper import JenisPaper


def laporan(sumber: Sumber) -> Laporan:
    """Return the report of a berkas."""
    isi, kepala = sumber.isi, kepala_of(sumber, JenisPaper.LAPORAN)
    disahkan = approval_of(kepala)
    values = [(unit, one) for unit in isi.unit for one in unit.indikator]
    return Laporan(
        kepala=kepala,
        kantor=isi.kantor,
        mulai=isi.berkas.periode.mulai.isoformat(),
        sampai=isi.berkas.periode.selesai.isoformat(),
        dasar_hukum=sumber.sop.identitas.dasar_hukum,
        tabel=tabel_of(sumber),
        minta_analisis=isi.minta_analisis,
        pendorong=tuple(faktor(values, "pendorong")),
        penghambat=tuple(faktor(values, "penghambat")),
        lanjut=(*planned(values), *dict.fromkeys(decided(sumber))),
        lanjut_lalu=tuple(left_before(sumber)),
        arahan=tuple(arahan(sumber)),
        notula=tuple(dict.fromkeys(notula(sumber))),
        dukung=tuple(dukung(sumber)),
        koreksi=tuple(koreksi(sumber)),
        penanda_tangan=disahkan.pejabat if disahkan else sumber.head(),
        disahkan=disahkan,
    )


# Why, and what follows


def faktor(values: Iterable[tuple[IsiUnit, IsiIndikator]], which: str) -> Iterable[Faktor]:
    """Yield what was said of values, by the name of that part of an analisis."""
    for unit, one in values:
        said: str = getattr(one.analisis, which) if one.analisis else ""
        if said:
            yield Faktor(kode=one.kode, nama=one.nama, unit=unit.nama, teks=said)


def planned(values: Iterable[tuple[IsiUnit, IsiIndikator]]) -> Iterable[Lanjut]:
    """Yield what units plan to do about their values."""
    for _, one in values:
        for each in one.analisis.lanjut if one.analisis else ():
            yield Lanjut(
                teks=each.teks,
                jenis=each.jenis,
                tentang=one.kode,
                jabatan=each.jabatan,
                batas=each.batas,
            )


def decided(sumber: Sumber) -> Iterable[Lanjut]:
    """Yield what a rapat decided, once for each who kept its notula."""
    for tugas, _ in sumber.done():
        for each in tugas.facts.keputusan or ():
            known = sumber.jabatan.get(each.jabatan)
            yield Lanjut(
                teks=each.teks,
                jenis="",
                tentang="rapat",
                jabatan=known.nama if known else "",
                batas=in_utc(each.batas),
            )


def left_before(sumber: Sumber) -> Iterable[Lanjut]:
    """Yield what the periode before left to do, and how far that is."""
    for tugas in sumber.lanjut_lalu:
        is_done = tugas.status is StatusTugas.SELESAI and tugas.selesai_at is not None
        yield Lanjut(
            teks=tugas.facts.tindak_lanjut,
            jenis=tugas.facts.jenis,
            tentang=tugas.facts.tentang or "rapat",
            jabatan=sumber.post(tugas.jabatan_id).jabatan,
            batas=in_utc(tugas.tenggat) if tugas.tenggat else "",
            selesai=in_utc(tugas.selesai_at) if is_done and tugas.selesai_at else "",
        )


# What leaders said


def arahan(sumber: Sumber) -> Iterable[Arahan]:
    """Yield the notes of who disposed, judged or signed, oldest first."""
    for tugas, hasil in sumber.done():
        leads = KERJA[hasil.aksi].is_signed or hasil.aksi is Kerja.DISPOSISIKAN
        if leads and hasil.catatan and tugas.pegawai_id is None and tugas.selesai_at:
            yield Arahan(
                pejabat=sumber.who(hasil),
                aksi=hasil.aksi.value,
                pada=in_utc(tugas.selesai_at),
                teks=hasil.catatan,
            )


def notula(sumber: Sumber) -> Iterable[PokokRapat]:
    """Yield what the notula of a rapat says in words, once for each who kept it."""
    for one in sumber.isi.kerja:
        tahap = sumber.sop.tahap_at(one.langkah, one.tahap)
        if tahap is None or tahap.minta is not Minta.RAPAT:
            continue
        for isian in tahap.isian:
            if isian.jenis is JenisIsian.TEKS and one.isian.get(isian.kode):
                yield PokokRapat(
                    langkah=one.langkah, label=isian.label, teks=one.isian[isian.kode]
                )


# Lampiran


def dukung(sumber: Sumber) -> Iterable[Dukung]:
    """Yield the data dukung of units."""
    names = {unit.kode: unit.nama for unit in sumber.isi.unit}
    for one in sumber.isi.dokumen:
        if one.unit and not one.isian:
            yield Dukung(
                nama=one.nama,
                sha256=one.sha256,
                unit=names.get(one.unit, one.unit),
                indikator=one.indikator,
            )


def koreksi(sumber: Sumber) -> Iterable[Koreksi]:
    """Yield the returns, oldest first."""
    for tugas, hasil in sumber.done():
        if hasil.aksi is not Kerja.KEMBALIKAN or tugas.selesai_at is None:
            continue
        answered = returned_with(sumber, tugas)
        said = answered.facts.kembali if answered else None
        yield Koreksi(
            dari=tugas.langkah,
            ke=said.ke if said else 0,
            pejabat=sumber.who(hasil),
            pada=in_utc(tugas.selesai_at),
            alasan=hasil.catatan,
            unit=tuple(
                sumber.found.unit[id].nama
                for id in (said.unit if said else ())
                if id in sumber.found.unit
            ),
        )


def returned_with(sumber: Sumber, tugas: Tugas) -> Tugas | None:
    """Return a tugas that the return of another opened."""
    return next(
        (
            one
            for one in sumber.found.tugas
            if one.facts.kembali
            and one.facts.kembali.dari == tugas.langkah
            and one.dibuka_at == tugas.selesai_at
        ),
        None,
    )
