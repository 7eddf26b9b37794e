"""Which question a message answers, and which one goes on waiting."""

from contextlib import suppress
from dataclasses import replace
from decimal import Decimal

import pytest
from sqlalchemy import func, select, update

from sop_flows.engine.aksi import Kerja
from sop_flows.errors import NotYourTugas, QuotesAnother
from sop_flows.ports import ditanya
from sop_flows.ports.ditanya import Ditanya
from sop_flows.ports.kiriman import answer_to
from sop_flows.ports.layar import Isi
from sop_flows.ports.layar.delegasi import BagianDelegasi
from sop_flows.ports.layar.tugas import (
    Arahan,
    BagianAksi,
    IsianDiminta,
    Penolakan,
    TanyaCatatan,
    TanyaIsian,
)
from sop_flows.ports.records import Percakapan
from sop_flows.sop.definition import JenisIsian
from sop_flows.use_cases.incoming import take_text
from sop_flows.use_cases.isian.answers import keep_dokumen
from sop_flows.use_cases.isian.jawaban import find_question
from storage.database.carrier_tables import OutboxRow
from storage.database.insert import table
from tests.sop_flows.use_cases.isian.test_dokumen import BUKTI
from tests.support.office import Pejawaran
from tests.support.story import PM, TAPEM, go_to, said

WORDS = TanyaCatatan(tugas=1, kerja=Kerja.TANYA)
BACK = {"kerja": Kerja.KEMBALIKAN, "revisi": 0}


def in_words(tugas: int) -> tuple[Ditanya, ...]:
    """Return what may be asked about a tugas and is answered in words."""
    value = {"tugas": tugas, "revisi": 0, "indikator": 1}
    return (
        ditanya.TanyaNilai(**value),
        ditanya.YakinNilai(**value, nilai=Decimal(9)),
        ditanya.AlasanNa(**value),
        ditanya.Kembalikan(tugas=tugas, **BACK, bagian=BagianAksi.ALASAN),
        ditanya.Catatan(tugas=tugas, revisi=0, kerja=Kerja.TANYA),
        ditanya.TanyaIsian(tugas=tugas, kode="tujuan"),
        ditanya.Tunda(tugas=tugas),
    )


def by_buttons(tugas: int) -> tuple[Ditanya, ...]:
    """Return what may be asked on the card of a tugas as it stands."""
    return (
        ditanya.Yakin(tugas=tugas, **BACK),
        ditanya.Kembalikan(tugas=tugas, **BACK, bagian=BagianAksi.UNIT),
    )


def is_kept_beside(kantor: Pejawaran, isi: Ditanya) -> bool:
    """Let Tapem be asked something and send a dokumen; tell whether that goes on waiting."""
    chat = kantor.user[TAPEM]
    asked = Percakapan(chat_id=chat, isi=isi, dimulai_at=kantor.now)
    kantor.run(lambda uow: uow.percakapan.put(asked))
    kantor.say(TAPEM, keep_dokumen, lampiran=BUKTI)
    left = kantor.run(lambda uow: uow.percakapan.get(chat))
    told = said(kantor, TAPEM, "dokumen_diterima").get("ditanya", False)
    assert told is (left is not None)
    return left == asked


def test_a_dokumen_ends_only_what_was_to_be_chosen_on_its_card_as_it_was(kantor: Pejawaran):
    go_to(kantor, 4)
    own, other = kantor.only(TAPEM).id, 1  # which is closed
    alone = (ditanya.Batalkan(berkas=1), ditanya.Delegasi(bagian=BagianDelegasi.SK))

    assert [is_kept_beside(kantor, isi) for isi in by_buttons(own)] == [False, False]
    for isi in (*in_words(own), *in_words(other), *by_buttons(other), *alone):
        assert is_kept_beside(kantor, isi), isi


def plant(kantor: Pejawaran, isi: Ditanya) -> None:
    """Let Tapem be asked something."""
    asked = Percakapan(chat_id=kantor.user[TAPEM], isi=isi, dimulai_at=kantor.now)
    kantor.run(lambda uow: uow.percakapan.put(asked))


