"""What somebody decided on can be opened again for ever: by them, as it was, and by nobody else."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from bot.trial.kantor.pejawaran import SAMPLE
from handlers.screens.callback import NaskahTap, decode
from handlers.screens.loading import load
from handlers.screens.notices import draw
from handlers.screens.screen import Screen, plain
from sop_flows.engine.aksi import Kerja
from sop_flows.errors import NotFound, NotJoined
from sop_flows.naskah.kode import print_kode
from sop_flows.naskah.naskah import Naskah
from sop_flows.ports.records import Actor
from sop_flows.use_cases.berkas.ditandatangani import (
    PER_PAGE,
    list_signed,
    open_naskah,
    read_naskah,
    show_signed,
)
from sop_flows.use_cases.berkas.kept import show_values
from sop_flows.use_cases.berkas.steer import cancel_berkas
from sop_flows.use_cases.pegawai.joining import confirm_identity, invite, present_link
from tests.support.office import Pejawaran
from tests.support.story import (
    AGUS,
    CAMAT,
    KASUBBAG,
    SEKCAM,
    TAPEM,
    at,
    go_to,
    go_to_last,
    jejak,
    naskah_named,
)
from tests.support.tamper import ALTERED, BROKEN, LOST, tamper

STRANGER, NEXT_DOOR = 9_999, 5001
WHY = "Perjanjian kinerja sedang diubah"
CHANGED = replace(
    SAMPLE, indikator=tuple(replace(row, tw3="120", indikator="Lain") for row in SAMPLE.indikator)
)


def shown(kantor: Pejawaran, nama: str, layar: str) -> Screen:
    """Return the last such screen that is owed to somebody, as it is drawn now."""
    owed = kantor.owed(nama, layar)[-1]
    pesan = kantor.run(lambda uow: load(uow, owed))
    assert pesan is not None
    return draw(pesan, ambigu=False)


def signed_list(kantor: Pejawaran, nama: str, halaman: int = 1) -> Screen:
    kantor.say(nama, show_signed, halaman=halaman)
    return shown(kantor, nama, "ditandatangani")


def opened(kantor: Pejawaran, nama: str, naskah: Naskah) -> str:
    """Let somebody open a naskah; return what they read."""
    kantor.say(nama, open_naskah, berkas_id=naskah.berkas_id, kode=naskah.kode)
    return plain(shown(kantor, nama, "naskah_berkas").text)


def last_decision(kantor: Pejawaran, berkas_id: int, aksi: str = "setujui") -> Naskah:
    return naskah_named(kantor, jejak(kantor, berkas_id, aksi)[-1])[0]


def test_every_signer_finds_what_they_decided_on_once_with_their_last_decision(kantor: Pejawaran):
    last = go_to_last(kantor)
    berkas_id = kantor.run(lambda uow: uow.berkas.berkas_of(last.id))
    naskah = last_decision(kantor, berkas_id, "tanda_tangani")

    for nama, how in (
        (KASUBBAG, "menandatangani selaku Kasubbag Perencana"),
        (SEKCAM, "menandatangani selaku Sekretaris Kecamatan"),
        (CAMAT, "menandatangani selaku Camat"),
    ):
        screen = signed_list(kantor, nama)
        text = plain(screen.text)
        assert text.count(print_kode(naskah.kode)) == 1
        assert how in text
        assert "naskah terbaru" in text
        assert decode(screen.keyboard[0][0].data) == NaskahTap(berkas_id, naskah.kode, "buka")


def test_who_decided_on_nothing_reads_so_and_a_stranger_is_refused(kantor: Pejawaran):
    go_to(kantor, 7)

    assert "Belum ada naskah" in plain(signed_list(kantor, TAPEM).text)
    with pytest.raises(NotJoined):
        kantor.run(show_signed, actor=Actor.private(STRANGER))
    assert not kantor.run(list_signed, user_id=STRANGER, halaman=1).halaman.baris


def gone_to_another_post(kantor: Pejawaran) -> None:
    """Give the Kasubbag's post to somebody else; she becomes a Kasi."""
    found = next(row for row in SAMPLE.pegawai if row.nama == KASUBBAG)
    other = next(row for row in SAMPLE.pegawai if row.nama == TAPEM)
    rows = [row for row in SAMPLE.pegawai if row.nama not in (KASUBBAG, TAPEM)]
    moved = replace(found, jabatan=other.jabatan, unit=other.unit)
    came = replace(other, jabatan=found.jabatan, unit=found.unit)
    assert kantor.take_over(replace(SAMPLE, pegawai=(*rows, moved, came))).is_changed


