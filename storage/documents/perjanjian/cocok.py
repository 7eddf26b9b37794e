"""A lampiran held against the indikator of an office: which one each row means, and what it says otherwise."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import field
from decimal import Decimal
from difflib import get_close_matches
from itertools import count
from typing import Any, Final

from sop_flows.deferred import dataclass, pattern, replace
from sop_flows.kantor.identitas import fold_kode
from sop_flows.kinerja.anggaran import RUPIAH
from sop_flows.kinerja.angka import Terbaca, is_persen, read_angka
from sop_flows.teks import plain
from storage.documents.kantor.buku import BarisIndikator, GalatSel, KodeGalat
from storage.documents.kantor.buku_janji import BEFORE, YEARS_BEFORE, fraction_in, unmeasurable
from storage.documents.perjanjian.kolom import TW
from storage.documents.perjanjian.lampiran import BarisLampiran, Lampiran

ALIKE: Final = 0.88
"""How alike a new name must be to one of the office to be taken for the same, written otherwise."""
WORDS: Final = ("sasaran", "satuan", "penanggung_jawab", "definisi", "cara_ukur", "sumber_data")
PROMISES: Final = ("target", *TW)
NEEDED: Final = ("satuan", "polaritas", "sifat", "unit")
"""What a new indikator must say."""
_KODE: Final = pattern(r"(?P<awal>.*?)(?P<no>\d+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Kantor:
    """What an office has, as far as a lampiran is held against it."""

    tahun: int
    unit_id: Mapping[str, int]
    disebut: Mapping[str, str]
    """The unit (kode) that a name of a unit or a post means."""
    terukur: Mapping[str, BarisIndikator]
    """What is measured in the year, by kode: programs among them."""
    terpakai: Collection[str]
    """Every kode of the year, of those that no list has any more too: none comes to mean another."""
    sebelumnya: Mapping[str, BarisIndikator]
    """The same of the year before."""
    unit: str = ""
    """Of new ones that name none."""

    def unit_of(self, nama: str) -> str:
        """Return the kode of the unit that a name means; empty where it means none."""
        return next((k for name, k in self.disebut.items() if plain(name) == plain(nama)), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Berubah:
    """What a lampiran says otherwise of one indikator; without ``kolom`` it is new."""

    kode: str
    nama: str
    kolom: str = ""
    dari: str = ""
    ke: str = ""


Isi = dict[str, BarisIndikator]


def lay_over(
    kantor: Kantor, lampiran: Lampiran
) -> tuple[Sequence[BarisIndikator], tuple[Berubah, ...], tuple[GalatSel, ...]]:
    """Return everything that is measured once a lampiran holds, what it changes, and what is wrong."""
    found = Cocok(kantor)
    for baris in lampiran.baris:
        found.take(baris)
    return tuple(found.isi.values()), tuple(found.changes()), tuple(found.galat)


@dataclass(slots=True)
class Cocok:
    """The rows of a lampiran taken in one by one."""

    kantor: Kantor
    galat: list[GalatSel] = field(default_factory=list)
    isi: Isi = field(init=False)
    said: dict[tuple[str, str], tuple[str, str]] = field(default_factory=dict)
    """What was said of a kode in a column, and where."""

    def __post_init__(self) -> None:
        self.isi = dict(self.kantor.terukur)

    def take(self, baris: BarisLampiran) -> None:
        """Lay one row over what there is, or note what is wrong with it."""
        known = self._meant(baris)
        if known is None:
            known = self._new(baris)
        if known is None:
            return
        self.isi[known.kode] = replace(known, **self._values(baris, known))

    def changes(self) -> Iterator[Berubah]:
        """Yield what is otherwise now."""
        for kode, row in self.isi.items():
            before = self.kantor.terukur.get(kode)
            if before is None:
                yield Berubah(kode=kode, nama=row.indikator)
                continue
            for name in (*WORDS, *PROMISES):
                dari, ke = getattr(before, name), getattr(row, name)
                if dari != ke:
                    yield Berubah(kode=kode, nama=row.indikator, kolom=name, dari=dari, ke=ke)

    def _meant(self, baris: BarisLampiran) -> BarisIndikator | None:
        """Return the indikator that a row means; None where that is none, or not to be told."""
        kode = fold_kode(baris.said("kode"))
        if kode:
            return next((one for one in self.isi.values() if fold_kode(one.kode) == kode), None)
        alike = [
            one for one in self._same_kind(baris, self.isi) if same(one.indikator, baris.nama)
        ]
        unit = self.kantor.unit_of(baris.said("penanggung_jawab"))
        for name, said in (("sasaran", baris.said("sasaran")), ("unit", unit)):
            if len(alike) > 1 and said:
                alike = [one for one in alike if same(getattr(one, name), said)] or alike
        return alike[0] if len(alike) == 1 else None

    def _new(self, baris: BarisLampiran) -> BarisIndikator | None:
        """Return a new indikator, taken over from the year before where that had it; None where it cannot be made."""
        has_kode = bool(baris.said("kode"))
        alike = [
            one for one in self._same_kind(baris, self.isi) if same(one.indikator, baris.nama)
        ]
        if len(alike) > 1 and not has_kode:
            kodes = (one.kode for one in alike)
            self._blame(baris, KodeGalat.INDIKATOR_BERMAKNA_GANDA, baris.nama, *kodes)
            return None
        if (before := self._before(baris)) is not None:
            return before
        near = self._near(baris)
        if near is not None and not has_kode:
            self._blame(
                baris, KodeGalat.INDIKATOR_MIRIP, baris.nama, f"{near.kode} {near.indikator}"
            )
            return None
        return self._made(baris)

    def _made(self, baris: BarisLampiran) -> BarisIndikator | None:
        is_program = baris.jenis == "program"
        unit = self.kantor.unit_of(baris.said("penanggung_jawab")) or self.kantor.unit
        facts: dict[str, Any] = {
            "satuan": RUPIAH if is_program else baris.said("satuan"),
            "polaritas": "naik" if is_program else baris.said("polaritas"),
            "sifat": baris.said("sifat") or ("akumulasi" if is_program else ""),
            "unit": unit,
        }
        if missing := [name for name in NEEDED if not facts[name]]:
            names = ("Penanggung Jawab" if n == "unit" else n.capitalize() for n in missing)
            self._blame(baris, KodeGalat.INDIKATOR_BARU_KURANG, baris.nama, *names)
            return None
        kode = baris.said("kode") or self._free_kode(is_program=is_program)
        return BarisIndikator(
            kode=kode,
            indikator=baris.nama,
            tahun=self.kantor.tahun,
            jenis="anggaran" if is_program else "kinerja",
            **facts,
        )

    def _before(self, baris: BarisLampiran) -> BarisIndikator | None:
        """Return the row of this indikator in the year before, without its promises; None where that year had none."""
        alike = [
            one
            for one in self._same_kind(baris, self.kantor.sebelumnya)
            if same(one.indikator, baris.nama) and one.kode not in self.isi
        ]
        if len(alike) != 1:
            return None
        empty: dict[str, Any] = dict.fromkeys(
            (*PROMISES, *BEFORE, *YEARS_BEFORE, "sumber_realisasi"), ""
        )
        kode = baris.said("kode") or alike[0].kode
        return replace(alike[0], kode=kode, tahun=self.kantor.tahun, pagu=None, **empty)

    def _near(self, baris: BarisLampiran) -> BarisIndikator | None:
        names = {plain(one.indikator): one for one in self._same_kind(baris, self.isi)}
        near = get_close_matches(plain(baris.nama), list(names), n=1, cutoff=ALIKE)
        return names[near[0]] if near else None

    def _same_kind(
        self, baris: BarisLampiran, among: Mapping[str, BarisIndikator]
    ) -> Iterator[BarisIndikator]:
        wanted = "anggaran" if baris.jenis == "program" else "kinerja"
        return (one for one in among.values() if one.jenis == wanted)

    def _free_kode(self, *, is_program: bool) -> str:
        """Return the next kode in the manner of most that the office has."""
        kind = "anggaran" if is_program else "kinerja"
        kodes = [one.kode for one in self.isi.values() if one.jenis == kind]
        known = {*self.kantor.terpakai, *self.isi}
        found = [m for m in map(_KODE.fullmatch, kodes) if m is not None]
        starts = [m["awal"] for m in found]
        start = max(starts, key=starts.count, default="P-" if is_program else "IK-")
        numbers = [m["no"] for m in found if m["awal"] == start]
        width = max(map(len, numbers), default=1)
        last = max(map(int, numbers), default=0)
        free = (f"{start}{no:0{width}d}" for no in count(last + 1))
        return next(kode for kode in free if kode not in known)

    def _values(self, baris: BarisLampiran, known: BarisIndikator) -> dict[str, Any]:
        """Return what a row says of an indikator, as the office writes it."""
        values: dict[str, Any] = {
            name: baris.said(name)
            for name in WORDS
            if baris.said(name) and not is_same_word(name, getattr(known, name), baris.said(name))
        }
        if baris.jenis == "program" and isinstance(pagu := baris.nilai.get("pagu"), Decimal):
            values |= {"pagu": pagu, "target": f"{pagu:f}".replace(".", ",")}
            values.pop("satuan", None)
        satuan = values.get("satuan", known.satuan)
        for name in PROMISES:
            if teks := baris.said(name):
                self._check(baris, name, teks, known, satuan)
                values |= {} if is_same_promise(getattr(known, name), teks) else {name: teks}
        for name in (*WORDS, *PROMISES, "pagu"):
            self._once(baris, name, known.kode, str(values.get(name, getattr(known, name))))
        return values

    def _check(
        self, baris: BarisLampiran, name: str, teks: str, known: BarisIndikator, satuan: str
    ) -> None:
        """Note a promise that cannot be measured, or may be read in two ways."""
        wrong = unmeasurable(teks, self.kantor.tahun, known.peringkat)
        wrong = wrong or (fraction_in(teks) if is_persen(satuan) else None)
        if wrong is not None:
            self._blame_at(baris, name, wrong[0], teks, *wrong[1])

    def _once(self, baris: BarisLampiran, name: str, kode: str, teks: str) -> None:
        """Note where the file says two things of one indikator."""
        if not baris.said(name):
            return
        where = f"{baris.lembar}!{baris.sel[name]}"
        first, at = self.said.setdefault((kode, name), (teks, where))
        if first != teks:
            self._blame_at(baris, name, KodeGalat.JANJI_BERBEDA, baris.said(name), at)

    def _blame(self, baris: BarisLampiran, kode: KodeGalat, nilai: str, *pilihan: str) -> None:
        self._blame_at(baris, baris.jenis, kode, nilai, *pilihan)

    def _blame_at(
        self, baris: BarisLampiran, name: str, kode: KodeGalat, nilai: str, *pilihan: str
    ) -> None:
        self.galat.append(
            GalatSel(
                lembar=baris.lembar, sel=baris.sel[name], kode=kode, nilai=nilai, pilihan=pilihan
            )
        )


def same(one: str, other: str) -> bool:
    """Tell whether two names are the same but for spelling."""
    return plain(one) == plain(other)


def is_same_word(kolom: str, one: str, other: str) -> bool:
    """Tell whether two texts say the same: ``%`` is Persen."""
    return same(one, other) or (kolom == "satuan" and is_persen(one) and is_persen(other))


def is_same_promise(one: str, other: str) -> bool:
    """Tell whether two targets are the same number, or the same words."""
    left, right = read_angka(one), read_angka(other)
    if isinstance(left, Terbaca) and isinstance(right, Terbaca):
        return left.nilai == right.nilai
    return same(one, other)
