"""A naskah that is kept is read back to the content that was frozen, byte for byte."""

from dataclasses import replace
from decimal import Decimal

import pytest

from sop_flows.naskah.canonical import write_canonical
from sop_flows.naskah.isi import Isi, IsiDokumen, IsiKerja
from sop_flows.naskah.reading import NaskahUnreadable, read_isi
from sop_flows.waktu.periode import JenisPeriode, Periode
from tests.support.views_nilai import make_formulir_many, make_isi

KERJA = IsiKerja(langkah=4, tahap=1, jabatan="Notulis", unit="", catatan="Ya", isian={"a": "b"})
DOKUMEN = IsiDokumen(nama="a.pdf", sha256="ab" * 32, isian="", unit="U1", indikator="IK-01")


@pytest.fixture
def isi() -> Isi:
    plain = make_isi(make_formulir_many(24))
    return replace(plain, kerja=(KERJA,), dokumen=(DOKUMEN,))


def test_what_was_written_is_read_back(isi: Isi):
    text = write_canonical(isi)

    assert write_canonical(read_isi(text)) == text
    assert read_isi(text).dokumen == (DOKUMEN,)
    assert read_isi(text).unit[0].indikator[0].realisasi == Decimal(95)


@pytest.mark.parametrize("jenis", list(JenisPeriode))
def test_of_every_kind_of_periode(isi: Isi, jenis: JenisPeriode):
    periode = Periode(jenis, 2026, 1)
    about = replace(isi, berkas=replace(isi.berkas, periode=periode))

    assert read_isi(write_canonical(about)).berkas.periode == periode


@pytest.mark.parametrize("text", ["", "[]", "{}", "nul", '{"kantor": 1}'])
def test_what_is_no_naskah_is_refused(text: str):
    with pytest.raises(NaskahUnreadable):
        read_isi(text)


def test_a_naskah_that_lacks_a_fact_is_refused(isi: Isi):
    text = write_canonical(isi).replace('"satuan":', '"satuan_lain":', 1)

    with pytest.raises(NaskahUnreadable, match="satuan"):
        read_isi(text)
