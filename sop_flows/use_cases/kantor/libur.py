"""/libur: a year of the calendar, and the questions before it is changed.

1. What was chosen so far is the conversation of the chat; each question is a message of its own.
2. The confirmation says how many open tugas move. It carries the sidik of what it showed, of the days of
   the office then among it: it confirms that and nothing else.
3. Who administers the office is read at every step.
"""

import hashlib
import json
from datetime import date

from sop_flows.deferred import dataclass, replace
from sop_flows.errors import QuestionOver
from sop_flows.jejak import Record
from sop_flows.kantor.kalender import (
    DasarUnreadable,
    KalenderTahun,
    LiburUnfit,
    Own,
    Rangkaian,
    SebabLibur,
    in_runs,
)
from sop_flows.kantor.kantor import Kantor
from sop_flows.ports.ditanya import Libur
from sop_flows.ports.layar.libur import BagianLibur as Bagian
from sop_flows.ports.layar.libur import (
    HariDisebut,
    LayarLibur,
    LiburDasar,
    LiburDisimpan,
    LiburTanggal,
    LiburYakin,
)
from sop_flows.ports.records import Actor
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.teks import count_letters
from sop_flows.use_cases.jabatan.who import local_date
from sop_flows.use_cases.kantor.admin import admin_of, office_meant
from sop_flows.use_cases.kantor.kalender import as_record, change, count_moved, plan
from sop_flows.use_cases.say import ask, say
from sop_flows.waktu.jadwal import JenisHari
from sop_flows.waktu.rentang import read_rentang

ALNUM = 3  # that the name of a day has at least
MAX_DASAR = 120  # characters of one
BEFORE, AFTER = 1, 2  # years that can be looked at


@dataclass(frozen=True, slots=True, kw_only=True)
class LiburView:
    """A year of the calendar of an office, and the years that can be looked at."""

    kantor: Kantor
    kalender: KalenderTahun
    tahun: tuple[int, ...]


def show_libur(uow: UnitOfWork, actor: Actor, *, kode: str = "") -> None:
    """Show the calendar of this year of the office that an admin means.

    Raises:
        NotAllowed: They administer none.
        NotFound: None of theirs has that kode.
        KantorUnnamed: They administer several.
    """
    kantor = office_meant(uow, user_id=actor.user_id, kode=kode)
    owe_year(uow, actor, kantor.id, local_date(uow, kantor.id).year)


def look_at_year(uow: UnitOfWork, actor: Actor, *, kantor_id: int, tahun: int) -> None:
    """Show another year of the calendar of an office."""
    admin_of(uow, actor.user_id, kantor_id)
    owe_year(uow, actor, kantor_id, tahun)


def owe_year(uow: UnitOfWork, actor: Actor, kantor_id: int, tahun: int) -> None:
    """Owe an admin a year of the calendar."""
    isi = LayarLibur(user_id=actor.user_id, kantor=kantor_id, tahun=tahun)
    say(uow, actor.chat_id, kantor_id, isi)


def view_libur(uow: UnitOfWork, *, user_id: int, kantor_id: int, tahun: int) -> LiburView:
    """Return a year of the calendar of an office, for who administers it; the nearest that there is.

    Raises:
        NotAllowed: The user does not administer it.
    """
    admin_of(uow, user_id, kantor_id)
    now = local_date(uow, kantor_id).year
    years = tuple(range(now - BEFORE, now + AFTER + 1))
    shown = min(max(tahun, years[0]), years[-1])
    return LiburView(
        kantor=uow.kantor.get(kantor_id),
        kalender=uow.kantor.kalender(kantor_id, shown),
        tahun=years,
    )


def begin_change(uow: UnitOfWork, actor: Actor, *, kantor_id: int, jenis: JenisHari) -> None:
    """Ask for the days of which something is to be said."""
    admin_of(uow, actor.user_id, kantor_id)
    ask(uow, actor.chat_id, Libur(bagian=Bagian.TANGGAL, kantor=kantor_id, jenis=jenis))
    kantor = uow.kantor.get(kantor_id).nama
    say(uow, actor.chat_id, kantor_id, LiburTanggal(kantor=kantor, jenis=jenis))


def begin_removal(
    uow: UnitOfWork, actor: Actor, *, kantor_id: int, jenis: JenisHari, mulai: date
) -> None:
    """Ask whether days of the office's own are to be taken back: the run that begins then.

    Raises:
        QuestionOver: There is none.
    """
    admin_of(uow, actor.user_id, kantor_id)
    runs = in_runs(uow.kantor.libur(kantor_id))
    run = next((r for r in runs if (r.jenis, r.mulai) == (jenis, mulai)), None)
    if run is None:
        raise QuestionOver
    isi = Libur(
        bagian=Bagian.YAKIN,
        kantor=kantor_id,
        jenis=jenis,
        mulai=run.mulai,
        selesai=run.selesai,
        dasar=run.dasar,
        dihapus=True,
    )
    ask_confirmation(uow, actor, isi)


