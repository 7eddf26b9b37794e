"""Ways through the SOP of the sample office, for tests that begin in the middle of it."""

import atexit
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import date, datetime
from functools import wraps
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

from handlers.screens.kartu import draw_kartu
from sop_flows.engine.aksi import Kerja, Penugasan
from sop_flows.engine.berkas import Berkas, Tugas
from sop_flows.engine.formulir import Nilai
from sop_flows.jejak import JejakLine
from sop_flows.kantor.kantor import Penunjukan
from sop_flows.naskah.kode import kode_of
from sop_flows.naskah.naskah import Naskah
from sop_flows.ports.records import KartuPapan, KartuTugas
from sop_flows.ports.views import BerkasView, KartuView
from sop_flows.use_cases.berkas.papan import view_board
from sop_flows.use_cases.berkas.rebuild import Kesesuaian, compare_with_history
from sop_flows.use_cases.berkas.selisih import find_selisih
from sop_flows.use_cases.formulir.typed import type_lines
from sop_flows.use_cases.pegawai.penugasan import Usul, appoint
from sop_flows.use_cases.tugas.kartu import view_kartu
from storage.codec import encode
from storage.database.sqlite import sqlite3
from tests.support.office import Pejawaran, plain

T = TypeVar("T")
CAMAT, SEKCAM, KASUBBAG = "Suharyanto", "Endang Lestari", "Retno Wulandari"
AGUS, DEWI = "Agus Prasetyo", "Dewi Anggraeni"
TAPEM, PM, KESRA, YANUM, TRANTIB = (
    "Slamet Riyadi",
    "Siti Khotimah",
    "Budi Hartono",
    "Nur Aini Rahmawati",
    "Joko Susilo",
)
LINES = {
    TAPEM: "IK-01=100\nIK-02=15\nIK-03=6",
    PM: "IK-04=35\nIK-05=15",
    KESRA: "IK-06=335\nIK-07=14,3",
    YANUM: "IK-08=88,5\nIK-09=15\nIK-10=100",
    TRANTIB: "IK-11=2\nIK-12=9",
}
SENT = {
    "nomor_surat": "005/17/2026",
    "tujuan": "Bagian Organisasi",
    "dikirim": "ya",
    "digandakan": "ya",
    "diarsipkan": "ya",
    "bukti": "bukti.pdf",
}
"""What the last langkah asks for."""
STEPS: Sequence[tuple[int, str, Kerja]] = (
    (1, CAMAT, Kerja.DISPOSISIKAN),
    (2, SEKCAM, Kerja.DISPOSISIKAN),
    (3, KASUBBAG, Kerja.KIRIM),
    (4, "", Kerja.KIRIM),
    (5, AGUS, Kerja.SELESAI),
    (6, KASUBBAG, Kerja.SETUJUI),
    (7, SEKCAM, Kerja.SETUJUI),
    (8, AGUS, Kerja.SELESAI),
)


def kept(play: Callable[..., T]) -> Callable[..., T]:
    """Return a play of an office that is played once: what it brings a database to is kept.

    The same from the same rows at the same hour is laid over the database then, every page of it.
    """
    brought: dict[tuple[Any, ...], tuple[T, datetime, sqlite3.Connection]] = {}

    @wraps(play)
    def bring(kantor: Pejawaran, *facts: Any) -> T:
        with closing(sqlite3.connect(kantor.path)) as database:
            typed = tuple(LINES.items())
            key = (digest(database), kantor.now, typed, facts)
            if key in brought:
                result, kantor.now, rows = brought[key]
                rows.backup(database)
            else:
                result, rows = play(kantor, *facts), sqlite3.connect(":memory:")
                atexit.register(rows.close)
                database.backup(rows)
                brought[key] = result, kantor.now, rows
        return result

    return bring


