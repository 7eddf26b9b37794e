"""The papers of a rapat: what its undangan said, who is invited and came, and what was noted."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from sop_flows.deferred import dataclass
from sop_flows.engine.aksi import Kerja
from sop_flows.engine.berkas import StatusTugas, Tugas
from sop_flows.engine.facts import Hadir
from sop_flows.engine.rapat import start_of_rapat
from sop_flows.papers.isi import Pejabat
from sop_flows.papers.isi_rapat import (
    BarisLanjut,
    DaftarHadir,
    IsiRapat,
    Notula,
    Peserta,
    Pokok,
    Undangan,
)
from sop_flows.papers.sources import Sumber, in_utc, kepala_of
from sop_flows.papers.surat import answered, newest_at, read_penandatangan
from sop_flows.sop.definition import JenisIsian, Minta, Sop, Tahap
from sop_flows.sop.isian import PENANDATANGAN
from sop_flows.sop.paper import JenisPaper
from sop_flows.sop.place import Place

LET_GO: Final = (Kerja.AKAN_HADIR, Kerja.BERHALANGAN, Kerja.DIWAKILI)
"""What closes the card of who stood in for somebody until they said otherwise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tempatnya:
    """Where an SOP calls for a rapat and holds it, and the tugas of that; each may be missing."""

    sop: Sop
    undangan: Place | None
    rapat: Place | None
    dipanggil: Tugas | None
    """The newest tugas that calls for it."""
    kartu: tuple[Tugas, ...]
    """Of those who are invited, oldest first."""

    @property
    def said(self) -> Mapping[str, str]:
        """What the undangan says, by kode."""
        called = [dict(one.facts.rapat.undangan) for one in self.kartu if one.facts.rapat]
        if called:
            return called[-1]
        return answered(self.dipanggil) if self.dipanggil else {}

    @property
    def acara(self) -> Tahap | None:
        return self.sop.tahap_at(*self.rapat) if self.rapat else None


def rapat_of(sumber: Sumber) -> Tempatnya:
    """Return the rapat that the langkah of a paper calls for, or holds."""
    sop, semua = sumber.sop, sumber.found.tugas
    calls = [one for one in places(sop, Minta.UNDANGAN) if one.langkah <= sumber.langkah]
    undangan = calls[-1] if calls else None
    held = places(sop, Minta.RAPAT)
    after = [one for one in held if undangan and one > undangan]
    before = [one for one in held if one.langkah <= sumber.langkah]
    rapat = after[0] if after else before[-1] if before else None
    calling = newest_at(semua, undangan) if undangan else ()
    dipanggil = next((one for one in calling if one.selesai_at), calling[-1] if calling else None)
    return Tempatnya(
        sop=sop,
        undangan=undangan,
        rapat=rapat,
        dipanggil=dipanggil,
        kartu=tuple(invited(semua, rapat, dipanggil)) if rapat else (),
    )


def places(sop: Sop, minta: Minta) -> list[Place]:
    """Return where an SOP asks that."""
    asked = ((place, sop.tahap_at(*place)) for place in sop.places)
    return [place for place, tahap in asked if tahap is not None and tahap.minta is minta]


def invited(semua: Iterable[Tugas], rapat: Place, dipanggil: Tugas | None) -> Iterator[Tugas]:
    """Yield the cards of a rapat that its newest undangan opened, without those that were let go."""
    if dipanggil and dipanggil.selesai_at is None:
        return
    for one in newest_at(semua, rapat):
        if dipanggil and one.id < dipanggil.id:
            continue
        hasil = one.facts.hasil
        is_gone = one.status is StatusTugas.DIBATALKAN and hasil and hasil.aksi in LET_GO
        if not (one.pegawai_id and is_gone):
            yield one


def isi_rapat(sumber: Sumber, found: Tempatnya) -> IsiRapat:
    """Return when and where a rapat is, and what about."""
    tahap = found.sop.tahap_at(*found.undangan) if found.undangan else None
    mulai = start_of_rapat(tahap, found.said, sumber.kantor.zona) if tahap else None
    langkah = found.sop.langkah_of(sumber.langkah)
    return IsiRapat(
        acara=found.acara.nama if found.acara else langkah.kegiatan,
        mulai=in_utc(mulai) if mulai else "",
        tempat=found.said.get("tempat", ""),
        undangan=nomor_in(tahap, found.said),
    )


def nomor_in(tahap: Tahap | None, said: Mapping[str, str]) -> str:
    """Return the number of a letter among what was answered."""
    asked = (each.kode for each in tahap.isian if each.jenis is JenisIsian.NOMOR) if tahap else ()
    return next((said[kode] for kode in asked if said.get(kode)), "")


# Who is invited, and who came


