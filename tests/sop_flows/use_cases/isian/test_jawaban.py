"""Which question a message answers, and which one goes on waiting."""

from decimal import Decimal

from sop_flows.engine.aksi import Kerja
from sop_flows.ports import ditanya
from sop_flows.ports.ditanya import BagianAksi, BagianDelegasi, Ditanya
from sop_flows.ports.records import Percakapan
from sop_flows.use_cases.isian.answers import keep_dokumen
from tests.sop_flows.use_cases.isian.test_dokumen import BUKTI
from tests.support.office import Pejawaran
from tests.support.story import TAPEM, go_to, said

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
