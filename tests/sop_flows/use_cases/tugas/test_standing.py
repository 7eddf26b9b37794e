"""What the process keeps of units is what stands in their rows, whatever is done to make it stale."""

import pickle
import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from decimal import Decimal
from functools import partial
from operator import is_
from pathlib import Path

import pytest
from sqlalchemy import text

from benchmarks.bot_api import BOT_ID
from benchmarks.units import (
    AT,
    REST,
    SEKRETARIS,
    Campaign,
    act,
    open_units,
    run,
    send,
)
from handlers.screens.kartu import draw_kartu
from handlers.screens.screen import Screen
from sop_flows.engine.aksi import Aksi, Kerja
from sop_flows.engine.berkas import Stored
from sop_flows.jejak import dump
from sop_flows.kinerja.analisis import Analisis
from sop_flows.kinerja.indikator import Indikator
from sop_flows.naskah.canonical import write_canonical
from sop_flows.naskah.compose import compose
from sop_flows.ports.records import Actor
from sop_flows.use_cases.berkas.rebuild import Kesesuaian
from sop_flows.use_cases.berkas.steer import cancel_berkas
from sop_flows.use_cases.formulir.typed import type_lines
from sop_flows.use_cases.tugas import naskah
from sop_flows.use_cases.tugas.access import load
from sop_flows.use_cases.tugas.act import perform_aksi
from sop_flows.use_cases.tugas.kartu import view_kartu
from sop_flows.use_cases.tugas.look import weigh
from sop_flows.use_cases.tugas.nilai import compose_now, look_at
from sop_flows.use_cases.tugas.sources import facts_of, sources_of
from sop_flows.use_cases.tugas.standing import AT_ONCE, stand
from storage.database.session import Connection, Database
from storage.kantor_import import import_kantor
from storage.unit_of_work import SqlUnitOfWork
from tests.sop_flows.use_cases.berkas.test_perjanjian import AWAL, PERUBAHAN, promise
from tests.sop_flows.use_cases.berkas.test_rebuild import BOOKS
from tests.support.empty import put_empty_database
from tests.support.office import Pejawaran, office_in
from tests.support.standing import stands, stood, views, written_rujukan
from tests.support.statements import counted, steps
from tests.support.story import (
    AGUS,
    KASUBBAG,
    LINES,
    SEKCAM,
    TAPEM,
    agreement,
    appoint_plh,
    at,
    card_of,
    fill,
    go_to,
    jejak,
    nilai,
    post,
    tugas,
)

IN, MAKERS = "sop_flows.use_cases.tugas", ("look", "naskah", "standing")
"""Where it is said how much is put together at once."""
Three = tuple[Database, Campaign, int]
"""An office at work, and the later of two berkas that run."""


def content(kantor: Pejawaran, berkas_id: int) -> str:
    return kantor.run(lambda uow: stood(uow, berkas_id))


def unit_of(kantor: Pejawaran, berkas_id: int, kode: str) -> int:
    forms = kantor.run(lambda uow: uow.kinerja.formulir_of(berkas_id))
    return next(form.unit_id for form in forms if kode in {one.kode for one in form.nilai})


def test_what_has_no_values_of_units_is_never_taken_for_a_whole_naskah(kantor: Pejawaran):
    berkas_id = go_to(kantor, 6)

    def work(uow):
        berkas, sop_id = uow.berkas.get(berkas_id)
        of = (uow, uow.sop.get(sop_id), berkas)
        whole, frame = sources_of(*of), facts_of(*of, None)
        assert stand(uow, whole, None) == stand(uow, frame, None)
        assert compose(whole).unit
        with pytest.raises(AttributeError, match="formulir"):
            compose(frame)

    kantor.run(work)


def test_a_value_that_is_corrected(kantor: Pejawaran):
    berkas_id = go_to(kantor, 4)
    fill(kantor, TAPEM)
    before = content(kantor, berkas_id)

    fill(kantor, TAPEM, "IK-01=99,5")

    assert '"realisasi":"99.5"' in content(kantor, berkas_id)
    assert '"realisasi":"99.5"' not in before


