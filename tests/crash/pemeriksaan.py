"""What must be true of an office after any trouble; every check reads rows and phones alone."""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Collection
from typing import Any

from sqlalchemy import Connection

from bot.trial.kantor.pejawaran import START
from bot.trial.people import buttons_of
from handlers.screens.callback import TugasTap, decode
from sop_flows.ports.layar import LAYAR
from sop_flows.use_cases.berkas.rebuild import Kesesuaian, Pencocokan, compare_with_history
from sop_flows.use_cases.berkas.selisih import find_selisih
from storage.berkas.jejak import verify
from storage.carriers.claims import PATIENCE
from storage.database.session import Database
from storage.unit_of_work import SqlUnitOfWork
from tests.crash.kantor import Kantor, Sent
from tests.crash.naskah import FOUNDED, HISTORY, OWED, REPEATED, Line
from tests.crash.pejabat import Acknowledged

AGAIN = "(kirim ulang)"
OVER = ("terkirim", "tanya", "gabung")
NUMBER = re.compile(r"· #(\d+)")

ANSWERS = "SELECT count(*) FROM outbox WHERE layar = 'baris_diterima'"
LINES = """
    SELECT tugas_id, langkah, aksi, pelaku, rincian FROM jejak
    WHERE berkas_id IS NOT NULL AND tugas_id IS NOT NULL AND aksi NOT IN ('nilai', 'lampirkan') ORDER BY seq
"""
VALUES = "SELECT count(*) FROM jejak WHERE aksi = 'nilai'"
OWED_CARDS = """
    SELECT p.nama, c.chat_id, t.id, t.nomor, t.revisi, k.revisi AS drawn, k.message_id
    FROM tugas t
    JOIN penugasan n ON n.jabatan_id = t.jabatan_id
    JOIN pegawai p ON p.id = n.pegawai_id AND p.id = coalesce(t.pegawai_id, p.id)
    JOIN ikatan_chat c ON c.pegawai_id = p.id AND c.status = 'aktif'
    LEFT JOIN kartu k ON k.tugas_id = t.id AND k.chat_id = c.chat_id
    WHERE t.status = 'terbuka'
"""
BY_TIME = {"dokumen_ditunggu"}
"""What is owed where time passes: how much of it depends on how long people, or their files, take."""
SENT_ROWS = """
    SELECT min(id) AS row, chat_id, lane, message_id, max(ambigu) AS doubtful, max(attempts) AS tries FROM outbox
    WHERE status IN ('terkirim', 'tanya') AND message_id IS NOT NULL GROUP BY chat_id, message_id ORDER BY row
"""


def check_between(kantor: Kantor) -> None:
    """Check a settled office in the middle of its work."""
    check_acknowledged(kantor)
    check_cards(kantor)


def check_end(
    kantor: Kantor,
    history: Counter[Line] = HISTORY,
    owed: Counter[str] = FOUNDED + OWED,
    repeated: Collection[str] = REPEATED,
) -> None:
    """Check a settled office whose SOP have come to their end.

    Args:
        owed: How often each kind of message is owed, whatever fails.
        repeated: What is owed anew at every further tap, and after every further outage.
    """
    found = Counter(as_line(row) for row in kantor.select(LINES))
    assert found == history, f"lost: {history - found}; done twice: {found - history}"
    check_acknowledged(kantor)
    check_cards(kantor)
    check_repetitions(kantor)
    check_order(kantor)
    check_owed(kantor, owed, repeated)
    ((given,),) = kantor.select(VALUES)
    assert given == owed["baris_diterima"], f"{given} lists of values stand in the history"
    check_chain(kantor)
    assert kantor.select("SELECT * FROM inbox WHERE status <> 'selesai'") == []


def check_owed(kantor: Kantor, owed: Counter[str], repeated: Collection[str]) -> None:
    """Whatever was owed was owed as often as the people's doing says, kind by kind, and has come."""
    rows = kantor.select("SELECT layar, status, count(*) AS count FROM outbox GROUP BY 1, 2")
    found = Counter[str]()
    for row in rows:
        assert row["status"] in OVER, f"{row['count']} {row['layar']} stay {row['status']}"
        found[row["layar"]] += row["count"]
    wrong = {kind: (owed[kind], found[kind]) for kind in LAYAR if owed[kind] != found[kind]}
    wrong = {kind: counts for kind, counts in wrong.items() if kind not in {*repeated, *BY_TIME}}
    assert not wrong, f"owed by what people did, and owed by the bot: {wrong}"


