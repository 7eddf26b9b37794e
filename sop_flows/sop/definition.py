"""The printed SOP form, column for column, and the few primitives that make it run.

1. A **langkah** is a row of the sheet; it is worked through as an ordered list of **tahap**.
2. A tahap says for whom (``untuk``, ``sebar``), what it asks (``minta``, ``isian``), when it is done
   (``selesai_bila``), where a return may go (``kembali``) and what may run beside (``gabung_di``).
3. What the sheet does not print carries ``asal = "tapak"`` and never counts in its totals.
4. Nothing here knows a particular SOP: the five files use only what stands on this page.
"""

from bisect import bisect_left
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Any, Literal, Self

from pydantic import Field, WithJsonSchema, field_validator, model_validator

from sop_flows.sop.form import LANGKAH, Form, Kode, KodeKolom, Nama, NomorLangkah
from sop_flows.sop.lembar import Cacat, Identitas, TeksHalaman, TeksLangkah
from sop_flows.sop.place import Place
from sop_flows.teks import fold
from sop_flows.waktu.periode import JenisPeriode
from sop_flows.waktu.waktu import Satuan, Waktu, WaktuUnreadable


class Minta(StrEnum):
    """What a tahap asks of its post."""

    DISPOSISI = "disposisi"
    """Route the matter to the penerima, with a note."""
    SEBAR = "sebar"
    """Send the form of realisasi to every unit that takes part."""
    FORMULIR = "formulir"
    """Fill one unit's form and send it in."""
    HIMPUN = "himpun"
    """Gather what the units sent, check it, ask single units; no decision."""
    KEPUTUSAN = "keputusan"
    """Approve, or return to a langkah that the file allows."""
    PARAF = "paraf"
    """Initial, or return."""
    TANDA_TANGAN = "tanda_tangan"
    """Sign, or return where the file allows."""
    UNDANGAN = "undangan"
    """Fix time and place of a rapat."""
    RAPAT = "rapat"
    """Hold the rapat: attendance, notulen."""
    KERJAKAN = "kerjakan"
    """Do the work and hand in the isian, if any."""
    TERUSKAN = "teruskan"
    """Relay a return to the units at fault, with a note; opened by a return only."""


class Sebar(StrEnum):
    """Into how many tugas a tahap spreads."""

    SEKALI = "sekali"
    PER_UNIT = "per_unit"
    PER_PEGAWAI = "per_pegawai"


class Asal(StrEnum):
    """Where a fact comes from: the printed sheet, or our reading of its silence."""

    LEMBAR = "lembar"
    TAPAK = "tapak"


class JenisIsian(StrEnum):
    """How an isian is answered."""

    TEKS = "teks"
    NOMOR = "nomor"
    TANGGAL = "tanggal"
    PUKUL = "pukul"
    DOKUMEN = "dokumen"
    CENTANG = "centang"
    BATAS = "batas"
    """Until the close of which working day the units are asked to fill; empty: their waktu."""
    PILIHAN = "pilihan"
    """One of the answers that the file names, such as the sifat of a letter."""


def read_waktu(value: object) -> object:
    """Return the Waktu that a text such as ``15 menit`` means."""
    if not isinstance(value, str):
        return value
    try:
        return Waktu.parse(value)
    except WaktuUnreadable as unreadable:
        raise ValueError(f"{value!r} is no waktu: write 15 menit, 2 jam or 3 hari") from unreadable


WaktuTeks = Annotated[
    Waktu,
    WithJsonSchema(
        {"type": "string", "pattern": r"^\s*[0-9]{1,5}\s*(menit|jam|hari)(\s+kerja)?\s*$"}
    ),
]
"""A waktu as the file writes it: ``15 menit``, ``2 jam``, ``3 hari``."""


class Kolom(Form):
    """A column of the sheet: the posts that act in it are the office's to map.

    A column of ``asal = "tapak"`` names those who act in the text without a column of their own.
    """

    id: KodeKolom
    nama: Nama
    alias: tuple[Nama, ...] = ()
    tim: bool = False
    asal: Asal = Asal.LEMBAR


class Isian(Form):
    """An answer that a tahap asks for; its label is wording of the office."""

    kode: KodeKolom
    label: Nama
    jenis: JenisIsian
    wajib: bool = True
    contoh: str = ""
    pola: str = ""
    """How the office writes this number, such as ``{nomor}/SM/{tahun}``; its own pattern if empty."""
    pilihan: tuple[Annotated[str, Field(min_length=1, max_length=24)], ...] = ()
    """What one may answer, as the sheet prints it; each is a button."""
    hari_ini: bool = False
    """Whether a date is answered with today by one tap."""


