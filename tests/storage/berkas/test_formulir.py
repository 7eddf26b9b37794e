"""Formulir through their rounds, and what is kept beside them."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from sqlalchemy import update

from sop_flows.engine.aksi import Kerja
from sop_flows.engine.berkas import Outcome
from sop_flows.engine.formulir import FormulirChange, StatusFormulir
from sop_flows.kantor.dokumen import Lampiran
from sop_flows.ports.ditanya import Batalkan, Tunda
from sop_flows.ports.records import Percakapan
from sop_flows.waktu.periode import JenisPeriode, Periode
from storage.database.carrier_tables import PercakapanRow
from storage.database.insert import table
from storage.database.tables import RealisasiRow
from storage.documents.kantor.buku_contoh import CAMAT
from tests.support.periode import TW_III, triwulan

NOW = datetime(2026, 10, 5, 2, 0, tzinfo=UTC)
TODAY = date(2026, 10, 5)

PROGRAM = "100000000"
"""What a program spent, in rupiah."""


@pytest.fixture
def filling(joined):
    """Return the office with both seksi about to fill their formulir."""
    joined.start()
    for user_id, kerja in ((1, Kerja.DISPOSISIKAN), (2, Kerja.DISPOSISIKAN), (3, Kerja.KIRIM)):
        joined.act(user_id, kerja)
    return joined


def values(kantor, berkas_id, unit_id):
    formulir = kantor.run(lambda u: u.kinerja.formulir(berkas_id, unit_id))
    assert formulir is not None
    return {nilai.kode: nilai for nilai in formulir.nilai}


def fill(kantor, unit_id, *numbers):
    def work(unit):
        formulir = unit.kinerja.formulir(1, unit_id)
        assert formulir is not None
        nilai = [
            replace(one, nilai=Decimal(number))
            for one, number in zip(formulir.nilai, numbers, strict=False)
        ]
        unit.kinerja.save(formulir.id, nilai, 4, NOW)

    kantor.run(work)


def test_a_formulir_opens_for_each_unit_and_keeps_exact_numbers(filling):
    pm = filling.unit("PM")
    fill(filling, pm, "71.2500", "15")

    found = values(filling, 1, pm)

    assert str(found["IK-1"].nilai) == "71.2500"
    assert found["IK-2"].is_filled
    assert len(filling.run(lambda u: u.kinerja.formulir_of(1))) == 2


def test_a_formulir_that_is_made_begins_with_the_values_that_are_brought_once(filling):
    pm = filling.unit("PM")
    fill(filling, pm, "71.2500", "15")
    filling.start()
    source = filling.run(lambda u: u.berkas.get(1))[0].nomor
    brought = tuple(one for one in values(filling, 1, pm).values() if one.is_filled)

    def open_again(unit, bawaan):
        berkas, _ = unit.berkas.get(2)
        filled = replace(
            berkas, revisi=berkas.revisi + 1, keadaan=replace(berkas.keadaan, sumber=source)
        )
        change = FormulirChange(unit_id=pm, status=StatusFormulir.TERBUKA, ronde=1, bawaan=bawaan)
        line = replace(unit.jejak.of_berkas(2)[0], tugas_id=None)
        unit.berkas.store(Outcome(berkas=filled, formulir=(change,), jejak=(line,)))

    filling.run(lambda unit: open_again(unit, brought))
    filling.run(lambda unit: open_again(unit, ()))

    assert str(values(filling, 2, pm)["IK-1"].nilai) == "71.2500"
    assert values(filling, 2, pm)["IK-1"].sebelumnya is None
    given = [row.oleh for row in filling.rows(RealisasiRow) if row.nilai is not None]
    assert given == [4, 4, None, None]  # nobody gave them in the second berkas
    assert filling.run(lambda u: u.berkas.get(2))[0].keadaan.sumber == source


def test_an_sop_that_ran_is_offered_for_a_period_without_berkas_until_that_is_recorded(filling):
    assert filling.run(lambda u: u.pengingat.repeated([TW_III], [filling.id])) == ()
    (found,) = filling.run(lambda u: u.pengingat.repeated([triwulan(2026, 4)], [filling.id]))

    last = [triwulan(2026, 4)]
    assert filling.run(lambda u: u.pengingat.offered(filling.id, last)) == ()
    assert filling.run(lambda u: u.pengingat.record_offer(found, NOW))
    assert filling.run(lambda u: u.pengingat.offered(filling.id, last)) == (found,)
    assert filling.run(lambda u: u.pengingat.offered(filling.id, [TW_III])) == ()
    assert not filling.run(lambda u: u.pengingat.record_offer(found, NOW))
    assert filling.run(lambda u: u.pengingat.repeated([triwulan(2026, 4)], [filling.id])) == ()
    next_one = triwulan(2027, 1)
    assert filling.run(lambda u: u.pengingat.repeated([next_one], [filling.id])) == (
        replace(found, periode=next_one),
    )


def test_a_new_ronde_keeps_the_values_of_the_one_before_and_shows_the_marks(filling):
    pm = filling.unit("PM")
    fill(filling, pm, "71", "15")
    ik1 = values(filling, 1, pm)["IK-1"].indikator_id
    other = next(
        one.id
        for one in filling.run(lambda u: u.kinerja.indikator(filling.id, 2026))
        if one.kode == "IK-3"
    )

    def reopen(unit):
        berkas, _ = unit.berkas.get(1)
        change = FormulirChange(
            unit_id=pm,
            status=StatusFormulir.TERBUKA,
            ronde=2,
            nilai=unit.kinerja.formulir(1, pm).reopened(2, (ik1, other)),
        )
        unit.berkas._formulir.apply(berkas, [change])

    filling.run(reopen)
    fill(filling, pm, "72")

    found = values(filling, 1, pm)
    assert (found["IK-1"].nilai, found["IK-1"].sebelumnya) == (Decimal(72), Decimal(71))
    assert (found["IK-1"].ditandai, found["IK-1"].ronde) == (True, 2)
    assert (found["IK-2"].nilai, found["IK-2"].ditandai) == (Decimal(15), False)


def test_a_send_that_is_taken_back_still_shows_its_marks(filling):
    pm = filling.unit("PM")
    fill(filling, pm, "71", "15")
    ik1 = values(filling, 1, pm)["IK-1"].indikator_id

    for status, ditandai in (
        (StatusFormulir.TERBUKA, (ik1,)),
        (StatusFormulir.TERKIRIM, ()),
        (StatusFormulir.TERBUKA, ()),
    ):
        nilai = filling.run(lambda u: u.kinerja.formulir(1, pm)).reopened(1, ditandai)
        change = FormulirChange(unit_id=pm, status=status, ronde=1, nilai=nilai)
        filling.run(
            lambda u, change=change: u.berkas._formulir.apply(u.berkas.get(1)[0], [change])
        )

    found = values(filling, 1, pm)
    assert found["IK-1"].ditandai
    assert found["IK-1"].sebelumnya is None


def earlier_than(kantor, periode):
    """What was sent before a periode, as a berkas of that periode would have it."""

    def work(unit):
        berkas, _ = unit.berkas.get(1)
        return unit.kinerja.with_earlier(replace(berkas, periode=periode))[1]

    return kantor.run(work)


def test_values_sent_in_earlier_triwulan_are_found_again(filling):
    pm = filling.unit("PM")
    fill(filling, pm, "71", "15", PROGRAM)
    assert earlier_than(filling, triwulan(2026, 4)) == {}

    filling.act(4, Kerja.KIRIM)

    formulir = filling.run(lambda u: u.kinerja.formulir(1, pm))
    assert formulir.status is StatusFormulir.TERKIRIM
    kode = {one.indikator_id: one.kode for one in formulir.nilai}
    assert {kode[id]: by for id, by in earlier_than(filling, triwulan(2026, 4)).items()} == {
        "IK-1": {3: Decimal(71)},
        "IK-2": {3: Decimal(15)},
        "7.01.03": {3: Decimal(PROGRAM)},
    }
    assert earlier_than(filling, TW_III) == {}
    assert earlier_than(filling, Periode(JenisPeriode.BULAN, 2026, 12)) == {}


def test_what_is_read_with_earlier_values_is_what_is_read_without(filling):
    fill(filling, filling.unit("PM"), "71", "15")

    def work(unit):
        berkas, _ = unit.berkas.get(1)
        return unit.kinerja.with_earlier(berkas)[0], unit.kinerja.formulir_of(1)

    together, alone = filling.run(work)
    assert together == alone
    assert len(alone) == 2


def test_a_conversation_is_replaced_and_ends(kantor):
    asked = Percakapan(chat_id=1, isi=Tunda(tugas=5), dimulai_at=NOW)
    later = replace(asked, isi=Batalkan(berkas=1))

    kantor.run(lambda u: u.percakapan.put(asked))
    kantor.run(lambda u: u.percakapan.put(later))

    assert kantor.run(lambda u: u.percakapan.get(1)) == later
    assert kantor.run(lambda u: u.percakapan.get(2)) is None
    assert kantor.run(lambda u: u.percakapan.drop(1)) == later
    assert kantor.run(lambda u: u.percakapan.drop(1)) is None


def test_a_conversation_that_nobody_can_read_is_over(kantor):
    kantor.run(
        lambda u: u.percakapan.put(Percakapan(chat_id=1, isi=Tunda(tugas=5), dimulai_at=NOW))
    )
    kantor.run(lambda u: u.connection.execute(update(table(PercakapanRow)).values(jenis="lama")))

    assert kantor.run(lambda u: u.percakapan.get(1)) is None
    assert kantor.run(lambda u: u.percakapan.drop(1)) is None


def test_a_conversation_begun_in_the_unit_that_found_none_is_ended_by_it(kantor):
    asked = Percakapan(chat_id=1, isi=Tunda(tugas=5), dimulai_at=NOW)
    camat = kantor.post(CAMAT)

    def work(unit):
        unit.pegawai.pelaku(1, kantor.id, camat, TODAY)
        assert unit.percakapan.drop(1) is None
        unit.percakapan.put(asked)
        return unit.percakapan.drop(1)

    assert kantor.run(work) == asked
    assert kantor.run(lambda u: u.percakapan.get(1)) is None


def test_a_dokumen_is_kept_with_its_facts(kantor):
    outcome = kantor.start()
    lampiran = Lampiran(
        berkas_id=outcome.berkas.id,
        tugas_id=outcome.opened[0].id,
        sha256="ab" * 32,
        nama="Notulen.pdf",
        oleh=kantor.person("Hendra Wiguna"),
        diterima_at=NOW,
        mime="application/pdf",
        ukuran=120_000,
        isian="surat",
        foto=True,
    )

    assert kantor.run(lambda u: u.lampiran.add(kantor.id, lampiran)) == 1
    kept = replace(lampiran, id=1, langkah=1, tahap=0)
    assert kantor.run(lambda u: u.lampiran.of_berkas(outcome.berkas.id)) == (kept,)
