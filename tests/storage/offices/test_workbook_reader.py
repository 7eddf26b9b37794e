"""An office written as its workbook: whatever it went through, importing that changes nothing."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.trial.kantor import disdukcapil, jambi, pejawaran, pematangsiantar, tarakan
from sop_flows.ports.unit_of_work import UnitOfWork
from storage.documents.kantor.buku import BarisPerjanjian, BarisProgram, BukuKantor
from storage.documents.kantor.buku_contoh import CONTOH
from storage.documents.kantor.workbook import read_workbook, write_buku
from storage.kantor_import import import_kantor
from storage.offices.workbook_reader import read_office
from tests.support.office import Pejawaran, office_in

OFFICES = {
    "contoh": CONTOH,
    "pejawaran": pejawaran.SAMPLE,
    "pematangsiantar": pematangsiantar.OFFICE,
    "jambi": jambi.OFFICE,
    "disdukcapil": disdukcapil.OFFICE,
    "tarakan": tarakan.OFFICE,
}


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Pejawaran]:
    with office_in(tmp_path) as found:
        yield found


class Undone(Exception):
    """What was done is taken back: what it came to is all that is wanted."""


def exported(uow: UnitOfWork, kode: str) -> BukuKantor:
    """Return an office as its workbook, written and read."""
    (own,) = (one for one in uow.kantor.all() if one.kode == kode)
    buku = read_office(uow.connection, own.id, uow.now.astimezone(own.zona).date())  # type: ignore[attr-defined]
    read = read_workbook(write_buku(buku))
    assert read.galat == ()
    return read


def again(office: Pejawaran, *changes: BukuKantor) -> tuple[BukuKantor, Any]:
    """Import those one after another, export, import that; return it and what the last import did."""

    def work(uow: Any) -> None:
        for day, one in enumerate(changes):
            import_kantor(uow.connection, one, uow.now + timedelta(days=day))
            uow.kantor.changed(office.kantor_id)
        kode = changes[-1].kantor.kode if changes and changes[-1].kantor else "PEJAWARAN"
        read = exported(uow, kode)
        raise Undone(read, import_kantor(uow.connection, read, uow.now + timedelta(days=9)))

    with pytest.raises(Undone) as found:
        office.run(work)
    read, done = found.value.args
    assert isinstance(read, BukuKantor)
    return read, done


@pytest.mark.parametrize("nama", OFFICES)
def test_what_was_imported_is_what_is_exported(office: Pejawaran, nama: str):
    buku = OFFICES[nama]
    read, done = again(office, buku)

    assert not done.is_changed, done.hitungan
    assert done.berakhir == ()
    for part in (
        "kantor",
        "unit",
        "jabatan",
        "sesi",
        "libur",
        "indikator",
        "program",
        "perjanjian",
    ):
        assert getattr(read, part) == getattr(buku, part), part
    for part in ("pegawai", "sop"):
        assert set(getattr(read, part)) == set(getattr(buku, part)), part


TEXTS = st.text("abc =+-@'\"<>&;\u00e9", min_size=1, max_size=30).map(str.strip).filter(bool)
TARGETS = st.sampled_from(
    (
        "71,25",
        "7 - 8",
        "kurang dari 49",
        "BB",
        "1:32",
        "1.000.000",
        "12,5",
        "80,00 (BB)",
        "-2,5",
        "",
    )
)
Change = Callable[[BukuKantor], BukuKantor]


def with_targets(targets: tuple[str, ...], buku: BukuKantor) -> BukuKantor:
    first, *others = buku.indikator
    return replace(buku, indikator=(replace(first, target=targets[0], tw1=targets[1]), *others))


def with_words(words: tuple[str, str, str], buku: BukuKantor) -> BukuKantor:
    first, *others = buku.indikator
    said = replace(first, definisi=words[0], sumber_data=words[1], cara_ukur=words[2])
    return replace(buku, indikator=(said, *others))


def without_one(at: int, buku: BukuKantor) -> BukuKantor:
    """Leave out somebody who heads nothing, and the last indikator."""
    heads = {one.kepala for one in buku.unit}
    free = [one for one in buku.pegawai if one.jabatan not in heads and not one.admin]
    gone = free[at % len(free)]
    return replace(
        buku,
        pegawai=tuple(one for one in buku.pegawai if one is not gone),
        indikator=buku.indikator[:-1],
    )


def with_program(pagu: int, buku: BukuKantor) -> BukuKantor:
    one = BarisProgram(
        kode="7.01", program="Program Pelayanan", unit=buku.unit[0].kode, tahun=2026,
        pagu=Decimal(pagu), tw1="1000000", sifat="posisi akhir",
    )  # fmt: skip
    return replace(buku, program=(one,))


def with_perubahan(hari: date, buku: BukuKantor) -> BukuKantor:
    """Let a perubahan of the Perjanjian Kinerja promise something else."""
    both = (
        BarisPerjanjian(tahun=2026, versi=1, jenis="awal", nomor="1/PK", tanggal=date(2026, 1, 5)),
        BarisPerjanjian(tahun=2026, versi=2, jenis="perubahan", nomor="9/PK", tanggal=hari),
    )
    first, *others = buku.indikator
    return replace(buku, perjanjian=both, indikator=(replace(first, target="99"), *others))


def stood_in(hari: date, buku: BukuKantor) -> BukuKantor:
    """Let somebody stand in for the head who does not in those days, and an appointment end by itself."""
    plh = replace(
        buku.pegawai[1], jabatan=buku.pegawai[0].jabatan, penugasan="Plh.", admin=False,
        sk="800/1", mulai=hari, selesai=hari + timedelta(days=5),
    )  # fmt: skip
    is_free = all(
        one.selesai is None or one.selesai < hari or plh.selesai < one.mulai
        for one in buku.pegawai
    )
    return replace(buku, pegawai=(*buku.pegawai, plh)) if is_free else buku


def with_alias(teks: str, buku: BukuKantor) -> BukuKantor:
    """Let the head be called something else too; of a list in one cell blanks count once, and ``;`` parts it."""
    first, *others = buku.jabatan
    alias = " ".join(teks.replace(";", ",").split())
    return replace(buku, jabatan=(replace(first, alias=(alias,)), *others))


CHANGES: st.SearchStrategy[Change] = st.one_of(
    st.tuples(TARGETS, TARGETS).map(lambda drawn: partial(with_targets, drawn)),
    st.tuples(TEXTS, TEXTS, TEXTS).map(lambda drawn: partial(with_words, drawn)),
    st.integers(0, 9).map(lambda drawn: partial(without_one, drawn)),
    st.integers(1, 10**12).map(lambda drawn: partial(with_program, drawn)),
    st.dates(date(2026, 6, 1), date(2026, 9, 30)).map(lambda drawn: partial(with_perubahan, drawn)),
    st.dates(date(2026, 9, 20), date(2026, 12, 1)).map(lambda drawn: partial(stood_in, drawn)),
    TEXTS.map(lambda alias: partial(with_alias, alias)),
)  # fmt: skip


def test_whatever_an_office_went_through_its_workbook_changes_nothing(office: Pejawaran):
    @settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.lists(CHANGES, min_size=1, max_size=3))
    def law(changes: list[Change]) -> None:
        steps, buku = [], pejawaran.SAMPLE
        for change in changes:
            buku = change(buku)
            steps.append(buku)
        _, done = again(office, *steps)
        assert not done.is_changed, done.hitungan
        assert done.berakhir == ()

    law()


def test_who_left_is_not_in_it_and_a_perubahan_is(office: Pejawaran):
    gone = pejawaran.SAMPLE.pegawai[-1]
    buku = replace(pejawaran.SAMPLE, pegawai=pejawaran.SAMPLE.pegawai[:-1])
    read, _ = again(office, with_perubahan(date(2026, 7, 1), buku))

    assert gone.kunci not in {one.kunci for one in read.pegawai}
    assert [one.versi for one in read.perjanjian] == [1, 2]
    assert read.indikator[0].target == "99"
