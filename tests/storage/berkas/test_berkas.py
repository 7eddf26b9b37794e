"""Berkas, tugas and history: one aksi is one store, or nothing."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from sop_flows.engine.aksi import Aksi, Kerja, Penugasan
from sop_flows.engine.berkas import StatusTugas
from sop_flows.engine.engine import advance
from sop_flows.engine.facts import Facts
from sop_flows.engine.tambahan import SebabWaktu, Tambahan
from sop_flows.errors import TugasChanged
from sop_flows.ports.ditanya import Batalkan, Tunda
from sop_flows.ports.records import Loaded, Pengingat, Percakapan
from storage.berkas.jejak import verify
from storage.database.tables import KantorRow, PengingatRow, TugasRow
from storage.documents.kantor.buku_contoh import CAMAT, SEKCAM
from tests.support.periode import TW_III
from tests.support.statements import counted

NOW = datetime(2026, 10, 5, 2, 0, tzinfo=UTC)
TODAY = date(2026, 10, 5)


def test_a_started_berkas_and_its_tugas_get_short_numbers_in_order(kantor):
    outcome = kantor.start()

    (tugas,) = outcome.opened
    assert (outcome.berkas.nomor, tugas.nomor) == (1001, 1002)
    assert kantor.run(lambda u: u.berkas.find(kantor.id, 1001)) == outcome.berkas.id
    assert kantor.run(lambda u: u.berkas.find_tugas(kantor.id, 1002)) == tugas.id
    assert kantor.run(lambda u: u.berkas.load_tugas(tugas.id)) == Loaded(
        tugas=tugas, berkas=outcome.berkas, sop_id=1
    )
    assert kantor.run(lambda u: u.berkas.get(outcome.berkas.id)) == (outcome.berkas, 1)
    assert kantor.run(lambda u: u.berkas.running(kantor.id, 1, TW_III)) == 1001
    assert kantor.rows(KantorRow)[0].nomor == 1002


def test_the_numbers_and_ids_of_opened_tugas_belong_to_the_right_ones(joined):
    joined.start()
    for user_id, kerja in ((1, Kerja.DISPOSISIKAN), (2, Kerja.DISPOSISIKAN), (3, Kerja.KIRIM)):
        outcome = joined.act(user_id, kerja)

    assert len(outcome.opened) == 2
    for tugas in outcome.opened:
        stored = next(row for row in joined.rows(TugasRow) if row.id == tugas.id)
        assert (stored.nomor, stored.unit_id) == (tugas.nomor, tugas.unit_id)
    assert outcome.berkas.terbuka == outcome.opened


def test_a_board_has_the_first_of_those_at_one_place_and_is_told_of_all(joined):
    joined.start()
    for user_id, kerja in ((1, Kerja.DISPOSISIKAN), (2, Kerja.DISPOSISIKAN), (3, Kerja.KIRIM)):
        outcome = joined.act(user_id, kerja)
    berkas_id, (first, second) = outcome.berkas.id, outcome.opened

    one, two = (joined.run(lambda u, n=n: u.papan.berkas(berkas_id, n)) for n in (1, 2))
    at_work = joined.run(lambda u: u.papan.units_at(berkas_id, first.place))
    late = first.tenggat + timedelta(seconds=1)
    sums = [
        joined.run(lambda u, now=now: u.papan.sums(berkas_id, [first.place], now)[first.langkah])
        for now in (first.tenggat, late)
    ]

    assert one[0].terbuka == (first,)
    assert two == joined.run(lambda u: u.berkas.get(berkas_id))
    assert at_work == {first.unit_id, second.unit_id}
    assert [(one.terbuka, one.terlambat) for one in sums] == [(2, 0), (2, 2)]


def test_a_board_of_no_berkas_is_none(joined):
    with pytest.raises(LookupError):
        joined.run(lambda u: u.papan.berkas(1, 1))


def test_the_history_is_whole_after_several_aksi(joined):
    berkas_id = joined.start().berkas.id
    joined.act(1, Kerja.DISPOSISIKAN, catatan="Tolong ditindaklanjuti")
    joined.act(2, Kerja.DISPOSISIKAN)

    lines = joined.run(lambda u: u.jejak.of_berkas(berkas_id))
    verification = joined.database.run_now(lambda c: verify(c, joined.id))

    assert [line.aksi for line in lines] == ["mulai", "disposisikan", "disposisikan"]
    assert lines[1].rincian["catatan"] == "Tolong ditindaklanjuti"
    assert verification.ok
    assert verification.lines == 4


def test_the_second_of_two_aksi_on_one_tugas_writes_nothing(joined):
    joined.start()
    outcomes = []

    def prepare(unit):
        berkas_id = unit.berkas.latest(joined.id)[0]
        berkas, sop_id = unit.berkas.get(berkas_id)
        tugas = berkas.terbuka[0]
        pelaku = unit.pegawai.pelaku(1, joined.id, tugas.jabatan_id, TODAY)
        assert pelaku is not None
        aksi = Aksi(kerja=Kerja.DISPOSISIKAN, revisi=tugas.revisi, at=NOW)
        peta = unit.sop.peta(joined.id, sop_id, berkas, TODAY)
        outcomes.append(advance(unit.sop.get(sop_id), berkas, tugas, aksi, pelaku, peta))

    joined.run(prepare)
    joined.run(lambda u: u.berkas.store(outcomes[0]))
    before = (joined.rows(TugasRow), joined.rows(KantorRow))

    with pytest.raises(TugasChanged):
        joined.run(lambda u: u.berkas.store(outcomes[0]))

    assert (joined.rows(TugasRow), joined.rows(KantorRow)) == before


def test_new_facts_of_an_open_tugas_raise_its_revisi_once(kantor):
    tugas = kantor.start().opened[0]

    changed = kantor.run(lambda u: u.berkas.change(replace(tugas, facts=Facts(konsep="Segera"))))

    assert (changed.revisi, changed.facts.konsep) == (tugas.revisi + 1, "Segera")
    found = kantor.run(lambda u: u.berkas.load_tugas(tugas.id))
    assert found is not None
    assert found.tugas == changed
    with pytest.raises(TugasChanged):
        kantor.run(lambda u: u.berkas.change(tugas))


def test_a_tugas_is_seen_once_and_by_an_aksi_at_the_latest(kantor):
    tugas = kantor.start().opened[0]
    later = NOW + timedelta(minutes=5)

    kantor.run(lambda u: u.berkas.see(tugas.id, later))
    kantor.run(lambda u: u.berkas.see(tugas.id, later + timedelta(minutes=5)))
    assert kantor.rows(TugasRow)[0].dilihat_at == later

    kantor.act(1, Kerja.DISPOSISIKAN)
    assert kantor.rows(TugasRow)[0].dilihat_at == later
    kantor.join("Ratna Dewi", 2)
    kantor.act(2, Kerja.DISPOSISIKAN)
    assert kantor.rows(TugasRow)[1].dilihat_at == NOW


def test_a_tugas_that_goes_to_another_post_is_unseen_there_until_it_is_opened(kantor):
    tugas = kantor.start().opened[0]
    kantor.run(lambda u: u.berkas.see(tugas.id, NOW))
    kept = kantor.run(lambda u: u.berkas.change(replace(tugas, facts=Facts(konsep="Segera"))))
    assert kantor.rows(TugasRow)[0].dilihat_at == NOW

    sekcam = kantor.post(SEKCAM)
    moved = kantor.run(lambda u: u.berkas.change(replace(kept, jabatan_id=sekcam)))
    assert (kantor.rows(TugasRow)[0].jabatan_id, kantor.rows(TugasRow)[0].dilihat_at) == (
        sekcam,
        None,
    )
    later = NOW + timedelta(hours=1)
    kantor.run(lambda u: u.berkas.see(tugas.id, later))
    kantor.run(lambda u: u.berkas.change(moved))
    assert kantor.rows(TugasRow)[0].dilihat_at == later


def test_a_tugas_that_was_given_time_is_found_by_that_and_by_no_word_of_a_person(kantor):
    outcome = kantor.start()
    berkas_id, (tugas,) = outcome.berkas.id, outcome.opened
    said = kantor.run(
        lambda u: u.berkas.change(replace(tugas, facts=Facts(konsep='Minta "tambahan" waktu')))
    )
    assert kantor.run(lambda u: u.berkas.beside_of(berkas_id)) == ()

    given = Tambahan(
        sebab=SebabWaktu.PEKERJAAN,
        dari=NOW,
        ke=NOW + timedelta(days=1),
        mulai=NOW,
        sampai=NOW + timedelta(days=1),
        nama="Endang Lestari",
        jabatan=SEKCAM,
        penugasan=Penugasan.DEFINITIF,
        at=NOW,
    )
    kept = kantor.run(lambda u: u.berkas.change(replace(said, facts=Facts(tambahan=(given,)))))
    assert kantor.run(lambda u: u.berkas.beside_of(berkas_id)) == (kept,)


def test_the_open_tugas_of_a_person_are_those_of_the_posts_and_the_own_ones(kantor):
    tugas = kantor.start().opened[0]
    camat = kantor.post(CAMAT)

    assert kantor.run(lambda u: u.berkas.open_for(kantor.id, [camat], 1)) == (tugas,)
    assert kantor.run(lambda u: u.berkas.open_for(kantor.id, [], 1)) == ()
    kantor.act(1, Kerja.DISPOSISIKAN)
    assert kantor.run(lambda u: u.berkas.open_for(kantor.id, [camat], 1)) == ()


def test_an_open_tugas_is_looked_at_once_it_opens_and_a_closed_one_no_more(kantor):
    tugas = kantor.start().opened[0]
    assert kantor.run(lambda u: u.pengingat.next_due()) == NOW
    (due,) = kantor.run(lambda u: u.pengingat.due(NOW, 10))
    assert (due.tugas, due.kantor_id, due.sop_id) == (tugas, kantor.id, 1)

    later = NOW + timedelta(hours=3)
    kantor.run(lambda u: u.pengingat.remind_at({tugas.id: later}))
    assert kantor.run(lambda u: u.pengingat.due(NOW, 10)) == ()
    assert kantor.run(lambda u: u.pengingat.next_due()) == later

    kantor.act(1, Kerja.DISPOSISIKAN)
    assert tugas.id not in [d.tugas.id for d in kantor.run(lambda u: u.pengingat.due(later, 10))]


def test_a_tugas_that_was_taken_back_is_looked_at_again(joined):
    tugas = joined.start().opened[0]
    done = joined.act(1, Kerja.DISPOSISIKAN).changed[0]
    joined.run(lambda u: joined.advanced(u, 1, done, Kerja.TARIK))

    (row, other) = joined.rows(TugasRow)

    assert (row.id, row.status, row.ingat_at) == (tugas.id, StatusTugas.TERBUKA, NOW)
    assert (other.status, other.ingat_at) == (StatusTugas.DITARIK, None)


def test_a_reminder_is_said_exactly_once(kantor):
    tugas_id = kantor.start().opened[0].id
    rung = Pengingat(kantor_id=kantor.id, tugas_id=tugas_id, jenis="tenggat", slot="2026-10-05")

    assert kantor.run(lambda u: u.pengingat.record([rung], NOW)) == {rung}
    assert kantor.run(lambda u: u.pengingat.record([rung], NOW)) == frozenset()
    (said,) = kantor.rows(PengingatRow)
    assert (said.tugas_id, said.jenis, said.slot) == (tugas_id, "tenggat", "2026-10-05")


def test_a_tugas_is_read_once_in_a_unit_until_the_unit_writes_one(joined):
    tugas = joined.start().opened[0]

    def work(unit):
        seen = [unit.berkas.load_tugas(tugas.id) for _ in range(3)]
        unit.berkas.change(seen[-1].tugas)
        return seen, unit.berkas.load_tugas(tugas.id)

    with counted(joined.database) as said:
        seen, after = joined.run(work)

    assert len([one for one in said if one.startswith("SELECT")]) == 2
    assert {one.tugas.revisi for one in seen} == {tugas.revisi}
    assert after.tugas.revisi == after.berkas.terbuka[0].revisi == tugas.revisi + 1


def test_every_tugas_is_read_with_the_one_that_is_judged_until_the_unit_writes_one(joined):
    tugas = joined.start().opened[0]
    joined.act(1, Kerja.DISPOSISIKAN)
    current = joined.run(lambda u: u.berkas.get(1))[0].terbuka[0]

    def work(unit):
        loaded = unit.berkas.load_whole(current.id)
        seen = unit.berkas.tugas_of(loaded.berkas.id)
        unit.berkas.change(loaded.tugas)
        return loaded, seen, unit.berkas.tugas_of(loaded.berkas.id)

    with counted(joined.database) as said:
        loaded, seen, after = joined.run(work)

    assert len([one for one in said if one.startswith("SELECT")]) == 2
    assert loaded.berkas.terbuka == (current,)
    assert [one.id for one in seen] == [tugas.id, current.id]
    assert [one.revisi for one in after] == [seen[0].revisi, current.revisi + 1]


def test_what_a_chat_is_asked_brings_along_the_tugas_that_it_is_about(joined):
    tugas = joined.start().opened[0]
    about = [Tunda(tugas=tugas.id), Tunda(tugas=tugas.id + 1), Batalkan(berkas=1)]
    asked = [Percakapan(chat_id=no, isi=isi, dimulai_at=NOW) for no, isi in enumerate(about, 1)]
    joined.run(lambda unit: [unit.percakapan.put(one) for one in asked])

    def work(unit):
        found = [unit.percakapan.get(one.chat_id) for one in (*asked, *asked)]
        return found, unit.berkas.load_tugas(tugas.id)

    with counted(joined.database) as said:
        found, loaded = joined.run(work)

    assert found == [*asked, *asked]
    assert loaded == joined.run(lambda unit: unit.berkas.load_tugas(tugas.id))
    assert len([one for one in said if one.startswith("SELECT")]) == 3
