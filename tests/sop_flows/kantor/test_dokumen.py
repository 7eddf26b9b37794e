"""Which dokumen concern whom, by the rules alone."""

from datetime import UTC, datetime
from typing import Any

import pytest

from sop_flows.engine.berkas import Tugas
from sop_flows.kantor.dokumen import Lampiran, add_name, choose_taker, concerning, isian_of
from sop_flows.sop.catalog import load_catalog
from sop_flows.sop.definition import Isian, JenisIsian

NOW = datetime(2026, 10, 5, 2, 0, tzinfo=UTC)
SETDA = load_catalog().get("pengumpulan-data-kinerja").sop
MEKANISME = load_catalog().get("mekanisme-pengukuran-kinerja").sop
RAPAT, FORMULIR, KEPUTUSAN = (4, 1), (3, 1), (6, 0)


def lampiran(nama: str, langkah: int, tahap: int, **facts: Any) -> Lampiran:
    return Lampiran(
        berkas_id=1,
        tugas_id=1,
        sha256="ab" * 32,
        nama=nama,
        oleh=1,
        diterima_at=NOW,
        langkah=langkah,
        tahap=tahap,
        **facts,
    )


def tugas(langkah: int, tahap: int, unit_id: int | None = None) -> Tugas:
    return Tugas(
        id=1, nomor=1, langkah=langkah, tahap=tahap, jabatan_id=1, dibuka_at=NOW, unit_id=unit_id
    )


DATA = tuple(lampiran(f"unit-{unit}", *FORMULIR, unit_id=unit) for unit in (1, 2))
NOTULEN = lampiran("notulen", *RAPAT, isian="dokumen_notulen")


def names(*mine: Tugas, sop: Any = MEKANISME, found: tuple[Lampiran, ...]) -> list[str]:
    return [x.nama for x in concerning(sop, mine, found)]


@pytest.mark.parametrize(
    ("mine", "expected"),
    [
        (tugas(*KEPUTUSAN), ["unit-1", "unit-2", "notulen"]),
        (tugas(*FORMULIR, unit_id=2), ["unit-2"]),
        (tugas(5, -1, unit_id=1), ["unit-1"]),
        (tugas(*RAPAT), ["notulen"]),
        (tugas(9, -3), ["notulen"]),
    ],
    ids=["reviewer", "unit", "question to a unit", "rapat", "beside the flow"],
)
def test_a_unit_sees_its_own_and_only_who_works_for_all_sees_all(mine: Tugas, expected: list[str]):
    assert names(mine, found=(*DATA, NOTULEN)) == expected


@pytest.mark.parametrize("kode", ["surat", ""])
def test_the_letter_is_seen_by_everybody_even_without_a_tugas(kode: str):
    letter = lampiran("surat", 1, 0, isian=kode)
    unit = lampiran("unit-2", 2, 0, unit_id=2)
    found = (letter, unit)

    assert names(tugas(2, 0, unit_id=1), sop=SETDA, found=found) == ["surat"]
    assert names(sop=SETDA, found=found) == ["surat"]
    assert isian_of(SETDA, letter) in SETDA.mulai


def test_what_it_answers_is_known_for_those_kept_before_that_was_written_down():
    for kode in ("dokumen_notulen", ""):
        isian = isian_of(MEKANISME, lampiran("x", *RAPAT, isian=kode))
        assert isian is not None
        assert isian.label == "Foto atau dokumen notula"
    assert isian_of(MEKANISME, DATA[0]) is None
    assert isian_of(MEKANISME, lampiran("x", 9, -3)) is None


def test_a_dokumen_answers_what_was_asked_else_what_is_still_empty():
    asked = tuple(
        Isian(kode=kode, label=kode, jenis=jenis)
        for kode, jenis in (
            ("nomor", JenisIsian.NOMOR),
            ("foto", JenisIsian.DOKUMEN),
            ("bukti", JenisIsian.DOKUMEN),
        )
    )

    def taker(kode: str = "", **given: str) -> str:
        found = choose_taker(asked, given, kode)
        return found.kode if found else ""

    assert taker() == "foto"
    assert taker(foto="a.jpg") == "bukti"
    assert taker("foto", foto="a.jpg") == "foto"
    assert taker("nomor") == "foto"
    assert taker(foto="a.jpg", bukti="b.jpg") == "foto"
    assert choose_taker(asked[:1], {}, "nomor") is None


def test_several_dokumen_are_named_one_on_each_line():
    assert add_name("", "a.jpg") == "a.jpg"
    assert add_name("a.jpg", "b.jpg") == "a.jpg\nb.jpg"
