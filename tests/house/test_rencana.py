"""/rencana on the phone: the latest start back from a day, the end from today on, and nothing for others."""

from tests.support.house import House

CAMAT, SEKCAM, TAPEM = "Suharyanto", "Endang Lestari", "Slamet Riyadi"


async def ask(house: House, who: str) -> None:
    await house.say(who, "/rencana")
    await house.see(who, "Selesai paling lambat tanggal berapa?")


async def test_a_secretary_plans_back_from_a_typed_day_and_starts_from_there(house: House):
    await ask(house, SEKCAM)
    await house.say(SEKCAM, "16 Oktober 2026")

    plan = await house.see(SEKCAM, "Mulai paling lambat Selasa, 13 Okt 15.29 WIB")
    assert (
        "agar selesai Jumat, 16 Okt 09.00 WIB, untuk batas Jumat, 16 Oktober 2026" in plan["plain"]
    )
    lines = plan["plain"].splitlines()
    at = lines.index("Selasa, 13 Okt")
    assert lines[at + 1 : at + 5] == [
        "◆ 1. Disposisi pengukuran kinerja (Camat) 15.29\u201315.44",
        "◆ 2. Tugaskan penyusunan form (Sekretaris Kecamatan) 15.44\u201315.59",
        "◆ 3. Sampaikan form kepada Kasi (Kasubbag Perencana) 15.59 \u2013 Rab, 14 Okt 08.29",
        "Rabu, 14 Okt",
    ]
    assert "menentukan: terlambat di sini" in plan["plain"]
    await house.tap(SEKCAM, "Mulai", "Mulai paling lambat")
    await house.find(CAMAT, "Disposisikan")


async def test_a_plan_from_today_says_when_it_is_done(house: House):
    await ask(house, SEKCAM)
    await house.tap(SEKCAM, "Mulai hari ini, 5 Okt")

    plan = await house.see(SEKCAM, "Bila dimulai Senin, 5 Okt")
    assert "selesai Kamis, 8 Okt 09.00 WIB" in plan["plain"]
    await house.tap(SEKCAM, "Hari lain", "Bila dimulai")
    await house.see(SEKCAM, "Selesai paling lambat tanggal berapa?")
    await house.say(SEKCAM, "mulai besok")
    await house.see(SEKCAM, "Bila dimulai Selasa, 6 Okt 07.30 WIB")


async def test_a_day_that_is_too_near_says_so_and_when_it_would_be_done(house: House):
    await ask(house, SEKCAM)
    await house.say(SEKCAM, "besok")

    plan = await house.see(SEKCAM, "Waktu mulai itu sudah lewat.")
    assert "Bila dimulai sekarang, selesai Kamis, 8 Okt 09.00 WIB" in plan["plain"]


async def test_what_is_no_day_is_asked_again_and_leaving_asks_nothing(house: House):
    await ask(house, SEKCAM)
    await house.say(SEKCAM, "secepatnya")
    await house.see(SEKCAM, "Tanggalnya belum terbaca.")
    await house.say(SEKCAM, "10 Oktober 2031")
    await house.say(SEKCAM, "/batal")
    await house.see(SEKCAM, "/rencana")
    assert not [m for m in await house.messages(SEKCAM) if "paling lambat S" in m["plain"]]


async def test_a_plh_in_the_days_of_a_plan_is_named_with_the_langkah(house: House):
    await house.say(CAMAT, "/delegasi")
    await house.tap(CAMAT, "Camat", "Pendelegasian jabatan")
    await house.tap(CAMAT, SEKCAM, "Pejabat saat ini")
    await house.see(CAMAT, "Mohon memilih tanggalnya")
    await house.say(CAMAT, "13-14 Okt 2026")
    await house.see(CAMAT, "nomor surat perintahnya")
    await house.say(CAMAT, "094/51/2026")
    await house.tap(CAMAT, "Tetapkan")
    await house.settle()

    await ask(house, SEKCAM)
    await house.say(SEKCAM, "16 Oktober 2026")

    plan = await house.see(SEKCAM, "Perlu diperhatikan")
    assert f"Camat dijabat Plh. {SEKCAM} 13\u201314 Oktober 2026 (langkah 1, 8)" in plan["plain"]


async def test_the_head_plans_and_an_official_does_not(house: House):
    await ask(house, CAMAT)

    await house.say(TAPEM, "/rencana")
    await house.settle()
    assert not [m for m in await house.messages(TAPEM) if "Rencana" in m["plain"]]
    answer = await house.forge(TAPEM, 1, "v1:r:1:s:20261016:1:1")
    assert "bukan untuk jabatan" in answer["text"] or "tidak" in answer["text"].lower()
    await house.settle()
    assert not [m for m in await house.messages(TAPEM) if "paling lambat" in m["plain"]]


async def test_an_old_question_that_was_left_takes_no_answer_away(house: House):
    await ask(house, SEKCAM)
    await house.tap(SEKCAM, "Batal", "tanggal berapa")
    await house.settle()
    await house.say(SEKCAM, "16 Oktober 2026")
    await house.settle()
    assert not [m for m in await house.messages(SEKCAM) if "Mulai paling lambat" in m["plain"]]
