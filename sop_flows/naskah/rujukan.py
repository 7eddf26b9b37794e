"""What a naskah takes from the office: identity, scale, units, targets, earlier values.

The history gives these facts whole in the first line of a berkas that freezes something, and in each
that does so after they changed. Their sha256 tells whether they did.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import NamedTuple
from zoneinfo import ZoneInfo

from sop_flows.deferred import dataclass
from sop_flows.engine.formulir import Lalu
from sop_flows.jejak import Record, dump, join
from sop_flows.kantor.kantor import Kantor, Unit
from sop_flows.kinerja.capaian import Formula, Polaritas, Sifat
from sop_flows.kinerja.indikator import Indikator, JenisIndikator
from sop_flows.kinerja.kategori import Kelas, Skala
from sop_flows.kinerja.perjanjian import JenisPerjanjian, Perjanjian
from sop_flows.kinerja.rangkuman import RENDAH, Aturan
from sop_flows.naskah.canonical import write_decimal

UTC = ZoneInfo("UTC")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rujukan:
    """The facts of an office that a naskah of one year uses."""

    kantor: Kantor
    unit: Mapping[int, Unit]
    indikator: Mapping[int, Indikator]
    lalu: Lalu
    perjanjian: Perjanjian | None = None


class Piece(NamedTuple):
    """What some indikator promise and reached before, by id: canonical JSON as the history keeps it."""

    indikator: Mapping[str, str]
    lalu: Mapping[str, str]


def piece_of(
    indikator: Iterable[Indikator], lalu: Iterable[Mapping[int, Decimal | None]]
) -> Piece:
    """Return what indikator promise, and what each of them reached before."""
    pairs = [(str(one.id), one, given) for one, given in zip(indikator, lalu, strict=True)]
    return Piece(
        indikator={id: dump(_write_indikator(one)) for id, one, _ in pairs},
        lalu={
            id: dump([[ke, _text(nilai)] for ke, nilai in given.items()])
            for id, _, given in pairs
            if given
        },
    )


def write_rujukan(
    kantor: Kantor,
    unit: Mapping[int, Unit],
    perjanjian: Perjanjian | None,
    pieces: Iterable[Piece],
) -> str:
    """Return the facts as the history keeps them, in canonical JSON; each indikator is in one of the pieces."""
    indikator: dict[str, str] = {}
    lalu: dict[str, str] = {}
    for piece in pieces:
        indikator |= piece.indikator
        lalu |= piece.lalu
    said = {
        "kantor": _write_kantor(kantor),
        "skala": _write_skala(kantor.skala),
        "unit": {str(one.id): [one.kode, one.nama] for one in unit.values()},
        **({"perjanjian": _write_perjanjian(perjanjian)} if perjanjian else {}),
    }
    members = {name: dump(one) for name, one in said.items()}
    return join(members | {"indikator": join(indikator), "lalu": join(lalu)})


def _write_kantor(kantor: Kantor) -> Record:
    return {
        "kode": kantor.kode,
        "nama": kantor.nama,
        "jenis": kantor.jenis,
        "daerah": kantor.daerah,
        "alamat": kantor.alamat,
        "formula_turun": kantor.formula_turun.value,
        **write_aturan(kantor.aturan),
        **({"minta_bukti": True} if kantor.minta_bukti else {}),
        **({"minta_analisis": True} if kantor.minta_analisis else {}),
    }


def _write_skala(skala: Skala) -> Record:
    return {
        "nama": skala.nama,
        "sumber": skala.sumber,
        **({"eksklusif": True} if skala.eksklusif else {}),
        **({"terbalik": True} if skala.terbalik else {}),
        "kelas": [[_text(row.mulai), _text(row.sampai), row.nama] for row in skala.kelas],
    }


def read_rujukan(record: Record) -> Rujukan:
    """Return the facts that the history keeps; of the office those that a naskah uses."""
    kantor, skala = dict(record["kantor"]), record["skala"]
    formula = Formula(kantor.pop("formula_turun"))
    aturan = Aturan(
        rendah=kantor.pop("batas_rendah", RENDAH), batas=kantor.pop("batas_rerata", None)
    )
    kelas = tuple(
        Kelas(_number(mulai), _number(sampai), nama) for mulai, sampai, nama in skala["kelas"]
    )
    scale = Skala(
        skala["nama"],
        skala["sumber"],
        kelas,
        eksklusif=skala.get("eksklusif", False),
        terbalik=skala.get("terbalik", False),
    )
    return Rujukan(
        kantor=Kantor(id=0, zona=UTC, formula_turun=formula, skala=scale, aturan=aturan, **kantor),
        unit={
            int(id): Unit(id=int(id), kode=kode, nama=nama)
            for id, (kode, nama) in record["unit"].items()
        },
        indikator={
            int(id): _read_indikator(int(id), facts) for id, facts in record["indikator"].items()
        },
        lalu={
            int(id): {ke: _number(nilai) for ke, nilai in given}
            for id, given in record["lalu"].items()
        },
        perjanjian=_read_perjanjian(record["perjanjian"]) if "perjanjian" in record else None,
    )


def write_aturan(aturan: Aturan) -> Record:
    """Return how an office sums up, where that is not as usual."""
    said = {"batas_rendah": aturan.rendah, "batas_rerata": aturan.batas}
    usual = {"batas_rendah": RENDAH, "batas_rerata": None}
    return {name: one for name, one in said.items() if one != usual[name]}


def _write_perjanjian(one: Perjanjian) -> Record:
    return {
        "tahun": one.tahun,
        "versi": one.versi,
        "jenis": one.jenis.value,
        "nomor": one.nomor,
        "tanggal": one.tanggal.isoformat() if one.tanggal else "",
    }


def _read_perjanjian(facts: Record) -> Perjanjian:
    return Perjanjian(
        tahun=facts["tahun"],
        versi=facts["versi"],
        jenis=JenisPerjanjian(facts["jenis"]),
        nomor=facts["nomor"],
        tanggal=date.fromisoformat(facts["tanggal"]) if facts["tanggal"] else None,
    )


def _write_indikator(one: Indikator) -> Record:
    return {
        "kode": one.kode,
        "nama": one.nama,
        "sasaran": one.sasaran,
        "satuan": one.satuan,
        "polaritas": one.polaritas.value,
        "sifat": one.sifat.value,
        "unit": one.unit_id,
        "target": [one.target, *one.triwulan],
        **({"sebelum": [*one.sebelum, one.sumber_sebelum]} if any(one.sebelum) else {}),
        **({"peringkat": one.peringkat} if one.peringkat else {}),
        **({"jenis": one.jenis.value} if one.is_anggaran else {}),
    }


def _read_indikator(id: int, facts: Record) -> Indikator:
    target, tw1, tw2, tw3, tw4 = facts["target"]
    first, second, third, sumber = facts.get("sebelum", ("", "", "", ""))
    return Indikator(
        id=id,
        kode=facts["kode"],
        nama=facts["nama"],
        sasaran=facts["sasaran"],
        satuan=facts["satuan"],
        polaritas=Polaritas(facts["polaritas"]),
        sifat=Sifat(facts["sifat"]),
        unit_id=facts["unit"],
        target=target,
        peringkat=facts.get("peringkat", ""),
        sebelum=(first, second, third),
        sumber_sebelum=sumber,
        triwulan=(tw1, tw2, tw3, tw4),
        jenis=JenisIndikator(facts.get("jenis", JenisIndikator.KINERJA)),
    )


def _text(number: Decimal | None) -> str | None:
    return None if number is None else write_decimal(number)


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