def test_a_return_with_marks_and_the_ronde_that_follows(kantor: Pejawaran):
    berkas_id = go_to(kantor, 6)
    unit, marked = unit_of(kantor, berkas_id, "IK-01"), nilai(kantor, berkas_id)["IK-01"]
    seen = [content(kantor, berkas_id)]

    kantor.act(
        KASUBBAG,
        Kerja.KEMBALIKAN,
        at(kantor, berkas_id, 6),
        catatan="Mohon dicek dengan BAST",
        unit=(unit,),
        indikator=(marked.indikator_id,),
    )
    seen.append(content(kantor, berkas_id))
    kantor.act(AGUS, Kerja.TERUSKAN, at(kantor, berkas_id, 5, 1))
    seen.append(content(kantor, berkas_id))
    fill(kantor, TAPEM, "IK-01=99,5")
    seen.append(content(kantor, berkas_id))
    kantor.act(TAPEM, Kerja.KIRIM, catatan="Sudah sesuai dengan BAST")
    seen.append(content(kantor, berkas_id))

    assert '"ditandai":true' in seen[2]
    assert '"ditandai":true' not in seen[3]
    assert '"ronde":2' in seen[4]
    assert len(set(seen)) >= 4


def test_a_ronde_in_which_no_value_changes(kantor: Pejawaran, monkeypatch: pytest.MonkeyPatch):
    nothing = "\n".join(f"{kode}=n/a belum ada data" for kode in ("IK-01", "IK-02", "IK-03"))
    monkeypatch.setitem(LINES, TAPEM, nothing)
    berkas_id = go_to(kantor, 6)
    unit = unit_of(kantor, berkas_id, "IK-01")
    content(kantor, berkas_id)

    back = {"catatan": "Mohon dicek kembali", "unit": (unit,)}
    kantor.act(KASUBBAG, Kerja.KEMBALIKAN, at(kantor, berkas_id, 6), **back)
    kantor.act(AGUS, Kerja.TERUSKAN, at(kantor, berkas_id, 5, 1))
    kantor.act(TAPEM, Kerja.KIRIM, catatan="Datanya memang belum ada")

    assert '"ronde":2' in content(kantor, berkas_id)


def test_values_of_which_no_stamp_is_known(kantor: Pejawaran):
    berkas_id = go_to(kantor, 6)

    def write(sql: str) -> None:
        kantor.database.run_now(lambda c: c.execute(text(sql)))

    write("UPDATE formulir SET stamp = 0")
    before = content(kantor, berkas_id)
    write("UPDATE realisasi SET nilai = '99.5' WHERE nilai = '100'")

    assert content(kantor, berkas_id) != before


def test_what_was_sent_and_is_taken_back(kantor: Pejawaran):
    berkas_id = go_to(kantor, 4)
    fill(kantor, TAPEM)
    before = content(kantor, berkas_id)
    kantor.act(TAPEM, Kerja.KIRIM, catatan="Dikirim terlalu dini")
    sent = content(kantor, berkas_id)
    line = next(t for t in jejak(kantor, berkas_id, "kirim") if t.langkah == 4)

    kantor.act(TAPEM, Kerja.TARIK, tugas(kantor, line.tugas_id))

    assert content(kantor, berkas_id) == before != sent


@pytest.mark.parametrize("no", range(1, len(BOOKS)))
def test_an_import_between_two_decisions(kantor: Pejawaran, no: int):
    berkas_id = go_to(kantor, 6)
    content(kantor, berkas_id)
    kantor.act(KASUBBAG, Kerja.SETUJUI, at(kantor, berkas_id, 6))

    kantor.take_over(BOOKS[no])

    content(kantor, berkas_id)
    kantor.act(SEKCAM, Kerja.SETUJUI, at(kantor, berkas_id, 7))
    assert agreement(kantor) == {Kesesuaian.SAMA}


