"""A content that is joined of parts is the content that is composed whole, byte for byte."""

from dataclasses import replace

import pytest

from sop_flows.engine.formulir import StatusFormulir
from sop_flows.naskah.canonical import write_canonical
from sop_flows.naskah.compose import Sources, basis_in, compose, frame_in
from sop_flows.naskah.frozen import go_out
from sop_flows.naskah.inti import core_of
from sop_flows.naskah.isi import Isi, IsiKerja, as_listed
from sop_flows.naskah.part import Basis, Part, unit_of
from sop_flows.naskah.standing import Standing
from tests.sop_flows.naskah.test_compose import BASE, CHANGED


def bases(found: Sources) -> list[Basis]:
    """Return what the part of each unit follows from, but for its values."""
    return [
        basis_in(found, form, [i for i in found.indikator.values() if i.unit_id == form.unit_id])
        for form in found.formulir
    ]


def joined(found: Sources) -> Standing:
    pairs = zip(bases(found), found.formulir, strict=True)
    parts = (Part.of(unit_of(basis, form.nilai)) for basis, form in pairs)
    return Standing(frame=frame_in(found)).with_parts(parts)


@pytest.mark.parametrize("found", [BASE, *CHANGED.values()], ids=["as it is", *CHANGED])
def test_what_is_joined_is_what_is_composed(found: Sources):
    standing, whole = joined(found), compose(found)

    assert standing.listed == as_listed(whole)
    assert standing.write() == write_canonical(whole)
    assert standing.write_core() == write_canonical(core_of(whole))


def test_parts_stand_in_the_order_of_their_kode_whatever_their_rows():
    assert joined(replace(BASE, formulir=BASE.formulir[::-1])).write() == joined(BASE).write()


def test_whatever_changes_a_part_changes_its_basis_or_a_value():
    changed = {
        name: found
        for name, found in CHANGED.items()
        if len(found.formulir) == len(BASE.formulir)
        and compose(found).unit != compose(BASE).unit
        and [one.nilai for one in found.formulir] == [one.nilai for one in BASE.formulir]
    }

    assert {"target", "formula", "scale", "triwulan before", "periode", "ronde"} < changed.keys()
    assert [name for name, found in changed.items() if bases(found) == bases(BASE)] == []


def test_an_excuse_changes_the_basis_and_takes_the_values_away():
    form, other = BASE.formulir
    excused = replace(BASE, formulir=(replace(form, status=StatusFormulir.DIKECUALIKAN), other))

    assert bases(excused)[0] != bases(BASE)[0]
    assert joined(excused).parts[-1].isi.indikator == ()


def test_what_goes_out_is_what_was_judged_with_the_work_of_now():
    judged = compose(BASE)
    work = IsiKerja(langkah=10, tahap=0, jabatan="Staf", unit="", catatan="Dikirim", isian={})
    now = replace(frame_in(CHANGED["triwulan before"]), kerja=(work,), dokumen=())
    expected: Isi = replace(judged, kerja=(work,), dokumen=())

    assert go_out(write_canonical(judged), now) == write_canonical(expected)
