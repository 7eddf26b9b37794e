"""Nothing that is typed is done to a card which the phone does not show as it is now: it comes first."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import delete, update

from bot.trial.kantor.pejawaran import SAMPLE
from sop_flows.engine.aksi import Kerja
from sop_flows.engine.berkas import Tugas
from sop_flows.engine.kerja import kerja_that
from sop_flows.ports.ditanya import Yakin
from sop_flows.use_cases.tick import run_tick
from sop_flows.use_cases.tugas.nomor import perform_by_number
from storage.database.carrier_tables import KartuRow, OutboxRow, StatusKiriman
from storage.database.insert import table
from storage.documents.kantor.buku import BarisLibur, BukuKantor
from storage.kantor_import import import_kantor
from tests.support.office import Pejawaran
from tests.support.story import (
    CAMAT,
    KASUBBAG,
    SEKCAM,
    YANUM,
    appoint_plh,
    at,
    go_to,
    jejak,
    said,
    tugas,
)

VERBS = {
    "selesai": (1, CAMAT, kerja_that(lambda one: one.finishes), ""),
    "kirim": (3, KASUBBAG, (Kerja.KIRIM,), ""),
    "setuju": (7, SEKCAM, kerja_that(lambda one: one.is_signed), "dengan catatan"),
    "kembalikan": (7, SEKCAM, (Kerja.KEMBALIKAN,), "Mohon dijelaskan IK-07"),
}
"""Where each command is typed, by whom, what it means, and what is typed after it."""
MONDAY, TUESDAY, FRIDAY = date(2026, 10, 5), date(2026, 10, 6), date(2026, 10, 9)


@pytest.fixture(params=VERBS)
def typing(
    request: pytest.FixtureRequest, kantor: Pejawaran
) -> tuple[Tugas, str, Callable[[], None]]:
    """Return an open tugas whose card was never delivered, whose it is, and what types the command."""
    langkah, nama, kerja, catatan = VERBS[request.param]
    card = at(kantor, go_to(kantor, langkah), langkah)
    facts = {"nomor": card.nomor, "kerja": kerja, "catatan": catatan}
    return card, nama, lambda: kantor.say(nama, perform_by_number, **facts)


def is_heard(kantor: Pejawaran, nama: str, card: Tugas) -> bool:
    """Tell whether a command went its way: it was done, or is asked about on its card."""
    asked = kantor.run(lambda uow: uow.percakapan.get(kantor.user[nama]))
    is_asked = asked is not None and isinstance(asked.isi, Yakin)
    return is_asked or not tugas(kantor, card.id).is_open


def check_shown_first(
    kantor: Pejawaran, nama: str, card: Tugas, typed: Callable[[], None], *, berubah: bool
) -> None:
    """Type; hold that the card came with its notice, and that nothing else happened."""
    owed, lines = len(kantor.owed(nama)), len(jejak(kantor, 1))
    before = tugas(kantor, card.id)
    typed()

    notice, sent = kantor.owed(nama)[owed:]
    assert (notice.layar, sent.layar, sent.baru) == ("kartu_dahulu", "kartu", True)
    shown = said(kantor, nama, "kartu_dahulu")
    assert (shown["nomor"], shown.get("berubah", False)) == (card.nomor, berubah)
    assert (tugas(kantor, card.id), len(jejak(kantor, 1))) == (before, lines)
    assert not is_heard(kantor, nama, card)


def test_a_card_that_never_reached_the_phone_comes_first(
    kantor: Pejawaran, typing: tuple[Tugas, str, Callable[[], None]]
):
    card, nama, typed = typing
    outbox, kartu = table(OutboxRow), table(KartuRow)
    # on its way; the chat was blocked; Telegram refused it
    for status in (StatusKiriman.BARU, StatusKiriman.TAHAN, StatusKiriman.MATI):
        kantor.database.run_now(lambda c, to=status: c.execute(update(outbox).values(status=to)))
        check_shown_first(kantor, nama, card, typed, berubah=False)
    kantor.database.run_now(lambda c: c.execute(delete(outbox)))
    kantor.database.run_now(lambda c: c.execute(delete(kartu)))
    check_shown_first(kantor, nama, card, typed, berubah=False)
    kantor.deliver(*(one for one in kantor.user if one != nama))
    check_shown_first(kantor, nama, card, typed, berubah=False)

    kantor.deliver(nama)
    typed()
    assert is_heard(kantor, nama, card)


def with_nama(nama: str) -> BukuKantor:
    assert SAMPLE.kantor is not None
    return replace(SAMPLE, kantor=replace(SAMPLE.kantor, nama=nama))


def with_libur() -> BukuKantor:
    libur = BarisLibur(tanggal=MONDAY, jenis="libur", dasar="Hari jadi daerah")
    return replace(with_nama("Kecamatan Baru"), libur=(*SAMPLE.libur, libur))


def test_a_card_that_changed_since_it_was_delivered_comes_first(
    kantor: Pejawaran, typing: tuple[Tugas, str, Callable[[], None]]
):
    card, nama, typed = typing
    changes: tuple[Callable[[], object], ...] = (
        lambda: kantor.run(
            lambda uow: import_kantor(uow.connection, with_nama("Kecamatan Baru"), kantor.now)
        ),
        lambda: kantor.run(lambda uow: import_kantor(uow.connection, with_libur(), kantor.now)),
        lambda: appoint_plh(kantor, YANUM, card.jabatan_id, MONDAY, MONDAY),
    )
    for change in changes:  # the office, its calendar, who has the tugas
        kantor.deliver()
        change()
        check_shown_first(kantor, nama, card, typed, berubah=True)

    kantor.deliver()
    typed()
    assert is_heard(kantor, nama, card)


def test_who_has_a_tugas_again_is_shown_it_before_the_card_has_followed(kantor: Pejawaran):
    kantor.run(run_tick)
    card = at(kantor, go_to(kantor, 7), 7)
    for day in (TUESDAY, FRIDAY):
        appoint_plh(kantor, YANUM, card.jabatan_id, day, day)
    facts = {"nomor": card.nomor, "kerja": (Kerja.SETUJUI,)}
    kantor.wait(days=1)  # to Tuesday, and nothing has ticked yet
    check_shown_first(
        kantor, YANUM, card, lambda: kantor.say(YANUM, perform_by_number, **facts), berubah=False
    )
    for _ in range(2):
        kantor.run(run_tick)
        kantor.deliver()  # on Wednesday: whose it is now
        kantor.wait(days=1)

    kantor.wait(days=1)
    check_shown_first(
        kantor, YANUM, card, lambda: kantor.say(YANUM, perform_by_number, **facts), berubah=True
    )
    kantor.command(YANUM, **facts)
    assert is_heard(kantor, YANUM, card)