def test_an_import_within_the_unit_that_looks_again(kantor: Pejawaran):
    berkas_id = go_to(kantor, 6)
    content(kantor, berkas_id)

    def work(connection):
        import_kantor(connection, BOOKS[1], kantor.now)
        return stood(SqlUnitOfWork(connection, BOT_ID, kantor.now), berkas_id)

    assert '"target_periode":"120"' in kantor.database.run_now(work)


class Undone(Exception):
    """What a unit of work ends with that shall leave nothing."""


def test_a_unit_of_work_that_was_undone_after_it_had_looked(kantor: Pejawaran):
    berkas_id = go_to(kantor, 4)
    fill(kantor, TAPEM)
    content(kantor, berkas_id)
    form = kantor.run(lambda uow: uow.kinerja.formulir_of(berkas_id)[0])

    def give(uow, number: int) -> str:
        given = replace(form.nilai[0], nilai=Decimal(number))
        uow.kinerja.save(form.id, [given], kantor.pegawai[TAPEM], kantor.now)
        return stood(uow, berkas_id)

    def give_and_undo(uow) -> None:
        give(uow, 71)
        raise Undone

    with pytest.raises(Undone):
        kantor.run(give_and_undo)

    assert '"realisasi":"72"' in kantor.run(lambda uow: give(uow, 72))
    assert '"realisasi":"72"' in content(kantor, berkas_id)


def test_two_databases_that_count_alike(tmp_path_factory: pytest.TempPathFactory):
    first, second = (tmp_path_factory.mktemp(name) for name in ("satu", "dua"))
    with office_in(first) as one, office_in(second) as other:
        pairs = [(office, go_to(office, 4), last) for office, last in ((one, ""), (other, ",5"))]
        for number in ("41", "42", "43"):
            for office, berkas_id, last in pairs:
                fill(office, TAPEM, f"IK-01={number}{last}")
                content(office, berkas_id)
        seen = [content(office, berkas_id) for office, berkas_id, _ in pairs]

    assert '"realisasi":"43"' in seen[0]
    assert '"realisasi":"43.5"' in seen[1]


def test_what_another_process_writes(kantor: Pejawaran):
    berkas_id = go_to(kantor, 4)
    fill(kantor, TAPEM)
    content(kantor, berkas_id)

    with closing(Database.open(f"sqlite:///{kantor.path}")) as beside:
        other = Pejawaran(beside)
        other.now = kantor.now
        fill(other, TAPEM, "IK-01=99,5")
        elsewhere = content(other, berkas_id)

    assert content(kantor, berkas_id) == elsewhere
    assert '"realisasi":"99.5"' in elsewhere


def test_an_appointment_leaves_every_part_and_view_as_it_was(kantor: Pejawaran):
    berkas_id = go_to(kantor, 6)
    before = kantor.run(stands, berkas_id=berkas_id).parts, kantor.run(views, berkas_id=berkas_id)
    appoint_plh(kantor, SEKCAM, post(kantor, "Camat"), kantor.now.date(), kantor.now.date())

    with counted(kantor.database) as said:
        parts = kantor.run(stands, berkas_id=berkas_id).parts
        after = kantor.run(views, berkas_id=berkas_id)

    assert values_in(said) == []
    rows = [[view.baris for view in views] for views in (before[1], after)]
    assert all(map(is_, (*before[0], *rows[0]), (*parts, *rows[1])))


def test_of_views_that_one_is_made_anew_whose_value_is_another(kantor: Pejawaran):
    berkas_id = go_to(kantor, 4)
    for kasi in LINES:
        fill(kantor, kasi)
    unit = unit_of(kantor, berkas_id, "IK-01")
    before = kantor.run(views, berkas_id=berkas_id)

    fill(kantor, TAPEM, "IK-01=99,5")
    after = kantor.run(views, berkas_id=berkas_id)

    anew = [new for old, new in zip(before, after, strict=True) if new.baris is not old.baris]
    assert [(one.unit.id, one.baris[0].realisasi) for one in anew] == [(unit, Decimal("99.5"))]


def values_in(said: list[str]) -> list[str]:
    """Return the statements that have to do with values."""
    return [sql for sql in said if re.search(r"\brealisasi\b", sql)]


