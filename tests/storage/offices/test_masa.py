"""Appointments that a later workbook contradicts end before it; what an import leaves can be imported again."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sop_flows.engine.aksi import Penugasan
from sop_flows.kantor.masa import Masa, find_contradictions
from storage.database.session import Database
from storage.database.tables import PenugasanRow
from storage.documents.kantor.buku import BarisPegawai, BarisUnit, BukuKantor, KodeGalat
from storage.documents.kantor.buku_contoh import CAMAT, CONTOH, KASI_PM, PELAKSANA
from storage.documents.kantor.workbook import read_workbook, write_buku
from storage.kantor_import import BukuFaulty, Ringkasan, import_kantor
from storage.offices.endings import JenisAkhir
from storage.offices.workbook_reader import read_office
from tests.support.empty import put_empty_database
from tests.support.rows import NOW, TODAY, StoredOffice

HENDRA, RATNA, WULAN, DEDI, SARI, ASEP, NIA = CONTOH.pegawai


@pytest.fixture
def kantor(tmp_path: Path) -> Iterator[StoredOffice]:
    put_empty_database(tmp_path / "tapak.db")
    database = Database.open(f"sqlite:///{tmp_path / 'tapak.db'}")
    yield StoredOffice(database)
    database.close()


def day(after: int) -> date:
    return TODAY + timedelta(days=after)


def held(orang: BarisPegawai, jabatan: str, jenis: str, mulai: int, selesai: int) -> BarisPegawai:
    dates = {"mulai": day(mulai), "selesai": day(selesai)}
    return replace(orang, jabatan=jabatan, penugasan=jenis, admin=False, sk="800/1", **dates)


def says(*more: BarisPegawai) -> BukuKantor:
    """Return the workbook of the office, with some more appointments."""
    return replace(CONTOH, pegawai=(*CONTOH.pegawai, *more))


def imported(kantor: StoredOffice, *buku: BukuKantor) -> Ringkasan:
    """Import workbooks as they are read from their files, all on one day; return what the last of them did."""
    for one in buku:
        read = read_workbook(write_buku(one))
        assert read.galat == ()
        done = kantor.database.run_now(lambda c, read=read: import_kantor(c, read, NOW))
    return done


def stored(kantor: StoredOffice, jabatan: str, jenis: str) -> list[tuple[str, int, int]]:
    """Return who holds a post as what, from which day after today to which."""
    names = {id: nama for nama, id in kantor.people.items()}
    return [
        (names[row.pegawai_id], (row.mulai_on - TODAY).days, (row.selesai_on - TODAY).days)
        for row in kantor.rows(PenugasanRow)
        if (row.jabatan_id, row.jenis) == (kantor.post(jabatan), jenis)
    ]


def changes_nothing(kantor: StoredOffice) -> bool:
    """Tell whether the office's own export is accepted and changes nothing."""
    buku = kantor.database.run_now(lambda c: read_office(c, kantor.id, TODAY))
    return not imported(kantor, buku).is_changed


@pytest.mark.parametrize(
    ("first", "second", "left", "told"),
    [
        ((0, 5), (5, 10), (0, 4), ["Plh. Camat"]),  # the same day
        ((-2, 5), (3, 10), (-2, 2), ["Plh. Camat"]),
        ((-2, 5), (0, 10), (-2, -1), []),  # it is over; that it was is told as any ending
        ((-2, 5), (-4, 10), (-2, -1), []),
        ((-2, 9), (3, 5), (-2, 2), ["Plh. Camat"]),  # what comes lies within it
        ((0, 5), (0, 5), (), []),
        ((3, 9), (5, 10), (), []),  # it had not begun
        ((0, 5), (6, 10), (0, 5), []),
        ((0, 5), (8, 10), (0, 5), []),  # a gap
        ((6, 10), (0, 5), (6, 10), []),
    ],
)
def test_a_plh_whom_a_later_workbook_replaces_ends_before(kantor, first, second, left, told):
    imported(kantor, says(held(RATNA, CAMAT, "Plh.", *first)))
    done = imported(kantor, says(held(WULAN, CAMAT, "Plh.", *second)))

    kept = [("Ratna Dewi", *left)] if left else []
    assert stored(kantor, CAMAT, "Plh.") == [*kept, ("Wulan Sari", *second)]
    assert changes_nothing(kantor)
    cut = [one for one in done.berakhir if one.jenis is JenisAkhir.MASA]
    assert [post for one in cut for post in one.jabatan] == told
    assert [(one.nama, one.sampai) for one in cut] == [("Ratna Dewi", day(left[1])) for _ in told]
    ended = [one for one in done.berakhir if one.jenis is JenisAkhir.JABATAN]
    assert bool(ended) == (not left or left[1] < 0)