class Kembali(Form):
    """A return that the file allows from this tahap."""

    ke: NomorLangkah
    lewat: NomorLangkah | None = None
    per_unit: bool = False
    asal: Asal = Asal.TAPAK
    alasan: tuple[Annotated[str, Field(max_length=28)], ...] = ()


class Tahap(Form):
    """A stage of a langkah."""

    nama: Nama
    minta: Minta
    untuk: tuple[KodeKolom, ...] = ()
    sebar: Sebar = Sebar.SEKALI
    selesai_bila: Literal["semua", "salah_satu"] = "semua"
    penerima: Literal["tetap", "dipilih"] = "tetap"
    kepada: tuple[KodeKolom, ...] = ()
    """Whom it hands over to, where that is not the penerima of its langkah."""
    isian: tuple[Isian, ...] = ()
    kembali: tuple[Kembali, ...] = ()
    waktu: WaktuTeks | None = None
    asal: Asal = Asal.LEMBAR
    gabung_di: NomorLangkah | None = None
    dokumen: tuple[str, ...] = ()
    boleh_tanya: bool = False
    plh_boleh: bool = True
    bukan_pelaku: tuple[NomorLangkah, ...] = ()
    pengawas: KodeKolom | None = None
    notulis: KodeKolom | None = None
    """Who closes a rapat with its notulen; the others only say that they attend."""
    distribusi: tuple[KodeKolom, ...] = ()
    """Whose posts get what this tahap hands out, and say with one tap that they have it."""

    _waktu = field_validator("waktu", mode="before")(read_waktu)

    @property
    def is_relay(self) -> bool:
        return self.minta is Minta.TERUSKAN

    @property
    def is_choice(self) -> bool:
        """Whether its sender chooses who gets what follows."""
        return self.minta is Minta.DISPOSISI and self.penerima == "dipilih"


class MutuBaku(Form):
    """The quality standard of a langkah: what it needs, how long it takes, what it makes."""

    kelengkapan: tuple[str, ...] = ()
    waktu: WaktuTeks
    output: tuple[str, ...] = ()

    _waktu = field_validator("waktu", mode="before")(read_waktu)


class Langkah(Form):
    """One row of the sheet."""

    no: NomorLangkah
    kegiatan: str
    singkat: Annotated[str, Field(max_length=48)]
    pelaksana: tuple[KodeKolom, ...]
    penerima: tuple[KodeKolom, ...] = ()
    keyakinan: Literal["H", "M", "L"] = "H"
    mutu_baku: MutuBaku
    tahap: Annotated[tuple[Tahap, ...], Field(min_length=1, max_length=50)]
    waktu_samping: WaktuTeks = Waktu(1, Satuan.HARI)
    """For an answer to a question, or a tanda terima; the sheets print none, so it never counts."""
    keterangan: str = ""
    catatan: str = ""
    cacat: tuple[Cacat, ...] = ()
    lembar: TeksLangkah | None = None
    """The words of the row as they are printed; ``kegiatan`` and ``mutu_baku`` are their reading."""

    _waktu = field_validator("waktu_samping", mode="before")(read_waktu)

    @model_validator(mode="before")
    @classmethod
    def fill_untuk(cls, data: Any) -> Any:  # noqa: ANN401 - raw TOML
        """Let a tahap without ``untuk`` be for the pelaksana of the langkah."""
        if not isinstance(data, dict) or not isinstance(data.get("tahap"), list):
            return data
        default = {"untuk": data.get("pelaksana", ())}
        filled = [
            tahap | default if isinstance(tahap, dict) and not tahap.get("untuk") else tahap
            for tahap in data["tahap"]
        ]
        return data | {"tahap": filled}

    def waktu_of(self, tahap: int) -> Waktu:
        """Return the waktu that runs for the tahap at that index, or for what has no tahap."""
        if tahap < 0:
            return self.waktu_samping
        return self.tahap[tahap].waktu or self.mutu_baku.waktu

    @property
    def flow(self) -> tuple[int, ...]:
        """The indexes of the tahap that the normal flow passes through."""
        return tuple(i for i, tahap in enumerate(self.tahap) if not tahap.is_relay)

    @property
    def relay(self) -> int | None:
        """The index of the tahap that forwards a return, if the langkah has one."""
        return next((i for i, tahap in enumerate(self.tahap) if tahap.is_relay), None)

    @property
    def kembali(self) -> tuple[int, ...]:
        """The numbers of the langkah that a return from here may go to."""
        return tuple(sorted({k.ke for tahap in self.tahap for k in tahap.kembali}))

    @property
    def sebar(self) -> Sebar:
        """The widest spread among the tahap of the normal flow, for the table."""
        order = list(Sebar)
        return max((self.tahap[i].sebar for i in self.flow), key=order.index, default=Sebar.SEKALI)