def digest(database: sqlite3.Connection) -> bytes:
    """Return what tells the pages of a database from any others: the same play writes the same."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "pages"
        with closing(sqlite3.connect(path)) as pages:
            pages.execute("PRAGMA journal_mode = OFF")
            database.backup(pages)
        return sha256(path.read_bytes()).digest()


def play_to(kantor: Pejawaran, langkah: int) -> int:
    """Start a berkas and bring it to a langkah, step by step; return its id."""
    berkas_id = kantor.start()
    for no, nama, kerja in STEPS:
        if no == langkah:
            break
        if no == 4:
            for kasi in LINES:
                fill(kantor, kasi)
                kantor.act(kasi, kerja)
        else:
            kantor.act(nama, kerja, at(kantor, berkas_id, no))
    return berkas_id


go_to = kept(play_to)


def fill(kantor: Pejawaran, kasi: str, teks: str = "") -> bool:
    """Let a Kasi type lines for the own formulir."""
    return kantor.say(kasi, type_lines, teks=teks or LINES[kasi], tugas_id=kantor.only(kasi).id)


@kept
def begin_signing(kantor: Pejawaran) -> int:
    """Bring a berkas to where everybody signs."""
    berkas_id = go_to(kantor, 8)
    kantor.act(AGUS, Kerja.SELESAI, at(kantor, berkas_id, 8))
    return berkas_id


@kept
def go_to_last(kantor: Pejawaran) -> Tugas:
    """Bring a berkas through all signatures to its last langkah; return the tugas there."""
    berkas_id = begin_signing(kantor)
    for one in all_at(kantor, berkas_id, 8, 1):
        nama = next(n for n, id in kantor.pegawai.items() if id == one.pegawai_id)
        kantor.act(nama, Kerja.TANDA_TANGANI, one)
    kantor.act(CAMAT, Kerja.TANDA_TANGANI, at(kantor, berkas_id, 8, 2))
    kantor.act(SEKCAM, Kerja.DISPOSISIKAN, at(kantor, berkas_id, 9))
    return at(kantor, berkas_id, 10)


def berkas(kantor: Pejawaran, berkas_id: int) -> Berkas:
    return kantor.run(lambda uow: uow.berkas.get(berkas_id)[0])


def all_at(kantor: Pejawaran, berkas_id: int, langkah: int, tahap: int = 0) -> list[Tugas]:
    terbuka = berkas(kantor, berkas_id).terbuka
    return [t for t in terbuka if (t.langkah, t.tahap) == (langkah, tahap)]


def at(kantor: Pejawaran, berkas_id: int, langkah: int, tahap: int = 0) -> Tugas:
    (tugas,) = all_at(kantor, berkas_id, langkah, tahap)
    return tugas


def signature_of(kantor: Pejawaran, berkas_id: int, nama: str) -> Tugas:
    signing = all_at(kantor, berkas_id, 8, 1)
    return next(t for t in signing if t.pegawai_id == kantor.pegawai[nama])


def tugas(kantor: Pejawaran, tugas_id: int) -> Tugas:
    """Return a tugas as it is stored now."""
    found = kantor.run(lambda uow: uow.berkas.load_tugas(tugas_id))
    assert found is not None
    return found.tugas


def nilai(kantor: Pejawaran, berkas_id: int) -> dict[str, Nilai]:
    """Return every value of a berkas by kode."""
    forms = kantor.run(lambda uow: uow.kinerja.formulir_of(berkas_id))
    return {n.kode: n for form in forms for n in form.nilai}


def jejak(kantor: Pejawaran, berkas_id: int, aksi: str = "") -> list[JejakLine]:
    """Return the history of a berkas, of one aksi if one is named."""
    lines = kantor.run(lambda uow: uow.jejak.of_berkas(berkas_id))
    return [line for line in lines if aksi in ("", line.aksi)]


def naskah_named(kantor: Pejawaran, line: JejakLine) -> tuple[Naskah, ...]:
    """Return the naskah that a line of history names, as it is kept."""
    kode = kode_of(line.rincian["naskah"])
    return kantor.run(lambda uow: uow.naskah.find(kantor.kantor_id, kode))


def post(kantor: Pejawaran, nama: str) -> int:
    """Return the id of a post."""
    posts = kantor.run(lambda uow: uow.kantor.jabatan(kantor.kantor_id))
    return next(id for id, one in posts.items() if one.nama == nama)


def appoint_plh(
    kantor: Pejawaran, nama: str, jabatan_id: int, mulai: date, selesai: date
) -> Penunjukan:
    """Let the Sekretaris appoint somebody Plh. of a post."""
    usul = Usul(
        kantor_id=kantor.kantor_id,
        jabatan_id=jabatan_id,
        pegawai_id=kantor.pegawai[nama],
        penugasan=Penugasan.PLH,
        sk="094/51/2026",
        mulai=mulai,
        selesai=selesai,
    )
    return kantor.run(appoint, user_id=kantor.user[SEKCAM], usul=usul)


def card_of(kantor: Pejawaran, tugas_id: int, nama: str) -> KartuView:
    """Return what the card of a tugas shows to somebody."""
    kartu = KartuTugas(tugas_id=tugas_id, **whose(kantor, nama))
    return kantor.run(view_kartu, kartu=kartu)


def read_card(kantor: Pejawaran, tugas_id: int, nama: str) -> str:
    """Return what somebody reads on the card of a tugas."""
    return plain(draw_kartu(card_of(kantor, tugas_id, nama)).text)


def board_of(kantor: Pejawaran, berkas_id: int, nama: str) -> BerkasView:
    """Return what the board of a berkas shows to somebody."""
    papan = KartuPapan(berkas_id=berkas_id, **whose(kantor, nama))
    return kantor.run(lambda uow: view_board(uow, papan))


def whose(kantor: Pejawaran, nama: str) -> dict[str, int]:
    return {
        "id": 1,
        "chat_id": kantor.user[nama],
        "kantor_id": kantor.kantor_id,
        "pegawai_id": kantor.pegawai[nama],
    }


def said(kantor: Pejawaran, nama: str, layar: str) -> dict[str, Any]:
    """Return the facts of the last message of that kind that is owed to somebody."""
    owed = kantor.owed(nama, layar)
    assert owed, f"{nama} is owed no {layar}: {[k.layar for k in kantor.owed(nama)]}"
    return encode(owed[-1].isi)


def agreement(kantor: Pejawaran) -> set[Kesesuaian]:
    """Return how the naskah of the office stand to its history; its other rows say what that says."""

    def work(uow):
        office = uow.kantor.get(kantor.kantor_id)
        assert find_selisih(uow, office) == ()
        return compare_with_history(uow, office)

    return {one.hasil for one in kantor.run(work)}
