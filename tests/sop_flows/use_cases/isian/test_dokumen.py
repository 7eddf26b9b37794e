"""The last langkah: answers, ticks and a dokumen, kept with the tugas that asked for them."""

import pytest

from bot.trial.kantor.pejawaran import START
from sop_flows.engine.aksi import Kerja
from sop_flows.engine.berkas import StatusBerkas, Tugas
from sop_flows.errors import AksiNotAllowed, IsianIncomplete, NoTugasWaits, TugasChanged
from sop_flows.kantor.dokumen import Lampiran
from sop_flows.use_cases.incoming import take_text
from sop_flows.use_cases.isian.answers import begin_isian, keep_dokumen
from tests.support.office import Pejawaran
from tests.support.story import (
    AGUS,
    DEWI,
    SEKCAM,
    TAPEM,
    berkas,
    go_to_last,
    tugas,
)

BUKTI = Lampiran(
    berkas_id=0, tugas_id=0, sha256="a" * 64, nama="bukti.pdf", oleh=0, diterima_at=START
)


@pytest.fixture
def last(kantor: Pejawaran) -> Tugas:
    return go_to_last(kantor)


def answer(kantor: Pejawaran, last: Tugas, kode: str, teks: str = "") -> None:
    """Tap an answer's button, and write the answer where one is asked."""
    now = tugas(kantor, last.id)
    kantor.say(AGUS, begin_isian, tugas_id=last.id, revisi=now.revisi, kode=kode)
    if teks:
        kantor.say(AGUS, take_text, teks=teks, message_id=1)


def isian(kantor: Pejawaran, last: Tugas) -> dict[str, str]:
    return dict(tugas(kantor, last.id).facts.answers)


def test_a_tick_is_kept_with_its_time_and_taken_back_by_a_second_tap(
    kantor: Pejawaran, last: Tugas
):
    answer(kantor, last, "dikirim")
    assert isian(kantor, last) == {"dikirim": kantor.now.isoformat()}
    answer(kantor, last, "dikirim")
    assert isian(kantor, last) == {}


def test_an_answer_raises_the_revisi_so_that_the_other_holders_card_is_old(
    kantor: Pejawaran, last: Tugas
):
    answer(kantor, last, "tujuan", "Bupati  c.q.\nBagian Organisasi")

    assert isian(kantor, last) == {"tujuan": "Bupati c.q. Bagian Organisasi"}
    with pytest.raises(TugasChanged):
        kantor.act(DEWI, Kerja.SELESAI, last)
    with pytest.raises(TugasChanged):
        kantor.say(DEWI, begin_isian, tugas_id=last.id, revisi=last.revisi, kode="dikirim")


def test_a_dokumen_goes_to_the_one_tugas_that_waits_for_it(kantor: Pejawaran, last: Tugas):
    kantor.say(AGUS, keep_dokumen, lampiran=BUKTI)

    (kept,) = kantor.run(lambda uow: uow.lampiran.of_berkas(uow.berkas.berkas_of(last.id)))
    assert (kept.tugas_id, kept.sha256, kept.oleh) == (last.id, "a" * 64, kantor.pegawai[AGUS])
    assert isian(kantor, last) == {"bukti": "bukti.pdf"}
    with pytest.raises(NoTugasWaits) as refused:
        kantor.say(TAPEM, keep_dokumen, lampiran=BUKTI)
    assert refused.value.jumlah == 0


def test_words_where_a_dokumen_is_asked_ask_again(kantor: Pejawaran, last: Tugas):
    answer(kantor, last, "bukti", "sudah saya kirim")
    assert isian(kantor, last) == {}
    assert [k.layar for k in kantor.owed(AGUS)][-2:] == ["tanya_isian", "tanya_isian"]


def test_an_answer_that_nobody_asked_for_is_refused(kantor: Pejawaran, last: Tugas):
    with pytest.raises(AksiNotAllowed):
        answer(kantor, last, "rapat")


def test_the_berkas_ends_when_everything_is_answered(kantor: Pejawaran, last: Tugas):
    with pytest.raises(IsianIncomplete) as refused:
        kantor.act(AGUS, Kerja.SELESAI, last)
    assert "Nomor surat pengantar" in refused.value.kurang
    answer(kantor, last, "nomor_surat", "000.8.6.3/12/2026")
    answer(kantor, last, "tujuan", "Bupati")
    for kode in ("dikirim", "digandakan", "diarsipkan"):
        answer(kantor, last, kode)
    kantor.say(AGUS, keep_dokumen, lampiran=BUKTI)
    kantor.act(DEWI, Kerja.SELESAI, tugas(kantor, last.id))

    run = berkas(kantor, kantor.run(lambda uow: uow.berkas.berkas_of(last.id)))
    assert run.status is StatusBerkas.SELESAI
    assert run.terbuka == ()
    assert kantor.owed(SEKCAM, "berkas_berakhir")
