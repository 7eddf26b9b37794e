"""The table of pengukuran as it is filled, checked and approved: of one unit, or of all of them."""

from dataclasses import field
from functools import partial

from sop_flows.deferred import dataclass, replace
from sop_flows.engine.aksi import Kerja
from sop_flows.naskah.canonical import UNSAID_IF_EMPTY
from sop_flows.papers.isi import Kepala, Pejabat, Pengesahan
from sop_flows.papers.isi_ukur import TabelUkur
from sop_flows.papers.sources import Sumber, in_utc, kepala_of
from sop_flows.papers.ukur import tabel_of
from sop_flows.sop.paper import JenisPaper


@dataclass(frozen=True, slots=True, kw_only=True)
class Pengukuran:
    """A formulir, a draf or a dokumen: the same table, and who answers for it."""

    kepala: Kepala
    tabel: TabelUkur
    penanda_tangan: Pejabat
    """The head of the unit, or of the office."""
    disahkan: Pengesahan | None = field(default=None, metadata=UNSAID_IF_EMPTY)
    """Who signed as the last, or handed in the formulir of a unit; None while nobody has."""


def pengukuran(jenis: JenisPaper, sumber: Sumber) -> Pengukuran:
    """Return the table of pengukuran of the units that a paper is of."""
    kepala = kepala_of(sumber, jenis)
    if jenis is JenisPaper.DRAF:
        kepala = replace(kepala, is_konsep=True)
    disahkan = approval_of(kepala) if sumber.unit_id is None else handing_in(sumber)
    return Pengukuran(
        kepala=kepala,
        tabel=tabel_of(sumber),
        penanda_tangan=disahkan.pejabat if disahkan else head_of(sumber),
        disahkan=disahkan,
    )


formulir, draf, dokumen = (
    partial(pengukuran, jenis)
    for jenis in (JenisPaper.FORMULIR, JenisPaper.DRAF, JenisPaper.DOKUMEN)
)


def approval_of(kepala: Kepala) -> Pengesahan | None:
    """Return the last signature of a post under what a paper shows; None while there is none."""
    signed = (one for one in kepala.pengesahan if one.aksi == Kerja.TANDA_TANGANI)
    posts = [one for one in signed if not one.is_pegawai]
    return posts[-1] if posts else None


def handing_in(sumber: Sumber) -> Pengesahan | None:
    """Return who handed in the formulir of a unit last; None while nobody has."""
    sent = [
        Pengesahan(pejabat=sumber.who(hasil), aksi=hasil.aksi.value, pada=in_utc(tugas.selesai_at))
        for tugas, hasil in sumber.done()
        if tugas.unit_id == sumber.unit_id and hasil.aksi is Kerja.KIRIM and tugas.selesai_at
    ]
    return sent[-1] if sent else None


def head_of(sumber: Sumber) -> Pejabat:
    """Return who heads what a paper is of."""
    if sumber.unit_id is None:
        return sumber.head()
    kepala_id = sumber.found.unit[sumber.unit_id].kepala_id
    return sumber.head() if kepala_id is None else sumber.post(kepala_id)
