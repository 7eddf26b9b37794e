"""What the placeholders of a Word template stand for: texts, and lists whose row or paragraph is repeated."""

from collections.abc import Callable, Iterable, Mapping
from typing import Final
from zoneinfo import ZoneInfo

from sop_flows.deferred import dataclass
from sop_flows.naskah.kode import print_kode
from sop_flows.papers.isi import IsiPaper, Kepala, Pejabat
from sop_flows.papers.isi_laporan import Laporan
from sop_flows.papers.isi_rapat import IsiRapat, Notula, Undangan
from sop_flows.papers.isi_surat import Penandatangan, SuratPengantar
from sop_flows.sop.paper import JenisPaper
from storage.documents.lembar.periods import print_periode
from storage.documents.papers import word_laporan
from storage.documents.papers.paper import in_zone, signature_of

Baris = Mapping[str, str]
Fakta = Mapping[str, str | tuple[Baris, ...]]
"""A text, or the rows of a list, by the name of its placeholder."""
ROOM: Final = "." * 40
"""Where somebody writes what was not said."""
HEAD: Final = frozenset(
    {
        "pemerintah",
        "kantor",
        "alamat",
        "tempat_surat",
        "periode",
        "sop",
        "berkas",
        "kode_verifikasi",
        "keterangan",
    }
)
SIGNER: Final = frozenset({"ttd_jabatan", "ttd_nama", "ttd_pangkat", "ttd_nip", "atas_nama"})


@dataclass(frozen=True, slots=True)
class Kata:
    """The placeholders of a kind of paper: texts, and the fields of each list."""

    teks: frozenset[str]
    daftar: Mapping[str, frozenset[str]]

    def names(self) -> Iterable[str]:
        """Yield every placeholder as it is written."""
        yield from sorted(self.teks)
        for daftar, fields in self.daftar.items():
            yield from (f"{daftar}.{field}" for field in sorted(fields))


KATA: Final[Mapping[JenisPaper, Kata]] = {
    JenisPaper.SURAT_PENGANTAR: Kata(
        HEAD | SIGNER | {"nomor", "tanggal", "tujuan", "dikirim"}, {}
    ),
    JenisPaper.UNDANGAN: Kata(
        HEAD
        | SIGNER
        | {
            "nomor",
            "tanggal",
            "sifat",
            "lampiran",
            "acara",
            "hari",
            "pukul",
            "tempat",
            "judul_tembusan",
        },
        {"kepada": frozenset({"no", "jabatan"}), "tembusan": frozenset({"no", "jabatan"})},
    ),
    JenisPaper.NOTULA: Kata(
        HEAD
        | {"acara", "hari", "pukul", "tempat", "undangan", "lampiran", "pencatat", "pencatat_nip"},
        {
            "hadir": frozenset({"no", "nama", "jabatan", "mewakili"}),
            "pokok": frozenset({"label", "teks"}),
            "lanjut": frozenset({"no", "uraian", "penanggung_jawab", "batas"}),
        },
    ),
    JenisPaper.LAPORAN: Kata(HEAD | SIGNER | word_laporan.TEKS | {"tanggal"}, word_laporan.DAFTAR),
}
"""The kinds of paper that an office may edit in Word, and what their templates may ask for."""


def facts_of(paper: IsiPaper) -> Fakta:
    """Return what stands for each placeholder of a paper.

    Raises:
        KeyError: Its kind is not edited in Word.
    """
    return FACTS[JenisPaper(paper.kepala.jenis)](paper)


def head_facts(k: Kepala) -> dict[str, str]:
    """Return what every paper says."""
    named = (("Telepon", k.kop.telepon), ("Laman", k.kop.laman), ("Surel", k.kop.surel))
    lines = [k.kop.alamat, *(f"{label} {said}" for label, said in named if said)]
    return {
        "pemerintah": f"Pemerintah {k.kop.daerah}" if k.kop.daerah else "",
        "kantor": k.kop.nama,
        "alamat": ", ".join(one for one in lines if one),
        "tempat_surat": k.kop.tempat or ROOM,
        "periode": print_periode(k.periode),
        "sop": k.sop,
        "berkas": str(k.berkas),
        "kode_verifikasi": print_kode(k.kode) if k.kode else "",
        "keterangan": said_below(k),
    }


def said_below(k: Kepala) -> str:
    """Return what stands at the foot: of what it is, and that it can be changed."""
    kode = f", kode verifikasi {print_kode(k.kode)}" if k.kode else ""
    return (
        f"Disusun dengan Tapak, berkas {k.berkas}, langkah {k.langkah}{kode}. "
        "Dokumen ini dapat disunting; ketukan di Tapak bukan tanda tangan elektronik tersertifikasi."
    )