def as_line(row: Any) -> Line:
    """Return who did what where."""
    ronde = json.loads(row["rincian"])["ronde"]
    return json.loads(row["pelaku"])["nama"], row["langkah"], ronde, row["aksi"]


def check_acknowledged(kantor: Kantor) -> None:
    """What somebody was told is recorded is in the history, once."""
    found = Counter(
        Acknowledged(json.loads(row["pelaku"])["nama"], row["tugas_id"], row["aksi"])
        for row in kantor.select(LINES)
    )
    for each in kantor.acknowledged:
        assert found[each] == 1, f"{each} stands {found[each]} times in the history"


def check_cards(kantor: Kantor) -> None:
    """Whoever has an open tugas has its card, with the buttons of this revisi."""
    for owed in kantor.select(OWED_CARDS):
        whose = f"{owed['nama']}'s card of #{owed['nomor']}"
        assert owed["message_id"] is not None, f"{whose} was never sent"
        assert owed["drawn"] == owed["revisi"], f"{whose} shows revisi {owed['drawn']}"
        message = kantor.server.messenger.store.message(owed["chat_id"], owed["message_id"])
        assert message is not None, f"{whose} is not on the phone"
        taps = [decode(button["callback_data"]) for button in buttons_of(message)]
        revisi = {tap.revisi for tap in taps if isinstance(tap, TugasTap)}
        assert revisi == {owed["revisi"]}, f"{whose} has buttons of revisi {revisi}"


def check_repetitions(kantor: Kantor) -> None:
    """A message that came twice says so, and came twice only where its sending was in doubt.

    A message that no row remembers was sent by a bot that died over it: a repetition of it, if
    there was one, is the one that is remembered.
    """
    rows = kantor.select(SENT_ROWS)
    remembered = {(row["chat_id"], row["message_id"]) for row in rows}
    groups: dict[tuple[int, str], list[Sent]] = defaultdict(list)
    for sent in kantor.sent:
        groups[sent.chat_id, subject(sent.text)].append(sent)
    for (chat_id, what), group in groups.items():
        plain = [sent for sent in group if AGAIN not in sent.text]
        known = [sent for sent in group if (chat_id, sent.message_id) in remembered]
        assert len(plain) <= max(1, len(known)), f"{chat_id} got {what!r} twice, unmarked"
    doubtful = {(row["chat_id"], row["message_id"]) for row in rows if row["doubtful"]}
    marked = {(sent.chat_id, sent.message_id) for sent in kantor.sent if AGAIN in sent.text}
    assert marked & remembered <= doubtful, "a repetition is marked that was in no doubt"


def subject(text: str) -> str:
    """Return what a message is about: the number of its tugas, else its words."""
    found = NUMBER.search(text.partition("\n\n")[0])
    return found[1] if found else text.replace(AGAIN, "").strip()


def check_order(kantor: Kantor) -> None:
    """What a chat was owed in one lane reached it in that order; what failed beyond patience was overtaken."""
    last: dict[tuple[int, int], int] = {}
    for row in kantor.select(SENT_ROWS):
        key = (row["chat_id"], row["lane"])
        assert row["message_id"] > last.get(key, 0), f"row {row['row']} overtook another"
        if row["tries"] <= PATIENCE + 1:  # the last one succeeded
            last[key] = row["message_id"]


def check_chain(kantor: Kantor) -> None:
    """The history is whole, and gives every naskah that is kept."""
    database = Database.open(f"sqlite:///{kantor.database}")
    try:
        assert database.run_now(lambda connection: verify(connection, 1)).ok
        found = database.run_now(naskah_of)
    finally:
        database.close()
    assert {one.hasil for one in found} == {Kesesuaian.SAMA}


def naskah_of(connection: Connection) -> tuple[Pencocokan, ...]:
    """Return how every naskah stands to the history."""
    uow = SqlUnitOfWork(connection, 0, START)
    assert find_selisih(uow, uow.kantor.get(1)) == ()
    return compare_with_history(uow, uow.kantor.get(1))
