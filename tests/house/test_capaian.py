"""/capaian on the phone: the card, the picture with its words, and nothing for who may not see it."""

from tests.keamanan.lapangan import Lapangan
from tests.support.house import House

CAMAT, TAPEM, PM = "Suharyanto", "Slamet Riyadi", "Siti Khotimah"


async def test_a_head_looks_at_the_card_at_one_unit_and_at_the_picture(house: House):
    await Lapangan(house).go_to("7.0")

    await house.say(CAMAT, "/capaian")
    card = await house.see(CAMAT, "Sementara: masih dapat berubah.")
    assert "12 dari 12 indikator dinilai" in card["plain"]
    await house.tap(CAMAT, "Per unit", "Per indikator")
    await house.tap(CAMAT, "Seksi Pelayanan Umum", "Per unit")
    await house.see(CAMAT, "Kecamatan Pejawaran · Seksi Pelayanan Umum")
    await house.tap(CAMAT, "Bagan", "· Seksi Pelayanan Umum")
    shown = await house.see(CAMAT, "Bagan capaian Triwulan III 2026 per indikator")
    assert "IK-08 Indeks Kepuasan Masyarakat: " in shown["plain"]
    assert shown["photo"]


async def test_a_head_downloads_the_workbook_and_an_official_does_not(house: House):
    await Lapangan(house).go_to("7.0")

    await house.say(CAMAT, "/capaian")
    await house.see(CAMAT, "Sementara: masih dapat berubah.")
    await house.tap(CAMAT, "Unduh rekap")
    sent = await house.see(CAMAT, "Rekap capaian Triwulan III 2026")
    assert sent["document"]["name"] == "rekap-pejawaran-triwulan-iii-tahun-2026.xlsx"
    await house.say(TAPEM, "/capaian")
    card = await house.see(TAPEM, "Capaian Triwulan III 2026")
    assert "Unduh rekap" not in str(card)
    answer = await house.forge(TAPEM, 1, "v1:c:1:2026:3:0:i:1:rekap")
    assert "Tidak ada yang cocok" in answer["text"]


async def test_an_official_sees_the_own_unit_and_a_forged_button_opens_no_other(house: House):
    await Lapangan(house).go_to("7.0")

    await house.say(TAPEM, "/capaian TW III 2026")
    card = await house.see(TAPEM, "Capaian Triwulan III 2026")
    assert "Seksi Tata Pemerintahan" in card["plain"]
    assert "IK-04" not in card["plain"]
    answer = await house.forge(TAPEM, 1, "v1:c:1:2026:3:0:u:1:bagan")
    await house.settle()
    assert not answer.get("show_alert"), "that is the own unit again"
    answer = await house.forge(TAPEM, 1, "v1:c:1:2026:3:3:i:1:lihat")
    await house.settle()
    assert "Tidak ada yang cocok" in answer["text"]
    assert not [m for m in await house.messages(TAPEM) if "IK-04" in m["plain"]]


async def test_what_is_no_periode_is_answered_with_an_example(house: House):
    await house.say(TAPEM, "/capaian kemarin")

    told = await house.see(TAPEM, "“kemarin” belum terbaca")
    assert "/capaian TW III 2026" in told["plain"]
