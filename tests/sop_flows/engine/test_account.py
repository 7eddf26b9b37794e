"""Why a tenggat is what it is: whatever it rests on, the account leads to it and adds up."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from sop_flows.engine.account import Account, Dasar, JenisPenyesuaian, account_for
from sop_flows.engine.aksi import Pelaku, Penugasan
from sop_flows.engine.berkas import StatusTugas, Tugas
from sop_flows.engine.facts import Facts, Jawaban, Rapat
from sop_flows.engine.tambahan import Pemberian, SebabWaktu, lengthen
from sop_flows.engine.tenggat import Kalender, move
from sop_flows.sop.catalog import load_catalog
from sop_flows.sop.definition import Minta
from sop_flows.sop.place import Place, Samping
from sop_flows.waktu.jadwal import BerlakuSesi, load_jam_kerja_default
from sop_flows.waktu.jam_kerja import HariDilewati, JamKerja
from tests.sop_flows.engine.dunia import HARI_JADI, JAM_KERJA, off, opened
from tests.support.akun import adds_up
from tests.support.oktober import wib

SOP = {each.sop.kode: each.sop for each in load_catalog().all()}
KECAMATAN = SOP["pengukuran-kinerja-kecamatan"]
ANSWER = Jawaban(
    unit=1, tanya="Mengapa turun?", jawab="Satu desa terlambat.", nama="Slamet Riyadi"
)

CAMAT = Pelaku(
    pegawai_id=1, nama="Suharyanto", jabatan_id=1, jabatan="Camat", penugasan=Penugasan.DEFINITIF
)


def explained(tugas: Tugas, jam_kerja: JamKerja = JAM_KERJA, *others: Tugas) -> Account:
    account = account_for(KECAMATAN, tugas, jam_kerja, tugas.dibuka_at, (tugas, *others))
    assert account is not None
    assert account.tenggat == tugas.tenggat
    adds_up(account, jam_kerja)
    return account


def test_a_waktu_over_a_weekend_names_what_was_counted_and_the_days_between():
    calendar = off(12)
    account = explained(opened(KECAMATAN, Place(1, 0), wib(9, 16, 25), calendar), calendar)

    assert account.dasar is Dasar.WAKTU
    assert account.is_printed
    assert account.jalan is not None
    assert account.jalan.sesi == (
        (wib(9, 16, 25), wib(9, 16, 30)),
        (wib(13, 7, 30), wib(13, 7, 40)),
    )
    assert account.jalan.dilewati == (
        HariDilewati(date(2026, 10, 10), None),
        HariDilewati(date(2026, 10, 11), None),
        HariDilewati(date(2026, 10, 12), HARI_JADI),
    )


def test_the_days_of_ramadan_are_named():
    jadwal = load_jam_kerja_default()[5]
    fasting = replace(
        JAM_KERJA,
        ramadan=jadwal.pekan(BerlakuSesi.RAMADAN),
        bulan_ramadan=((date(2026, 10, 12), date(2026, 11, 10)),),
    )
    account = explained(opened(KECAMATAN, Place(1, 0), wib(9, 16, 25), fasting), fasting)

    assert account.jalan is not None
    assert account.jalan.ramadan == (date(2026, 10, 12),)


def test_what_units_took_to_answer_is_a_step_of_its_own():
    tugas = opened(KECAMATAN, Place(5, 0), wib(9, 13), jawaban=(ANSWER,))
    account = explained(replace(tugas, tenggat=JAM_KERJA.add(tugas.tenggat, 150)))

    (step,) = account.penyesuaian
    assert (step.jenis, step.lama) == (JenisPenyesuaian.MENUNGGU, timedelta(minutes=150))


def test_a_tenggat_that_stayed_as_an_earlier_calendar_had_it_says_so():
    tugas = opened(KECAMATAN, Place(1, 0), wib(9, 16, 25))
    account = explained(tugas, off(12))

    (step,) = account.penyesuaian
    assert step.jenis is JenisPenyesuaian.KALENDER
    assert (step.dari, step.ke) == (wib(13, 7, 40), tugas.tenggat)


def test_the_day_that_a_sender_named_is_not_counted():
    fill = next(
        Place(row.no, index)
        for row in KECAMATAN.langkah
        for index, tahap in enumerate(row.tahap)
        if tahap.minta is Minta.FORMULIR
    )
    batas = wib(16, 16, 30)
    account = explained(replace(opened(KECAMATAN, fill, wib(9, 9), batas=batas), tenggat=batas))

    assert (account.dasar, account.waktu) == (Dasar.DISEBUT, None)


def test_the_day_that_a_rapat_set_is_not_counted():
    follow_up = replace(
        opened(KECAMATAN, Place(5, Samping.TINDAK_LANJUT), wib(9, 9)), tenggat=wib(21, 16)
    )

    assert explained(follow_up).dasar is Dasar.DITETAPKAN


def test_a_question_runs_by_the_waktu_that_tapak_adds():
    account = explained(opened(KECAMATAN, Place(5, Samping.TANYA), wib(9, 9)))

    assert (account.dasar, account.is_printed) == (Dasar.WAKTU, False)


def test_a_rapat_is_counted_from_its_hour():
    sop = SOP["pengukuran-kinerja-dinas"]
    place = next(
        Place(row.no, index)
        for row in sop.langkah
        for index, tahap in enumerate(row.tahap)
        if tahap.minta is Minta.RAPAT
    )
    mulai = wib(13, 9)
    waktu = sop.langkah_of(place.langkah).waktu_of(place.tahap)
    tugas = replace(
        opened(KECAMATAN, Place(1, 0), wib(9, 9), rapat=Rapat(mulai=mulai)),
        langkah=place.langkah,
        tahap=place.tahap,
        tenggat=JAM_KERJA.tenggat(mulai, waktu),
    )
    account = account_for(sop, tugas, JAM_KERJA, tugas.dibuka_at)

    assert account is not None
    assert account.jalan is not None
    assert (account.dasar, account.jalan.diterima) == (Dasar.RAPAT, mulai)


def test_a_tahap_that_goes_on_with_the_waktu_of_the_one_before_counts_from_there():
    langkah = next(
        row
        for row in KECAMATAN.langkah
        if len(row.tahap) > 1 and not row.tahap[0].waktu and not row.tahap[1].waktu
    )
    first = opened(KECAMATAN, Place(langkah.no, 0), wib(9, 8))
    done = replace(first, status=StatusTugas.SELESAI, selesai_at=wib(9, 8, 10))
    second = replace(
        opened(KECAMATAN, Place(langkah.no, 1), wib(9, 8, 10)), id=2, tenggat=first.tenggat
    )
    account = explained(second, JAM_KERJA, done)

    assert account.jalan is not None
    assert (account.dasar, account.jalan.diterima) == (Dasar.BERSAMA, wib(9, 8))


def test_what_has_no_tenggat_has_no_account():
    tugas = replace(opened(KECAMATAN, Place(1, 0), wib(9, 9)), tenggat=None)

    assert account_for(KECAMATAN, tugas, JAM_KERJA, tugas.dibuka_at) is None


def test_time_that_was_given_is_a_step_with_who_gave_it():
    tugas = opened(KECAMATAN, Place(1, 0), wib(9, 9))
    asked = Pemberian(sampai=wib(12, 16), alasan="Menunggu berita acara.", mulai=wib(9, 9, 10))
    given = lengthen(JAM_KERJA, tugas.tenggat, (), asked, CAMAT, wib(9, 9, 10))
    account = explained(replace(tugas, tenggat=given.ke, facts=Facts(tambahan=(given,))))

    (step,) = account.penyesuaian
    assert (step.jenis, step.tambahan) == (JenisPenyesuaian.TAMBAHAN, given)
    assert (account.dasar, account.tenggat) == (Dasar.WAKTU, wib(12, 16))


def test_a_jeda_adds_its_working_time_after_what_units_took_to_answer():
    tugas = opened(KECAMATAN, Place(5, 0), wib(9, 8), jawaban=(ANSWER,))
    waited = JAM_KERJA.add(tugas.tenggat, 60)
    away = Pemberian(sebab=SebabWaktu.RAPAT, sampai=wib(9, 16, 30), alasan="", mulai=wib(9, 13))
    given = lengthen(JAM_KERJA, waited, (), away, CAMAT, wib(9, 13))
    facts = replace(tugas.facts, tambahan=(given,))
    account = explained(replace(tugas, tenggat=given.ke, facts=facts))

    assert [(step.jenis, step.lama // timedelta(minutes=1)) for step in account.penyesuaian] == [
        (JenisPenyesuaian.MENUNGGU, 60),
        (JenisPenyesuaian.JEDA, 210),
    ]


PLACES = [Place(row.no, index) for row in KECAMATAN.langkah for index in range(-3, len(row.tahap))]
MOMENTS = st.integers(0, 60 * 24 * 120).map(lambda n: wib(1, 0) + timedelta(minutes=n))
DAYS = st.sets(st.integers(0, 130), max_size=20).map(
    lambda days: {date(2026, 10, 1) + timedelta(days=n): HARI_JADI for n in days}
)


@settings(max_examples=300, deadline=None)
@given(
    place=st.sampled_from(PLACES),
    at=MOMENTS,
    seconds=st.integers(0, 59),
    waited=st.integers(0, 5000),
    libur=st.lists(DAYS, min_size=1, max_size=3),
    later=st.integers(0, 60 * 24 * 20),
)
def test_every_account_adds_up_whatever_was_waited_for_and_however_often_the_calendar_changed(
    place, at, seconds, waited, libur, later
):
    calendars = [replace(JAM_KERJA, libur=days) for days in libur]
    tugas = opened(KECAMATAN, place, at + timedelta(seconds=seconds), calendars[0])
    if waited:
        tenggat = calendars[0].add(tugas.tenggat, waited)
        tugas = replace(tugas, tenggat=tenggat, facts=Facts(jawaban=(ANSWER,)))
    for dulu, kini in pairwise(calendars):
        now = tugas.dibuka_at + timedelta(minutes=later)
        tugas = move(KECAMATAN, tugas, Kalender(dulu=dulu, kini=kini), now)

    explained(tugas, calendars[-1])