def test_what_is_looked_at_goes_to_the_process_that_makes_its_sheet(kantor: Pejawaran):
    tugas_id = at(kantor, go_to(kantor, 6), 6).id
    seen = kantor.run(lambda uow: look_at(uow, load(uow, tugas_id)))

    assert pickle.loads(pickle.dumps(seen)) == seen


# What was sent in the triwulan before


@pytest.fixture
def three(tmp_path: Path) -> Iterator[Three]:
    """An office of which the berkas of triwulan I has ended, and those of II and III run."""
    database, campaign = open_units(put_empty_database(tmp_path / "tiga.sqlite"), 3, 2)
    with closing(database):
        yield database, campaign, campaign.berkas_id + 1


def next_stands(three: Three) -> str:
    database, _, later = three
    return database.run_now(lambda c: stood(SqlUnitOfWork(c, BOT_ID, AT), later))


def test_what_is_sent_taken_back_and_sent_again_with_another_value_before(three: Three):
    database, campaign, _ = three
    first = campaign.unsent[0]
    actor = Actor.private(first.user_id)

    def do(kerja: Kerja, revisi: int) -> int:
        aksi = Aksi(kerja=kerja, revisi=revisi, at=AT)
        facts = {"tugas_id": first.tugas_id, "aksi": aksi}
        return database.run_now(lambda c: run(c, perform_aksi, actor, **facts)).changed[0].revisi

    before = next_stands(three)
    done = do(Kerja.KIRIM, 0)
    sent = next_stands(three)
    back = do(Kerja.TARIK, done)
    assert next_stands(three) == before != sent

    do(Kerja.KIRIM, back)
    assert next_stands(three) == sent
    back = do(Kerja.TARIK, back + 1)
    typed = {"teks": "1=51", "tugas_id": first.tugas_id}
    database.run_now(lambda c: run(c, type_lines, actor, **typed))
    do(Kerja.KIRIM, back + 1)

    again = next_stands(three)
    assert '"realisasi_lalu":["50","51"]' in again
    assert again not in {before, sent}


def test_a_berkas_that_is_given_up_before(three: Three):
    database, campaign, _ = three
    before = next_stands(three)
    database.run_now(lambda c: send(c, campaign.unsent[0]))
    sent = next_stands(three)

    starter = Actor.private(campaign.users[SEKRETARIS])
    given = {"berkas_id": campaign.berkas_id, "alasan": "Dimulai untuk triwulan yang salah"}
    database.run_now(lambda c: run(c, cancel_berkas, starter, **given))

    assert next_stands(three) == before != sent


@pytest.mark.parametrize("again", [False, True], ids=["one", "another of its transaction"])
def test_what_is_sent_before_by_a_unit_of_work_that_is_undone(three: Three, again: bool):
    database, campaign, later = three
    next_stands(three)
    first, second, _ = campaign.unsent

    def send_and_undo(connection: Connection) -> None:
        uow = SqlUnitOfWork(connection, BOT_ID, AT)
        aksi = Aksi(kerja=Kerja.KIRIM, revisi=0, at=AT)
        perform_aksi(uow, Actor.private(first.user_id), tugas_id=first.tugas_id, aksi=aksi)
        stood(SqlUnitOfWork(connection, BOT_ID, AT) if again else uow, later)
        raise Undone

    with pytest.raises(Undone):
        database.run_now(send_and_undo)
    database.run_now(lambda c: send(c, second))

    next_stands(three)


# What it costs


def cost_of_decision(path: Path, indikator: int) -> tuple[list[str], int]:
    """Return the statements of a decision on units of so many indikator each, and how many steps of SQLite they take."""
    database, campaign = open_units(put_empty_database(path), 4, indikator)
    with closing(database):
        for one in campaign.unsent:
            done = database.run_now(lambda c, one=one: send(c, one))
        for name, kerja in REST[:2]:
            tugas_id = done.opened[0].id
            done = database.run_now(partial(act_as, campaign, name, tugas_id, kerja))
        decide = partial(act_as, campaign, REST[2][0], done.opened[0].id, REST[2][1])
        with counted(database) as said:
            taken = database.run_now(lambda c: steps(c, lambda: decide(c)))
    return said, taken


