"""What a reminder says, of how many tugas, and what can be done from it."""

import pytest

from tests.support.gallery_pengingat import LINE, draw_reminder
from tests.support.screen import labels_of


def many(count: int, **facts: object) -> list[dict[str, object]]:
    return [{**LINE, **facts, "tugas": n, "nomor": 1000 + n} for n in range(1, count + 1)]


def test_a_reminder_tells_of_five_tugas_and_counts_the_others_with_a_button_to_all():
    five, eight = (draw_reminder(tugas=many(n, can_ask=False)) for n in (5, 8))

    assert "lainnya" not in five.text
    assert "Semua tugas saya" not in "".join(labels_of(five))
    assert "… dan 3 lainnya" in eight.text
    assert [label for label in labels_of(eight) if "#" in label] == [
        label for label in labels_of(five) if "#" in label
    ]
    assert labels_of(eight)[-1] == "📂 Semua tugas saya"


@pytest.mark.parametrize("own", [0, 1, 3, 6])
@pytest.mark.parametrize("overseen", [0, 1, 3, 6])
@pytest.mark.parametrize("can_ask", [True, False])
def test_few_rows_of_buttons_stand_under_a_reminder_and_all_that_it_is_of_can_be_reached(
    own: int, overseen: int, can_ask: bool
):
    apart = [{**one, "berkas_id": n} for n, one in enumerate(many(overseen, berkas=1), start=1)]
    screen = draw_reminder(tugas=many(own, can_ask=can_ask), diawasi=apart)
    told = screen.text.count("⏰ <b>#"), screen.text.count("\n• <b>")
    opened = sum("Buka" in label for label in labels_of(screen))
    handled = sum("Ingatkan" in label for label in labels_of(screen))

    assert len(screen.keyboard) <= 9
    assert (opened > 0, handled > 0) == (own > 0, overseen > 0)
    assert ("📂 Semua tugas saya" in labels_of(screen)) == (opened < own)
    assert sum("Papan" in label for label in labels_of(screen)) == min(overseen, 4)
    assert screen.text.count("Tombol di bawah untuk") == (opened < told[0]) + (handled < told[1])


def test_the_own_tugas_leave_room_for_those_that_somebody_oversees():
    both = draw_reminder(tugas=many(6), diawasi=many(4))

    assert both.text.count("⏰ <b>#") == 3
    assert both.text.count("\n• <b>") == 2
    assert both.text.count("lainnya") == 2


def test_a_tugas_whose_holder_nobody_can_reach_can_only_be_given_time_or_handed_on():
    absent = draw_reminder(diawasi=many(1, putus="belum_bergabung", berkas_id=12))
    fixed = {"can_lend": False, "can_move": False}
    stays = draw_reminder(diawasi=many(1, putus="belum_bergabung", berkas_id=12, **fixed))

    assert labels_of(absent) == ["✅ Beri waktu #1001", "🔁 Alihkan #1001", "📋 Papan berkas 5"]
    assert labels_of(stays) == ["📋 Papan berkas 5"]


def test_what_was_put_off_once_cannot_be_put_off_from_its_reminder():
    waits, over = (draw_reminder(tugas=many(1, can_wait=can)) for can in (True, False))

    assert [label for label in labels_of(waits) if "Tunda" in label] == ["💤 Tunda #1001"]
    assert not [label for label in labels_of(over) if "Tunda" in label]


def test_what_is_over_has_no_buttons():
    over = draw_reminder(akhir=[{"akhir": "selesai", "baris": LINE}])

    assert over.keyboard == ()
    assert "#1042" in over.text


def test_that_nobody_has_opened_a_tugas_is_said_once_to_each_reader():
    before = {"at": "2026-10-05T02:00:00+00:00", "dilihat": False}
    unseen = {"dilihat_at": None, "lalu": before}
    own, others = (draw_reminder(**{which: many(1, **unseen)}) for which in ("tugas", "diawasi"))

    assert own.text.count("belum dibuka") == 1
    assert others.text.count("belum dilihat") == 1
    assert "belum dibuka" not in others.text
    assert "belum ada yang berubah" in others.text
