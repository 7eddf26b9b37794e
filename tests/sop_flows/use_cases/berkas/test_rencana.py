"""Plans of an office: the SOPs before one, what its own berkas took, posts that nobody holds or a Plh. does."""

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import update

from sop_flows.engine.aksi import Kerja, Penugasan
from sop_flows.engine.berkas import StatusBerkas
from sop_flows.errors import IsianUnreadable, NotAllowed
from sop_flows.kantor.halangan import Halangan, JenisHalangan
from sop_flows.ports.layar.rencana import LayarPilihanRencana, LayarRencana, TanyaRencana
from sop_flows.ports.rencana import Arah, Maksud, RencanaView
from sop_flows.sop.catalog import load_catalog
from sop_flows.use_cases.berkas.rencana import (
    ask_day,
    begin_rencana,
    show_rencana,
    view_rencana,
)
from sop_flows.use_cases.berkas.start import start_berkas
from storage.database.insert import table
from storage.database.tables import BerkasRow, PenugasanRow
from tests.support.office import Pejawaran
from tests.support.periode import TW_III
from tests.support.story import AGUS, CAMAT, KASUBBAG, SEKCAM, SENT, TAPEM, go_to_last, post
from tests.support.surat import COLUMNS, SURAT_SEKDA, activate

FRIDAY = date(2026, 10, 16)
DATA, UKUR = "pengumpulan-data-kinerja", "pengukuran-kinerja-kecamatan"


def sop_of(kantor: Pejawaran, kode: str = UKUR) -> int:
    active = kantor.run(lambda uow: uow.sop.active(kantor.kantor_id))
    return next(one.id for one in active if one.sop.kode == kode)


def plan(kantor: Pejawaran, nama: str = SEKCAM, **facts) -> RencanaView:
    """Return the plan that somebody looks at: until that Friday, unless it is said."""
    wanted = {"sop": sop_of(kantor), "arah": Arah.SAMPAI, "hari": FRIDAY} | facts
    return kantor.run(view_rencana, user_id=kantor.user[nama], maksud=Maksud(**wanted))


def runs_into(view: RencanaView, jenis: JenisHalangan) -> list[Halangan]:
    return [one for part in view.bagian.baris for one in part.halangan if one.jenis is jenis]


def clock(moment: datetime) -> str:
    return f"{moment:%d %H.%M}"


def bring_sop(kantor: Pejawaran) -> int:
    """Let the office collect its data by an SOP of its own too."""
    return activate(kantor, load_catalog().get(DATA, 1).teks, COLUMNS)


def end_on(kantor: Pejawaran, jabatan: str, day: date) -> None:
    """Let the holder of a post hold it until that day, and nobody after."""
    rows = table(PenugasanRow)
    of = rows.c.jabatan_id == post(kantor, jabatan)
    kantor.database.run_now(lambda c: c.execute(update(rows).where(of).values(selesai_on=day)))


def test_until_a_day_off_means_until_the_working_day_before_it(kantor: Pejawaran):
    friday, sunday = plan(kantor), plan(kantor, hari=date(2026, 10, 18))

    assert (friday.mulai, friday.selesai) == (sunday.mulai, sunday.selesai)
    assert (clock(friday.mulai), clock(friday.selesai)) == ("13 15.29", "16 09.00")


def test_an_sop_is_planned_after_the_one_whose_result_it_begins_with(kantor: Pejawaran):
    bring_sop(kantor)

    chain, alone = plan(kantor), plan(kantor, rantai=False)

    assert [one.kode for one in chain.sebelum] == [DATA]
    assert chain.mulai < alone.mulai
    assert chain.bagian.jumlah == 2
    assert [one.sop.kode for one in chain.bagian.baris] == [DATA]
    assert [one.sop.kode for one in plan(kantor, halaman=2).bagian.baris] == [UKUR]
    assert (alone.sebelum, [one.kode for one in alone.masukan]) == ((), [DATA])
    assert [one.sop.kode for one in chain.dapat_dimulai] == [DATA]
    assert [one.sop.kode for one in alone.dapat_dimulai] == [UKUR]


def test_an_sop_that_has_ended_for_the_periode_is_not_planned_again(kantor: Pejawaran):
    begun = kantor.say(
        SEKCAM, start_berkas, sop_id=bring_sop(kantor), periode=TW_III, isian=SURAT_SEKDA
    )
    assert plan(kantor).sebelum
    rows = table(BerkasRow)
    done = update(rows).where(rows.c.id == begun.berkas.id)
    kantor.database.run_now(lambda c: c.execute(done.values(status=StatusBerkas.SELESAI.value)))

    assert plan(kantor).sebelum == plan(kantor).masukan == ()
    assert plan(kantor, hari=date(2027, 1, 15)).sebelum, "of the next triwulan nothing has"


