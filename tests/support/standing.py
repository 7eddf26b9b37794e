"""What stands in a berkas as the process keeps it, held against the same put together of rows alone."""

from sqlalchemy import select

from sop_flows.deferred import replace
from sop_flows.kinerja.bentuk import aturan_in
from sop_flows.kinerja.indikator import explain
from sop_flows.naskah.canonical import sha256_of, write_canonical
from sop_flows.naskah.compose import NOTHING, Sources, compose, yardstick_in
from sop_flows.naskah.rujukan import piece_of, write_rujukan
from sop_flows.naskah.standing import Standing
from sop_flows.ports.formulir import FormulirView
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.use_cases.berkas.papan import describe_berkas
from sop_flows.use_cases.jabatan.who import local_date
from sop_flows.use_cases.tugas.kartu import view_kartu
from sop_flows.use_cases.tugas.look import Look, proofs_in, reached_in, rows_in, view_formulir
from sop_flows.use_cases.tugas.naskah import dirujuk_by
from sop_flows.use_cases.tugas.sources import facts_of, sources_of
from sop_flows.use_cases.tugas.standing import stand
from storage.database.insert import table
from storage.database.tables import LampiranRow
from storage.unit_of_work import SqlUnitOfWork

_L = table(LampiranRow)
GIVEN = (_L.c.id, _L.c.berkas_id, _L.c.indikator_id, _L.c.sha256)
"""What is told of a dokumen by its row."""


def stood(uow: SqlUnitOfWork, berkas_id: int) -> str:
    """Return the content of a berkas; it is that of its rows, as is what each unit has in it, and what they use of the office.

    So is what cards show of all units, also once each of them was looked at by itself.
    """
    berkas, sop_id = uow.berkas.get(berkas_id)
    sop = uow.sop.get(sop_id)
    rows = sources_of(uow, sop, berkas)
    for unit_id in (None, *(one.unit_id for one in rows.formulir)):
        found = facts_of(uow, sop, berkas, unit_id)
        assert stand(uow, found, unit_id).write() == write_canonical(compose(rows, unit_id))
    assert views(uow, berkas_id) == views_in(uow, rows)
    for one in rows.formulir:
        view_formulir(uow, rows.kantor, berkas, {one.unit_id})
    assert views(uow, berkas_id) == views_in(uow, rows)
    promised = uow.kinerja.promised(berkas)
    assert uow.kinerja.written(berkas) == {one.kode: one.tulisan for one in promised}
    said = {one.kode: explain(one, berkas.periode.tahun) for one in promised}
    assert uow.kinerja.explained(berkas) == said
    dirujuk = dirujuk_by(uow, berkas)
    assert dirujuk.write() == written_rujukan(rows)
    assert dirujuk.sha256 == sha256_of(dirujuk.write())
    handed_in = select(*GIVEN).where(GIVEN[1] == berkas_id).order_by(GIVEN[0])
    assert [
        (one.id, one.berkas_id, one.indikator_id, one.sha256)
        for one in uow.lampiran.of_berkas(berkas_id)
    ] == list(map(tuple, uow.connection.execute(handed_in)))
    return write_canonical(compose(rows))


def shown(uow: UnitOfWork, berkas_id: int) -> tuple[object, ...]:
    """Return what the cards of all that is open in a berkas show, and its board; each tugas is as its row has it."""
    run = uow.berkas.get(berkas_id)
    berkas, _ = run
    rows = {one.id: one for one in uow.berkas.open_of(berkas.kantor_id)}
    assert list(berkas.terbuka) == [rows[one.id] for one in berkas.terbuka]
    cards = [card for one in berkas.terbuka for card in uow.kartu.of_tugas(one.id)]
    return (*(view_kartu(uow, card) for card in cards), describe_berkas(uow, *run, None))


def board_in_part(
    uow: UnitOfWork, berkas_id: int, pegawai_id: int, most: int | None = None
) -> tuple[object, ...]:
    """Return what a board tells somebody that has so many open tugas of each place; None: all of them.

    Whom it names beside those that it has, it counts.
    """
    run = uow.berkas.get(berkas_id) if most is None else uow.papan.berkas(berkas_id, most)
    kantor_id = run[0].kantor_id
    view = describe_berkas(
        uow, *run, uow.pegawai.employee(kantor_id, pegawai_id, local_date(uow, kantor_id))
    )
    counted = [
        (len(one.terbuka) + one.lebih, replace(one, terbuka=(), lebih=0)) for one in view.langkah
    ]
    is_offered = bool(view.kecualikan)
    alone = replace(view.berkas, terbuka=())
    return counted, is_offered, replace(view, berkas=alone, langkah=(), kecualikan=())


def views_in(uow: UnitOfWork, rows: Sources) -> tuple[FormulirView, ...]:
    """Return what cards show of all units, made of rows alone."""
    kantor, berkas, own = rows.kantor, rows.berkas, uow.kinerja.promised_by_unit(rows.berkas)
    measured = [
        (one, yardstick_in(kantor, berkas, own[one.unit_id], rows.lalu)) for one in rows.formulir
    ]
    then, proved = uow.kinerja.year_before(berkas, list(own)), proofs_in(rows.lampiran)
    found = (
        FormulirView(
            formulir_id=one.id,
            unit=rows.unit[one.unit_id],
            status=one.status,
            ronde=one.ronde,
            baris=tuple(
                rows_in(
                    Look(
                        cover=one.cover,
                        yardstick=by,
                        tahun_lalu=reached_in(then, one.unit_id, by.indikator),
                        bukti=tuple(proved[i.id] for i in by.indikator)
                        if kantor.minta_bukti
                        else None,
                    ),
                    one.nilai,
                )
            ),
            aturan=aturan_in(berkas.keadaan.bentuk, kantor.aturan),
            minta_analisis=kantor.minta_analisis,
        )
        for one, by in measured
    )
    return tuple(sorted(found, key=lambda view: view.unit.kode))


def written_rujukan(rows: Sources) -> str:
    """Return what a naskah uses of the office, made of rows alone."""
    lalu = [rows.lalu.get(id, NOTHING) for id in rows.indikator]
    pieces = [piece_of(rows.indikator.values(), lalu)]
    return write_rujukan(rows.kantor, rows.unit, rows.perjanjian, pieces)


def stands(uow: UnitOfWork, berkas_id: int) -> Standing:
    """Return what stands in a berkas, as the process keeps it."""
    berkas, sop_id = uow.berkas.get(berkas_id)
    return stand(uow, facts_of(uow, uow.sop.get(sop_id), berkas, None), None)


def views(uow: UnitOfWork, berkas_id: int) -> tuple[FormulirView, ...]:
    """Return what cards show of all units of a berkas, as the process keeps it."""
    berkas, _ = uow.berkas.get(berkas_id)
    return view_formulir(uow, uow.kantor.get(berkas.kantor_id), berkas)
