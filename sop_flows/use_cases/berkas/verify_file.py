"""Telling what a file is that somebody holds: a paper of ours to the last byte, an altered one, or foreign.

1. Only its sha256 and the mark in it are looked at: nothing of the file is opened.
2. The mark of an altered file says which paper it was, and not that anything on it is true.
3. A paper is the newest of its kind that was made, and the content that it shows is the newest as well.
"""

from collections.abc import Iterable

from sop_flows.deferred import dataclass, replace
from sop_flows.engine.berkas import Berkas
from sop_flows.errors import KodeAskedOutside
from sop_flows.jejak import JejakLine, Riwayat
from sop_flows.kantor.dokumen import Lampiran
from sop_flows.kantor.kantor import Kantor
from sop_flows.naskah.canonical import sha256_of
from sop_flows.naskah.naskah import frozen_in
from sop_flows.naskah.putusan import Putusan, judge
from sop_flows.papers.compose import read_paper
from sop_flows.papers.tanda import FileSeen, Tanda
from sop_flows.ports.layar.papers import DokumenDiperiksa, TandaDiperiksa
from sop_flows.ports.papers import Paper
from sop_flows.ports.records import Actor
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.use_cases.jabatan.who import people_of
from sop_flows.use_cases.say import say
from sop_flows.use_cases.tugas.sanggah import SANGGAH


@dataclass(frozen=True, slots=True, kw_only=True)
class FileVerdict:
    """What was found of a file; ``paper`` is what it is or, where it was altered, what it says it was."""

    putusan: Putusan
    kantor: Kantor | None = None
    berkas: Berkas | None = None
    paper: Paper | None = None
    saksi: JejakLine | None = None
    """The signature whose line of the history names this very file; of what was made later there is none."""
    tanda: JejakLine | None = None
    """The decision that was given by this very file, outside of the bot."""
    disanggah: bool = False
    """Whether the witness of the ink in it says that they saw nothing."""


def tell_of_file(uow: UnitOfWork, actor: Actor, *, nama: str, file: FileSeen) -> None:
    """Send somebody what a file is that they brought, among the papers of their offices.

    Raises:
        KodeAskedOutside: They are of no office.
    """
    offices = [uow.kantor.get(orang.kantor_id) for orang in people_of(uow, actor.user_id)]
    if not offices:
        raise KodeAskedOutside
    say(uow, actor.chat_id, None, told_of(verify_file(uow, offices, file), nama))


def told_of(found: FileVerdict, nama: str) -> DokumenDiperiksa:
    """Return what is said of a file."""
    kantor, berkas, paper = found.kantor, found.berkas, found.paper
    told = DokumenDiperiksa(
        nama=nama,
        putusan=found.putusan,
        kantor=kantor.nama if kantor else "",
        berkas=berkas.nomor if berkas else 0,
        tanda=told_tanda(found, kantor.zona.key) if kantor else None,
    )
    if paper is None:
        return told
    kepala = read_paper(paper.isi).kepala
    return replace(
        told,
        jenis=paper.jenis.value,
        langkah=paper.langkah,
        kode=paper.kode,
        ke=kepala.perbaikan + 1,
        is_konsep=kepala.is_konsep,
    )


def told_tanda(found: FileVerdict, zona: str) -> TandaDiperiksa | None:
    """Return how something was decided by a file; None where nothing was."""
    line = found.tanda
    if line is None:
        return None
    said = line.rincian["tanda"]
    return TandaDiperiksa(
        aksi=line.aksi,
        oleh=line.pelaku["nama"],
        jabatan=line.pelaku["jabatan"],
        pada=line.at,
        zona=zona,
        subjek=said.get("subjek", ""),
        penerbit=said.get("penerbit", ""),
        dikenal=said.get("dikenal", False),
        senama=said.get("senama", True),
        saksi=said.get("saksi", ""),
        disanggah=found.disanggah,
    )