def test_what_ended_berkas_took_is_told_beside_the_sheet_and_nothing_where_none_has(
    kantor: Pejawaran,
):
    assert plan(kantor).lalu is None
    kantor.act(AGUS, Kerja.SELESAI, go_to_last(kantor), isian=SENT)

    view = plan(kantor)

    assert view.lalu is not None
    assert view.lalu.jumlah == 1
    assert view.mulai < view.lalu.mulai < view.lalu.selesai <= view.selesai + timedelta(days=1)
    rows = view.bagian.baris[0].langkah
    assert all(one.lalu is not None for one in rows)
    bring_sop(kantor)
    assert plan(kantor).lalu is None, "what comes before it was never done"
    assert plan(kantor, rantai=False).lalu is not None


def test_a_post_that_nobody_holds_on_days_of_its_langkah_is_named(kantor: Pejawaran):
    assert runs_into(plan(kantor), JenisHalangan.KOSONG) == []
    end_on(kantor, "Camat", date(2026, 10, 13))

    (gap,) = runs_into(plan(kantor), JenisHalangan.KOSONG)

    assert (gap.apa, gap.langkah) == ("Camat", (8,))
    assert (gap.mulai, gap.selesai) == (date(2026, 10, 14), date(2026, 10, 15))


def test_a_plh_is_named_with_what_they_may_not_decide(kantor: Pejawaran):
    camat = post(kantor, "Camat")
    kantor.run(
        lambda uow: uow.penugasan.add(
            kantor_id=kantor.kantor_id,
            pegawai_id=kantor.pegawai[SEKCAM],
            jabatan_id=camat,
            penugasan=Penugasan.PLH,
            sk="094/1",
            mulai_on=date(2026, 10, 15),
            selesai_on=date(2026, 10, 30),
        )
    )

    (plh,) = runs_into(plan(kantor), JenisHalangan.PLH)

    assert (plh.apa, plh.oleh, plh.langkah) == ("Camat", SEKCAM, (8,))
    assert (plh.mulai, plh.selesai) == (date(2026, 10, 15), date(2026, 10, 15))
    stages = load_catalog().get(UKUR).sop.langkah_of(8).tahap
    assert plh.tidak_boleh == ((8,) if any(not one.plh_boleh for one in stages) else ())


def test_days_off_and_the_hours_of_ramadan_are_named_with_their_langkah(kantor: Pejawaran):
    view = plan(kantor, hari=date(2027, 3, 17))

    off = runs_into(view, JenisHalangan.LIBUR)
    (ramadan,) = runs_into(view, JenisHalangan.RAMADAN)
    assert [one.apa for one in off if "Nyepi" in one.apa]
    assert all(not kantor_open(kantor, one) for one in off)
    assert ramadan.selesai <= date(2027, 3, 9)
    assert view.mulai.date() <= ramadan.mulai


def kantor_open(kantor: Pejawaran, off: Halangan) -> bool:
    return bool(kantor.run(lambda uow: uow.kantor.jam_kerja(kantor.kantor_id)).sesi_of(off.mulai))


def test_whoever_starts_or_heads_may_plan_and_others_may_not(kantor: Pejawaran):
    assert plan(kantor, CAMAT).dapat_dimulai == ()
    assert plan(kantor, SEKCAM).dapat_dimulai
    for nama in (TAPEM, KASUBBAG):
        with pytest.raises(NotAllowed):
            plan(kantor, nama)


def test_one_sop_is_asked_about_at_once_and_several_are_chosen_from(kantor: Pejawaran):
    kantor.say(SEKCAM, begin_rencana)
    assert [type(one.isi) for one in kantor.owed(SEKCAM)][-1] is TanyaRencana
    bring_sop(kantor)
    kantor.say(SEKCAM, begin_rencana)
    assert [type(one.isi) for one in kantor.owed(SEKCAM)][-1] is LayarPilihanRencana
    with pytest.raises(NotAllowed):
        kantor.say(TAPEM, begin_rencana)


def test_a_day_more_than_a_year_away_is_refused_whoever_made_the_button(kantor: Pejawaran):
    far = Maksud(sop=sop_of(kantor), arah=Arah.MULAI, hari=date(2190, 1, 1))

    with pytest.raises(IsianUnreadable):
        kantor.say(SEKCAM, show_rencana, maksud=far)


def test_a_plan_answers_the_question_for_its_day(kantor: Pejawaran):
    kantor.say(SEKCAM, ask_day, sop_id=sop_of(kantor))
    kantor.say(
        SEKCAM,
        show_rencana,
        maksud=Maksud(sop=sop_of(kantor), arah=Arah.SAMPAI, hari=FRIDAY),
    )

    assert isinstance(kantor.owed(SEKCAM)[-1].isi, LayarRencana)
    assert kantor.run(lambda uow: uow.percakapan.get(kantor.user[SEKCAM])) is None