def peserta_of(sumber: Sumber, kartu: Sequence[Tugas]) -> tuple[Peserta, ...]:
    """Return who is invited to a rapat, in the order of their cards, then whoever else came."""
    came: dict[Hadir, Tugas] = {}
    for one in sorted(kartu, key=lambda card: bool(card.facts.notulis)):
        for hadir in one.facts.hadir:  # on their own card first: it says for which post they came
            if not any(hadir.is_same(other) for other in came):
                came[hadir] = one
    names = {hadir.nama for hadir in came}
    listed = [peserta_in(sumber, one, names) for one in kartu]
    known = {one.nama for one in listed}
    return (*listed, *(guest(sumber, *one) for one in came.items() if one[0].nama not in known))


def peserta_in(sumber: Sumber, kartu: Tugas, came: set[str]) -> Peserta:
    """Return who has a card of a rapat."""
    kabar, post = kartu.facts.kabar, sumber.post(kartu.jabatan_id)
    own = post if kartu.pegawai_id is None else sumber.pegawai.get(kartu.pegawai_id, post)
    return Peserta(
        nama=own.nama,
        jabatan=own.sebutan,
        mewakili="" if kartu.pegawai_id is None else post.jabatan,
        kabar=kabar.kerja.value if kabar else "",
        alasan=kabar.alasan if kabar else "",
        wakil=kabar.nama_wakil if kabar else "",
        is_hadir=own.nama in came,
    )


def guest(sumber: Sumber, hadir: Hadir, kartu: Tugas) -> Peserta:
    """Return somebody who came without a card of their own."""
    of_office = sumber.pegawai.get(hadir.pegawai_id) if hadir.pegawai_id else None
    return Peserta(
        nama=hadir.nama,
        jabatan=of_office.jabatan if of_office else "",
        mewakili="" if kartu.facts.notulis else sumber.post(kartu.jabatan_id).jabatan,
        is_hadir=True,
    )


# The papers


def undangan(sumber: Sumber) -> Undangan:
    """Return the letter that calls for a rapat, as far as it was said."""
    found = rapat_of(sumber)
    called, said, rapat = found.dipanggil, found.said, isi_rapat(sumber, found)
    posts = [sumber.post(one.jabatan_id).jabatan for one in found.kartu if not one.pegawai_id]
    columns = found.acara.untuk if found.acara else ()
    return Undangan(
        kepala=kepala_of(sumber, JenisPaper.UNDANGAN),
        rapat=rapat,
        nomor=rapat.undangan,
        pada=in_utc(called.selesai_at) if called and called.selesai_at else "",
        sifat=said.get("sifat", ""),
        lampiran=said.get("lampiran", ""),
        kepada=tuple(dict.fromkeys(posts or [found.sop.kolom_of(one).nama for one in columns])),
        tembusan=tuple(one for one in said.get("tembusan", "").split("; ") if one),
        penandatangan=read_penandatangan(sumber, said.get(PENANDATANGAN, "")),
    )


def daftar_hadir(sumber: Sumber) -> DaftarHadir:
    """Return who is invited to a rapat, with what they said and whether they came."""
    found = rapat_of(sumber)
    return DaftarHadir(
        kepala=kepala_of(sumber, JenisPaper.DAFTAR_HADIR),
        rapat=isi_rapat(sumber, found),
        peserta=peserta_of(sumber, found.kartu),
    )


def notula(sumber: Sumber) -> Notula:
    """Return what was noted of a rapat so far."""
    found = rapat_of(sumber)
    keepers = [one for one in found.kartu if not one.facts.only_attends]
    closed = [one for one in keepers if one.facts.hasil and one.facts.hasil.aksi is Kerja.SELESAI]
    said = {kode: answer for one in keepers + closed for kode, answer in answered(one).items()}
    asked = found.acara.isian if found.acara else ()
    given = [(each, said[each.kode]) for each in asked if each.kode in said]
    lanjut = [one for card in keepers for one in card.facts.keputusan or ()]
    return Notula(
        kepala=kepala_of(sumber, JenisPaper.NOTULA),
        rapat=isi_rapat(sumber, found),
        hadir=tuple(one for one in peserta_of(sumber, found.kartu) if one.is_hadir),
        pokok=tuple(
            Pokok(label=each.label, teks=answer)
            for each, answer in given
            if each.jenis is not JenisIsian.DOKUMEN
        ),
        dokumen=tuple(
            nama
            for each, answer in given
            if each.jenis is JenisIsian.DOKUMEN
            for nama in answer.split("\n")
        ),
        lanjut=tuple(
            BarisLanjut(
                uraian=one.teks, jabatan=sumber.post(one.jabatan).jabatan, batas=in_utc(one.batas)
            )
            for one in dict.fromkeys(lanjut)
        ),
        notulis=notulis_of(sumber, closed, keepers),
        pada=max((in_utc(one.selesai_at) for one in closed if one.selesai_at), default=""),
    )


def notulis_of(sumber: Sumber, closed: Sequence[Tugas], keepers: Sequence[Tugas]) -> Pejabat:
    """Return who keeps the notula: who closed it, else the only one who can."""
    for one in closed:
        if one.facts.hasil:
            return sumber.who(one.facts.hasil)
    return (
        sumber.post(keepers[0].jabatan_id) if len(keepers) == 1 else Pejabat(nama="", jabatan="")
    )
