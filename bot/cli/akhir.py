"""What an import ends, in the operator's words and for scripts, and the refusal that asks for ``--ya``."""

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.cli.answer import Refused

if TYPE_CHECKING:
    from storage.offices.endings import Berakhir

MOST_NAMED = 12  # tugas that are named
SEBAB = {
    "keanggotaan": "keanggotaan {nama} ({kunci}) berakhir, karena tidak ada lagi di lembar Pegawai",
    "jabatan": "{nama} ({kunci}) tidak lagi memegang {jabatan}",
    "masa": "{jabatan} oleh {nama} ({kunci}) berakhir {sampai}, karena sesudahnya ada penugasan lain",
    "admin": "{nama} ({kunci}) tidak lagi menjadi admin",
    "indikator": "indikator {kunci} tahun {tahun} ({nama}) berakhir, karena tidak ada lagi di lembar Indikator",
    "indikator_bernilai": "indikator {kunci} tahun {tahun} ({nama}) tidak ada lagi di lembar Indikator; "
    "nilainya sudah diisi, maka tetap dipakai dan ditanyakan",
    "libur": "catatan kalender {kunci} ({nama}) berakhir, karena tidak ada lagi di lembar Libur",
    "sop": "SOP {nama} tidak dapat dimulai lagi, karena tidak ada lagi di lembar SOP; berkas yang berjalan diteruskan",
}


def unconfirmed(berakhir: Sequence["Berakhir"], file: Path) -> Refused:
    """Return the refusal of an import that ends something and was not said to be meant."""
    listed = "".join(f"\n  - {sentence(one)}" for one in berakhir)
    return Refused(
        f"Impor ini mengakhiri {len(berakhir)} hal; tidak ada yang disimpan.{listed}",
        where=str(file),
        mend="Bila memang dimaksudkan, ulangi dengan --ya. Bila tidak, lengkapi buku kerjanya.",
        berakhir=facts(berakhir),
    )


def facts(berakhir: Sequence["Berakhir"]) -> list[dict[str, Any]]:
    """Return what ends, for scripts."""
    return [{**asdict(one), "kalimat": sentence(one)} for one in berakhir]


def numbers(nomor: Sequence[int]) -> str:
    """Return the short numbers of tugas, the first ones of many."""
    shown = ", ".join(f"#{one}" for one in nomor[:MOST_NAMED])
    more = len(nomor) - MOST_NAMED
    return f"{shown}, dan {more} lagi" if more > 0 else shown


def sentence(one: "Berakhir") -> str:
    """Return what ends, what that leaves behind, and how to mend it where it looks like a mistake."""
    from sop_flows.waktu.cetak import printed_day

    jabatan = ", ".join(one.jabatan)
    said = {
        "nama": one.nama,
        "kunci": one.kunci,
        "tahun": one.tahun,
        "jabatan": jabatan,
        "sampai": printed_day(one.sampai) if one.sampai else "",
    }
    parts = [SEBAB[one.jenis].format(**said)]
    if one.jenis == "keanggotaan" and jabatan:
        parts.append(f"jabatannya: {jabatan}")
    if one.kosong:
        parts.append(f"tanpa pemegang sesudahnya: {', '.join(one.kosong)}")
    if one.tugas:
        parts.append(f"tugas terbukanya: {one.tugas} ({numbers(one.nomor)})")
    parts += [
        f"PERIKSA: {nama} masuk dengan kunci {kunci}; bila orangnya sama, pakai kunci lama {one.kunci}"
        for nama, kunci in one.mirip
    ]
    return "; ".join(parts)
