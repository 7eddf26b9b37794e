"""What people write is kept whole, however long; what cannot be kept is told, never cut in silence."""

import pytest

from sop_flows.engine.aksi import Kerja
from sop_flows.errors import SuratPerintahUnreadable
from sop_flows.kinerja.lembar import BacaanLembar, SelTerbaca
from sop_flows.ports.ditanya import Konsep
from sop_flows.ports.records import Actor
from sop_flows.teks import LONGEST
from sop_flows.use_cases.formulir.lembar import accept_sheet, describe_sheet
from sop_flows.use_cases.incoming import take_text
from sop_flows.use_cases.pegawai import delegasi
from sop_flows.use_cases.tugas.percakapan import Ketukan, ask_words
from sop_flows.use_cases.tugas.snooze import begin_snooze
from tests.support.office import Pejawaran
from tests.support.story import CAMAT, KASUBBAG, TAPEM, at, go_to, jejak, nilai, post, said, tugas

LONG = "Panjang jalan belum cocok dengan BAST.\n" * 60 + "selesai"
"""Some 2,300 letters, on sixty lines."""


def answer(kantor: Pejawaran, nama: str, teks: str) -> None:
    kantor.say(nama, take_text, teks=teks, message_id=1)


def test_a_note_is_kept_whole_on_its_own_lines(kantor: Pejawaran):
    berkas_id = kantor.start()
    card = kantor.only(CAMAT)
    tap = Ketukan(actor=Actor.private(kantor.user[CAMAT]), tugas_id=card.id, revisi=card.revisi)
    kantor.run(ask_words, tap=tap, kerja=Kerja.DISPOSISIKAN, kind=Konsep)
    answer(kantor, CAMAT, LONG)
    kantor.act(CAMAT, Kerja.DISPOSISIKAN)

    assert jejak(kantor, berkas_id, "disposisikan")[0].rincian["catatan"] == LONG


def test_the_reason_of_a_return_and_the_words_of_a_command_are_kept_whole(kantor: Pejawaran):
    berkas_id = go_to(kantor, 7)
    card = at(kantor, berkas_id, 7)
    back = (Kerja.KEMBALIKAN,)
    kantor.command("Endang Lestari", nomor=card.nomor, kerja=back, catatan=LONG)

    assert at(kantor, berkas_id, 6).facts.kembali.alasan == LONG


def test_the_reason_for_no_data_is_kept_whole(kantor: Pejawaran):
    berkas_id = go_to(kantor, 4)
    answer(kantor, TAPEM, "1=n/a " + "survei belum selesai " * 100 + "x")

    assert nilai(kantor, berkas_id)["IK-01"].alasan.endswith("selesai x")


@pytest.mark.parametrize(("letters", "is_kept"), [(3000, True), (LONGEST, True), (5000, False)])
def test_a_reason_in_a_sheet_is_kept_whole_or_told(kantor: Pejawaran, letters: int, is_kept: bool):
    berkas_id = go_to(kantor, 4)
    lembar = kantor.say(TAPEM, describe_sheet, tugas_id=kantor.only(TAPEM).id)
    words = ("survei-belum-selesai-" * 300)[:letters]
    why = SelTerbaca(kode="IK-01", sel="I7", teks="n/a", keterangan=words)
    came = BacaanLembar(
        formulir_id=lembar.formulir_id,
        berkas_nomor=lembar.berkas_nomor,
        ronde=lembar.ronde,
        periode=lembar.periode,
        kantor=lembar.kantor,
        unit=lembar.unit,
        versi=1,
        baris=(why,),
    )
    kantor.say(TAPEM, accept_sheet, bacaan=came)

    assert len(nilai(kantor, berkas_id)["IK-01"].alasan) == (letters if is_kept else 0)
    told = [one["sebab"] for one in said(kantor, TAPEM, "lembar_diterima").get("masalah", [])]
    assert told == ([] if is_kept else ["terlalu panjang"])


def test_why_a_reminder_waits_is_kept_whole(kantor: Pejawaran):
    go_to(kantor, 4)
    card = kantor.only(TAPEM)
    kantor.say(TAPEM, begin_snooze, tugas_id=card.id)
    answer(kantor, TAPEM, LONG)

    assert tugas(kantor, card.id).facts.ditunda.alasan == LONG


def test_a_number_of_a_letter_that_is_too_long_is_asked_for_again(kantor: Pejawaran):
    kantor.say(CAMAT, delegasi.begin_delegation)
    kantor.say(CAMAT, delegasi.choose_post, jabatan_id=post(kantor, "Camat"))
    kantor.say(CAMAT, delegasi.choose_person, pegawai_id=kantor.pegawai[KASUBBAG])
    answer(kantor, CAMAT, "besok")
    with pytest.raises(SuratPerintahUnreadable):
        answer(kantor, CAMAT, "094/51/2026 " * 20)
