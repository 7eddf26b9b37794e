"""The gallery of why a tenggat is what it is."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sop_flows.engine.account import Account, Dasar, JenisPenyesuaian
from sop_flows.engine.aksi import Penugasan
from sop_flows.engine.facts import Ditunda, Facts
from sop_flows.engine.tambahan import SebabWaktu, Tambahan
from sop_flows.ports.batas import BatasView
from sop_flows.ports.layar.kalender import BatasBergeser, HariLibur, TugasKalender
from sop_flows.sop.definition import Minta
from sop_flows.waktu.jadwal import AsalLibur, BerlakuSesi, load_jam_kerja_default
from sop_flows.waktu.jam_kerja import JamKerja, Libur
from sop_flows.waktu.waktu import Waktu
from tests.support.periode import TW_III
from tests.support.views import NOW, make_kartu
from tests.support.wall import draw_layar, on_card, show

WIB = ZoneInfo("Asia/Jakarta")
JADWAL = load_jam_kerja_default()[5]
KALENDER = JamKerja(
    zona=WIB,
    biasa=JADWAL.pekan(BerlakuSesi.BIASA),
    ramadan=JADWAL.pekan(BerlakuSesi.RAMADAN),
    bulan_ramadan=((date(2027, 2, 8), date(2027, 3, 9)),),
    libur={
        date(2026, 12, 24): Libur("Cuti Bersama Hari Raya Natal", AsalLibur.CUTI_BERSAMA),
        date(2026, 12, 25): Libur("Hari Raya Natal", AsalLibur.NASIONAL),
        date(2026, 12, 28): Libur("HUT <kota>"),
    },
)
SATU = TugasKalender(
    tugas=77,
    nomor=1042,
    kantor="Kecamatan Pejawaran",
    zona=WIB.key,
    berkas=1001,
    judul="Pengukuran Kinerja",
    periode=TW_III,
    singkat="Isi form pengukuran kinerja",
    samping="",
    tindak_lanjut="",
    unit="Seksi Pembangunan",
)
CAME = datetime(2026, 12, 23, 15, 30, 37, tzinfo=WIB)
MOVED = BatasBergeser(
    satu=SATU,
    dari=CAME,
    ke=CAME + timedelta(days=1),
    libur=(HariLibur(tanggal=date(2026, 12, 28), keterangan="HUT <kota>"),),
)


def counted(waktu: str, at: datetime = CAME, dasar: Dasar = Dasar.WAKTU) -> BatasView:
    """Return why a waktu from then ends when it does."""
    jalan = KALENDER.explain(at, Waktu.parse(waktu))
    account = Account(
        dasar=dasar,
        tenggat=jalan.tenggat,
        waktu=Waktu.parse(waktu),
        is_printed=dasar is Dasar.WAKTU,
        jalan=jalan,
    )
    return BatasView(satu=SATU, dibuka_at=at, account=account, berhenti=None, ditunda=None)


def named(dasar: Dasar) -> BatasView:
    """Return why a day that was set is the end."""
    account = Account(dasar=dasar, tenggat=CAME)
    return BatasView(satu=SATU, dibuka_at=CAME, account=account, berhenti=None, ditunda=None)


def step(view: BatasView, jenis: JenisPenyesuaian, menit: int) -> BatasView:
    """Return it with one adjustment more."""
    ke = KALENDER.add(view.account.tenggat, menit)
    return replace(view, account=view.account.until(jenis, ke, KALENDER))


def given(view: BatasView, sebab: SebabWaktu) -> BatasView:
    """Return it with more time, given for that reason."""
    one = Tambahan(
        sebab=sebab,
        alasan="Menunggu berita acara <dari> Bappeda.",
        dari=view.account.tenggat,
        ke=KALENDER.add(view.account.tenggat, 450),
        mulai=CAME,
        sampai=CAME,
        diminta="Dedi Kurnia",
        nama="Ratna Sari",
        jabatan="Sekretaris Kecamatan",
        penugasan=Penugasan.DEFINITIF,
        at=CAME,
    )
    jenis = JenisPenyesuaian.JEDA if one.jeda else JenisPenyesuaian.TAMBAHAN
    return replace(view, account=view.account.until(jenis, one.ke, KALENDER, one))


def reasons() -> None:
    """Hang every reason for a tenggat, and the cards that ask for it."""
    plain = counted("60 menit")
    waited = step(plain, JenisPenyesuaian.MENUNGGU, 150)
    for name, view in (
        ("menit", plain),
        ("di luar jam kerja", counted("15 menit", CAME.replace(hour=18))),
        ("hari", counted("3 hari")),
        ("hari itu juga", counted("0 hari")),
        ("nol menit", counted("0 menit")),
        ("Ramadan", counted("900 menit", datetime(2027, 2, 5, 15, tzinfo=WIB))),
        ("hari Ramadan", counted("2 hari", datetime(2027, 2, 5, 15, tzinfo=WIB))),
        ("panjang", counted("40000 menit")),
        ("hari panjang", counted("90 hari")),
        ("bersama", counted("60 menit", dasar=Dasar.BERSAMA)),
        ("rapat", counted("120 menit", dasar=Dasar.RAPAT)),
        ("diminta lagi", replace(plain, dibuka_at=CAME - timedelta(days=2))),
        ("disebut", named(Dasar.DISEBUT)),
        ("ditetapkan", named(Dasar.DITETAPKAN)),
        ("menunggu", waited),
        ("tambahan", given(plain, SebabWaktu.PEKERJAAN)),
        ("jeda", given(plain, SebabWaktu.RAPAT)),
        ("tambahan sesudah hari disebut", given(named(Dasar.DISEBUT), SebabWaktu.PEKERJAAN)),
        ("kalender", step(plain, JenisPenyesuaian.KALENDER, 60)),
        ("berhenti", replace(plain, berhenti=CAME)),
        ("bergeser", replace(waited, bergeser=(MOVED, replace(MOVED, libur=())))),
        ("ditunda", replace(plain, ditunda=Ditunda(sampai=CAME, alasan="Rapat <dinas>"))),
    ):
        show(f"kenapa_batas: {name}", lambda v=view: draw_layar("kenapa_batas", v))
    for name, facts in (
        ("beberapa hari", {"tenggat": NOW + timedelta(days=3)}),
        ("terlambat", {"tenggat": NOW - timedelta(minutes=5)}),
        ("menunggu jawaban", {"facts": Facts(menunggu=NOW)}),
    ):
        card = {"dibuka_at": NOW - timedelta(minutes=50), "tenggat": NOW + timedelta(hours=1)}
        show(
            f"kartu: kenapa batas, {name}",
            lambda f=card | facts: on_card(make_kartu(Minta.KEPUTUSAN, tugas=f, dokumen=2)),
        )