def act_as(
    campaign: Campaign, name: str, tugas_id: int, kerja: Kerja, connection: Connection
) -> Stored:
    return act(connection, campaign.users[name], tugas_id, kerja)


def test_a_decision_reads_no_value_and_costs_the_same_however_many_there_are(tmp_path: Path):
    few, many = (cost_of_decision(tmp_path / f"{n}.sqlite", n) for n in (2, 60))

    assert values_in(many[0]) == []
    assert many[1] <= few[1] * 1.02, (few[1], many[1])


def test_a_card_of_all_units_reads_no_value_that_was_looked_at(kantor: Pejawaran):
    berkas_id = go_to(kantor, 6)
    tugas_id = at(kantor, berkas_id, 6).id
    first, again = (drawn(kantor, tugas_id) for _ in range(2))

    assert first[0] == again[0]
    assert values_in(first[1])
    assert values_in(again[1]) == []


def test_the_order_in_which_people_read_is_kept_with_what_each_unit_handed_in(
    kantor: Pejawaran,
):
    loaded = partial(load, tugas_id=at(kantor, go_to(kantor, 6), 6).id)
    first, again = (kantor.run(lambda uow: look_at(uow, loaded(uow))).isi.unit for _ in range(2))

    assert first
    assert all(map(is_, first, again))


def test_what_a_card_tells_of_what_was_decided_is_put_together_once(kantor: Pejawaran):
    decision = at(kantor, go_to(kantor, 6), 6)
    kantor.act(KASUBBAG, Kerja.SETUJUI, decision)

    first, again = (card_of(kantor, decision.id, KASUBBAG).dibekukan for _ in range(2))

    assert len(first) == len(LINES)
    assert first is again


def drawn(kantor: Pejawaran, tugas_id: int) -> tuple[list[Screen], list[str]]:
    """Return the cards of a tugas as they are drawn now, and the statements of it."""
    with counted(kantor.database) as said:
        cards = kantor.run(
            lambda uow: [view_kartu(uow, one) for one in uow.kartu.of_tugas(tugas_id)]
        )
    return [draw_kartu(one) for one in cards], said


