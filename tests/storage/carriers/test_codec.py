"""What messages say and chats are asked, as JSON: the rows of today, any value there and back, and nothing else."""

import json
import traceback
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sop_flows.ports.ditanya import DITANYA, Ditanya
from sop_flows.ports.layar import LAYAR, Isi
from sop_flows.ports.layar.formulir import Masalah, SebabMasalah
from sop_flows.ports.layar.keanggotaan import BergabungMenunggu
from sop_flows.ports.layar.mulai import LayarMulai, TawaranMulai
from sop_flows.ports.layar.tugas import Penolakan, Tercatat
from sop_flows.waktu.periode import JenisPeriode, Periode
from storage.codec import Unreadable, decode, encode

OURS = {layar: isi for layar, isi in LAYAR.items() if isi.__module__.startswith("sop_flows.")}
GOLDEN = Path(__file__).parent / "golden"
ROWS = [
    (kinds[name], row)
    for file, kinds in (("outbox", OURS), ("percakapan", DITANYA))
    for name, rows in json.loads((GOLDEN / f"{file}.json").read_text()).items()
    for row in rows
]


@pytest.mark.parametrize(("kind", "row"), ROWS)
def test_a_row_that_is_stored_today_is_read_and_written_as_it_is(
    kind: type[Any], row: dict[str, Any]
):
    assert encode(decode(kind, row)) == row


def test_there_is_a_row_of_every_kind():
    assert {kind for kind, _ in ROWS} == {*OURS.values(), *DITANYA.values()}


ZONES = st.sampled_from([UTC, *(timezone(timedelta(hours=hour)) for hour in (7, 8, 9))])
st.register_type_strategy(
    datetime,
    st.datetimes(min_value=datetime(2000, 1, 1), timezones=ZONES),
)
st.register_type_strategy(
    Periode, st.builds(Periode.at, st.sampled_from(JenisPeriode), st.dates(date(2000, 1, 1)))
)
st.register_type_strategy(Decimal, st.decimals(allow_nan=False, allow_infinity=False))


def any_of(hint: Any) -> st.SearchStrategy[Any]:
    """Return any value of a hint; what is ``object`` is any JSON."""
    if metadata := getattr(hint, "__metadata__", ()):
        assert metadata == ("flat",)
        return any_of(hint.__origin__)
    args = get_args(hint)
    if get_origin(hint) is Mapping:
        return st.dictionaries(st.text(min_size=1).map("fakta_".__add__), any_of(args[1]))
    if get_origin(hint) is tuple and args[-1] is ...:
        return st.lists(any_of(args[0]), max_size=3).map(tuple)
    if get_origin(hint) is Literal:
        return st.sampled_from(args)
    if get_origin(hint) is tuple:
        return st.tuples(*map(any_of, args))
    if args:
        return st.one_of(*map(any_of, args)) if None not in args else st.from_type(hint)
    if hint is not Periode and hasattr(hint, "__dataclass_fields__"):
        hints = get_type_hints(hint, include_extras=True)
        return st.builds(hint, **{each.name: any_of(hints[each.name]) for each in fields(hint)})
    return st.text() if hint is object else st.from_type(hint)


of_every_kind = pytest.mark.parametrize(
    "isi", [*OURS.values(), *DITANYA.values()], ids=lambda isi: isi.__qualname__
)


@of_every_kind
@settings(max_examples=10)  # of each of nearly two hundred types
@given(data=st.data())
def test_what_is_written_is_read_as_it_was(isi: type[Isi | Ditanya], data: st.DataObject):
    read_again(isi, data)


@pytest.mark.soak
@of_every_kind
@settings(max_examples=200)
@given(data=st.data())
def test_whatever_is_written_is_read_as_it_was(isi: type[Isi | Ditanya], data: st.DataObject):
    read_again(isi, data)


def read_again(isi: type[Isi | Ditanya], data: st.DataObject) -> None:
    """Write any value of a type, and see it read."""
    value = data.draw(any_of(isi))

    assert decode(isi, json.loads(json.dumps(encode(value)))) == value


def test_a_fact_that_is_not_there_is_left_out():
    assert encode(Masalah(kunci="IK-99", teks="5", sebab=SebabMasalah.KODE)) == {
        "kunci": "IK-99",
        "teks": "5",
        "sebab": "kode",
    }
    assert encode(BergabungMenunggu(orang=None)) == {}