def test_who_goes_on_in_another_appointment_is_not_told_to_end(kantor):
    imported(kantor, says(held(RATNA, CAMAT, "Plh.", 0, 5)))
    done = imported(kantor, says(held(RATNA, CAMAT, "Plh.", 5, 10)))

    assert stored(kantor, CAMAT, "Plh.") == [("Ratna Dewi", 0, 4), ("Ratna Dewi", 5, 10)]
    assert done.berakhir == ()
    assert changes_nothing(kantor)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (held(RATNA, KASI_PM, "Plh.", 0, 5), held(WULAN, CAMAT, "Plh.", 3, 9)),  # another post
        (held(ASEP, PELAKSANA, "Plh.", 20, 30), held(NIA, PELAKSANA, "Plh.", 20, 30)),  # leads nothing
    ],
    ids=["another post", "a post of many"],
)  # fmt: skip
def test_what_can_be_true_together_stays(kantor, first, second):
    others = replace(
        CONTOH,
        pegawai=tuple(
            replace(one, selesai=day(15)) if one.jabatan == PELAKSANA else one
            for one in CONTOH.pegawai
        ),
    )
    imported(kantor, replace(others, pegawai=(*others.pegawai, first)))
    before = len(kantor.rows(PenugasanRow))
    done = imported(kantor, replace(others, pegawai=(*others.pegawai, second)))

    assert len(kantor.rows(PenugasanRow)) == before + 1
    assert done.berakhir == ()
    assert changes_nothing(kantor)


def test_a_plt_of_the_chat_ends_before_whom_the_workbook_makes_definitif(kantor):
    kantor.vacate(KASI_PM)
    others = tuple(one for one in CONTOH.pegawai if one is not DEDI)
    kantor.appoint("Sari Puspita", KASI_PM, "Plt.", mulai_on=day(-9), selesai_on=day(30))
    new = replace(WULAN, jabatan=KASI_PM, unit="PM", mulai=day(4))

    done = imported(kantor, replace(CONTOH, pegawai=(*others, new)))

    assert stored(kantor, KASI_PM, "Plt.") == [("Sari Puspita", -9, 3)]
    assert [one.jabatan for one in done.berakhir if one.sampai] == [(f"Plt. {KASI_PM}",)]
    assert changes_nothing(kantor)


def test_of_two_that_a_new_shape_lets_lead_the_later_made_stays(kantor):
    for nama in ("Asep Ramdan", "Nia Lestari"):
        kantor.appoint(nama, PELAKSANA, "Plh.", mulai_on=day(0), selesai_on=day(5))
    single = tuple(one for one in CONTOH.pegawai if one is not NIA)
    nia = replace(NIA, jabatan=KASI_PM, penugasan="Plh.", mulai=day(0), selesai=day(9))
    leads = (*CONTOH.unit, BarisUnit(kode="STF", nama="Staf", kepala=PELAKSANA))

    imported(kantor, replace(CONTOH, unit=leads, pegawai=(*single, nia)))

    assert stored(kantor, PELAKSANA, "Plh.") == [("Nia Lestari", 0, 5)]
    assert changes_nothing(kantor)


def test_two_holders_of_what_leads_a_unit_that_the_office_still_has_are_named(kantor):
    both = (*CONTOH.pegawai, replace(ASEP, jabatan=KASI_PM))
    fewer = replace(
        CONTOH,
        unit=tuple(one for one in CONTOH.unit if one.kode != "PM"),
        jabatan=tuple(replace(one, unit="SEK") for one in CONTOH.jabatan),
        pegawai=tuple(replace(one, unit="SEK") for one in both),
        indikator=(), program=(),
    )  # fmt: skip

    with pytest.raises(BukuFaulty) as refused:
        imported(kantor, fewer)

    (galat,) = refused.value.galat
    assert (galat.lembar, galat.sel) == ("Pegawai", "A9")
    assert galat.kode is KodeGalat.PENUGASAN_TUMPANG_TINDIH
    assert len(kantor.rows(PenugasanRow)) == len(CONTOH.pegawai)