def verify_file(uow: UnitOfWork, offices: Iterable[Kantor], file: FileSeen) -> FileVerdict:
    """Return what a file is among the papers of these offices."""
    known = tuple(offices)
    for kantor in known:
        for paper in uow.papers.find(kantor.id, file.sha256):
            berkas, _ = uow.berkas.get(paper.berkas_id)
            putusan = judge_paper(uow, kantor, paper)
            saksi = witness_of(paper, uow.jejak.of_berkas(paper.berkas_id))
            return FileVerdict(
                putusan=putusan, kantor=kantor, berkas=berkas, paper=paper, saksi=saksi
            )
        lampiran = uow.lampiran.signed(kantor.id, file.sha256)
        if lampiran is not None:
            return judge_signed(uow, kantor, lampiran)
    said = [one for tanda in file.tanda for one in said_by(uow, known, tanda)]
    named = [one for one in said if one.paper is not None]
    return next(iter(named or said), FileVerdict(putusan=Putusan.ASING))


def judge_signed(uow: UnitOfWork, kantor: Kantor, lampiran: Lampiran) -> FileVerdict:
    """Return what a file is by which something was decided: it counts where the history names it."""
    berkas, _ = uow.berkas.get(lampiran.berkas_id)
    lines = uow.jejak.of_berkas(berkas.id)
    riwayat = Riwayat(baris=lines, is_whole=uow.jejak.verify(kantor.id).ok)
    line = next((one for one in lines if names(one, lampiran.sha256)), None)
    if not riwayat.is_whole:
        return FileVerdict(putusan=Putusan.RETAK, kantor=kantor, berkas=berkas)
    if line is None:
        return FileVerdict(putusan=Putusan.BERUBAH, kantor=kantor, berkas=berkas)
    naskah = line.rincian["naskah"]
    return FileVerdict(
        putusan=judge(berkas.id, naskah, uow.naskah.kept(berkas.id, naskah), riwayat),
        kantor=kantor,
        berkas=berkas,
        paper=uow.papers.made(berkas.id, line.rincian["tanda"].get("paper", "")),
        tanda=line,
        disanggah=any(one.aksi == SANGGAH and one.tugas_id == line.tugas_id for one in lines),
    )


def names(line: JejakLine, sha256: str) -> bool:
    """Tell whether a line says that something was decided by that very file."""
    said = line.rincian.get("tanda", {})
    return sha256 in (said.get("sha256"), *said.get("pindaian", ()))


def said_by(uow: UnitOfWork, offices: Iterable[Kantor], tanda: Tanda) -> Iterable[FileVerdict]:
    """Yield what a mark says that an altered file was, where there is such a berkas."""
    for kantor in offices:
        berkas_id = (
            uow.berkas.find(kantor.id, tanda.berkas) if kantor.kode == tanda.kantor else None
        )
        if berkas_id is not None:
            berkas, _ = uow.berkas.get(berkas_id)
            paper = uow.papers.made(berkas_id, tanda.isi_sha256)
            yield FileVerdict(putusan=Putusan.BERUBAH, kantor=kantor, berkas=berkas, paper=paper)


def judge_paper(uow: UnitOfWork, kantor: Kantor, paper: Paper) -> Putusan:
    """Return what a paper is whose file was found: the newest, older, or not as it was kept."""
    berkas_id, sha256 = paper.berkas_id, paper.naskah
    riwayat = Riwayat(
        baris=uow.jejak.of_berkas(berkas_id), is_whole=uow.jejak.verify(kantor.id).ok
    )
    if not riwayat.is_whole:
        return Putusan.RETAK
    if sha256_of(paper.isi) != paper.isi_sha256:
        return Putusan.BERUBAH
    newest = Putusan.TERBARU if is_last(uow, paper) else Putusan.LAMA
    if (berkas_id, sha256) not in frozen_in(riwayat.baris):  # nothing was decided on it
        return newest
    shown = judge(berkas_id, sha256, uow.naskah.kept(berkas_id, sha256), riwayat)
    return newest if shown is Putusan.TERBARU else shown


def witness_of(paper: Paper, riwayat: Iterable[JejakLine]) -> JejakLine | None:
    """Return the first line that names the file of a paper: a row alone could have been put there."""
    named = (line for line in riwayat if paper.sha256 in line.rincian.get("paper", {}).values())
    return next(named, None)


def is_last(uow: UnitOfWork, paper: Paper) -> bool:
    """Tell whether no paper of the same kind and place was made after it."""
    of = (paper.jenis, paper.langkah, paper.unit_id)
    made = uow.papers.of_berkas(paper.berkas_id)
    same = [one.isi_sha256 for one in made if (one.jenis, one.langkah, one.unit_id) == of]
    return same[-1] == paper.isi_sha256
