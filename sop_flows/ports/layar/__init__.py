"""What the messages owed to people say: one frozen type for each layar."""

from sop_flows.ports.layar import (
    berakhir,
    daftar,
    delegasi,
    formulir,
    kalender,
    keanggotaan,
    mulai,
    pengecualian,
    pengingat,
    sop,
    tugas,
)
from sop_flows.ports.layar.isi import LAYAR, Isi, asking

__all__ = [
    "LAYAR",
    "Isi",
    "asking",
    "berakhir",
    "daftar",
    "delegasi",
    "formulir",
    "kalender",
    "keanggotaan",
    "mulai",
    "pengecualian",
    "pengingat",
    "sop",
    "tugas",
]