def given_up(kantor: Pejawaran) -> None:
    (berkas_id,) = kantor.run(lambda uow: uow.berkas.latest(kantor.kantor_id))
    kantor.say(SEKCAM, cancel_berkas, berkas_id=berkas_id, alasan=WHY)


LATER: dict[str, Callable[[Pejawaran], None]] = {
    "nothing": lambda _: None,
    "targets and names imported": lambda kantor: kantor.take_over(CHANGED),
    "the signer in another post": gone_to_another_post,
    "the berkas given up": given_up,
    "two years": lambda kantor: kantor.wait(days=730),
}


@pytest.mark.parametrize("what", LATER)
def test_it_is_opened_as_it_was_decided_on_whatever_happened_since(kantor: Pejawaran, what: str):
    berkas_id = go_to(kantor, 7)
    naskah = last_decision(kantor, berkas_id)
    LATER[what](kantor)

    assert print_kode(naskah.kode) in plain(signed_list(kantor, KASUBBAG).text)
    text = opened(kantor, KASUBBAG, naskah)
    assert naskah.sha256 in text
    assert f"({KASUBBAG}) menyetujui" in text
    assert "12 indikator dari 5 unit" in text
    who = kantor.user[KASUBBAG]
    view = kantor.run(read_naskah, user_id=who, berkas_id=berkas_id, kode=naskah.kode)
    assert view.isi is not None
    assert {one.target_periode for unit in view.isi.unit for one in unit.indikator} != {"120"}


def test_a_later_decision_makes_it_an_older_one_and_both_are_listed_to_who_made_both(
    kantor: Pejawaran,
):
    berkas_id = go_to(kantor, 7)
    first = last_decision(kantor, berkas_id)
    assert kantor.take_over(CHANGED).is_changed
    kantor.wait(minutes=1)
    kantor.act(SEKCAM, Kerja.KEMBALIKAN, at(kantor, berkas_id, 7), catatan=WHY)
    kantor.act(KASUBBAG, Kerja.SETUJUI, at(kantor, berkas_id, 6), catatan=WHY)
    second = last_decision(kantor, berkas_id)
    text = plain(signed_list(kantor, KASUBBAG).text)

    assert text.index(print_kode(second.kode)) < text.index(print_kode(first.kode))
    assert text.count("naskah terbaru") == 1
    assert "naskah lama" in opened(kantor, KASUBBAG, first)
    assert "terbaru" in opened(kantor, KASUBBAG, second)


def test_the_oldest_is_reached_by_turning_pages(kantor: Pejawaran):
    naskah = []
    for _ in range(PER_PAGE + 2):
        berkas_id = go_to(kantor, 7)
        naskah.append(last_decision(kantor, berkas_id))
        kantor.say(SEKCAM, cancel_berkas, berkas_id=berkas_id, alasan=WHY)
        kantor.wait(minutes=1)
    first, second = (signed_list(kantor, KASUBBAG, halaman) for halaman in (1, 2))

    assert [print_kode(one.kode) in plain(second.text) for one in naskah] == [
        *[True] * 2,
        *[False] * PER_PAGE,
    ]
    assert "Halaman 1 dari 2" in plain(first.text)
    assert [b.data for b in first.keyboard[-1]] == ["v1:l:ditandatangani:2"]
    assert plain(signed_list(kantor, KASUBBAG, 99).text) == plain(second.text)


@pytest.mark.parametrize(
    ("statement", "listed", "told"),
    [
        (ALTERED["versi"], "bukan yang dicatat riwayat", "bukan yang dicatat riwayat"),
        (BROKEN["who"], "riwayat berkas itu tidak utuh", "Riwayatnya tidak utuh"),
        (LOST, "tidak tersimpan lagi", "tidak tersimpan lagi"),
    ],
    ids=["altered", "broken", "lost"],
)
def test_what_is_not_genuine_is_listed_and_opened_as_that_and_shows_no_values(
    kantor: Pejawaran, statement: str, listed: str, told: str
):
    naskah = last_decision(kantor, go_to(kantor, 7))
    kantor.database.run_now(lambda c: tamper(c, statement))

    text = plain(signed_list(kantor, KASUBBAG).text)
    assert print_kode(naskah.kode) in text
    assert listed in text
    assert "naskah terbaru" not in text
    assert ("menyetujui" in text) == (statement != BROKEN["who"])
    assert told in opened(kantor, KASUBBAG, naskah)
    with pytest.raises(NotFound):
        kantor.say(KASUBBAG, show_values, berkas_id=naskah.berkas_id, kode=naskah.kode, halaman=1)


