"""Runs of SOPs whose rows are kept as golden JSON: together they write nearly every kind of fact."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from sop_flows.engine.aksi import Kerja
from sop_flows.engine.facts import TindakLanjut
from sop_flows.jejak import facts
from sop_flows.sop.catalog import parse_sop
from sop_flows.sop.definition import Sop
from storage.berkas.facts import write_facts
from storage.berkas.tugas import write_keadaan
from tests.sop_flows.engine.dunia import A, B, C, Dunia, wib

MEKANISME = "mekanisme-pengukuran-kinerja"
KECAMATAN = "pengukuran-kinerja-kecamatan"
DATA_KINERJA = "pengumpulan-data-kinerja"


SOPS = {one.stem: one for one in (Path(__file__).parent / "golden" / "sop").glob("*.toml")}
"""The texts that these runs began with: a berkas goes on with its own, whatever ships by now."""


def recorded(kode: str) -> Sop:
    """Return an SOP as it was when the rows were recorded."""
    return parse_sop(SOPS[kode].read_text(encoding="utf-8"), SOPS[kode].name)


def straight(kode: str) -> Dunia:
    """Return a run in which everybody does what the sheet says, once.

    Its lines are dated at its beginning: when they were recorded, no rapat waited for its hour.
    """
    dunia = Dunia(recorded(kode)).start()
    dunia.finish_langkah(*(langkah.no for langkah in dunia.sop.langkah))
    for left in dunia.open:  # what was handed out
        dunia.finish(left)
    dunia.jejak = [replace(line, at=dunia.berkas.dibuka_at) for line in dunia.jejak]
    return dunia


WITNESS = 555
"""Who witnesses that a unit is excused; in the rows of today nobody did."""


def returned() -> Dunia:
    """Return a run in which two units are asked again, by way of who gathers."""
    dunia = Dunia(recorded(KECAMATAN)).start(nomor_surat="005/12", asal_surat="Sekda")
    dunia.finish_langkah(1, 2, 3, 4, 5)
    facts = {"catatan": "Angka tidak wajar", "unit": (A, C), "indikator": (11, 31)}
    dunia.do(Kerja.KEMBALIKAN, "6.0", **facts)
    dunia.do(Kerja.TARIK, "6.0")
    dunia.do(Kerja.KEMBALIKAN, "6.0", **facts)
    dunia.do(Kerja.TERUSKAN, "5.1", catatan="Mohon hari ini")
    dunia.fill(A, 75)
    dunia.finish("4.0", A, catatan="")
    dunia.do(
        Kerja.KECUALIKAN,
        dunia.at("4.0", C),
        catatan="Kasi cuti besar",
        saksi_id=WITNESS,
        by=dunia.person(dunia.post(dunia.sop.pemrakarsa)),
    )
    return dunia


def signed() -> Dunia:
    """Return a run in which somebody is excused from signing, and a ratifier returns it."""
    dunia = Dunia(recorded(KECAMATAN)).start()
    dunia.finish_langkah(*range(1, 8))
    dunia.finish("8.0")
    first, *others = [t for t in dunia.open if t.place == (8, 1)]
    watcher = dunia.person(dunia.post("staf"))
    saksi = others[0].pegawai_id
    dunia.do(Kerja.KECUALIKAN, first, catatan="Dinas luar", saksi_id=saksi, by=watcher)
    for tugas in others:
        dunia.do(Kerja.TANDA_TANGANI, tugas, naskah="ab" * 32)
    dunia.do(Kerja.KEMBALIKAN, "8.2", catatan="Periksa lagi")
    return dunia


def asked() -> Dunia:
    """Return a run in which two units are asked: one has answered, one has not yet."""
    dunia = Dunia(recorded(DATA_KINERJA)).start()
    dunia.finish_langkah(1, 2, 3)
    dunia.wait(hours=1)
    dunia.do(Kerja.TANYA, "4.0", catatan="Mengapa turun?", unit=(A, B), indikator=(11,))
    dunia.do(Kerja.JAWAB, dunia.at("4.-1", A), catatan="Ada mutasi pegawai")
    return dunia


def late_joiner() -> Dunia:
    """Return a run in which a unit of its own accord joins those that fill."""
    dunia = Dunia(recorded(KECAMATAN)).start()
    dunia.finish_langkah(1, 2, 3)
    dunia.finish("4.0", A)
    dunia.join(dunia.peta.grow("kasi"), "Unit baru")
    return dunia


def met() -> Dunia:
    """Return a run with a rapat that is put off, attended, and decides."""
    dunia = Dunia(recorded(MEKANISME)).start()
    dunia.finish_langkah(1, 2, 3)
    dunia.finish("4.0")
    dunia.do(Kerja.UNDANG_ULANG, dunia.at("4.1"), catatan="Ruang rapat dipakai")
    dunia.finish("4.0")
    guest = next(t for t in dunia.open if t.place == (4, 1) and t.id != dunia.at("4.1").id)
    dunia.now = wib(24, 9)  # attendance is of the day
    dunia.do(Kerja.HADIR, guest)
    post = dunia.post("kepala")
    note = TindakLanjut(teks="Lengkapi SK", jabatan=post, batas=wib(27, 16))
    keeper = dunia.hold(dunia.at("4.1"), keputusan=(note,))
    dunia.finish(keeper)
    return dunia


STORIES: Mapping[str, Callable[[], Dunia]] = {
    **{kode: (lambda kode=kode: straight(kode)) for kode in SOPS},
    "dikembalikan": returned,
    "ditandatangani": signed,
    "ditanyakan": asked,
    "menyusul": late_joiner,
    "dirapatkan": met,
}


def rows_of(dunia: Dunia) -> dict[str, Any]:
    """Return what a run leaves in the database, as plain JSON."""
    return {
        "tugas": [write_facts(tugas.facts) for tugas in dunia.tugas.values()],
        "keadaan": write_keadaan(dunia.berkas.keadaan),
        "jejak": [facts(seq, line) for seq, line in enumerate(dunia.jejak, start=1)],
    }
