"""The facts of a tugas as JSON, and back: the one place that knows how they are stored.

1. A fact that is absent has no key. What is read is written as it stood.
2. The rows say no version of their own: they are of the head of the database, and a migration brings
   those of an earlier one. A key that is not known here comes from a later Tapak, and is refused
   rather than lost.
"""

from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import datetime
from typing import Any, Final, NamedTuple

from sop_flows.engine.facts import (
    NO_FACTS,
    NO_GELOMBANG,
    Alihan,
    Dari,
    Dikerjakan,
    Ditunda,
    Facts,
    Gelombang,
    Hadir,
    Hasil,
    Jawaban,
    Kabar,
    Pengembalian,
    Rapat,
    Semula,
    Tembusan,
    TindakLanjut,
)
from sop_flows.engine.formulir import Sebelum, StatusFormulir
from sop_flows.engine.pembaruan import Pembaruan
from sop_flows.engine.tambahan import Permintaan, Tambahan
from storage.codec import decode, encode_all


class UnknownFact(ValueError):
    """A stored tugas carries something that this Tapak does not know."""


def read_facts(stored: Mapping[str, Any]) -> Facts:
    """Return what a tugas carries.

    Raises:
        UnknownFact: A later Tapak has written it.
    """
    if stored == {}:  # and not another empty thing, which nobody has written
        return NO_FACTS
    parts = {field_of(key, value): value for key, value in stored.items() if key not in GELOMBANG}
    if unknown := parts.keys() - PARTS.keys():
        raise UnknownFact(*sorted(unknown))
    found = {name: PARTS[name].read(value) for name, value in parts.items()}
    return Facts(gelombang=_read_gelombang(stored), **found)


def write_facts(facts: Facts) -> dict[str, Any]:
    """Return what a tugas carries, as JSON."""
    written = _write_gelombang(facts.gelombang)
    for name, part in PARTS.items():
        value = getattr(facts, name)
        if value != ABSENT[name]:
            written[KEYS.get(name, name)] = part.write(value)
    return written


class Part(NamedTuple):
    """How one fact is read from JSON, and written."""

    read: Callable[[Any], Any]
    write: Callable[[Any], Any]


KEYS: Final = {"keputusan": "tindak_lanjut"}
"""The key of a fact that has not its own name: what a rapat decided stands where a post has its part."""


def field_of(key: str, value: object) -> str:
    """Return the name of the fact that a key holds."""
    return "keputusan" if key == KEYS["keputusan"] and isinstance(value, list) else key


# Its outcome: three keys, always together

GELOMBANG: Final = frozenset({"bersama", "gelombang", "dari_gelombang"})


def _read_gelombang(stored: Mapping[str, Any]) -> Gelombang:
    if not stored.keys() & GELOMBANG:
        return NO_GELOMBANG
    return Gelombang(
        nomor=stored["gelombang"], dari=stored["dari_gelombang"], bersama=stored["bersama"]
    )


def _write_gelombang(gelombang: Gelombang) -> dict[str, Any]:
    if gelombang == NO_GELOMBANG:
        return {}
    return {
        "bersama": gelombang.bersama,
        "gelombang": gelombang.nomor,
        "dari_gelombang": gelombang.dari,
    }


# Records: stored under the names of their fields, all of which are said


def _record(kind: type[Any], *later: str) -> Part:
    """Return how a dataclass of that kind is stored.

    Args:
        later: Its fields that came later, which are not said where they are empty.
    """

    def write(record: Any) -> dict[str, Any]:  # noqa: ANN401 -- a record of that kind
        said = encode_all(record).items()
        return {name: fact for name, fact in said if fact or name not in later}

    return Part(lambda stored: decode(kind, stored), write)


def _write_hasil(hasil: Hasil) -> dict[str, Any]:
    post = {"jabatan", "penugasan"} if hasil.penugasan else set()
    always = {"aksi", "nama"} | post
    return {name: fact for name, fact in encode_all(hasil).items() if fact or name in always}


def _read_hadir(stored: str | Mapping[str, Any]) -> Hadir:
    """Return who attended; rows from before it was kept who they are hold names."""
    return Hadir(nama=stored) if isinstance(stored, str) else decode(Hadir, stored)


def _write_hadir(hadir: Hadir) -> str | dict[str, Any]:
    return hadir.nama if hadir.pegawai_id is None else encode_all(hadir)


def _several(record: Part) -> Part:
    """Return how several records of a kind are stored."""
    return Part(
        lambda stored: tuple(map(record.read, stored)), lambda all: [*map(record.write, all)]
    )


def _read_semula(stored: tuple[str, int]) -> Semula:
    status, ronde = stored
    return Semula(status=StatusFormulir(status), ronde=ronde)


def _write_semula(semula: Semula) -> list[Any]:
    return [semula.status.value, semula.ronde]


def _read_rapat(stored: Mapping[str, str]) -> Rapat:
    undangan = {kode: said for kode, said in stored.items() if kode != "mulai"}
    return Rapat(mulai=datetime.fromisoformat(stored["mulai"]), undangan=undangan)


def _write_rapat(rapat: Rapat) -> dict[str, str]:
    return {**rapat.undangan, "mulai": rapat.mulai.isoformat()}


# All of them

MOMENT: Final = Part(datetime.fromisoformat, datetime.isoformat)
SEVERAL: Final = Part(tuple, list)
BY_NAME: Final = Part(dict, dict)
TEXT: Final = Part(str, str)
PARTS: Final[Mapping[str, Part]] = {
    "dari": _record(Dari),
    "alihan": _several(_record(Alihan)),
    "tembusan": _several(_record(Tembusan)),
    "dikerjakan": _record(Dikerjakan, "ditunjuk", "alasan"),
    "kembali": _record(Pengembalian, "isi"),
    "rapat": Part(_read_rapat, _write_rapat),
    "batas": MOMENT,
    "notulen": BY_NAME,
    "notulis": Part(bool, bool),
    "semula": Part(_read_semula, _write_semula),
    "sebelum": _several(_record(Sebelum, "analisis")),
    "dukung": SEVERAL,
    "tetap": Part(bool, bool),
    "bukan_pelaku": SEVERAL,
    "tanya": TEXT,
    "jawaban": _several(_record(Jawaban)),
    "menunggu": MOMENT,
    "kabar": _record(Kabar),
    "hadir": _several(Part(_read_hadir, _write_hadir)),
    "keputusan": _several(_record(TindakLanjut)),
    "tindak_lanjut": TEXT,
    "tentang": TEXT,
    "jenis": TEXT,
    "terima": SEVERAL,
    "isian": BY_NAME,
    "konsep": TEXT,
    "pembaruan": _several(_record(Pembaruan)),
    "urutan": SEVERAL,
    "permintaan": _record(Permintaan),
    "tambahan": _several(_record(Tambahan)),
    "ditunda": _record(Ditunda),
    "ditanggapi": MOMENT,
    "hasil": Part(_record(Hasil).read, _write_hasil),
}
ABSENT: Final = {each.name: each.default for each in fields(Facts)}
