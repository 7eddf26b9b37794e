"""Letters as a berkas knows them: the one that began it, what its tahap were answered, and who signs."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from sop_flows.deferred import pattern, replace
from sop_flows.engine.aksi import Kerja, Penugasan
from sop_flows.engine.berkas import StatusTugas, Tugas
from sop_flows.kantor.kantor import Kantor
from sop_flows.papers.isi import Pejabat
from sop_flows.papers.isi_surat import Penandatangan, SuratMasuk
from sop_flows.papers.sources import Sumber, in_utc, tanda_of
from sop_flows.sop.definition import Sop, Tahap
from sop_flows.sop.isian import PENANDATANGAN
from sop_flows.sop.paper import JenisPaper, read_jenis
from sop_flows.sop.place import Place
from sop_flows.teks import fold

NOMOR_SURAT: Final = "nomor_surat"
TUJUAN: Final = "tujuan"
OF_LETTER: Final[Mapping[str, str]] = {
    "asal_surat": "dari",
    NOMOR_SURAT: "nomor",
    "tanggal_surat": "tanggal",
    "hal": "hal",
    "sifat": "sifat",
    "tanggal_diterima": "diterima",
    "nomor_agenda": "agenda",
}
"""The facts of a letter by the kode under which SOP files ask for them."""
FOR: Final = pattern(r"(?P<own>.*?)\s*\ba\.\s?n\.\s*(?P<other>[^,]+)(?:,\s*(?P<after>.+))?")
"""``Sekretaris a.n. Kepala Dinas``, or ``a.n. Kepala Dinas, Sekretaris``."""


def surat_masuk(sop: Sop, mulai: Mapping[str, str]) -> SuratMasuk | None:
    """Return the letter that began a berkas; None where no letter did."""
    said = {kode: answer for kode, answer in mulai.items() if answer}
    known = {name: said[kode] for kode, name in OF_LETTER.items() if kode in said}
    if not known:
        return None
    labels = {isian.kode: isian.label for isian in sop.mulai}
    lain = {labels.get(kode, kode): one for kode, one in said.items() if kode not in OF_LETTER}
    return SuratMasuk(**known, lain=lain)


# What the tahap that make a paper were answered


def makers(sop: Sop, jenis: JenisPaper) -> Iterator[tuple[Place, Tahap]]:
    """Yield where an SOP makes a kind of paper, in its order."""
    for place in sop.places:
        tahap = sop.tahap_at(*place)
        if tahap is not None and jenis in map(read_jenis, tahap.dokumen):
            yield place, tahap


def newest_at(tugas: Iterable[Tugas], place: Place) -> tuple[Tugas, ...]:
    """Return the tugas of the last ronde at a place, oldest first."""
    known = [one for one in tugas if one.place == place and one.status is not StatusTugas.DITARIK]
    last = max((one.ronde for one in known), default=0)
    return tuple(one for one in known if one.ronde == last)


def answered(tugas: Tugas) -> Mapping[str, str]:
    """Return what a tugas was answered, or is being answered, without what is empty."""
    hasil = tugas.facts.hasil
    given = tugas.facts.answers if hasil is None else hasil.isian
    return {kode: answer for kode, answer in given.items() if answer.strip()}


def answers_for(sop: Sop, tugas: Iterable[Tugas], jenis: JenisPaper) -> dict[str, str]:
    """Return what was answered, by kode, where a kind of paper is made."""
    found: dict[str, str] = {}
    semua = tuple(tugas)
    for place, _ in makers(sop, jenis):
        for one in newest_at(semua, place):
            found |= answered(one)
    return found


def answered_at(sop: Sop, tugas: Iterable[Tugas], jenis: JenisPaper, kode: str) -> str:
    """Return when something was answered where a kind of paper is made; empty while it is prepared."""
    semua = tuple(tugas)
    moments = [
        in_utc(one.selesai_at)
        for place, _ in makers(sop, jenis)
        for one in newest_at(semua, place)
        if one.selesai_at and kode in answered(one)
    ]
    return moments[-1] if moments else ""


# Who signs


def penandatangan_of(sumber: Sumber, jenis: JenisPaper) -> Penandatangan:
    """Return who signs a letter: who was named, else who signed it, else nobody yet."""
    tugas = sumber.found.tugas
    named = answers_for(sumber.sop, tugas, jenis).get(PENANDATANGAN, "")
    signed = [
        (one, one.facts.hasil)
        for place, _ in makers(sumber.sop, jenis)
        for one in newest_at(tugas, place)
        if one.facts.hasil and one.facts.hasil.aksi is Kerja.TANDA_TANGANI
    ]
    if named or not signed:
        return read_penandatangan(sumber, named)
    one, hasil = signed[-1]
    pada = in_utc(one.selesai_at) if one.selesai_at else ""
    return Penandatangan(pejabat=sumber.who(hasil), pada=pada, tanda=tanda_of(hasil))


def read_penandatangan(sumber: Sumber, teks: str) -> Penandatangan:
    """Return whom a text names: a post of the office with its holder, an employee, or just its words."""
    meant = FOR.fullmatch(teks)
    if meant is None:
        return Penandatangan(pejabat=pejabat_named(sumber, teks))
    own = pejabat_named(sumber, meant["own"] or meant["after"] or "")
    return Penandatangan(pejabat=own, atas_nama=meant["other"].strip())


def pejabat_named(sumber: Sumber, teks: str) -> Pejabat:
    """Return whom a text names; a post that nobody of the office holds so keeps its words alone."""
    words = Pejabat(nama="", jabatan=teks)
    bare, penugasan = teks, ""
    for one in Penugasan:
        if one.awalan and teks.startswith(one.awalan):
            bare, penugasan = teks.removeprefix(one.awalan).strip(), one.awalan
    if (jabatan_id := post_named(sumber, bare)) is not None:
        holder = sumber.post(jabatan_id)
        if fold(bare).startswith(f"{fold(holder.jabatan)} "):
            holder = replace(holder, jabatan=bare)  # with the name of the office behind it
        return words if penugasan not in ("", holder.penugasan) else holder
    people = [one for one in sumber.pegawai.values() if fold(one.nama) == fold(teks)]
    return people[0] if len(people) == 1 else words


def post_named(sumber: Sumber, teks: str) -> int | None:
    """Return the one post that a text names: whole, by its alias, or by the words it begins with.

    The name of the office may stand behind it: ``Camat Pejawaran`` is the Camat of Kecamatan Pejawaran.
    """
    name = fold(teks)
    if not name:
        return None
    posts = sumber.jabatan.values()
    whole = [one.id for one in posts if name in map(fold, (one.nama, *one.alias))]
    of_office = [one.id for one in posts if is_with_office(name, fold(one.nama), sumber.kantor)]
    begun = [one.id for one in posts if fold(one.nama).startswith(f"{name} ")]
    found = whole or of_office or begun
    return found[0] if len(found) == 1 else None


def is_with_office(name: str, post: str, kantor: Kantor) -> bool:
    """Tell whether a name is that of a post with the last words of its office behind it."""
    if not name.startswith(f"{post} "):
        return False
    said = name.removeprefix(post)
    offices = (kantor.nama, f"{kantor.nama} {kantor.daerah}")
    return any(f" {fold(one)}".endswith(said) for one in offices)
