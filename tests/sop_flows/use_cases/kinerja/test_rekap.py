"""The recap of an office: which berkas counts, as what was signed has it; and what it costs to read."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from sop_flows.engine.aksi import Kerja
from sop_flows.errors import NaskahLost
from sop_flows.kinerja.bentuk import measured
from sop_flows.naskah.hasil import result_of
from sop_flows.naskah.isi import Isi
from sop_flows.naskah.reading import read_isi
from sop_flows.naskah.rekap import Baris, Rekap
from sop_flows.use_cases.kinerja.rekap import rekap_of
from sop_flows.waktu.periode import JenisPeriode, Periode
from tests.support.office import Pejawaran
from tests.support.statements import counted
from tests.support.story import (
    AGUS,
    KASUBBAG,
    KESRA,
    SENT,
    TAPEM,
    at,
    berkas,
    fill,
    go_to,
    go_to_last,
    jejak,
    naskah_named,
)
from tests.support.tamper import tamper


def recap(kantor: Pejawaran, periode: Periode | None = None, **facts: Any) -> Rekap:
    return kantor.run(
        rekap_of, kantor_id=kantor.kantor_id, periode=periode or triwulan(kantor), **facts
    )


def triwulan(kantor: Pejawaran) -> Periode:
    """Return the triwulan that a berkas of now is about."""
    return Periode.reported_at(JenisPeriode.TRIWULAN, kantor.now.date())


def row(found: Rekap, kode: str) -> Baris:
    return next(one for one in found.baris if one.isi.kode == kode)


def end(kantor: Pejawaran) -> int:
    """Bring a berkas to its end; return its id."""
    last = go_to_last(kantor)
    kantor.act(AGUS, Kerja.SELESAI, last, isian=SENT)
    return kantor.run(lambda uow: uow.berkas.berkas_of(last.id))


def test_before_anything_is_reported_everything_stands_there_as_not_reported(kantor: Pejawaran):
    found = recap(kantor)

    assert len(found.belum) == len(found.baris) == 12
    assert not found.is_sementara
    assert found.semua.rerata is None


def test_what_a_unit_has_sent_counts_at_once_and_is_sementara(kantor: Pejawaran):
    go_to(kantor, 4)
    fill(kantor, TAPEM)
    kantor.act(TAPEM, Kerja.KIRIM)
    fill(kantor, KESRA)

    found = recap(kantor)

    assert found.is_sementara
    assert row(found, "IK-03").realisasi == 6
    assert not row(found, "IK-06").is_reported, "a draft is no report"
    assert {one.unit.kode for one in found.belum} == {"PM", "KESRA", "YANUM", "TRANTIB"}


def test_what_was_signed_is_read_from_its_naskah_whatever_the_targets_are_now(
    kantor: Pejawaran,
):
    berkas_id = end(kantor)
    before = recap(kantor)
    kantor.database.run_now(
        lambda c: tamper(c, "UPDATE indikator SET target = '1', tw3 = '1', tw4 = '1'")
    )
    kantor.database.run_now(lambda c: tamper(c, "UPDATE kantor SET versi = versi + 1"))

    found = recap(kantor)

    assert [(b.persen, b.isi.target_periode) for b in found.baris] == [
        (b.persen, b.isi.target_periode) for b in before.baris
    ]
    signed = [line for line in jejak(kantor, berkas_id) if "keluar" not in line.rincian]
    (naskah,) = naskah_named(kantor, [line for line in signed if "naskah" in line.rincian][-1])
    assert {one.kode for one in found.sumber} == {naskah.kode}
    assert found.semua.rerata == result_of(read_isi(naskah.isi)).rerata
    assert not found.is_sementara


def test_a_berkas_whose_signatures_are_all_there_is_not_sementara_though_it_runs(
    kantor: Pejawaran,
):
    go_to_last(kantor)

    assert not recap(kantor).is_sementara


def test_one_that_has_ended_counts_before_one_that_runs(kantor: Pejawaran):
    ended = end(kantor)
    again = go_to(kantor, 4)
    fill(kantor, TAPEM, "IK-01=90\nIK-02=13\nIK-03=7")
    kantor.act(TAPEM, Kerja.KIRIM)

    found = recap(kantor)

    assert [one.berkas.id for one in found.sumber] == [ended]
    assert row(found, "IK-01").realisasi == 100
    assert berkas(kantor, again).periode == found.periode


def test_one_that_was_cancelled_never_counts(kantor: Pejawaran):
    berkas_id = go_to(kantor, 6)
    kantor.database.run_now(
        lambda c: tamper(c, f"UPDATE berkas SET status = 'dibatalkan' WHERE id = {berkas_id}")
    )

    assert recap(kantor).sumber == ()


def test_a_naskah_that_was_altered_is_refused_and_not_computed_anew(kantor: Pejawaran):
    end(kantor)
    kantor.database.run_now(
        lambda c: tamper(c, "UPDATE naskah SET isi = replace(isi, '335', '340')")
    )

    with pytest.raises(NaskahLost):
        recap(kantor)


def test_a_value_that_came_back_otherwise_is_told_and_the_others_are_not(kantor: Pejawaran):
    berkas_id = go_to(kantor, 6)
    kantor.act(
        KASUBBAG,
        Kerja.KEMBALIKAN,
        at(kantor, berkas_id, 6),
        catatan="Mohon diperiksa kembali angkanya.",
        unit=(unit_id(kantor, "TAPEM"),),
    )
    kantor.act(AGUS, Kerja.TERUSKAN)
    fill(kantor, TAPEM, "IK-02=14")
    kantor.act(TAPEM, Kerja.KIRIM)

    found = recap(kantor)

    (changed,) = found.berubah
    assert (changed.isi.kode, changed.semula.realisasi, changed.realisasi) == ("IK-02", 15, 14)
    assert recap(kantor, units=[unit_id(kantor, "TAPEM")]).berubah == (changed,)
    assert recap(kantor, units=[unit_id(kantor, "PM")]).berubah == ()


def test_the_same_number_as_a_year_before_is_told(kantor: Pejawaran):
    end(kantor)
    tahun = triwulan(kantor).tahun
    kantor.database.run_now(
        lambda c: tamper(c, f"UPDATE berkas SET tahun = {tahun - 1} WHERE tahun = {tahun}")
    )
    go_to(kantor, 4)
    fill(kantor, TAPEM, "IK-01=100\nIK-02=16\nIK-03=6")
    kantor.act(TAPEM, Kerja.KIRIM)

    found = recap(kantor)

    assert [one.isi.kode for one in found.sama] == ["IK-01", "IK-03"]
    assert row(found, "IK-02").tahun_lalu.isi.realisasi == 15


def test_of_some_units_it_is_that_part_of_the_whole(kantor: Pejawaran):
    go_to(kantor, 6)
    whole = recap(kantor)

    for kode, part in whole.per_unit.items():
        own = recap(kantor, units=[unit_id(kantor, kode)])
        assert own.semua == part
        assert {one.unit.kode for one in own.baris} == {kode}
    assert sum(part.jumlah for part in whole.per_unit.values()) == whole.semua.jumlah == 12


@pytest.mark.parametrize("way", [end, lambda kantor: go_to(kantor, 6)], ids=["signed", "runs"])
def test_of_one_unit_no_more_is_read_and_measured_than_what_is_of_it(kantor: Pejawaran, way):
    way(kantor)
    later = triwulan(kantor).next
    for periode in (triwulan(kantor), later):
        found = recap(kantor, periode, units=[unit_id(kantor, "TAPEM")])
        read = [one.sumber.isi for baris in found.baris for one in baris.laporan if one]
        assert {kode for isi in read for kode in kode_of_all(isi)} == {"IK-01", "IK-02", "IK-03"}

    before = measured.cache_info().misses
    recap(kantor, later, units=[unit_id(kantor, "TAPEM")])
    assert measured.cache_info().misses == before, "what did not change is not measured again"


def test_what_moved_to_another_unit_is_in_one_of_them_as_in_the_whole(kantor: Pejawaran):
    end(kantor)
    kantor.database.run_now(
        lambda c: tamper(
            c,
            "UPDATE indikator SET unit_id = (SELECT id FROM unit WHERE kode = 'PM') WHERE kode = 'IK-01'",
        )
    )
    kantor.database.run_now(lambda c: tamper(c, "UPDATE kantor SET versi = versi + 1"))

    for periode, of in ((triwulan(kantor), "TAPEM"), (triwulan(kantor).next, "PM")):
        whole = recap(kantor, periode)
        assert row(whole, "IK-01").unit.kode == of
        for kode in whole.per_unit:
            own = recap(kantor, periode, units=[unit_id(kantor, kode)])
            theirs = [one for one in whole.baris if one.unit.kode == kode]
            assert [values_of(one) for one in own.baris] == [values_of(one) for one in theirs]


def test_an_earlier_triwulan_stands_beside_it_and_what_nobody_reported_is_a_gap(
    kantor: Pejawaran,
):
    end(kantor)
    later = triwulan(kantor).next

    found = recap(kantor, later)

    three = row(found, "IK-06").laporan
    assert [None if one is None else one.isi.realisasi for one in three] == [
        *[None] * (later.ke - 2),
        Decimal(335),
        None,
    ]
    assert not row(found, "IK-06").is_reported


def test_a_year_of_an_office_is_read_with_few_statements(kantor: Pejawaran):
    end(kantor)
    kantor.run(lambda uow: uow.kantor.get(kantor.kantor_id))
    with counted(kantor.database) as ended:
        recap(kantor)
    kantor.now = kantor.now.replace(month=12)
    go_to(kantor, 6)
    later = replace(triwulan(kantor))
    with counted(kantor.database) as running:
        recap(kantor, later)

    assert len(ended) <= 8, "\n".join(ended)
    assert len(running) <= 12, "\n".join(running)


def kode_of_all(isi: Isi) -> set[str]:
    """Return the kode of every indikator in a content."""
    return {one.kode for unit in isi.unit for one in unit.indikator}


def values_of(baris: Baris) -> tuple[object, ...]:
    """Return an indikator as it is measured, and in which unit it was reported when."""
    reported = [one and (one.unit.kode, one.isi) for one in baris.laporan]
    return baris.isi, baris.is_excused, reported


def unit_id(kantor: Pejawaran, kode: str) -> int:
    units = kantor.run(lambda uow: uow.kantor.unit(kantor.kantor_id))
    return next(one.id for one in units.values() if one.kode == kode)
