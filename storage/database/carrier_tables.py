"""The tables that carry updates in and messages out, and what must run once.

``bot_id`` stands in all that belongs to one bot. They are exempt from naming an office, but for kartu.
"""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import BigInteger, Index, Text, UniqueConstraint
from sqlmodel import Field

from storage.database.fields import Row, document, moment, telegram_id
from storage.database.open_rows import partial_index
from storage.database.tables import OwnedRow


class StatusKiriman(StrEnum):
    """Where a row of the outbox stands: ``storage/carriers/outbox.py`` says what each means."""

    BARU = "baru"
    KIRIM = "kirim"
    TAHAN = "tahan"
    TERKIRIM = "terkirim"
    TANYA = "tanya"
    GABUNG = "gabung"
    MATI = "mati"


class StatusUpdate(StrEnum):
    """Where an update stands: taken in, done, or given up."""

    BARU = "baru"
    SELESAI = "selesai"
    MATI = "mati"


OWED = "status NOT IN ('terkirim', 'gabung')"
"""Which rows of the outbox are not over."""


AKTIF, MENUNGGU, DICABUT = "aktif", "menunggu", "dicabut"
"""What becomes of a binding: it holds, waits to be confirmed, or is over."""


class IkatanChatRow(Row, table=True):
    """A Telegram user who is an employee; one user may serve several offices."""

    __tablename__ = "ikatan_chat"
    __table_args__ = (
        UniqueConstraint("bot_id", "user_id", "pegawai_id"),
        Index("ix_ikatan_chat_bot_chat", "bot_id", "chat_id"),
    )
    id: int | None = Field(default=None, primary_key=True)
    bot_id: int = telegram_id()
    user_id: int = telegram_id()
    chat_id: int = telegram_id()
    pegawai_id: int = Field(foreign_key="pegawai.id", index=True)
    username: str = ""
    status: str = AKTIF
    terjangkau: bool = True
    bergabung_at: datetime = moment()
    dicabut_at: datetime | None = moment(nullable=True)


class PercakapanRow(Row, table=True):
    """What a chat is being asked just now."""

    __tablename__ = "percakapan"
    bot_id: int = telegram_id(primary_key=True)
    chat_id: int = telegram_id(primary_key=True)
    jenis: str
    isi: dict[str, Any] = document()
    dimulai_at: datetime = moment()


class KartuRow(OwnedRow, table=True):
    """A message that shows a tugas, a board or a reminder to one person, with the revisi it was drawn at.

    ``lepas``: the tugas went to others with its post; the card is owed to say so. ``halaman``: the
    page of its values that it was turned to, 0 for its front; ``dibalik``: at which revisi.
    """

    __tablename__ = "kartu"
    __table_args__ = (
        *(
            partial_index(f"ix_kartu_{shown}", *of, where=f"{shown} IS NOT NULL", is_unique=True)
            for shown, of in (
                ("tugas_id", ("tugas_id", "chat_id", "bot_id")),
                ("berkas_id", ("berkas_id", "chat_id", "bot_id")),
                ("daftar", ("chat_id", "bot_id", "kantor_id", "daftar")),
            )
        ),
        partial_index("ix_kartu_kantor", "kantor_id", "daftar", where="daftar IS NOT NULL"),
    )
    bot_id: int = telegram_id()
    chat_id: int = telegram_id()
    pegawai_id: int = Field(foreign_key="pegawai.id")
    tugas_id: int | None = Field(default=None, foreign_key="tugas.id")
    berkas_id: int | None = Field(default=None, foreign_key="berkas.id")
    daftar: str | None = None
    message_id: int | None = Field(default=None, sa_type=BigInteger)
    revisi: int = -1
    digambar_at: datetime | None = moment(nullable=True)
    lepas: bool = False
    halaman: int = 0
    dibalik: int = -1


