"""The form, and the twenty ways of filling it that ``cara.toml`` lists: what is put into which cell, whatever program does it."""

import tomllib
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from sop_flows.kinerja.capaian import Polaritas
from sop_flows.kinerja.lembar import BarisLembar, LembarFormulir
from storage.documents.lembar.sheets import HEADER_ROW, write_lembar
from tests.support.periode import TW_III

HERE = Path(__file__).parent
ROWS = 21
KODE, REALISASI, KETERANGAN = "B", "I", "P"
CATATAN = "Catatan"
"""A sheet that somebody added for themselves."""


@dataclass(frozen=True)
class Cara:
    """One way of filling one row."""

    nama: str
    kode: str
    isi: dict
    baca: str | None
    masalah: str | None
    lain: dict

    def outcome(self, produsen):
        """Return where it stands in the file of a program, what is read of it, and what is wrong with it."""
        told = self.lain.get(produsen, {"baca": self.baca, "masalah": self.masalah})
        return told.get("sel", self.sel), told.get("baca") or None, told.get("masalah")

    @property
    def row(self):
        """Where it stands in the form as it went out."""
        return HEADER_ROW + int(self.kode.removeprefix("IK-"))

    @property
    def sel(self):
        """Where it stands when it comes back."""
        return self.isi.get("gabung") or f"{REALISASI}{self.isi.get('dipindah', self.row)}"


def read_cara():
    with (HERE / "cara.toml").open("rb") as file:
        ways = tomllib.load(file)["cara"]
    return [
        Cara(
            nama=way.pop("nama"),
            kode=way.pop("kode"),
            baca=way.pop("baca", None),
            masalah=way.pop("masalah", None),
            lain=way.pop("lain", {}),
            isi=way,
        )
        for way in ways
    ]


def form():
    """Return the form that goes out, with a row for every kode."""
    rows = tuple(
        BarisLembar(
            kode=f"IK-{no:02}",
            sasaran="Meningkatnya kesejahteraan masyarakat",
            indikator=f"Persentase keluarga yang terbantu, kelompok ke-{no}",
            satuan="Desa",
            polaritas=Polaritas.NAIK,
            target_tahun=Decimal(250),
            target_periode=Decimal("187.5"),
            sebelumnya=(Decimal(180),),
        )
        for no in range(1, ROWS + 1)
    )
    return write_lembar(
        LembarFormulir(
            kantor="Kecamatan Mekarjaya",
            judul_sop="Pengukuran Kinerja",
            periode=TW_III,
            unit="Seksi Pembangunan",
            berkas_nomor=7,
            formulir_id=1042,
            ronde=1,
            rows=rows,
        )
    )


def writes():
    """Return every cell that is written: its address, and what is put into it (None: it is emptied)."""
    found = []
    for cara in read_cara():
        isi, row = cara.isi, cara.row
        to = isi.get("dipindah", row)
        if to != row:
            found += [{"sel": f"{KODE}{row}"}, {"sel": f"{KODE}{to}", "teks": cara.kode}]
        keys = ("angka", "teks", "tanggal", "galat", "rumus", "hasil", "format")
        found.append({"sel": f"{REALISASI}{to}", **{key: isi[key] for key in keys if key in isi}})
        if "keterangan" in isi:
            found.append({"sel": f"{KETERANGAN}{to}", "teks": isi["keterangan"]})
    return found


def hidden_rows():
    return [cara.row for cara in read_cara() if cara.isi.get("tersembunyi")]


def merged():
    return [cara.isi["gabung"] for cara in read_cara() if "gabung" in cara.isi]


def plain(value):
    """Return a value as JSON has it."""
    return value.isoformat() if isinstance(value, date) else value