def tell(kantor: Pejawaran, isi: Isi, **row: object) -> None:
    """Let a message be owed to Tapem, and become what its row says."""
    kantor.run(lambda uow: uow.outbox.add(answer_to(kantor.user[TAPEM], isi)))
    become(kantor, row)


def become(kantor: Pejawaran, row: dict[str, object]) -> None:
    """Let the last message that is owed become what its row says."""
    outbox = table(OutboxRow)
    newest = select(func.max(outbox.c.id)).scalar_subquery()
    changed = update(outbox).where(outbox.c.id == newest).values(**{"error": ""} | row)
    kantor.database.run_now(lambda c: c.execute(changed))


def answered(kantor: Pejawaran, quoted: int) -> Ditanya | None:
    """Return the question that a text of Tapem answers; None where that is refused."""
    with suppress(QuotesAnother):
        return kantor.run(lambda uow: find_question(uow, kantor.user[TAPEM], "Sudah", quoted))
    return None


def test_a_text_that_quotes_something_else_than_what_is_asked_is_no_answer(kantor: Pejawaran):
    go_to(kantor, 4)
    own = kantor.only(TAPEM).id
    tell(kantor, replace(WORDS, tugas=own), message_id=801)
    tell(kantor, replace(WORDS, tugas=own, kerja="tunda"), message_id=802)
    tell(kantor, Arahan(), message_id=803)
    tell(kantor, Penolakan(kode="ReasonRequired", fakta={}), message_id=804)
    kantor.run(lambda uow: uow.kartu.send_anew(own, kantor.user[TAPEM]))
    become(kantor, {"message_id": 805})

    def taken(asked: Ditanya) -> list[int]:
        plant(kantor, asked)
        return [n for n in range(801, 807) if answered(kantor, n) == asked]

    assert taken(ditanya.Catatan(tugas=own, revisi=0, kerja=Kerja.TANYA)) == [801, 804, 805, 806]
    assert taken(ditanya.Tunda(tugas=own)) == [802, 804, 805, 806]
    assert taken(ditanya.Tunda(tugas=1)) == [804, 806]
    assert taken(ditanya.Batalkan(berkas=1)) == [804, 806]
    assert taken(ditanya.Bergabung(undangan="", pegawai=1)) == [801, 802, 803, 804, 806]
    assert taken(ditanya.TanyaIsian(tugas=own, kode="tujuan")) == [804, 805, 806]


def test_a_quoted_question_is_asked_again_with_what_it_offers(kantor: Pejawaran):
    go_to(kantor, 4)
    own = kantor.only(TAPEM).id
    wanted = IsianDiminta(
        label="Tujuan",
        jenis=JenisIsian.TEKS,
        contoh="",
        wajib=True,
        tawaran=(("a1", "Bupati"), ("b2", "Camat")),
    )
    tell(kantor, TanyaIsian(tugas=own, kode="tujuan", isian=wanted), message_id=801)
    asked = ditanya.TanyaIsian(tugas=own, kode="tujuan", tawaran=("Bupati", "Camat"))
    plant(kantor, ditanya.Tunda(tugas=own))

    assert answered(kantor, 801) == asked
    assert kantor.run(lambda uow: uow.percakapan.get(kantor.user[TAPEM])).isi == asked


def test_a_quoted_question_of_a_tugas_that_is_anothers_by_now_is_not_answered(kantor: Pejawaran):
    go_to(kantor, 4)
    wanted = IsianDiminta(label="Tujuan", jenis=JenisIsian.TEKS, contoh="", wajib=True)
    tell(kantor, TanyaIsian(tugas=kantor.only(PM).id, kode="tujuan", isian=wanted), message_id=801)

    with pytest.raises(NotYourTugas):
        kantor.say(TAPEM, take_text, teks="Bupati", message_id=900, quoted=801)
