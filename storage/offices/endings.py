"""What an import ends, said by name: memberships, posts held, admins, indicators, SOPs.

It is found by looking at the office before and after, so that no way of ending anything is left out.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from difflib import get_close_matches
from enum import StrEnum
from typing import Final

from sqlalchemy import Connection, Date, bindparam, or_, select

from sop_flows.deferred import dataclass
from sop_flows.engine.aksi import Penugasan
from sop_flows.kantor.identitas import fold_kunci, fold_nama
from storage.database.carrier_tables import IkatanChatRow
from storage.database.insert import table
from storage.database.kinerja_tables import IndikatorRow
from storage.database.prepared import Prepared
from storage.database.tables import (
    JabatanRow,
    KantorRow,
    LiburRow,
    PegawaiRow,
    PenugasanRow,
    SopRow,
)
from storage.documents.kantor.buku import BarisIndikator

WAKIL: Final = (Penugasan.PLH, Penugasan.PLT)
ALIKE: Final = 0.94
"""How alike two keys are of which one has lost or mistaken a digit: 17 of 18, and one of 18."""
_K = table(KantorRow)
_C = table(IkatanChatRow)
_P = table(PegawaiRow)
_J = table(JabatanRow)
_A = table(PenugasanRow)
_I = table(IndikatorRow)
_S = table(SopRow)
_L = table(LiburRow)
_kantor_id: Final = select(_K.c.id).where(_K.c.kode == bindparam("kode")).scalar_subquery()
_today: Final = bindparam("today", type_=Date)
_people_of: Final = Prepared(
    lambda: (
        select(_P.c.id, _P.c.nama, _P.c.kunci, _P.c.admin)
        .where(_P.c.kantor_id == _kantor_id)
        .where(or_(_P.c.keluar_on.is_(None), _P.c.keluar_on > _today))
        .order_by(_P.c.id)
    )
)
_holders_of: Final = Prepared(
    lambda: (
        select(_A.c.pegawai_id, _A.c.jabatan_id, _A.c.jenis, _J.c.nama)
        .join(_J, _J.c.id == _A.c.jabatan_id)
        .where(_A.c.kantor_id == _kantor_id)
        .where(or_(_A.c.selesai_on.is_(None), _A.c.selesai_on >= _today))
        .order_by(_A.c.id)
    )
)
_measures_of: Final = Prepared(
    lambda: (
        select(_I.c.id, _I.c.tahun, _I.c.kode, _I.c.nama)
        .where(_I.c.kantor_id == _kantor_id, _I.c.dihapus.is_(False))
        .order_by(_I.c.tahun, _I.c.kode)
    )
)
_sop_of: Final = Prepared(
    lambda: select(_S.c.kode).where(_S.c.kantor_id == _kantor_id, _S.c.aktif.is_(True))
)
_days_of: Final = Prepared(
    lambda: (
        select(_L.c.tanggal, _L.c.jenis, _L.c.dasar)
        .where(_L.c.kantor_id == _kantor_id, _L.c.tanggal >= _today)
        .order_by(_L.c.tanggal, _L.c.jenis)
    )
)
_joined: Final = Prepared(lambda: select(_C.c.pegawai_id).where(_C.c.dicabut_at.is_(None)))


class JenisAkhir(StrEnum):
    """What ends."""

    KEANGGOTAAN = "keanggotaan"
    JABATAN = "jabatan"
    """A post that somebody holds who stays in the office."""
    MASA = "masa"
    """An appointment that ends sooner, on a day to come."""
    ADMIN = "admin"
    INDIKATOR = "indikator"
    INDIKATOR_BERNILAI = "indikator_bernilai"
    """An indikator that is missing, and stays because of its values."""
    SOP = "sop"
    LIBUR = "libur"
    """A day of the calendar of the office, today or later."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Berakhir:
    """One thing that an import ends."""

    jenis: JenisAkhir
    nama: str
    kunci: str = ""
    sampai: date | None = None
    tahun: int | None = None
    jabatan: tuple[str, ...] = ()
    kosong: tuple[str, ...] = ()
    """Those of the posts that nobody holds afterwards."""
    tugas: int = 0
    """How many open tugas are theirs now."""
    nomor: tuple[int, ...] = ()
    """The short numbers of these."""
    mirip: tuple[tuple[str, str], ...] = ()
    """Who comes in the same import and may be the same person: name and key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Berlaku:
    """What is in force in an office on a day."""

    pegawai: Mapping[int, tuple[str, str]]
    """Name and key by id."""
    pemegang: Mapping[tuple[int, int], str]
    """Who holds which post on that day or later, by ids; the name of the post."""
    admin: frozenset[int]
    indikator: Mapping[int, tuple[int, str, str]]
    """Year, kode and name by id."""
    sop: frozenset[str]
    libur: Mapping[tuple[date, str], str]
    """What the office says of days from that one on: its words by date and kind."""
    tanpa_akun: tuple[tuple[str, str, str], ...]
    """Who stands in on that day or later and has not joined: name, Plh. or Plt., post."""


def read_berlaku(connection: Connection, kode: str, today: date) -> Berlaku:
    """Return what is in force in an office; nothing where there is none."""
    of = {"kode": kode}
    now = {**of, "today": today}
    people = _people_of.all(connection, now)
    holders = _holders_of.all(connection, now)
    measures = _measures_of.all(connection, of)
    names = {row.id: row.nama for row in people}
    joined = {row.pegawai_id for row in _joined.all(connection, {})}
    return Berlaku(
        tanpa_akun=tuple(
            (names[row.pegawai_id], row.jenis, row.nama)
            for row in holders
            if row.jenis in WAKIL and row.pegawai_id in names.keys() - joined
        ),
        pegawai={row.id: (row.nama, row.kunci) for row in people},
        pemegang={(row.pegawai_id, row.jabatan_id): row.nama for row in holders},
        admin=frozenset(row.id for row in people if row.admin),
        indikator={row.id: (row.tahun, row.kode, row.nama) for row in measures},
        sop=frozenset(row.kode for row in _sop_of.all(connection, of)),
        libur={(row.tanggal, row.jenis): row.dasar for row in _days_of.all(connection, now)},
    )


def find_endings(
    before: Berlaku,
    after: Berlaku,
    tugas: Mapping[int, tuple[int, ...]],
    indikator: Iterable[BarisIndikator],
) -> tuple[Berakhir, ...]:
    """Return what was in force before and is no longer.

    Args:
        tugas: The numbers of the open tugas that everybody had before.
        indikator: Those that the workbook has.
    """
    return (
        *_people(before, after, tugas),
        *_measures(before, after, {(row.tahun, row.kode) for row in indikator}),
        *(Berakhir(jenis=JenisAkhir.SOP, nama=kode) for kode in sorted(before.sop - after.sop)),
        *_days(before, after),
    )


def _people(
    before: Berlaku, after: Berlaku, tugas: Mapping[int, tuple[int, ...]]
) -> Iterable[Berakhir]:
    held = {jabatan for _, jabatan in after.pemegang}
    new = [person for id, person in after.pegawai.items() if id not in before.pegawai]
    for id, (nama, kunci) in before.pegawai.items():
        lost = {
            jabatan: name
            for (pegawai, jabatan), name in before.pemegang.items()
            if pegawai == id and (id, jabatan) not in after.pemegang
        }
        kosong = tuple(name for jabatan, name in lost.items() if jabatan not in held)
        stays = id in after.pegawai
        if lost or not stays:
            yield Berakhir(
                jenis=JenisAkhir.JABATAN if stays else JenisAkhir.KEANGGOTAAN,
                nama=nama,
                kunci=kunci,
                jabatan=tuple(lost.values()),
                kosong=kosong,
                tugas=len(tugas.get(id, ())),
                nomor=tugas.get(id, ()),
                mirip=() if stays else tuple(_alike(nama, kunci, new)),
            )
        if stays and id in before.admin - after.admin:
            yield Berakhir(jenis=JenisAkhir.ADMIN, nama=nama, kunci=kunci)


def _days(before: Berlaku, after: Berlaku) -> Iterable[Berakhir]:
    for (tanggal, jenis), dasar in before.libur.items():
        if (tanggal, jenis) not in after.libur:
            nama = f"{jenis}, {dasar}" if dasar else jenis
            yield Berakhir(jenis=JenisAkhir.LIBUR, nama=nama, kunci=tanggal.isoformat())


def _alike(nama: str, kunci: str, new: Iterable[tuple[str, str]]) -> Iterable[tuple[str, str]]:
    for other, key in new:
        is_near = get_close_matches(fold_kunci(kunci), [fold_kunci(key)], cutoff=ALIKE)
        if is_near or fold_nama(nama) == fold_nama(other):
            yield other, key


def _measures(
    before: Berlaku, after: Berlaku, wanted: Collection[tuple[int, str]]
) -> Iterable[Berakhir]:
    years = {tahun for tahun, _ in wanted}
    for id, (tahun, kode, nama) in before.indikator.items():
        if tahun not in years or (tahun, kode) in wanted:
            continue
        stays = id in after.indikator
        jenis = JenisAkhir.INDIKATOR_BERNILAI if stays else JenisAkhir.INDIKATOR
        yield Berakhir(jenis=jenis, nama=nama, kunci=kode, tahun=tahun)
