"""The days of an office over those of the nation: added, taken back, told in runs."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from sop_flows.kantor.kalender import RAMADAN, Rangkaian, added, days_of, in_runs, removed
from sop_flows.waktu.jadwal import HariKhusus, JenisHari

FIRST = date(2027, 1, 1)
WORKING = [jenis for jenis in JenisHari if jenis not in RAMADAN]
DASAR = st.sampled_from(["", "Hari jadi", "SKB 5/2028"])


def run(jenis: JenisHari, mulai: date, length: int = 1, dasar: str = "Hari jadi") -> Rangkaian:
    selesai = mulai + timedelta(days=length - 1)
    return Rangkaian(jenis=jenis, mulai=mulai, selesai=selesai, dasar=dasar)


RUNS = st.builds(
    run,
    st.sampled_from(WORKING),
    st.integers(0, 60).map(lambda n: FIRST + timedelta(days=n)),
    st.integers(1, 9),
    DASAR,
)


@given(st.lists(RUNS, max_size=8))
def test_of_every_day_the_last_word_stands_alone(runs):
    own = ()
    said = {}
    for one in runs:
        own = added(own, one)
        said |= {row.tanggal: row for row in days_of(one)}

    assert own == tuple(sorted(said.values(), key=lambda row: row.tanggal))


@given(st.lists(RUNS, max_size=8))
def test_runs_say_every_day_and_no_other(runs):
    own = ()
    for one in runs:
        own = added(own, one)

    told = [row for one in in_runs(own) for row in days_of(one)]
    assert sorted(told, key=lambda row: row.tanggal) == list(own)


@given(st.lists(RUNS, max_size=8), RUNS)
def test_what_was_added_where_nothing_was_said_is_taken_back_whole(runs, new):
    taken = {row.tanggal for row in days_of(new)}
    own = ()
    for one in runs:
        own = added(own, one)
    own = tuple(row for row in own if row.tanggal not in taken)

    assert removed(added(own, new), new) == tuple(row for row in own if not new.holds(row))


def test_ramadan_is_its_first_day_and_its_last_and_there_is_one_of_a_year():
    table = run(JenisHari.AWAL_RAMADAN, date(2027, 2, 9), 30, "Sidang isbat")
    again = run(JenisHari.AWAL_RAMADAN, date(2027, 2, 8), 30, "Sidang isbat")
    next_year = run(JenisHari.AWAL_RAMADAN, date(2028, 1, 28), 30, "Sidang isbat")

    assert added(added(added((), table), next_year), again) == (
        HariKhusus(date(2027, 2, 8), JenisHari.AWAL_RAMADAN, "Sidang isbat"),
        HariKhusus(date(2027, 3, 9), JenisHari.AKHIR_RAMADAN, "Sidang isbat"),
        HariKhusus(date(2028, 1, 28), JenisHari.AWAL_RAMADAN, "Sidang isbat"),
        HariKhusus(date(2028, 2, 26), JenisHari.AKHIR_RAMADAN, "Sidang isbat"),
    )


def test_a_day_off_leaves_ramadan_as_it_is():
    fasting = added((), run(JenisHari.AWAL_RAMADAN, date(2027, 2, 8), 30))

    assert set(fasting) < set(added(fasting, run(JenisHari.LIBUR, date(2027, 2, 8))))