class DisebutRow(Row, table=True):
    """A tugas that a reminder names, with what was true of it when it was said."""

    __tablename__ = "disebut"
    kartu_id: int = Field(primary_key=True, foreign_key="kartu.id")
    tugas_id: int = Field(primary_key=True, foreign_key="tugas.id", index=True)
    kantor_id: int = Field(foreign_key="kantor.id", index=True)
    isi: dict[str, Any] = document()


class InboxRow(Row, table=True):
    """An update as Telegram sent it, stored before Telegram is told that it was received."""

    __tablename__ = "inbox"
    __table_args__ = (partial_index("ix_inbox_baru", "bot_id", where="status = 'baru'"),)
    bot_id: int = telegram_id(primary_key=True)
    update_id: int = telegram_id(primary_key=True)
    chat_key: int = telegram_id()
    body: str = Field(sa_type=Text)
    status: str = StatusUpdate.BARU.value
    attempts: int = 0
    received_at: datetime = moment()
    done_at: datetime | None = moment(nullable=True)
    error: str = ""


class OutboxRow(Row, table=True):
    """A message owed to a chat: a card to bring up to date, or a message to send.

    ``due_at`` and ``lease_until`` are seconds since about the epoch, as they pass in the process that
    writes them: another one may not wait for them.
    """

    __tablename__ = "outbox"
    __table_args__ = (
        partial_index("ix_outbox_baru", "bot_id", "lane", "id", where="status = 'baru'"),
        partial_index(
            "ix_outbox_kartu", "kartu_id", where="status = 'baru' AND kartu_id IS NOT NULL"
        ),
        partial_index("ix_outbox_chat", "bot_id", "chat_id", "status", "lane", "id", where=OWED),
        partial_index(
            "ix_outbox_nanti", "bot_id", "due_at", where="status = 'baru' AND due_at > 0"
        ),
        partial_index(
            "ix_outbox_message", "bot_id", "chat_id", "message_id", where="message_id IS NOT NULL"
        ),
    )
    id: int | None = Field(default=None, primary_key=True)
    bot_id: int = telegram_id()
    chat_id: int = telegram_id()
    kantor_id: int | None = None
    lane: int = 1
    layar: str
    kartu_id: int | None = Field(default=None, foreign_key="kartu.id")
    isi: dict[str, Any] = document()
    senyap: bool = False
    baru: bool = False
    paksa: bool = False
    sematkan: bool = False
    dedup: str | None = Field(default=None, unique=True)
    status: str = StatusKiriman.BARU.value
    attempts: int = 0
    ambigu: bool = False
    due_at: float = 0.0
    lease_until: float = 0.0
    message_id: int | None = Field(default=None, sa_type=BigInteger)
    error: str = ""


class LeaseRow(Row, table=True):
    """Who may run a thing that must run once (polling, delivery, ticks), with a fencing number."""

    __tablename__ = "lease"
    nama: str = Field(primary_key=True)
    pemilik: str
    sampai: float = 0.0
    pagar: int = 0


class DetakRow(Row, table=True):
    """The heartbeat of a bot, in seconds of the machine's clock since the epoch.

    ``disetel_at``: when it was last found that somebody had set that clock; ``disetel_s``: by how many
    seconds, less than 0 for back. ``tick_at``: the newest moment of office time that a tick has seen.
    ``putus_at`` to ``sambung_at``: a gap in which taps may have been lost, in office time, while cards come
    again; ``sambung_setelah``: the last office of which all did, ``sambung_tugas``: the last tugas in the next.
    """

    __tablename__ = "detak"
    bot_id: int = telegram_id(primary_key=True)
    at: float = 0.0
    disetel_at: float = 0.0
    disetel_s: float = 0.0
    tick_at: datetime | None = moment(nullable=True)
    putus_at: datetime | None = moment(nullable=True)
    sambung_at: datetime | None = moment(nullable=True)
    sambung_setelah: int = 0
    sambung_tugas: int = 0
