"""An office in memory: it keeps what outcomes bring about, so that tests of the engine read as stories."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import count
from typing import Any

from sop_flows.engine.aksi import Aksi, Kerja, Pelaku, Penugasan
from sop_flows.engine.berkas import Berkas, Outcome, PegawaiPeserta, Tugas, UnitPeserta
from sop_flows.engine.engine import advance, cancel, start
from sop_flows.engine.facts import Facts
from sop_flows.engine.formulir import Formulir, Nilai
from sop_flows.engine.offer import BESIDE, CLOSING
from sop_flows.engine.participation import add_unit
from sop_flows.sop.catalog import load_catalog
from sop_flows.sop.definition import JenisIsian, Minta, Sebar, Sop, Tahap
from sop_flows.sop.place import Place
from sop_flows.waktu.jadwal import BerlakuSesi, load_jam_kerja_default
from sop_flows.waktu.jam_kerja import JamKerja, Libur
from tests.support.oktober import WIB
from tests.support.periode import TW_III

MONDAY = datetime(2026, 11, 23, 8, 0, tzinfo=WIB)
JAM_KERJA = JamKerja(zona=WIB, biasa=load_jam_kerja_default()[5].pekan(BerlakuSesi.BIASA))
A, B, C = 1, 2, 3
HARI_JADI = Libur("Hari jadi")
WHY = "Sudah sesuai data dukung"
"""Why what was returned may come again as it was."""
ANSWERS = {
    JenisIsian.TANGGAL: "24 November 2026",
    JenisIsian.PUKUL: "09.00",
    JenisIsian.CENTANG: "ya",
    JenisIsian.BATAS: "31 Desember 2026",
}


def wib(day: int, hour: int, minute: int = 0) -> datetime:
    """Return a moment of November 2026."""
    return datetime(2026, 11, day, hour, minute, tzinfo=WIB)


def off(*days: int) -> JamKerja:
    """Return the calendar with these days of October made libur."""
    return replace(JAM_KERJA, libur={date(2026, 10, day): HARI_JADI for day in days})


def opened(
    sop: Sop, place: Place, at: datetime, jam_kerja: JamKerja = JAM_KERJA, **facts: Any
) -> Tugas:
    """Return a tugas that was opened at a place of an SOP, with its tenggat."""
    waktu = sop.langkah_of(place.langkah).waktu_of(place.tahap)
    return Tugas(
        id=1,
        nomor=1001,
        langkah=place.langkah,
        tahap=place.tahap,
        jabatan_id=1,
        dibuka_at=at,
        tenggat=jam_kerja.tenggat(at, waktu),
        facts=Facts(**facts),
    )


def answers(asked: Iterable[Any]) -> dict[str, str]:
    """Return an answer to every isian."""
    return {i.kode: ANSWERS.get(i.jenis, "isi") for i in asked}


@dataclass
class FakePeta:
    """One office: its columns, units and employees."""

    sop: Sop
    jam_kerja: JamKerja = JAM_KERJA
    posts: dict[str, tuple[int, ...]] = field(default_factory=dict)
    heads: dict[int, int] = field(default_factory=dict)
    employees: tuple[PegawaiPeserta, ...] = ()
    sheets: dict[int, Formulir] = field(default_factory=dict)

    def jabatan(self, kolom: str) -> tuple[int, ...]:
        return self.posts.get(kolom, ())

    def unit(self, kolom: tuple[str, ...]) -> tuple[UnitPeserta, ...]:
        posts = {post for k in kolom for post in self.jabatan(k)}
        return tuple(UnitPeserta(u, post) for u, post in self.heads.items() if post in posts)

    def pegawai(self) -> tuple[PegawaiPeserta, ...]:
        return self.employees

    def formulir(self, unit_id: int) -> Formulir:
        return self.sheets[unit_id]

    def grow(self, kolom: str) -> int:
        """Let one more unit appear, its head in a post of that column; return it."""
        post = max(post for group in self.posts.values() for post in group) + 1
        unit_id = max(self.heads, default=0) + 1
        self.posts[kolom] += (post,)
        self.employees += (PegawaiPeserta(100 + post, post),)
        self.seat(unit_id, post)
        return unit_id

    def seat(self, unit_id: int, post: int) -> None:
        """Give a unit its head and an empty form of two indikator."""
        self.heads[unit_id] = post
        nilai = tuple(Nilai(indikator_id=10 * unit_id + n, kode=f"{unit_id}.{n}") for n in (1, 2))
        self.sheets[unit_id] = Formulir(id=unit_id, berkas_id=1, unit_id=unit_id, nilai=nilai)


def make_office(sop: Sop) -> FakePeta:
    """Return an office with a post per column, and three units for the first column that fills."""
    filling = dict.fromkeys(
        k for row in sop.langkah for t in row.tahap if t.sebar is Sebar.PER_UNIT for k in t.untuk
    )
    ids, units = count(10), count(1)
    peta = FakePeta(sop)
    for kolom in sop.kolom:
        size = 3 if filling and kolom.id == next(iter(filling)) else 1
        peta.posts[kolom.id] = tuple(next(ids) for _ in range(size))
    for post in (post for kolom_id in filling for post in peta.posts[kolom_id]):
        peta.seat(next(units), post)
    posts = [post for group in peta.posts.values() for post in group]
    peta.employees = tuple(PegawaiPeserta(100 + post, post) for post in posts)
    return peta


def changed(kode: str, langkah: int, tahap: int = 0, **facts) -> Sop:
    """Return a shipped SOP with one tahap changed."""
    sop = load_catalog().get(kode).sop
    row = sop.langkah_of(langkah)
    stages = list(row.tahap)
    stages[tahap] = stages[tahap].model_copy(update=facts)
    rows = list(sop.langkah)
    rows[langkah - 1] = row.model_copy(update={"tahap": tuple(stages)})
    return sop.model_copy(update={"langkah": tuple(rows)})


class Dunia:
    """A berkas under way in that office."""

    def __init__(self, sop: Sop | str, at: datetime = MONDAY) -> None:
        self.sop = load_catalog().get(sop).sop if isinstance(sop, str) else sop
        self.peta = make_office(self.sop)
        self.now = at
        self.berkas = Berkas(id=1, kantor_id=1, nomor=1, judul="", periode=TW_III, dibuka_at=at)
        self.tugas: dict[int, Tugas] = {}
        self.jejak: list[Any] = []
        self.ingat: dict[int, datetime | None] = {}
        """When a reminder of a tugas is looked for next, None for never again."""
        self.holders: dict[int, int] = {}
        """Who holds a post, where that is not the first holder any more."""

    # Looking

    @property
    def open(self) -> list[Tugas]:
        return [t for t in self.tugas.values() if t.is_open]

    @property
    def in_flow(self) -> list[Tugas]:
        """What the berkas still needs: all that is open but what outlives it."""
        return [t for t in self.open if not t.outlives]

    @property
    def places(self) -> list[str]:
        """What is open: ``langkah.tahap``, once each."""
        return sorted({str(t.place) for t in self.open})

    def at(self, place: str, unit: int | None = None, jabatan: int | None = None) -> Tugas:
        """Return the first open tugas there (of a rapat, with the notulen), else the latest closed."""
        found = [
            t
            for t in self.tugas.values()
            if str(t.place) == place
            and unit in (None, t.unit_id)
            and jabatan in (None, t.jabatan_id)
        ]
        is_open = [t for t in found if t.is_open]
        keeps = [t for t in is_open if not t.facts.only_attends]
        return next(iter(keeps or is_open), found[-1])

    def tahap_of(self, tugas: Tugas) -> Tahap:
        return self.sop.langkah_of(tugas.langkah).tahap[tugas.tahap]

    def sheet(self, unit: int) -> Formulir:
        return self.peta.sheets[unit]

    def post(self, kolom: str) -> int:
        return self.peta.posts[kolom][0]

    # Acting

    def start(self, **isian: str) -> "Dunia":
        pelaku = self.person(self.post(self.sop.pemrakarsa))
        given = isian or answers(self.sop.mulai)
        self.keep(start(self.sop, self.berkas, pelaku, self.now, self.peta, given))
        return self

    def do(
        self,
        kerja: Kerja,
        tugas: Tugas | str,
        *,
        of: int | None = None,
        by: Pelaku | None = None,
        **facts: Any,
    ) -> Outcome:
        """Do one aksi as the holder of the post, at the revisi of the tugas as the test holds it."""
        if isinstance(tugas, str):
            tugas = self.at(tugas, of)
        aksi = Aksi(kerja=kerja, **({"revisi": tugas.revisi, "at": self.now} | facts))
        pelaku = by or self.person(tugas.jabatan_id, tugas.pegawai_id)
        stored = self.tugas[tugas.id]
        outcome = advance(self.sop, self.berkas, stored, aksi, pelaku, self.peta)
        self.keep(outcome)
        return outcome

    def finish(self, tugas: Tugas | str, unit: int | None = None, **facts: Any) -> None:
        """Do the closing aksi of one tugas, with the form filled and every isian answered.

        A rapat is waited for until its hour.
        """
        if isinstance(tugas, str):
            tugas = self.at(tugas, unit)
        if tugas.is_beside:
            self.do(BESIDE[tugas.tahap], tugas, **({"catatan": "Sudah benar"} | facts))
            return
        tahap = self.tahap_of(tugas)
        if tahap.minta is Minta.FORMULIR:
            self.fill(tugas.unit_id or 0)
        if tahap.minta is Minta.RAPAT and tugas.facts.rapat:
            self.now = max(self.now, tugas.facts.rapat.mulai)
        why = {"catatan": WHY} if tugas.facts.kembali else {}
        self.do(CLOSING[tahap.minta], tugas, **({"isian": answers(tahap.isian)} | why | facts))

    def finish_langkah(self, *numbers: int) -> None:
        """Close every tugas of those langkah as they come, forms that run beside included."""
        for no in numbers:
            while mine := [t for t in self.in_flow if t.langkah == no or self.joins(t, no)]:
                mine = [t for t in mine if not t.facts.only_attends] or mine
                self.finish(min(mine, key=lambda t: (t.langkah, t.id)))

    def joins(self, tugas: Tugas, no: int) -> bool:
        """Tell whether a tugas runs beside the flow until that langkah."""
        if tugas.is_beside:
            return False
        return self.tahap_of(tugas).gabung_di == no

    def cancel(self, alasan: str) -> None:
        pelaku = self.person(self.post(self.sop.pemrakarsa))
        self.keep(cancel(self.sop, self.berkas, pelaku, self.now, self.peta, alasan))

    def join(self, unit: int, alasan: str) -> None:
        """Let a unit fill the form that others are filling, as whoever started the berkas."""
        aksi = Aksi(kerja=Kerja.KIRIM, revisi=0, at=self.now, catatan=alasan, unit=(unit,))
        pelaku = self.person(self.post(self.sop.pemrakarsa))
        self.keep(add_unit(self.sop, self.berkas, aksi, pelaku, self.peta))

    def hand_over(self, jabatan_id: int, pegawai_id: int) -> None:
        """Let somebody else hold a post from now on, perhaps beside another one."""
        self.holders[jabatan_id] = pegawai_id
        posts = sorted({post for group in self.peta.posts.values() for post in group})
        first = {self.person(post).pegawai_id: post for post in reversed(posts)}
        self.peta.employees = tuple(PegawaiPeserta(id, post) for id, post in first.items())

    def fill(self, unit: int, nilai: int = 80) -> None:
        """Fill what is still empty or marked in a unit's form."""
        sheet = self.peta.sheets[unit]
        given = {"nilai": Decimal(nilai), "ditandai": False}
        filled = (
            n if n.is_filled and not n.ditandai else replace(n, **given) for n in sheet.nilai
        )
        self.peta.sheets[unit] = replace(sheet, nilai=tuple(filled))

    def see(self, place: str) -> None:
        tugas = self.at(place)
        self.tugas[tugas.id] = replace(tugas, dilihat_at=self.now)
        self.collect()

    def hold(self, tugas: Tugas, **facts: Any) -> Tugas:
        """Store facts on the card of an open tugas, as a conversation on it does; return it."""
        stored = replace(tugas, facts=replace(tugas.facts, **facts), revisi=tugas.revisi + 1)
        self.tugas[tugas.id] = stored
        self.collect()
        return stored

    def wait(self, **duration: int) -> None:
        self.now += timedelta(**duration)

    def person(self, jabatan_id: int, pegawai_id: int | None = None, **facts: Penugasan) -> Pelaku:
        pegawai_id = pegawai_id or self.holders.get(jabatan_id, 100 + jabatan_id)
        return Pelaku(
            pegawai_id=pegawai_id,
            nama=f"Pegawai {pegawai_id}",
            jabatan_id=jabatan_id,
            jabatan=f"Jabatan {jabatan_id}",
            **facts,
        )

    # Keeping

    def keep(self, outcome: Outcome) -> None:
        """Store an outcome as storage would."""
        for tugas in outcome.changed:
            assert tugas.revisi == self.tugas[tugas.id].revisi + 1
            self.tugas[tugas.id] = tugas
        for tugas in outcome.opened:
            id = len(self.tugas) + 1
            self.tugas[id] = tugas.numbered(id, id)
            self.ingat[id] = tugas.dibuka_at
        for change in outcome.formulir:
            sheet = self.peta.sheets[change.unit_id]
            new = {one.indikator_id: one for one in change.nilai}
            nilai = tuple(new.get(one.indikator_id, one) for one in sheet.nilai)
            self.peta.sheets[change.unit_id] = replace(
                sheet, status=change.status, ronde=change.ronde, nilai=nilai
            )
        self.ingat |= outcome.ingat
        self.jejak.extend(outcome.jejak)
        self.berkas = outcome.berkas
        self.collect()

    def collect(self) -> None:
        self.berkas = replace(self.berkas, terbuka=tuple(self.open))
