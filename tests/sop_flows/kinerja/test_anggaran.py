"""What programs spend: the laws of a serapan, and that no mean of capaian knows of it."""

from dataclasses import dataclass
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sop_flows.kinerja.anggaran import absorb, efficiency
from sop_flows.kinerja.capaian import Polaritas, Sifat
from sop_flows.kinerja.indikator import Indikator, JenisIndikator
from sop_flows.kinerja.pengukuran import measure
from sop_flows.kinerja.rangkuman import Aturan, Rangkuman
from tests.support.periode import triwulan

AMOUNTS = st.decimals(0, 10**12, places=2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Baris:
    """A row by itself: of an indikator, or of a program."""

    persen: Decimal | None
    sasaran: str = ""
    realisasi: Decimal | None = Decimal(1)
    alasan: str = ""
    is_anggaran: bool = False
    target_tahun: str = ""
    jumlah: Decimal | None = None


def program(pagu: Decimal, jumlah: Decimal | None) -> Baris:
    persen = None if jumlah is None else Decimal(0)
    pagu_teks = f"{pagu:f}".replace(".", ",")
    return Baris(persen=persen, is_anggaran=True, target_tahun=pagu_teks, jumlah=jumlah)


KINERJA = st.builds(
    Baris,
    persen=st.none() | st.decimals(-200, 400, places=2),
    sasaran=st.sampled_from(("A", "B")),
)
PROGRAM = st.builds(program, AMOUNTS.filter(bool), st.none() | AMOUNTS)


@given(
    rows=st.lists(KINERJA | PROGRAM, max_size=12),
    batas=st.none() | st.integers(80, 150),
    is_per_sasaran=st.booleans(),
)
def test_what_programs_spend_changes_no_mean_and_is_pointed_out_nowhere(
    rows: list[Baris], batas: int | None, is_per_sasaran: bool
):
    aturan = Aturan(batas=batas, is_per_sasaran=is_per_sasaran)
    everything = Rangkuman(tuple(rows), aturan)
    alone = Rangkuman(tuple(one for one in rows if not one.is_anggaran), aturan)

    assert everything.rerata == alone.rerata
    assert everything.rendah == alone.rendah
    assert everything.tinggi == alone.tinggi
    assert everything.di_luar == alone.di_luar
    assert list(everything.per_sasaran) == list(alone.per_sasaran)
    assert (everything.dinilai, everything.jumlah) == (alone.dinilai, alone.jumlah)


@given(rows=st.lists(PROGRAM, min_size=1, max_size=8))
def test_a_serapan_in_total_lies_among_those_of_its_programs(rows: list[Baris]):
    total = absorb(rows)
    each = [absorb([one]) for one in rows if one.jumlah is not None]
    parts = [one.persen for one in each if one is not None and one.persen is not None]

    assert total is not None
    assert (total.program, total.dilaporkan) == (len(rows), len(parts))
    if parts:
        assert total.persen is not None
        tiny = Decimal("1e-20")
        assert min(parts) - tiny <= total.persen <= max(parts) + tiny


def test_without_programs_there_is_no_serapan_and_without_pagu_no_percentage():
    assert absorb([Baris(persen=Decimal(90))]) is None
    nothing = absorb([program(Decimal(0), Decimal(5))])
    assert nothing is not None
    assert nothing.persen is None


@pytest.mark.parametrize(
    ("capaian", "serapan", "expected"),
    [("100", "80", "20"), ("125", "100", "20"), ("99.99", "10", None), ("100", "120", "-20")],
)
def test_efficiency_is_only_of_what_was_reached(capaian: str, serapan: str, expected: str | None):
    found = efficiency(Decimal(capaian), Decimal(serapan))

    assert found == (None if expected is None else Decimal(expected))
    assert efficiency(None, Decimal(serapan)) is None
    assert efficiency(Decimal(capaian), None) is None


def test_what_was_spent_of_the_pagu_has_a_percentage_and_no_kategori():
    indikator = Indikator(
        id=1,
        kode="1.01",
        nama="Program Penunjang",
        satuan="Rp",
        polaritas=Polaritas.NAIK,
        sifat=Sifat.AKUMULASI,
        unit_id=1,
        target="1.000.000",
        jenis=JenisIndikator.ANGGARAN,
    )
    realisasi = (Decimal(100_000), Decimal(150_000))

    tahun = measure(indikator, triwulan(2026, 2), realisasi).tahun

    assert (tahun.tampil, tahun.kategori) == ("25%", None)