def test_the_facts_of_a_refusal_stand_beside_its_name():
    row = {"kode": "NomorUsed", "nomor": "1/SM/2026", "berkas": 1001}

    assert decode(Penolakan, row).fakta == {"nomor": "1/SM/2026", "berkas": 1001}
    assert encode(decode(Penolakan, row)) == row


ORANG = "Budi Santoso"


@dataclass(frozen=True, slots=True, kw_only=True)
class Apa:
    """A type with a field of every shape."""

    nomor: int = 0
    jam: datetime | None = None
    hari: date = date(2026, 1, 1)
    angka: Decimal = Decimal(0)
    jenis: JenisPeriode = JenisPeriode.BULAN
    pilihan: Literal["ya", "tidak"] = "ya"
    daftar: tuple[int, ...] = ()
    pasangan: tuple[int, int] = (0, 0)
    peta: Mapping[str, int] = field(default_factory=dict)
    dalam: tuple[Masalah, ...] = ()
    periode: Periode


@pytest.mark.parametrize("nama", [each.name for each in fields(Apa)])
@pytest.mark.parametrize("value", [ORANG, [ORANG], {"kunci": ORANG}])
def test_what_cannot_be_read_names_its_field_and_never_the_value(nama, value):
    with pytest.raises(Unreadable) as caught:
        decode(Apa, {nama: value})

    told = "".join(traceback.format_exception(caught.value))
    assert f"Unreadable: {nama}: " in told
    assert ORANG not in told


OFFER = {"sop": 1, "nama": "LPPK", "kantor": "Kecamatan"}


@pytest.mark.parametrize(
    ("jenis", "by_name", "row"),
    [
        ("triwulan", {"tahun": 2026, "triwulan": 1}, [2026, 1]),
        ("bulan", {"tahun": 2026, "bulan": 1}, [2026, "bulan", 1]),
        ("semester", {"tahun": 2026, "semester": 1}, [2026, "semester", 1]),
        ("tahun", {"tahun": 2026}, [2026, "tahun", 1]),
        ("bebas", {"tahun": 2026, "hari": 1}, [2026, "bebas", 1]),
    ],
)
def test_a_triwulan_is_written_as_it_always_was_and_other_kinds_say_theirs(jenis, by_name, row):
    periode = Periode(JenisPeriode(jenis), 2026, 1)

    assert decode(TawaranMulai, {**OFFER, **by_name}).periode == periode
    assert encode(decode(TawaranMulai, {**OFFER, **by_name})) == {**OFFER, **by_name}
    assert encode(LayarMulai(user_id=1, periode=periode)) == {"user_id": 1, "periode": row}


@pytest.mark.parametrize(
    "periode",
    [
        {"tahun": 2026, "triwulan": 5},
        {"triwulan": 1},
        {"tahun": 2026, "triwulan": 1, "bulan": 1},
        {"tahun": 2026, "triwulan": "1"},
        {},
    ],
)
def test_what_is_no_periode_is_refused(periode: Any):
    with pytest.raises(Unreadable):
        decode(TawaranMulai, {**OFFER, **periode})


@pytest.mark.parametrize(
    "row",
    [
        {"nomor": 7},
        {"nomor": 7, "at": "kemarin"},
        {"nomor": "7", "at": "2026-10-05T01:00:02+00:00"},
        {"nomor": True, "at": "2026-10-05T01:00:02+00:00"},
        {"nomor": 7, "at": "2026-10-05T01:00:02+00:00", "lain": 1},
        [],
    ],
)
def test_what_does_not_fit_is_refused(row: Any):
    with pytest.raises(Unreadable):
        decode(Tercatat, row)


@dataclass(frozen=True)
class Hari:
    on: date | None
    apa: int | str


@pytest.mark.parametrize("row", [{"on": None, "apa": 1}, {"on": "2026-10-05", "apa": "satu"}])
def test_one_of_several_types_is_found_by_what_fits(row: dict[str, Any]):
    assert encode(decode(Hari, row)) == row
    with pytest.raises(Unreadable):
        decode(Hari, {"on": None, "apa": None})