def signer_facts(one: Penandatangan) -> dict[str, str]:
    """Return who signs, with room for what was not said."""
    jabatan, nama, pangkat, nip = signature_of(one.pejabat)
    return {
        "atas_nama": f"a.n. {one.atas_nama}" if one.atas_nama else "",
        "ttd_jabatan": jabatan or ROOM,
        "ttd_nama": nama or ROOM,
        "ttd_pangkat": pangkat or f"Pangkat/golongan {ROOM}",
        "ttd_nip": f"NIP {nip or ROOM}",
    }


def rapat_facts(rapat: IsiRapat, zona: str) -> dict[str, str]:
    """Return when and where a rapat is, with room for what was not said."""
    printed = in_zone(ZoneInfo(zona))
    return {
        "acara": rapat.acara,
        "hari": printed["hari"](rapat.mulai) or ROOM,
        "pukul": printed["pukul"](rapat.mulai) or ROOM,
        "tempat": rapat.tempat or ROOM,
    }


def pengantar_facts(p: SuratPengantar) -> Fakta:
    """Return what stands on a surat pengantar."""
    return {
        **head_facts(p.kepala),
        **signer_facts(p.penandatangan),
        "nomor": p.nomor or ROOM,
        "tanggal": day(p.kepala, p.pada) or ROOM,
        "tujuan": p.tujuan or ROOM,
        "dikirim": p.dikirim.title(),
    }


def undangan_facts(p: Undangan) -> Fakta:
    """Return what stands on an undangan."""
    return {
        **head_facts(p.kepala),
        **signer_facts(p.penandatangan),
        **rapat_facts(p.rapat, p.kepala.zona),
        "nomor": p.nomor or ROOM,
        "tanggal": day(p.kepala, p.pada) or ROOM,
        "sifat": p.sifat or ROOM,
        "lampiran": p.lampiran or "-",
        "judul_tembusan": "Tembusan:" if p.tembusan else "",
        "kepada": numbered({"jabatan": one} for one in p.kepada),
        "tembusan": numbered({"jabatan": one} for one in p.tembusan),
    }


def notula_facts(p: Notula) -> Fakta:
    """Return what stands on a notula."""
    hadir = [
        {"nama": one.nama, "jabatan": one.jabatan, "mewakili": one.mewakili} for one in p.hadir
    ]
    lanjut = [
        {"uraian": one.uraian, "penanggung_jawab": one.jabatan, "batas": day(p.kepala, one.batas)}
        for one in p.lanjut
    ]
    return {
        **head_facts(p.kepala),
        **rapat_facts(p.rapat, p.kepala.zona),
        "undangan": p.rapat.undangan or ROOM,
        "lampiran": ", ".join(p.dokumen) or "-",
        "pencatat": p.notulis.nama or ROOM,
        "pencatat_nip": f"NIP {nip_of(p.notulis) or ROOM}",
        "hadir": numbered(hadir),
        "pokok": tuple({"label": one.label, "teks": one.teks} for one in p.pokok),
        "lanjut": numbered(lanjut),
    }


def laporan_facts(p: Laporan) -> Fakta:
    """Return what stands in a laporan."""
    signer = Penandatangan(pejabat=p.penanda_tangan)
    return {
        **head_facts(p.kepala),
        **signer_facts(signer),
        **word_laporan.texts_of(p),
        "tanggal": day(p.kepala, p.disahkan.pada if p.disahkan else "") or ROOM,
        **word_laporan.lists_of(p),
    }


def nip_of(one: Pejabat) -> str:
    """Return a NIP as people write it."""
    return signature_of(one)[-1]


def day(k: Kepala, moment: str) -> str:
    """Return the day of a moment as the office has it; empty stays empty."""
    return in_zone(ZoneInfo(k.zona))["tanggal"](moment)


def numbered(rows: Iterable[Baris]) -> tuple[Baris, ...]:
    """Return rows with their numbers, from 1."""
    return tuple({"no": str(no), **row} for no, row in enumerate(rows, start=1))


FACTS: Final[Mapping[JenisPaper, Callable[..., Fakta]]] = {
    JenisPaper.SURAT_PENGANTAR: pengantar_facts,
    JenisPaper.UNDANGAN: undangan_facts,
    JenisPaper.NOTULA: notula_facts,
    JenisPaper.LAPORAN: laporan_facts,
}