# Whose it is


@pytest.fixture
def neighbour(kantor: Pejawaran) -> int:
    """Return the Camat of a second office with the same workbook, as a Telegram user."""
    assert SAMPLE.kantor is not None
    twin = replace(SAMPLE, kantor=replace(SAMPLE.kantor, kode="PAGENTAN", nama="Kec. Pagentan"))
    lain_id = kantor.take_over(twin).kantor_id
    join_there(kantor, lain_id, CAMAT, NEXT_DOOR)
    return NEXT_DOOR


def join_there(kantor: Pejawaran, kantor_id: int, nama: str, user: int) -> None:
    everybody = kantor.run(lambda uow: uow.pegawai.all(kantor_id, kantor.now.date()))
    (pegawai,) = [p.id for p in everybody if p.nama == nama]
    kantor.run(invite, kantor_id=kantor_id, pegawai_id=pegawai, token=f"lain-{user}")
    kantor.run(present_link, chat_id=user, token=f"lain-{user}")
    kantor.run(confirm_identity, actor=Actor.private(user), username="")


def test_only_who_decided_watches_or_heads_may_open_it(kantor: Pejawaran, neighbour: int):
    naskah = last_decision(kantor, go_to(kantor, 7))
    facts: dict[str, Any] = {"berkas_id": naskah.berkas_id, "kode": naskah.kode}

    for nama in (KASUBBAG, SEKCAM, CAMAT):
        assert opened(kantor, nama, naskah)
    for user in (kantor.user[TAPEM], kantor.user[AGUS], neighbour, STRANGER):
        with pytest.raises(NotFound):
            kantor.run(open_naskah, actor=Actor.private(user), **facts)
        with pytest.raises(NotFound):
            kantor.run(read_naskah, user_id=user, **facts)


@pytest.mark.parametrize("wrong", [{"kode": "ACDEFGHJ"}, {"kode": ""}, {"berkas_id": 999}])
def test_a_naskah_that_is_not_there_is_refused_like_a_foreign_one(
    kantor: Pejawaran, wrong: dict[str, Any]
):
    naskah = last_decision(kantor, go_to(kantor, 7))
    facts = {"berkas_id": naskah.berkas_id, "kode": naskah.kode} | wrong

    with pytest.raises(NotFound):
        kantor.say(KASUBBAG, open_naskah, **facts)


def test_who_has_left_the_office_sees_none_of_it_any_more(kantor: Pejawaran):
    naskah = last_decision(kantor, go_to(kantor, 7))
    rows = tuple(row for row in SAMPLE.pegawai if row.nama != KASUBBAG)
    kantor.say(KASUBBAG, open_naskah, berkas_id=naskah.berkas_id, kode=naskah.kode)
    assert kantor.take_over(replace(SAMPLE, pegawai=rows)).is_changed
    kantor.wait(days=1)

    with pytest.raises(NotJoined):
        kantor.say(KASUBBAG, show_signed)
    with pytest.raises(NotFound):
        kantor.say(KASUBBAG, open_naskah, berkas_id=naskah.berkas_id, kode=naskah.kode)
    owed = kantor.owed(KASUBBAG, "naskah_berkas")[-1]
    assert kantor.run(lambda uow: load(uow, owed)) is None


def test_who_serves_two_offices_reads_whose_each_naskah_is(kantor: Pejawaran, neighbour: int):
    go_to(kantor, 7)
    (lain_id,) = [
        k.id for k in kantor.run(lambda uow: uow.kantor.all()) if k.id != kantor.kantor_id
    ]
    join_there(kantor, lain_id, KASUBBAG, kantor.user[KASUBBAG])

    assert "Kecamatan Pejawaran" in plain(signed_list(kantor, KASUBBAG).text)
