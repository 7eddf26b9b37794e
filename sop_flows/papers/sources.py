"""What a paper is put together from: a berkas and its office as they stand, and the naskah it shows."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, field, fields
from datetime import UTC, datetime

from sop_flows.deferred import dataclass, replace
from sop_flows.engine.aksi import Kerja, Penugasan
from sop_flows.engine.berkas import StatusBerkas, Tugas
from sop_flows.engine.decisions import standing_decisions
from sop_flows.engine.facts import Hasil
from sop_flows.engine.tanda_tangan import Basah, Tte
from sop_flows.jejak import JejakLine, Record
from sop_flows.kantor.kantor import Jabatan, Kantor
from sop_flows.naskah.compose import Sources
from sop_flows.naskah.isi import Isi, as_listed
from sop_flows.naskah.kode import kode_of, link_to
from sop_flows.papers.isi import IsiKop, IsiTanda, Kepala, Pejabat, Pengesahan
from sop_flows.sop.definition import Sop
from sop_flows.sop.paper import JenisPaper
from sop_flows.waktu.jam_kerja import JamKerja


@dataclass(frozen=True, slots=True, kw_only=True)
class SumberBerkas:
    """What all papers of one berkas are put together from."""

    sop: Sop
    found: Sources
    """Office, berkas, tugas, formulir and dokumen as they stand."""
    bot: str = ""
    """The username of the bot that tells what a kode stands for; empty where nobody knows it."""
    jabatan: Mapping[int, Jabatan]
    pegawai: Mapping[int, Pejabat] = field(default_factory=dict)
    """Everybody of the office, by id, in the first post that they hold."""
    pemegang: Mapping[int, Pejabat] = field(default_factory=dict)
    """Who holds a post today, by its id; nobody where it is vacant."""

    jam_kerja: JamKerja | None = None
    """By which is told how late something was; None where that is not asked."""
    lanjut_lalu: Sequence[Tugas] = ()
    """What the periode before left to posts to do, as far as it is known."""
    riwayat: Sequence[JejakLine] = ()
    """Its history, oldest first, where a paper tells of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sumber(SumberBerkas):
    """What one paper of a berkas is put together from."""

    langkah: int
    """That makes the paper."""
    unit_id: int | None = None
    """Whose paper it is; None for all units together."""
    isi: Isi
    """The content that the paper shows: frozen where something was, else what would be frozen now."""
    kode: str = ""
    naskah: str = ""
    """Its sha256; both are empty on a paper that shows none."""

    @property
    def kantor(self) -> Kantor:
        return self.found.kantor

    def done(self) -> Iterable[tuple[Tugas, Hasil]]:
        """Yield the tugas that an aksi closed, with what it said, in the order of their closing."""
        closed = [
            (one.selesai_at, one.nomor, one, one.facts.hasil)
            for one in self.found.tugas
            if one.selesai_at and one.facts.hasil
        ]
        for _, _, tugas, hasil in sorted(closed, key=lambda each: each[:2]):
            yield tugas, hasil

    def post(self, jabatan_id: int) -> Pejabat:
        """Return who holds a post; of a vacant one the post alone."""
        known = self.jabatan.get(jabatan_id)
        vacant = Pejabat(nama="", jabatan=known.nama if known else "")
        return self.pemegang.get(jabatan_id, vacant)

    def who(self, hasil: Hasil) -> Pejabat:
        """Return who did something, in the post that they did it in; rank and NIP are those of today."""
        pejabat = Pejabat(
            nama=hasil.nama,
            jabatan=hasil.jabatan,
            penugasan=hasil.penugasan.awalan if hasil.penugasan else "",
        )
        return self._of_today(pejabat, hasil.pegawai_id)

    def who_said(self, pelaku: Record) -> Pejabat:
        """Return who acted by a line of history, in the post that they did it in; rank and NIP are those of today."""
        pejabat = Pejabat(
            nama=pelaku["nama"],
            jabatan=pelaku["jabatan"],
            penugasan=Penugasan(pelaku["penugasan"]).awalan,
        )
        return self._of_today(pejabat, pelaku["pegawai_id"])

    def _of_today(self, pejabat: Pejabat, pegawai_id: int | None) -> Pejabat:
        known = None if pegawai_id is None else self.pegawai.get(pegawai_id)
        return replace(pejabat, pangkat=known.pangkat, nip=known.nip) if known else pejabat

    def head(self) -> Pejabat:
        """Return the head of the office: who holds the post above which there is none."""
        tops = [one.id for one in self.jabatan.values() if one.heads_office]
        return self.post(tops[0]) if tops else Pejabat(nama="", jabatan="")


def sumber_for(
    berkas: SumberBerkas, *, langkah: int, unit_id: int | None, isi: Isi, naskah: str
) -> Sumber:
    """Return what the paper of a langkah is put together from, that shows a content by its naskah."""
    shared = {one.name: getattr(berkas, one.name) for one in fields(berkas)}
    kode = kode_of(naskah) if naskah else ""
    return Sumber(
        **shared, langkah=langkah, unit_id=unit_id, isi=as_listed(isi), kode=kode, naskah=naskah
    )


def kepala_of(sumber: Sumber, jenis: JenisPaper) -> Kepala:
    """Return what every paper says."""
    kantor, berkas = sumber.kantor, sumber.found.berkas
    decided = tuple(pengesahan_of(sumber))
    return Kepala(
        jenis=jenis.value,
        kop=IsiKop(
            daerah=kantor.daerah,
            nama=kantor.nama,
            alamat=kantor.alamat,
            **asdict(kantor.kop),
        ),
        zona=kantor.zona.key,
        berkas=berkas.nomor,
        judul=berkas.judul,
        periode=berkas.periode,
        sop=sumber.sop.nama,
        langkah=sumber.langkah,
        kode=sumber.kode,
        naskah=sumber.naskah,
        perbaikan=max((one.ronde for one in sumber.isi.unit), default=1) - 1,
        is_konsep=not (
            berkas.status is StatusBerkas.SELESAI
            or any(one.aksi == Kerja.TANDA_TANGANI and not one.is_pegawai for one in decided)
        ),
        pengesahan=decided,
        kantor=kantor.kode,
        tautan=link_to(sumber.kode, sumber.bot) if sumber.kode and sumber.bot else "",
    )


def pengesahan_of(sumber: Sumber) -> Iterable[Pengesahan]:
    """Yield who decided on the content that a paper shows, up to the langkah that makes it, oldest first."""
    for tugas in standing_decisions(sumber.found.tugas):
        hasil = tugas.facts.hasil
        if hasil is None or hasil.naskah != sumber.naskah or tugas.selesai_at is None:
            continue
        if tugas.langkah > sumber.langkah:
            continue
        yield Pengesahan(
            pejabat=sumber.who(hasil),
            aksi=hasil.aksi.value,
            pada=in_utc(tugas.selesai_at),
            is_pegawai=tugas.pegawai_id is not None,
            tanda=tanda_of(hasil),
        )


def tanda_of(hasil: Hasil) -> IsiTanda | None:
    """Return the signature outside of the bot by which somebody decided; None where a tap did."""
    match hasil.tanda:
        case Tte(subjek=subjek, penerbit=penerbit):
            return IsiTanda(subjek=subjek, penerbit=penerbit)
        case Basah(saksi=saksi):
            return IsiTanda(saksi=saksi)
    return None


def in_utc(moment: datetime) -> str:
    """Return a moment as papers keep it."""
    return moment.astimezone(UTC).isoformat()