def test_of_who_holds_nothing_any_more_the_export_has_what_nothing_contradicts(kantor):
    imported(kantor, says(held(ASEP, CAMAT, "Plh.", -2, 5)))
    past = replace(ASEP, selesai=day(-1))
    others = tuple(past if one is ASEP else one for one in CONTOH.pegawai)
    wulan = held(WULAN, CAMAT, "Plh.", -4, 10)
    imported(kantor, replace(CONTOH, pegawai=(*others, wulan)))

    assert ("Asep Ramdan", -2, -1) in stored(kantor, CAMAT, "Plh.")
    assert changes_nothing(kantor)


def test_two_who_stand_in_for_one_post_from_two_units_are_named():
    both = (held(WULAN, CAMAT, "Plh.", 0, 5), held(SARI, CAMAT, "Plh.", 5, 9))

    read = read_workbook(write_buku(says(*both)))

    assert [galat.kode for galat in read.galat] == [KodeGalat.PENUGASAN_TUMPANG_TINDIH]


SMALL = replace(CONTOH, sesi=(), libur=(), sop=(), indikator=(), program=())
LEADING = {one.kepala for one in SMALL.unit} | {one.atasan for one in SMALL.jabatan}
DAYS = st.none() | st.integers(-6, 6)
MORE = st.builds(
    lambda orang, jabatan, jenis, mulai, lama: replace(
        orang,
        jabatan=jabatan,
        penugasan=jenis,
        admin=False,
        mulai=None if mulai is None else day(mulai),
        selesai=None if lama is None else day((mulai or 0) + lama),
    ),
    st.sampled_from(SMALL.pegawai[1:]),
    st.sampled_from((CAMAT, KASI_PM, PELAKSANA)),
    st.sampled_from(("definitif", "Plt.", "Plh.", "Plh.", "Pj.")),
    DAYS,
    st.none() | st.integers(0, 6),
)


def is_true(pegawai: list[BarisPegawai]) -> bool:
    """Tell whether a workbook with these appointments is accepted, as what is exported shows beside."""
    masa = (
        Masa(
            pegawai=one.kunci,
            jabatan=one.jabatan,
            penugasan=Penugasan(one.penugasan),
            mulai=one.mulai,
            selesai=one.selesai,
        )
        for one in pegawai
    )
    return not any(find_contradictions(masa, LEADING))


@st.composite
def workbooks(draw: Callable[..., Any]) -> BukuKantor:
    """Draw a workbook in which people hold this and that, and nothing that cannot be true."""
    gone = draw(st.sets(st.sampled_from((HENDRA.nama, DEDI.nama, ASEP.nama)), max_size=2))
    pegawai = [one for one in SMALL.pegawai if one.nama not in gone]
    for one in draw(st.lists(MORE, min_size=1, max_size=4)):
        if is_true([*pegawai, one]):
            pegawai.append(one)
    return replace(SMALL, pegawai=tuple(pegawai))


class Undone(Exception):
    """What was done is taken back: that it could be done was all."""


def test_whatever_was_imported_the_export_is_accepted_and_changes_nothing(kantor):
    @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.lists(st.tuples(workbooks(), st.integers(0, 4)), min_size=2, max_size=4))
    def law(steps: list[tuple[BukuKantor, int]]) -> None:
        def work(connection: Any) -> None:
            at = NOW
            for buku, later in steps:
                import_kantor(connection, buku, at)
                at += timedelta(days=later)
            own = read_office(connection, kantor.id, at.date())
            read = read_workbook(write_buku(own))
            assert read.galat == ()
            assert not import_kantor(connection, read, at).is_changed
            raise Undone

        with pytest.raises(Undone):
            kantor.database.run_now(work)

    law()
