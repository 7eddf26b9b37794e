"""Messages about one tugas or berkas: questions, receipts, refusals."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

from sop_flows.deferred import dataclass
from sop_flows.engine.aksi import Kerja
from sop_flows.ports.layar.isi import Flat, Isi, Pejabat
from sop_flows.sop.definition import JenisIsian
from sop_flows.waktu.periode import Periode


class BagianAksi(StrEnum):
    """What is asked of an aksi that is prepared."""

    UNIT = "unit"
    INDIKATOR = "indikator"
    ALASAN = "alasan"


class BagianTindakLanjut(StrEnum):
    """What is asked of a decision."""

    TEKS = "teks"
    JABATAN = "jabatan"
    BATAS = "batas"


@dataclass(frozen=True, slots=True, kw_only=True)
class TanyaCatatan(Isi):
    """The question for words; ``kerja`` is what they are for, ``jenis`` the conversation.

    ``berkas`` is the number of the one that is to be given up; the others place it on a card.
    ``kantor`` is its office, where the person serves several. ``nomor`` is that of the tugas, where
    it is not the person's own.
    """

    layar = "tanya_catatan"
    tugas: int | None = None
    revisi: int | None = None
    kerja: str
    unit: tuple[int, ...] | None = None
    indikator: tuple[int, ...] | None = None
    jenis: str = ""
    berkas: int | None = None
    kantor: str = ""
    nomor: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ArahanAtasan(Isi):
    """What who oversees a tugas has to say about it, told to whoever has it."""

    layar = "arahan_atasan"
    oleh: Pejabat
    arahan: str
    tugas: int
    nomor: int
    singkat: str
    samping: str = ""
    tindak_lanjut: str = ""
    unit: str = ""
    berkas_id: int
    berkas: int
    judul: str
    periode: Periode | None = None
    kantor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ArahanTerkirim(Isi):
    """Whom an arahan about a tugas reached; ``belum``: who has not joined, ``ditahan``: whose phone refuses it.

    ``tugas`` is 0 in what was owed before a copy of it could be sent.
    """

    layar = "arahan_terkirim"
    tugas: int = 0
    nomor: int
    kepada: tuple[str, ...]
    belum: tuple[str, ...] = ()
    ditahan: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Terjawab(Isi):
    """The news to who asked a unit that it has answered; ``menunggu``: so many others have not.

    ``kantor`` is its office, where the person serves several.
    """

    layar = "terjawab"
    tugas: int
    nomor: int
    singkat: str
    unit: str
    nama: str
    tanya: str
    jawab: str
    menunggu: int = 0
    berkas_id: int
    berkas: int
    judul: str
    periode: Periode | None = None
    kantor: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TanyaAlasanTetap(Isi):
    """The question why what was returned comes again as it was.

    ``butir``: (kode, name) of the marked indikator that are; none where all of it is.
    """

    layar = "tanya_alasan_tetap"
    tugas: int
    nama: str
    """Who returned it, and why."""
    alasan: str
    butir: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class IsianDiminta:
    """What an answer is and looks like; ``tawaran`` are those that one tap gives, by their sidik."""

    label: str
    jenis: JenisIsian
    contoh: str
    wajib: bool
    tawaran: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TanyaIsian(Isi):
    """The question for one answer of a tahap; of a letter, with the ``terakhir`` number."""

    layar = "tanya_isian"
    tugas: int
    kode: str
    isian: Flat[IsianDiminta]
    sekarang: str | None = None
    terakhir: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WakilDiundang(Isi):
    """Who attends a rapat instead has not joined: nobody but the person who sends them can say so."""

    layar = "wakil_diundang"
    nama: str
    nomor: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Tercatat(Isi):
    """What was asked for by a command has been done."""

    layar = "tercatat"
    nomor: int
    at: datetime
    kantor: str = ""
    naskah: str = ""
    """The sha256 of what was decided or handed on; empty where that is nothing."""
    kembali_kepada: tuple[str, ...] = ()
    """The posts that got it back; empty where it was not returned."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KartuDahulu(Isi):
    """What was typed has not been done: the card that it is about comes first, with this.

    ``berubah``: the phone shows it as it was before, rather than not at all.
    """

    layar = "kartu_dahulu"
    nomor: int
    kantor: str = ""
    berubah: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TugasBernomor:
    """A tugas among several offices' of one number."""

    id: int
    revisi: int
    kantor: str
    judul: str
    periode: Periode | None = None
    singkat: str
    is_open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TugasSenomor(Isi):
    """In which office a command is meant that names a tugas by its number."""

    layar = "tugas_senomor"
    nomor: int
    kerja: Kerja
    """The first that the command means; its button carries it."""
    pilihan: tuple[TugasBernomor, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class KantorTakDipilih(Isi):
    """What was typed has not been done: nobody said in time of which office."""

    layar = "kantor_tak_dipilih"
    nomor: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BerkasBernomor:
    """A berkas among several offices'."""

    id: int
    nomor: int
    kantor: str
    judul: str
    periode: Periode | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BerkasSenomor(Isi):
    """Of which office a command is meant, ``riwayat`` or ``ingatkan``, about a berkas."""

    layar = "berkas_senomor"
    aksi: str
    pilihan: tuple[BerkasBernomor, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ditinggalkan(Isi):
    """What was asked is left.

    ``lanjut`` is the command that leads on; empty where one was just given.
    """

    layar = "ditinggalkan"
    lanjut: str = "tugas"
    lupa: bool = False
    """Whether what was answered so far went with it, because it stood in the conversation alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arahan(Isi):
    """Where to go with words that nothing asked for.

    ``formulir``: how many are open, where the words were meant as a value.
    """

    layar = "arahan"
    formulir: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Penolakan(Isi):
    """A refusal, by its name, with its facts."""

    layar = "penolakan"
    kode: str
    fakta: Flat[Mapping[str, object]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gangguan(Isi):
    """Something went wrong on our side; ``insiden`` is what the admin is told."""

    layar = "gangguan"
    insiden: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TidakTerbaca(Isi):
    """A voice note or a sticker cannot be read."""

    layar = "tidak_terbaca"


@dataclass(frozen=True, slots=True, kw_only=True)
class KeteranganTakDibaca(Isi):
    """The words under a photo or a dokumen are no answer."""

    layar = "keterangan_tak_dibaca"
    teks: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PetunjukGrup(Isi):
    """What a group or a channel is told once: where the bot can be talked to, and that it leaves."""

    layar = "petunjuk_grup"
    bot: str
    """The username of the bot."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TinggalkanGrup(Isi):
    """The bot leaves a group or a channel: what an office does is not for everybody's eyes."""

    layar = "tinggalkan_grup"


@dataclass(frozen=True, slots=True, kw_only=True)
class PesanDisunting(Isi):
    """A message that was edited is not read again."""

    layar = "pesan_disunting"


@dataclass(frozen=True, slots=True, kw_only=True)
class PesanTerusan(Isi):
    """A message of somebody else, sent on, is not read."""

    layar = "pesan_terusan"