def test_a_process_that_begins_puts_the_values_of_units_together_turn_by_turn(tmp_path: Path):
    path = tmp_path / "banyak.sqlite"
    database, campaign = open_units(put_empty_database(path), 8, AT_ONCE // 2)
    with closing(database):
        for one in campaign.unsent:
            done = database.run_now(lambda c, one=one: send(c, one))
        done = database.run_now(
            partial(act_as, campaign, REST[0][0], done.opened[0].id, REST[0][1])
        )
    turns: list[int] = []

    def decide(connection: Connection) -> Stored:
        turns.append(len(turns))
        return act_as(campaign, REST[1][0], done.opened[0].id, REST[1][1], connection)

    with closing(Database.open(f"sqlite:///{path}")) as database:
        stored = database.run_now(decide)
        database.run_now(lambda c: stood(SqlUnitOfWork(c, BOT_ID, AT), campaign.berkas_id))

    assert stored.opened
    assert len(turns) == 8 // 2


def test_what_units_use_of_the_office_is_written_turn_by_turn_by_the_first_who_sends(
    tmp_path: Path,
):
    path = put_empty_database(tmp_path / "pertama.sqlite")
    database, campaign = open_units(path, 4, naskah.AT_ONCE // 2)
    turns: list[int] = []

    def send_first(connection: Connection) -> None:
        turns.append(len(turns))
        send(connection, campaign.unsent[0])

    def facts(connection: Connection) -> tuple[list[str], str]:
        uow = SqlUnitOfWork(connection, BOT_ID, AT)
        berkas, sop_id = uow.berkas.get(campaign.berkas_id)
        said = [line.rincian.get("rujukan") for line in uow.jejak.of_berkas(berkas.id)]
        rows = sources_of(uow, uow.sop.get(sop_id), berkas)
        return [dump(one) for one in said if one], written_rujukan(rows)

    with closing(database):
        database.run_now(send_first)
        lines, rows = database.run_now(facts)

    assert len(turns) == 2
    assert lines == [rows]


@pytest.mark.parametrize("is_followed", [False, True])
def test_what_an_office_promised_is_read_page_by_page_in_a_turn_each(
    kantor: Pejawaran, monkeypatch: pytest.MonkeyPatch, *, is_followed: bool
):
    promise(kantor, AWAL)
    berkas_id = go_to(kantor, 6)
    if is_followed:
        promise(kantor, AWAL, PERUBAHAN, **{"IK-01": "99"})
    promised = kantor.run(lambda uow: uow.kinerja.promised(uow.berkas.get(berkas_id)[0]))
    monkeypatch.setattr("storage.database.turns.LONG", 5)
    turns: list[str] = []

    def look(connection: Connection) -> tuple[Indikator, ...]:
        uow = SqlUnitOfWork(connection, BOT_ID, kantor.now)
        turns.append("look")
        return uow.kinerja.promised(uow.berkas.get(berkas_id)[0])

    with closing(Database.open(f"sqlite:///{kantor.path}")) as database:
        with counted(database) as said:
            found = database.run_now(look)
        again = database.run_now(look)

    assert found == again == promised
    lists = 1 + is_followed  # which versi holds is told by those of now
    assert len(turns) == lists * (len(promised) // 5) + 2
    pages = [sql for sql in said if "indikator.nama" in sql or "janji.nama" in sql]
    assert len(pages) == lists * (len(promised) // 5 + 1)


def test_who_changes_the_office_takes_no_turns_whatever_there_is_to_put_together(
    kantor: Pejawaran, monkeypatch: pytest.MonkeyPatch
):
    for each in ("storage.database.turns.LONG", *(f"{IN}.{name}.AT_ONCE" for name in MAKERS)):
        monkeypatch.setattr(each, 1)
    berkas_id = go_to(kantor, 6)
    turns: list[str] = []
    before = kantor.database.run_now(partial(look_again, kantor, berkas_id, []))

    def change_and_look(connection: Connection) -> str:
        turns.append("change")
        import_kantor(connection, BOOKS[1], kantor.now)
        return look_again(kantor, berkas_id, turns, connection)

    after = kantor.database.run_now(change_and_look)

    assert turns == ["change", "look"]
    assert '"target_periode":"120"' in after != before


def look_again(kantor: Pejawaran, berkas_id: int, turns: list[str], connection: Connection) -> str:
    """Return the content of a berkas; each turn that it takes is noted."""
    turns.append("look")
    return stood(SqlUnitOfWork(connection, BOT_ID, kantor.now), berkas_id)


# Before anybody was asked


def test_what_units_promised_as_an_import_leaves_it(kantor: Pejawaran):
    berkas_id = go_to(kantor, 3)
    tugas_id = at(kantor, berkas_id, 3).id

    def seen(uow) -> str:
        loaded = uow.berkas.load_tugas(tugas_id)
        found = sources_of(uow, uow.sop.get(loaded.sop_id), loaded.berkas)
        isi = look_at(uow, loaded).isi
        assert isi == compose_now(uow, loaded, found)
        return write_canonical(isi)

    before = kantor.run(seen)
    for book in BOOKS[1:]:
        kantor.take_over(book)
        kantor.run(seen)

    kantor.take_over(BOOKS[1])
    assert kantor.run(seen) != before


def test_what_is_kept_is_measured_with_what_somebody_wrote_in_it(kantor: Pejawaran):
    berkas_id = go_to(kantor, 5)
    rows = kantor.run(lambda uow: views(uow, berkas_id))[0].baris
    long = Analisis(pendorong="Pendampingan desa " * 100, penghambat="Jalan ke desa putus " * 120)
    told = tuple(replace(one, nilai=replace(one.nilai, analisis=long)) for one in rows)

    assert weigh(told) - weigh(rows) > len(rows) * 4_000
