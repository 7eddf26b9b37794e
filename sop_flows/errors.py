"""Refusals: what the rules do not allow, with facts and without wording.

A refusal is expected and is worded at the edge. Any other exception is a bug.
"""

from dataclasses import dataclass
from datetime import datetime


class Refusal(Exception):
    """The rules do not allow it; nothing was changed."""


@dataclass(eq=False)
class TugasChanged(Refusal):
    """The tugas is not what the person saw: the aksi was drawn at an older revisi."""

    tugas_id: int | None
    oleh: str = ""
    aksi: str = ""
    at: datetime | None = None


@dataclass(eq=False)
class AksiNotAllowed(Refusal):
    """The SOP does not offer this aksi on this tahap."""

    aksi: str


@dataclass(eq=False)
class NotYourTugas(Refusal):
    """The person holds no post that this tugas belongs to. Says nothing of the tugas."""


@dataclass(eq=False)
class NotJoined(Refusal):
    """Whoever this is, they are no employee who has joined."""


@dataclass(eq=False)
class TooManyWrongLinks(Refusal):
    """This chat opened several links that do not exist; it has to wait an hour."""


@dataclass(eq=False)
class NomorMissing(Refusal):
    """A command needs the short number of a tugas or berkas, and none was readable."""

    contoh: str
    benda: str = "tugas"


@dataclass(eq=False)
class NotForPlh(Refusal):
    """The SOP reserves this tahap for the definitive holder or a Plt."""

    langkah: int


@dataclass(eq=False)
class OwnWork(Refusal):
    """The person did the langkah that this tahap checks."""

    langkah: int


@dataclass(eq=False)
class FormulirIncomplete(Refusal):
    """Some indicators have neither a value nor a reason."""

    kurang: tuple[str, ...]


@dataclass(eq=False)
class IsianIncomplete(Refusal):
    """Some answers that the tahap asks for are missing."""

    kurang: tuple[str, ...]


@dataclass(eq=False)
class IsianUnreadable(Refusal):
    """A typed answer is no date, time or number where one is asked for."""

    label: str
    jenis: str
    contoh: str = ""


@dataclass(eq=False)
class QuestionOver(Refusal):
    """A question of the conversation was answered, or left, before its button was tapped."""


@dataclass(eq=False)
class ConfirmationOver(Refusal):
    """What cannot be undone is not being confirmed any more: its question was left alone."""


@dataclass(eq=False)
class NomorUsed(Refusal):
    """Another letter of this office and year has that number."""

    nomor: str
    oleh: str
    berkas: int


@dataclass(eq=False)
class ReasonRequired(Refusal):
    """A return, an excuse or a relay needs a reason in words, of so many letters at least."""

    huruf: int = 10


@dataclass(eq=False)
class WitnessUnfit(Refusal):
    """A witness is somebody else of the office: neither who is excused nor who excuses."""


@dataclass(eq=False)
class UnitRequired(Refusal):
    """A partial return names at least one unit that takes part."""


@dataclass(eq=False)
class PenerimaRequired(Refusal):
    """A disposisi to chosen posts names at least one of them."""


@dataclass(eq=False)
class StillOut(Refusal):
    """Tugas that this langkah waits for are not in yet; None stands for one of no unit."""

    unit: tuple[int | None, ...]


@dataclass(eq=False)
class NoLongerWithdrawable(Refusal):
    """Somebody has opened or acted on what the aksi opened."""


@dataclass(eq=False)
class NoLongerSnoozable(Refusal):
    """The reminders of the tugas waited once already, or it is closed."""


@dataclass(eq=False)
class NoTugasWaits(Refusal):
    """No open tugas of the person waits for a dokumen, or several do."""

    jumlah: int


@dataclass(eq=False)
class UploadsOver(Refusal):
    """The person handed in so many files, or so many megabytes, within so many hours."""

    jumlah: int
    megabita: int
    jam: int


@dataclass(eq=False)
class NobodyTakesPart(Refusal):
    """A tahap spreads over units or employees, and there are none."""

    langkah: int


@dataclass(eq=False)
class NotAllowed(Refusal):
    """The person's posts do not include this use of Tapak."""


@dataclass(eq=False)
class NotFound(Refusal):
    """Nothing of that number is visible to the person."""


@dataclass(eq=False)
class KodeUnknown(Refusal):
    """No naskah of the person's offices has that kode; said the same way of a foreign office's."""


@dataclass(eq=False)
class UndanganInvalid(Refusal):
    """The join link is unknown, used, or expired."""


@dataclass(eq=False)
class SopNotReady(Refusal):
    """The office has not activated this SOP, or a column of it has no post."""

    kode: str
    kolom: str = ""


@dataclass(eq=False)
class SopVersiFixed(Refusal):
    """The office keeps that versi with another text, or a newer one: this text needs another."""

    kode: str
    versi: int
    terbaru: int


@dataclass(eq=False)
class JabatanUnknown(Refusal):
    """There is no such column in the SOP, or no such post (``nama``) in the office."""

    kolom: str
    nama: str = ""


@dataclass(eq=False)
class AlreadyRunning(Refusal):
    """A berkas of this SOP and period is running."""

    nomor: int


@dataclass(eq=False)
class RentangUnreadable(Refusal):
    """A text names no span of days from today on."""

    teks: str


@dataclass(eq=False)
class PenugasanOverlaps(Refusal):
    """Somebody holds that post on some of those days already, and only one may."""

    nama: str
    jabatan: str
    penugasan: str
