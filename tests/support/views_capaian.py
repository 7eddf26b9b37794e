"""What an office reached, as somebody looks at it, made without an office."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from sop_flows.kinerja.anggaran import absorb
from sop_flows.naskah.batang import Per, bar_of, bars_of, pages_of
from sop_flows.naskah.isi import Isi, IsiIndikator
from sop_flows.naskah.recapping import recap
from sop_flows.naskah.rekap import Rekap, Sumber
from sop_flows.naskah.renstra import kemajuan_of
from sop_flows.ports.capaian import CapaianView, Pandangan
from sop_flows.use_cases.kinerja.capaian import compare, kinds_of, page_at
from sop_flows.waktu.periode import Periode
from tests.support.periode import TW_III
from tests.support.views import KANTOR, make_berkas
from tests.support.views_nilai import make_formulir_many, make_isi

KODE = "ACDEFGHJ"


def make_rekap(
    jumlah: int = 12,
    units: int = 3,
    *,
    persen: Sequence[str | None] = (),
    is_sementara: bool = False,
    is_reported: bool = True,
    periode: Periode = TW_III,
) -> Rekap:
    """Return the recap of an office that reported the same in the periode before, and a year before.

    Args:
        persen: The capaian of the first indikator, one after the other; None for what is n/a.
    """
    listed = replace(make_isi(make_formulir_many(jumlah, units)), bentuk=2)
    isi = replace(listed, unit=tuple(given(listed, persen)))
    earlier = [periode.previous, replace(periode, tahun=periode.tahun - 1)]
    sumber = [
        Sumber(
            berkas=replace(make_berkas(), id=id, nomor=1000 + id, periode=one),
            isi=listed if one in earlier else isi,
            kode="" if is_sementara else KODE,
            is_sementara=is_sementara and one == periode,
        )
        for id, one in enumerate([*earlier, periode] if is_reported else (), start=1)
    ]
    return recap(periode, sumber, replace(isi, unit=tuple(given(isi, [None] * jumlah, ""))))


def given(isi: Isi, persen: Sequence[str | None], alasan: str = "Survei belum selesai") -> Any:
    """Yield the units of a content with other capaian."""
    values = iter(persen)
    for unit in isi.unit:
        rows = (
            one if (p := next(values, "")) == "" else reached(one, p, alasan)
            for one in unit.indikator
        )
        yield replace(unit, indikator=tuple(rows))


def reached(one: IsiIndikator, persen: str | None, alasan: str) -> IsiIndikator:
    """Return an indikator with another capaian, or n/a."""
    if persen is None:
        none = replace(one.capaian, persen=None, tampil="n/a", kategori=None)
        return replace(one, realisasi=None, alasan=alasan, capaian=none)
    said = replace(one.capaian, persen=Decimal(persen), tampil=f"{persen}%".replace(".", ","))
    return replace(one, realisasi=Decimal(persen), alasan="", capaian=said)


def make_capaian(
    rekap: Rekap | None = None, per: Per = Per.INDIKATOR, halaman: int = 1, **facts: Any
) -> CapaianView:
    """Return what somebody looks at."""
    found = rekap or make_rekap()
    bars = tuple(bar_of(found, one) for one in found.rendah)
    plain = {
        "kantor": KANTOR,
        "pandangan": Pandangan(kantor=KANTOR.id, periode=found.periode, per=per, halaman=halaman),
        "per": per,
        "rekap": found,
        "unit": None,
        "is_seluruh": True,
        "tahun": found.semua.rerata,
        "renstra": kemajuan_of(found),
        "banding": tuple(compare(found)),
        "serapan": absorb(one.isi for one in found.anggaran),
        "batang": page_at(pages_of(bars_of(found, per)), halaman),
        "rendah": () if per is Per.INDIKATOR else bars,
        "pilihan": tuple(kinds_of(found)),
        "unit_id": {kode: at for at, kode in enumerate(found.unit, start=1)},
        "lain": (found.periode.previous, found.periode.next),
    }
    return CapaianView(**(plain | facts))
