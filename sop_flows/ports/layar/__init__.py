"""What the messages owed to people say: one frozen type for each layar."""

from sop_flows.ports.layar import (
    alihkan,
    berakhir,
    capaian,
    daftar,
    delegasi,
    formulir,
    kalender,
    keanggotaan,
    mulai,
    papers,
    pengecualian,
    pengingat,
    rencana,
    riwayat,
    sop,
    tugas,
    waktu,
)
from sop_flows.ports.layar.isi import LAYAR, Isi

__all__ = [
    "LAYAR",
    "Isi",
    "alihkan",
    "berakhir",
    "capaian",
    "daftar",
    "delegasi",
    "formulir",
    "kalender",
    "keanggotaan",
    "mulai",
    "papers",
    "pengecualian",
    "pengingat",
    "rencana",
    "riwayat",
    "sop",
    "tugas",
    "waktu",
]