class Sop(Form):
    """One version of one procedure."""

    kode: Kode
    versi: Annotated[int, Field(ge=1, le=999_999_999, strict=True)]
    nama: Nama
    pemrakarsa: KodeKolom
    mulai: tuple[Isian, ...] = ()
    """What is asked of whoever starts a berkas, such as the facts of an incoming letter."""
    periode: JenisPeriode = JenisPeriode.TRIWULAN
    """One berkas per bulan, triwulan, semester or tahun; or per occasion, such as each letter."""
    masukan: tuple[Kode, ...] = ()
    """The SOPs whose result a berkas of this one may begin with, by kode."""
    catatan: str = ""
    cacat: tuple[Cacat, ...] = ()
    lembar: TeksHalaman | None = None
    """The words of the other pages as they are printed; ``identitas`` is their reading."""
    identitas: Identitas
    kolom: Annotated[tuple[Kolom, ...], Field(min_length=1, max_length=100)]
    langkah: Annotated[tuple[Langkah, ...], Field(min_length=1, max_length=LANGKAH)]

    @model_validator(mode="after")
    def number_langkah(self) -> Self:
        """Refuse a table whose langkah are not numbered 1, 2, 3 …"""
        if [row.no for row in self.langkah] != list(range(1, len(self.langkah) + 1)):
            raise ValueError("langkah are numbered 1, 2, 3 … in order")
        return self

    @property
    def is_bebas(self) -> bool:
        return self.periode is JenisPeriode.BEBAS

    def column_named(self, name: str) -> str | None:
        """Return the id of the column that a name means, whether id, nama or alias; case and spaces do not count."""
        for kolom in self.kolom:
            if fold(name) in map(fold, (kolom.id, kolom.nama, *kolom.alias)):
                return kolom.id
        return None

    def langkah_of(self, no: int) -> Langkah:
        """Return the langkah with that number."""
        return self.langkah[no - 1]

    def tahap_at(self, no: int, tahap: int) -> Tahap | None:
        """Return the tahap of a tugas; None where the tugas stands beside the flow."""
        return self.langkah_of(no).tahap[tahap] if tahap >= 0 else None

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """The langkah and tahap that the normal flow passes through, in order."""
        return tuple(Place(row.no, index) for row in self.langkah for index in row.flow)

    def penerima_of(self, no: int, tahap: int) -> tuple[str, ...]:
        """Return the columns that a tahap hands over to, as the file says."""
        langkah = self.langkah_of(no)
        own = langkah.tahap[tahap].kepada if tahap >= 0 else ()
        return own or langkah.penerima

    def returned_to(self, no: int, tahap: int) -> tuple[str, ...]:
        """Return the columns that a return of a tahap goes to first; none where it has none."""
        found = self.tahap_at(no, tahap)
        if found is None or not found.kembali:
            return ()
        target = found.kembali[0]
        langkah = self.langkah_of(target.lewat or target.ke)
        return langkah.tahap[langkah.relay or 0].untuk if target.lewat else langkah.tahap[0].untuk

    def before(self, no: int, tahap: int) -> Place | None:
        """Return langkah and tahap that the normal flow passes through before these."""
        at = bisect_left(self.places, (no, tahap))
        return self.places[at - 1] if at else None

    def choice_before(self, no: int, tahap: int) -> Place | None:
        """Return the place of the disposisi that chooses whom a tahap reaches, if one does."""
        before = self.before(no, tahap)
        chooses = self.tahap_at(*before) if before else None
        return before if before and chooses and chooses.is_choice else None

    def after(self, no: int, tahap: int) -> Tahap | None:
        """Return the tahap that the normal flow opens after one."""
        for row in self.langkah[no - 1 :]:
            for index in row.flow:
                if (row.no, index) > (no, tahap):
                    return row.tahap[index]
        return None

    def kolom_of(self, kolom: str) -> Kolom:
        """Return the column with that id."""
        return next(k for k in self.kolom if k.id == kolom)
