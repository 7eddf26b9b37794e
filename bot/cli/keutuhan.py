"""What an operator is told of the history of an office: whether it is whole, and whether the rows agree with it."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any, Final

from sop_flows.deferred import dataclass
from sop_flows.jejak import Head, Verification
from sop_flows.naskah.selisih import Selisih
from sop_flows.use_cases.berkas.keutuhan import Pemeriksaan
from storage.database.guards import BrokenGuard, GuardFault
from storage.unit_of_work import SqlUnitOfWork

MEND: Final = "Bandingkan dengan cadangan terakhir."
"""What to do where a history is not whole."""
MEND_SELISIH: Final = (
    "Riwayatlah yang berlaku. Hentikan bot, cari siapa yang membuka basis data,"
    " lalu pulihkan cadangan terakhir yang sesuai (`tapak restore`)."
)
MEND_UJUNG: Final = (
    "Pastikan ujungnya dari bot ini dan tersalin lengkap, lalu bandingkan dengan cadangan dari sebelum dan sesudah"
    " hari itu."
)
MEND_PENJAGA: Final = (
    "Cari siapa yang membuka basis data. Penjaga terpasang lagi dalam basis data baru:"
    " `tapak backup FILE`, lalu `tapak restore FILE` ke folder kosong."
)
NAMED: Final = 10
"""How many differences are named one by one."""
PENJAGA: Final = {
    GuardFault.HILANG: "tidak ada",
    GuardFault.BERUBAH: "bukan yang dipasang Tapak",
}


def facts_of(found: Pemeriksaan) -> dict[str, Any]:
    """Return what was found of an office for a script."""
    return {
        "kode": found.kantor.kode,
        "utuh": found.rantai.ok,
        "baris": found.rantai.lines,
        "baris_salah": found.rantai.first_bad_seq,
        "sebab": found.rantai.reason,
        "ujung": str(found.ujung),
        "selisih": [asdict(one) for one in found.selisih],
    }


def lines_of(found: Pemeriksaan) -> Iterator[str]:
    """Yield what was found of an office for a person."""
    kode, selisih = found.kantor.kode, found.selisih
    yield told_office(kode, found.rantai)
    if found.rantai.ok:
        yield f"  Ujung riwayat: {found.ujung}"
    if not selisih:
        return
    yield f"{kode}: {len(selisih)} hal TIDAK SESUAI dengan riwayat:"
    yield from (f"  {told_selisih(one)}" for one in selisih[:NAMED])
    if len(selisih) > NAMED:
        yield f"  dan {len(selisih) - NAMED} lagi; semuanya dengan --json"
    yield f"  Perbaikan: {MEND_SELISIH}"


@dataclass(frozen=True, slots=True, kw_only=True)
class UjungDicari:
    """A head that somebody noted down, and the office whose history once ended so."""

    ujung: Head
    kantor: str | None = None
    bertambah: int = 0
    """How many lines have followed it."""

    @property
    def is_well(self) -> bool:
        return self.kantor is not None

    def as_facts(self) -> dict[str, Any]:
        """Return it for a script."""
        return {"ujung": str(self.ujung), "ditemukan": self.is_well, "kantor": self.kantor}

    def line(self) -> str:
        """Return it for a person."""
        if self.kantor is None:
            return (
                f"Ujung riwayat baris {self.ujung.seq} TIDAK ADA dalam riwayat yang utuh: riwayat sesudah ujung"
                f" itu dicatat dipotong atau disusun ulang. {MEND_UJUNG}"
            )
        return (
            f"Ujung riwayat baris {self.ujung.seq} masih bagian dari riwayat {self.kantor}; "
            f"sesudahnya bertambah {self.bertambah} baris."
        )


def look_for(uow: SqlUnitOfWork, ujung: Head) -> UjungDicari:
    """Look in every office for a head that was noted down, where the history is whole."""
    for kantor in uow.kantor.all():
        if uow.jejak.has(kantor.id, ujung) and uow.jejak.verify(kantor.id).ok:
            more = uow.jejak.head(kantor.id).seq - ujung.seq
            return UjungDicari(ujung=ujung, kantor=kantor.kode, bertambah=more)
    return UjungDicari(ujung=ujung)


@dataclass(frozen=True, slots=True, kw_only=True)
class Keutuhan:
    """All that ``tapak jejak verify`` found."""

    penjaga: Sequence[BrokenGuard]
    kantor: Sequence[Pemeriksaan]
    ujung: UjungDicari | None

    @property
    def is_well(self) -> bool:
        return (
            not self.penjaga
            and all(one.is_well for one in self.kantor)
            and (self.ujung is None or self.ujung.is_well)
        )

    def as_facts(self) -> dict[str, Any]:
        """Return it for a script."""
        return {
            "utuh": self.is_well,
            "penjaga": [asdict(one) for one in self.penjaga],
            "kantor": [facts_of(one) for one in self.kantor],
            **({"ujung": self.ujung.as_facts()} if self.ujung else {}),
        }

    def lines(self) -> Iterator[str]:
        """Yield it for a person."""
        for one in self.kantor:
            yield from lines_of(one)
        yield from (f"{told_penjaga(one)} {MEND_PENJAGA}" for one in self.penjaga)
        if self.ujung:
            yield self.ujung.line()


def told(result: Verification) -> str:
    """Return whether a history is whole, for a person; if not, from where on."""
    if result.ok:
        return f"utuh, {result.lines} baris"
    return (
        f"TIDAK UTUH mulai baris {result.first_bad_seq}; "
        "ada yang diubah, dipindahkan, atau dihapus."
    )


def told_office(kode: str, result: Verification) -> str:
    """Return whether the history of an office is whole; if not, also what to do."""
    return f"{kode}: {told(result)}" + ("" if result.ok else f" {MEND}")


def told_selisih(one: Selisih) -> str:
    """Return a difference between a row and the history."""
    apa = f"{one.perihal} {one.nama}".strip()
    stored, said = one.tersimpan or "tidak ada", one.riwayat or "tidak disebut"
    return f"Berkas {one.berkas}, {apa}: tersimpan {stored}; menurut riwayat {said}"


def told_penjaga(one: BrokenGuard) -> str:
    """Return what is wrong with a guard, and what that means."""
    return (
        f"Penjaga riwayat {one.nama} {PENJAGA[one.keadaan]}: basis data tidak menolak lagi bila riwayat"
        " atau naskah diubah."
    )
