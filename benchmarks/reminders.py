"""A backlog of reminders, as the tick owes them after a long outage."""

from datetime import datetime, timedelta

from sqlalchemy import Connection

from sop_flows.ports.kiriman import Kiriman, Lane
from sop_flows.ports.layar.pengingat import BarisPengingat, PesanPengingat
from sop_flows.waktu.pengingat import JenisPengingat
from storage.carriers.outbox import Outbox

FIRST_CHAT = 900_001
AT_ONCE = 500


def reminder(no: int, at: datetime) -> Kiriman:
    """Return one reminder about one late tugas, to a chat of its own."""
    line = BarisPengingat(
        jenis=JenisPengingat.TENGGAT,
        tugas=no,
        nomor=1000 + no,
        kantor="Kecamatan Beban",
        zona="Asia/Jakarta",
        berkas=1042,
        judul="Pengukuran beban",
        langkah=4,
        singkat="Isi form pengukuran kinerja",
        samping="",
        tindak_lanjut="",
        unit="Seksi Pelayanan Umum",
        jabatan="Kasi Pelayanan Umum",
        siapa=(f"Pegawai Nomor {no}",),
        waktu="120 menit",
        dibuka_at=at - timedelta(hours=4),
        tenggat=at - timedelta(hours=1),
        dilihat_at=None,
        terisi=(2, 5),
    )
    return Kiriman(
        chat_id=FIRST_CHAT + no,
        kantor_id=1,
        isi=PesanPengingat(tugas=(line,)),
        lane=Lane.MASSAL,
        senyap=True,
    )


def owe_reminders(connection: Connection, bot_id: int, count: int, at: datetime) -> None:
    """Owe that many reminders."""
    outbox = Outbox(connection, bot_id)
    for first in range(0, count, AT_ONCE):
        some = range(first, min(first + AT_ONCE, count))
        outbox.add(*(reminder(no, at) for no in some))
