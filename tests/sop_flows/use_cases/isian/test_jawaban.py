"""Which question a message answers: by what it quotes, else by what was there first."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from bot.trial.kantor.pejawaran import START
from sop_flows.engine.aksi import Kerja
from sop_flows.errors import NoTugasWaits
from sop_flows.kantor.dokumen import Lampiran
from sop_flows.ports import ditanya
from sop_flows.ports.ditanya import (
    BagianAksi,
    BagianDelegasi,
    BagianKecualikan,
    BagianTindakLanjut,
    Ditanya,
)
from sop_flows.ports.kiriman import answer_to
from sop_flows.ports.layar.tugas import BukanJawaban, SebabLepas, TanyaCatatan
from sop_flows.ports.records import Actor, Percakapan, Tulisan
from sop_flows.use_cases.formulir.typed import begin_filling
from sop_flows.use_cases.incoming import take_text
from sop_flows.use_cases.isian.answers import keep_dokumen
from storage.database.carrier_tables import KartuRow
from storage.database.insert import table
from tests.support.office import Pejawaran
from tests.support.story import AGUS, TAPEM, go_to, go_to_last, tugas

BUKTI = Lampiran(
    berkas_id=0, tugas_id=0, sha256="a" * 64, nama="bukti.pdf", oleh=0, diterima_at=START
)
WORDS = "Angka itu belum sesuai laporan"
ON_CARD = {"tugas": 1, "revisi": 0}
VALUE = ON_CARD | {"indikator": 1}
RETURN = ON_CARD | {"kerja": Kerja.KEMBALIKAN}
KINDS: tuple[Ditanya, ...] = (
    ditanya.TanyaNilai(**VALUE),
    ditanya.PilihAngka(**VALUE, pilihan=()),
    ditanya.AlasanNa(**VALUE),
    ditanya.TanyaIsian(tugas=1, kode="tanggal"),
    ditanya.Tunda(tugas=1),
    ditanya.Catatan(**ON_CARD, kerja=Kerja.TANYA),
    ditanya.Konsep(**RETURN),
    ditanya.Kembalikan(**RETURN, bagian=BagianAksi.ALASAN),
    ditanya.AlasanTetap(**RETURN),
    ditanya.PilihWakil(tugas=1),
    ditanya.TindakLanjut(tugas=1, bagian=BagianTindakLanjut.TEKS),
    ditanya.Kecualikan(berkas=1, bagian=BagianKecualikan.SAKSI),
    ditanya.Batalkan(berkas=1),
    ditanya.Delegasi(bagian=BagianDelegasi.TANGGAL),
)


def plant(kantor: Pejawaran, isi: Ditanya) -> Percakapan:
    """Let Tapem be asked something that has not reached the phone."""
    chat = kantor.user[TAPEM]
    asked = Percakapan(chat_id=chat, isi=isi, dimulai_at=kantor.now)
    kantor.run(lambda uow: uow.percakapan.put(asked))
    kantor.run(lambda uow: uow.outbox.add(answer_to(chat, TanyaCatatan(kerja="tunda"))))
    return asked


def write(kantor: Pejawaran, teks: str, **facts: Any) -> None:
    """Let Tapem write, whatever is on the phone."""
    tulisan = Tulisan(**{"message_id": 7} | facts)
    kantor.run(take_text, actor=Actor.private(kantor.user[TAPEM]), teks=teks, tulisan=tulisan)


def asked_now(kantor: Pejawaran) -> Ditanya | None:
    asked = kantor.run(lambda uow: uow.percakapan.get(kantor.user[TAPEM]))
    return asked.isi if asked else None


def refused(kantor: Pejawaran) -> list[SebabLepas]:
    owed = [one.isi for one in kantor.owed(TAPEM)]
    return [isi.sebab for isi in owed if isinstance(isi, BukanJawaban)]


@pytest.mark.parametrize("isi", KINDS, ids=lambda isi: isi.kind)
def test_what_was_there_before_a_question_answers_none_of_any_kind(
    kantor: Pejawaran, isi: Ditanya
):
    plant(kantor, isi)
    write(kantor, WORDS)

    assert refused(kantor) == [SebabLepas.MENDAHULUI]
    assert asked_now(kantor) == isi


def test_what_was_written_before_a_card_asked_is_no_answer_by_telegrams_clock(kantor: Pejawaran):
    asked = Percakapan(
        chat_id=kantor.user[TAPEM],
        isi=ditanya.PilihWakil(tugas=1),
        dimulai_at=kantor.now + timedelta(seconds=2),
    )
    kantor.run(lambda uow: uow.percakapan.put(asked))
    write(kantor, WORDS, at=kantor.now.replace(microsecond=0))

    assert refused(kantor) == [SebabLepas.MENDAHULUI]


def test_a_reply_to_the_card_of_another_tugas_is_not_the_answer(kantor: Pejawaran):
    go_to(kantor, 4)
    kartu = kantor.only(TAPEM).id
    kantor.deliver(TAPEM)
    message = kantor.run(lambda uow: uow.kartu.of_tugas(kartu)[0].message_id)
    isi = ditanya.Tunda(tugas=kartu + 100)
    plant(kantor, isi)
    write(kantor, WORDS, quoted=message, message_id=message + 9)

    assert refused(kantor) == [SebabLepas.LAIN]
    assert asked_now(kantor) == isi


def test_a_reply_to_a_question_for_words_that_is_over_is_told_so(kantor: Pejawaran):
    plant(kantor, ditanya.Tunda(tugas=1))
    kantor.say(TAPEM, lambda uow, actor: uow.percakapan.drop(actor.chat_id))
    write(kantor, WORDS, quoted=1)

    assert refused(kantor) == [SebabLepas.SELESAI]


def test_a_reply_to_the_card_that_asks_is_the_answer(kantor: Pejawaran):
    go_to(kantor, 4)
    kantor.deliver(TAPEM)
    kantor.say(TAPEM, begin_filling, tugas_id=kantor.only(TAPEM).id)
    tugas_id = kantor.only(TAPEM).id
    kartu = kantor.run(lambda uow: uow.kartu.of_tugas(tugas_id)[0])
    kantor.say(
        TAPEM, take_text, teks="100", tulisan=Tulisan(message_id=99, quoted=kartu.message_id)
    )

    assert refused(kantor) == []


def test_a_dokumen_goes_with_the_card_that_it_quotes_or_nowhere(kantor: Pejawaran):
    last = go_to_last(kantor)
    kantor.deliver(AGUS)
    cards = kantor.database.run_now(
        lambda c: list(
            c.execute(
                select(table(KartuRow)).where(table(KartuRow).c.chat_id == kantor.user[AGUS])
            )
        )
    )
    card = {row.tugas_id: row.message_id for row in cards}
    done = next(message for tugas_id, message in card.items() if tugas_id != last.id)

    with pytest.raises(NoTugasWaits):
        kantor.say(
            AGUS, keep_dokumen, lampiran=BUKTI, tulisan=Tulisan(message_id=999, quoted=done)
        )
    kantor.say(
        AGUS, keep_dokumen, lampiran=BUKTI, tulisan=Tulisan(message_id=999, quoted=card[last.id])
    )
    assert tugas(kantor, last.id).facts.answers["bukti"] == BUKTI.nama
