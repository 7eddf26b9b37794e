"""A rapat in a Dinas, for tests that begin where it is called or held."""

from bot.trial.kantor import pematangsiantar
from sop_flows.engine.aksi import Kerja
from sop_flows.engine.berkas import Tugas
from sop_flows.sop.definition import Minta
from sop_flows.use_cases.formulir.typed import type_lines
from tests.support.office import Pejawaran
from tests.support.story import berkas, kept, post

KEPALA, KASUBBAG = "Rosmaida Sinaga", "Marlina Damanik"
LINES = {
    "Kabid Perpustakaan": "1=6.150\n2=67,8",
    "Kabid Kearsipan": "1=68,5\n2=640",
    "Koordinator JF Pustakawan": "1=390",
    "Sekretaris": "1=70,15",
}


def holder(dinas: Pejawaran, jabatan: str) -> str:
    """Return who holds a post, by name."""
    return next(p.nama for p in pematangsiantar.OFFICE.pegawai if p.jabatan == jabatan)


def name_of(dinas: Pejawaran, tugas: Tugas) -> str:
    """Return who has a tugas, by name."""
    posts = dinas.run(lambda uow: uow.kantor.jabatan(dinas.kantor_id))
    return holder(dinas, posts[tugas.jabatan_id].nama)


def minta_of(dinas: Pejawaran, tugas: Tugas) -> Minta | None:
    loaded = dinas.run(lambda uow: uow.berkas.load_tugas(tugas.id))
    tahap = dinas.run(lambda uow: uow.sop.get(loaded.sop_id).tahap_at(tugas.langkah, tugas.tahap))
    return tahap.minta if tahap else None


def at_minta(dinas: Pejawaran, berkas_id: int, minta: Minta) -> list[Tugas]:
    return [t for t in berkas(dinas, berkas_id).terbuka if minta_of(dinas, t) is minta]


def first(dinas: Pejawaran, berkas_id: int) -> Tugas:
    """Return what the flow waits for now: a form first, then whatever is furthest back."""
    terbuka = [t for t in berkas(dinas, berkas_id).terbuka if not t.outlives]
    return min(terbuka, key=lambda t: (t.unit_id is None, t.facts.only_attends, t.id))


def go_on(dinas: Pejawaran, tugas: Tugas) -> None:
    """Do the closing aksi of a tugas as its holder."""
    nama = name_of(dinas, tugas)
    minta = minta_of(dinas, tugas)
    kerja = {
        Minta.DISPOSISI: Kerja.DISPOSISIKAN,
        Minta.KEPUTUSAN: Kerja.SETUJUI,
        Minta.PARAF: Kerja.PARAF,
        Minta.TANDA_TANGAN: Kerja.TANDA_TANGANI,
        Minta.SEBAR: Kerja.KIRIM,
        Minta.FORMULIR: Kerja.KIRIM,
        Minta.UNDANGAN: Kerja.KIRIM,
    }.get(minta or Minta.KERJAKAN, Kerja.SELESAI)
    isian = {}
    if minta is Minta.FORMULIR:
        jabatan = next(p.jabatan for p in pematangsiantar.OFFICE.pegawai if p.nama == nama)
        dinas.say(nama, type_lines, teks=LINES[jabatan], tugas_id=tugas.id)
    if minta is Minta.UNDANGAN:
        isian = {"tanggal": "14 Oktober 2026", "pukul": "09.00", "tempat": "Aula"}
    if minta is Minta.RAPAT:
        isian = {"notulen": "Sepakat"}
        dinas.wait_for_rapat(tugas)
    if minta is Minta.KERJAKAN and tugas.langkah == 9:
        isian = {"didistribusikan": "ya", "diarsipkan": "ya"}
    stored = next(t for t in berkas(dinas, 1).terbuka if t.id == tugas.id)
    dinas.act(nama, kerja, stored, isian=isian)


def keeper(dinas: Pejawaran, berkas_id: int) -> Tugas:
    """Return the card of Marlina, who keeps the notulen."""
    mine = post(dinas, "Kasubbag Penyusunan Program")
    return next(t for t in at_minta(dinas, berkas_id, Minta.RAPAT) if t.jabatan_id == mine)


@kept
def go_to_rapat(dinas: Pejawaran) -> int:
    """Start a berkas and bring it to its open rapat; return its id."""
    berkas_id = dinas.start(holder(dinas, "Sekretaris"))
    while not at_minta(dinas, berkas_id, Minta.RAPAT):
        go_on(dinas, first(dinas, berkas_id))
    return berkas_id
