"""Refusals: what the rules do not allow, with facts and without wording.

A refusal is expected and is worded at the edge. Any other exception is a bug.
"""

from datetime import datetime

from sop_flows.deferred import dataclass


class Refusal(Exception):
    """The rules do not allow it; nothing was changed."""


@dataclass(eq=False)
class TugasChanged(Refusal):
    """The tugas is not what the person saw: the aksi was drawn at an older revisi."""

    tugas_id: int | None
    oleh: str = ""
    aksi: str = ""
    at: datetime | None = None
    pembaruan: tuple[tuple[str, str], ...] = ()
    """What its card shows otherwise than when it was opened: kind and of what, the last one last."""


@dataclass(eq=False)
class AksiNotAllowed(Refusal):
    """The SOP does not offer this aksi on this tahap; of what was typed: what is offered instead."""

    aksi: str
    nomor: int | None = None
    tersedia: tuple[str, ...] = ()


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
class NomorSeveral(Refusal):
    """A command takes one short number at a time, and there are several: nothing was done."""

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
class IndikatorGone(Refusal):
    """The list of the formulir has that indikator (by kode) no more, since the workbook changed."""

    indikator: str
    nama: str


@dataclass(eq=False)
class IndikatorRenamed(Refusal):
    """The indikator (by kode) that a value was asked for is called or measured otherwise by now."""

    indikator: str
    nama: str
    satuan: str


@dataclass(eq=False)
class NothingToFill(Refusal):
    """The unit of a formulir measures nothing any more."""


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
class SuratPerintahUnreadable(Refusal):
    """The number of the letter that appoints a stand-in is none."""


@dataclass(eq=False)
class QuestionOver(Refusal):
    """A question of the conversation was answered, or left, before its button was tapped."""


@dataclass(eq=False)
class QuotesAnother(Refusal):
    """A text quotes something else than the question that stands, so it does not answer that."""

    teks: str


@dataclass(eq=False)
class NaskahChanged(Refusal):
    """What is decided on is not what it was when the confirmation was asked."""


@dataclass(eq=False)
class NaskahLost(Refusal):
    """What would be decided on, handed on or sent is not kept any more as the history names it."""

    naskah: str


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

    huruf: int


@dataclass(eq=False)
class ResentUnchanged(Refusal):
    """What answers a return is as it was, and the note does not say why.

    ``tetap`` are the marked indikator that are as they were, by kode; empty where all of it is.
    """

    huruf: int
    tetap: tuple[str, ...] = ()


@dataclass(eq=False)
class RapatNotToday(Refusal):
    """Attendance of a rapat is noted on its day, from its hour; an answer is given before that.

    ``kapan``: ``belum`` (the day is not there yet), ``mulai`` (it has begun), ``lewat`` (its day is
    over: the notulis notes who attended), ``selesai`` (it has not begun, so that nothing closes it).
    """

    kapan: str
    mulai: datetime


@dataclass(eq=False)
class WakilUnfit(Refusal):
    """Who attends for somebody is another employee of the office."""


@dataclass(eq=False)
class OwnExcuse(Refusal):
    """Who excuses is who would be excused, or heads the unit that would be."""


@dataclass(eq=False)
class WitnessUnfit(Refusal):
    """A witness is somebody else of the office: neither who excuses, nor anybody who is excused."""


@dataclass(eq=False)
class WitnessUnclear(Refusal):
    """A typed name is that of no witness, or of several: they are told."""

    teks: str
    nama: tuple[str, ...] = ()


@dataclass(eq=False)
class ExcuseStands(Refusal):
    """An excuse is not taken back any more: something that rests on it was signed."""


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
class DokumenIncomplete(Refusal):
    """A file came shorter than it was sent, however often it was fetched."""


@dataclass(eq=False)
class DokumenOfOtherKind(Refusal):
    """The content of a dokumen is of another kind than its name says."""

    nama: str


@dataclass(eq=False)
class NobodyTakesPart(Refusal):
    """A tahap spreads over units or employees, and there are none."""

    langkah: int


@dataclass(eq=False)
class NotAllowed(Refusal):
    """The person's posts do not include this use of Tapak."""


@dataclass(eq=False)
class LogoUnfit(Refusal):
    """A picture cannot be the logo of an office: it is too big, or no PNG or JPEG that is whole."""


@dataclass(eq=False)
class KantorUnnamed(Refusal):
    """Somebody who administers several offices has to say which; ``kantor`` are the kode of theirs."""

    kantor: tuple[str, ...]


@dataclass(eq=False)
class PaperOfSomeKantor(Refusal):
    """A corrected paper may be of several berkas; ``kantor`` are the kode of their offices."""

    nama: str
    kantor: tuple[str, ...]


@dataclass(eq=False)
class NotFound(Refusal):
    """Nothing of that number is visible to the person."""


@dataclass(eq=False)
class PeriodeUnreadable(Refusal):
    """What somebody wrote names no periode."""

    teks: str


@dataclass(eq=False)
class KodeUnknown(Refusal):
    """No naskah of the person's offices has that kode; said the same way of a foreign office's."""


@dataclass(eq=False)
class KodeAskedOutside(KodeUnknown):
    """Who asks is of no office, such as who received a paper; they are told the same of every kode."""


@dataclass(eq=False)
class KodeMissing(KodeUnknown):
    """A kode was asked about, and none was said."""


@dataclass(eq=False)
class UndanganInvalid(Refusal):
    """The join link is unknown, used, or expired."""


@dataclass(eq=False)
class SopNotReady(Refusal):
    """The office has not activated this SOP, or a column of it has no post."""

    sop: str
    kolom: str = ""


@dataclass(eq=False)
class SopVersiFixed(Refusal):
    """The office keeps that versi with another text, or a newer one: this text needs another."""

    sop: str
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