def type_libur(uow: UnitOfWork, actor: Actor, asked: Libur, teks: str) -> None:
    """Take what was typed: the days, or what they are called.

    Raises:
        NotAllowed: The user does not administer the office any more.
        LiburUnfit: The text names no days, or none that can be set.
        DasarUnreadable: It is no name.
    """
    admin_of(uow, actor.user_id, asked.kantor)
    if asked.bagian is Bagian.TANGGAL:
        take_days(uow, actor, asked, teks)
    else:
        take_name(uow, actor, asked, teks)


def take_days(uow: UnitOfWork, actor: Actor, asked: Libur, teks: str) -> None:
    """Take the days, and ask what they are called."""
    today = local_date(uow, asked.kantor)
    span = read_rentang(teks, today)
    if span is None:
        raise LiburUnfit(sebab=SebabLibur.TEKS)
    isi = replace(asked, bagian=Bagian.DASAR, mulai=span.mulai, selesai=span.selesai)
    plan(uow, isi.kantor, run_of(isi), today, dihapus=False)
    ask(uow, actor.chat_id, isi)
    question = LiburDasar(
        kantor=uow.kantor.get(isi.kantor).nama,
        jenis=isi.jenis,
        mulai=span.mulai,
        selesai=span.selesai,
    )
    say(uow, actor.chat_id, isi.kantor, question)


def take_name(uow: UnitOfWork, actor: Actor, asked: Libur, teks: str) -> None:
    """Take what the days are called, and ask to confirm all of it."""
    dasar = " ".join(teks.split())
    if count_letters(dasar) < ALNUM or len(dasar) > MAX_DASAR:
        raise DasarUnreadable(paling_banyak=MAX_DASAR)
    ask_confirmation(uow, actor, replace(asked, bagian=Bagian.YAKIN, dasar=dasar))


def ask_confirmation(uow: UnitOfWork, actor: Actor, isi: Libur) -> None:
    """Say what a change means, and ask whether it is meant."""
    run, today = run_of(isi), local_date(uow, isi.kantor)
    own = uow.kantor.libur(isi.kantor)
    rows = plan(uow, isi.kantor, run, today, dihapus=isi.dihapus)
    ask(uow, actor.chat_id, isi)
    gone = () if isi.dihapus else tuple(in_runs(row for row in own if row not in rows))
    question = LiburYakin(
        kantor=uow.kantor.get(isi.kantor).nama,
        hari=said_of(run),
        dihapus=isi.dihapus,
        diganti=tuple(map(said_of, gone)),
        bergeser=count_moved(uow, isi.kantor, rows),
        sidik=sidik_of(isi, own),
    )
    say(uow, actor.chat_id, isi.kantor, question)


def confirm_change(uow: UnitOfWork, actor: Actor, *, sidik: str) -> None:
    """Change the calendar as the confirmation showed.

    Raises:
        QuestionOver: It showed something else, or was confirmed already.
        NotAllowed: The user does not administer the office any more.
    """
    isi, oleh = current(uow, actor)
    own, run = uow.kantor.libur(isi.kantor), run_of(isi)
    if isi.bagian is not Bagian.YAKIN or sidik != sidik_of(isi, own):
        raise QuestionOver
    rows = plan(uow, isi.kantor, run, local_date(uow, isi.kantor), dihapus=isi.dihapus)
    moved = change(uow, isi.kantor, rows, oleh)
    uow.percakapan.drop(actor.chat_id)
    done = LiburDisimpan(
        kantor=uow.kantor.get(isi.kantor).nama,
        hari=said_of(run),
        dihapus=isi.dihapus,
        bergeser=moved,
    )
    say(uow, actor.chat_id, isi.kantor, done)
    owe_year(uow, actor, isi.kantor, run.mulai.year)


# The conversation


def current(uow: UnitOfWork, actor: Actor) -> tuple[Libur, Record]:
    """Return what was chosen so far, and the admin as the history keeps them.

    Raises:
        QuestionOver: The conversation is over.
        NotAllowed: The user administers that office no more.
    """
    asked = uow.percakapan.get(actor.chat_id)
    if asked is None or not isinstance(asked.isi, Libur):
        raise QuestionOver
    return asked.isi, admin_of(uow, actor.user_id, asked.isi.kantor)


def run_of(isi: Libur) -> Rangkaian:
    """Return the days that a conversation has come to.

    Raises:
        QuestionOver: It is not there yet.
    """
    if isi.mulai is None or isi.selesai is None:
        raise QuestionOver
    return Rangkaian(jenis=isi.jenis, mulai=isi.mulai, selesai=isi.selesai, dasar=isi.dasar)


def said_of(run: Rangkaian) -> HariDisebut:
    """Return days as a screen shows them."""
    return HariDisebut(jenis=run.jenis, mulai=run.mulai, selesai=run.selesai, dasar=run.dasar)


def sidik_of(isi: Libur, own: Own) -> str:
    """Return a short sha256 of what a confirmation shows, and of the days that it stands on."""
    run = run_of(isi)
    facts = {
        "kantor": isi.kantor,
        "jenis": run.jenis.value,
        "mulai": run.mulai.isoformat(),
        "selesai": run.selesai.isoformat(),
        "dasar": run.dasar,
        "dihapus": isi.dihapus,
        "sendiri": [as_record(row) for row in own],
    }
    said = json.dumps(facts, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()[:16]
