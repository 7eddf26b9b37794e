"""What papers are put together from: a berkas of the sample office that was played, or an office of any size."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sop_flows.kinerja.bentuk import EXPLAINED
from sop_flows.naskah.canonical import sha256_of, write_canonical
from sop_flows.naskah.compose import Sources, compose
from sop_flows.naskah.kode import kode_of
from sop_flows.papers.sources import Sumber, sumber_for
from sop_flows.ports.formulir import FormulirView
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.use_cases.tugas.papers import sumber_of as berkas_sumber
from tests.support.kertas import HOLDERS, POSTS
from tests.support.office import Pejawaran, office_in
from tests.support.story import go_to_last
from tests.support.views_nilai import sources_in


def sumber_in(kantor: Pejawaran, berkas_id: int, langkah: int, unit: str = "") -> Sumber:
    """Return what a paper of a berkas is put together from; ``unit`` is the kode of the only one."""

    def found(uow: UnitOfWork) -> Sumber:
        berkas, sop_id = uow.berkas.get(berkas_id)
        sumber = berkas_sumber(uow, uow.sop.get(sop_id), berkas)
        isi = compose(sumber.found)
        return sumber_for(
            sumber,
            langkah=langkah,
            unit_id=next((one.id for one in sumber.found.unit.values() if one.kode == unit), None),
            isi=isi,
            naskah=sha256_of(write_canonical(isi)),
        )

    return kantor.run(found)


@cache
def signed_sumber(langkah: int) -> Sumber:
    """Return what the paper of a langkah is put together from, once the Camat of the sample office has signed."""
    with TemporaryDirectory(prefix="tapak-") as folder, office_in(Path(folder)) as kantor:
        go_to_last(kantor)
        return sumber_in(kantor, 1, langkah)


def sumber_of(formulir: Sequence[FormulirView], **facts: Any) -> Sumber:
    """Return what a paper of an office of any size is put together from."""
    return sumber_from(sources_in(formulir, EXPLAINED), **facts)


def sumber_from(found: Sources, **facts: Any) -> Sumber:
    """Return what a paper is put together from, that shows what stands in the office."""
    isi = compose(found)
    sha256 = sha256_of(write_canonical(isi))
    plain: dict[str, Any] = {
        "langkah": 8,
        "sop": found.sop,
        "isi": isi,
        "kode": kode_of(sha256),
        "naskah": sha256,
        "jabatan": POSTS,
        "pegawai": HOLDERS,
        "pemegang": HOLDERS,
    }
    return Sumber(found=found, **(plain | facts))
