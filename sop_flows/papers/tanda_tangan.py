"""Lembar tanda tangan: every employee who is asked to sign, and who approves what they signed."""

from collections.abc import Collection

from sop_flows.engine.berkas import StatusTugas, Tugas
from sop_flows.engine.decisions import standing_decisions
from sop_flows.engine.excuse import standing_excuses
from sop_flows.naskah.kode import kode_of
from sop_flows.papers.isi import Pejabat
from sop_flows.papers.isi_berkas import BarisTandaTangan, LembarTandaTangan
from sop_flows.papers.isi_surat import Penandatangan
from sop_flows.papers.sources import Sumber, in_utc, kepala_of, tanda_of
from sop_flows.papers.surat import newest_at
from sop_flows.sop.definition import Minta, Sebar, Sop
from sop_flows.sop.paper import JenisPaper
from sop_flows.sop.place import Place


def lembar_tanda_tangan(sumber: Sumber) -> LembarTandaTangan:
    """Return who has signed of those who are asked to, and who was excused; what stands no more is open."""
    semua = tuple(sumber.found.tugas)
    standing = {one.id for one in (*standing_decisions(semua), *standing_excuses(semua))}
    everybody, above = signing(sumber.sop)
    asked = newest_at(semua, everybody) if everybody else ()
    return LembarTandaTangan(
        kepala=kepala_of(sumber, JenisPaper.TANDA_TANGAN),
        baris=tuple(
            baris(sumber, one, standing)
            for one in asked
            if one.status is not StatusTugas.DIBATALKAN
        ),
        pengesah=pengesah(sumber, above, standing) if above else None,
    )


def signing(sop: Sop) -> tuple[Place | None, Place | None]:
    """Return where every employee signs, and where a post signs after them."""
    asked = [
        (place, tahap)
        for place in sop.places
        if (tahap := sop.tahap_at(*place)) and tahap.minta is Minta.TANDA_TANGAN
    ]
    everybody = [place for place, tahap in asked if tahap.sebar is Sebar.PER_PEGAWAI]
    if not everybody:
        return None, asked[-1][0] if asked else None
    after = [place for place, _ in asked if place > everybody[-1]]
    return everybody[-1], after[0] if after else None


def baris(sumber: Sumber, tugas: Tugas, standing: Collection[int]) -> BarisTandaTangan:
    """Return the row of one employee."""
    hasil = tugas.facts.hasil
    known = None if tugas.pegawai_id is None else sumber.pegawai.get(tugas.pegawai_id)
    said = hasil.siapa or hasil.nama if hasil else ""
    pegawai = known or Pejabat(nama=said, jabatan=sumber.post(tugas.jabatan_id).jabatan)
    if hasil is None or tugas.id not in standing:
        return BarisTandaTangan(pegawai=pegawai)
    if tugas.status is StatusTugas.DIKECUALIKAN:
        return BarisTandaTangan(pegawai=pegawai, alasan=hasil.catatan, saksi=hasil.saksi)
    return BarisTandaTangan(
        pegawai=pegawai,
        pada=in_utc(tugas.selesai_at) if tugas.selesai_at else "",
        kode=kode_of(hasil.naskah) if hasil.naskah else "",
        tanda=tanda_of(hasil),
    )


def pengesah(sumber: Sumber, place: Place, standing: Collection[int]) -> Penandatangan:
    """Return who approves what everybody signed, and when they did."""
    asked = newest_at(sumber.found.tugas, place)
    signed = [one for one in asked if one.id in standing and one.facts.hasil]
    for one in signed:
        if one.facts.hasil and one.selesai_at:
            return Penandatangan(
                pejabat=sumber.who(one.facts.hasil),
                pada=in_utc(one.selesai_at),
                tanda=tanda_of(one.facts.hasil),
            )
    if asked:
        return Penandatangan(pejabat=sumber.post(asked[-1].jabatan_id))
    tahap = sumber.sop.langkah_of(place.langkah).tahap[place.tahap]
    kolom = sumber.sop.kolom_of(tahap.untuk[0]).nama
    return Penandatangan(pejabat=Pejabat(nama="", jabatan=kolom))
