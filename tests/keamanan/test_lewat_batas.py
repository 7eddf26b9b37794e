"""A card tells the time that is left; once it is over, no phone may go on saying that some is."""

from tests.keamanan.lapangan import Lapangan
from tests.support.house import House

CAMAT, SEKCAM = "Suharyanto", "Endang Lestari"


async def test_a_card_and_the_board_say_so_when_the_time_has_run_out(house: House) -> None:
    await Lapangan(house).go_to("1.0")
    assert "sisa" in (await house.see(CAMAT, "Disposisi kepada"))["plain"]

    await house.clock(to="2026-10-05T07:00:00Z")
    await house.settle()

    card = (await house.see(CAMAT, "Disposisi kepada"))["plain"]
    assert "sisa" not in card
    assert "⏰" in card
    assert "⏰" in (await house.see(SEKCAM, "Hari ke-"))["plain"]
