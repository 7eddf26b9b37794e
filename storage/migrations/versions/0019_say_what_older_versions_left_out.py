"""Say in stored JSON what versions before 0007 left out or said otherwise.

They changed what they wrote without a migration. Whoever opened a card under them could not have it drawn
any more. What they left out stands in the history, in the berkas, or in the formulir.

Revision ID: 0019
Revises: 0018
"""

from collections.abc import Iterator, Mapping
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

BESIDE = {None: "", -1: "tanya", -2: "tindak_lanjut", -3: "tanda_terima"}
OF_VALUES = (
    *("tanya_nilai", "tanya_alasan_na", "pilih_angka", "yakin_nilai", "angka_ditolak"),
    "nilai_tercatat",
)
REMINDERS = ("pengingat", "eskalasi", "pekanan")

tugas = sa.table(
    "tugas",
    *map(sa.column, ("id", "berkas_id", "unit_id", "ronde", "dibuka_at")),
    sa.column("isi", sa.JSON),
)
berkas = sa.table("berkas", *map(sa.column, ("id", "ke")), sa.column("keadaan", sa.JSON))
indikator = sa.table("indikator", *map(sa.column, ("id", "sifat")))
formulir = sa.table("formulir", *map(sa.column, ("berkas_id", "unit_id", "ronde")))
jejak = sa.table(
    "jejak", *map(sa.column, ("berkas_id", "seq", "at")), sa.column("pelaku", sa.JSON)
)
outbox = sa.table("outbox", *map(sa.column, ("id", "layar")), sa.column("isi", sa.JSON))


def upgrade() -> None:
    connection = op.get_bind()
    for row in connection.execute(sa.select(tugas)).all():
        isi = dict(row.isi)
        for name in ("dari", "kembali"):
            if name in isi and "penugasan" not in isi[name]:
                isi[name] = {**isi[name], "penugasan": penugasan_of(connection, row, isi[name])}
        if isinstance(isi.get("semula"), str):
            isi["semula"] = [isi["semula"], ronde_before(connection, row)]
        if "mulai" in isi:
            keep_start(connection, row.berkas_id, isi.pop("mulai"))
        if isi != row.isi:
            connection.execute(tugas.update().where(tugas.c.id == row.id).values(isi=isi))
    for row_id, isi in messages(connection):
        connection.execute(outbox.update().where(outbox.c.id == row_id).values(isi=isi))


def downgrade() -> None:
    """Leave it: no version reads the older words better."""


def penugasan_of(connection: sa.Connection, row: sa.Row[Any], who: Mapping[str, Any]) -> str:
    """Return how somebody held the post then: as the line says that opened the tugas, or an earlier one."""
    lines = connection.execute(
        sa.select(jejak)
        .where(jejak.c.berkas_id == row.berkas_id, jejak.c.at <= row.dibuka_at)
        .order_by(jejak.c.seq.desc())
    )
    told = (
        line.pelaku["penugasan"]
        for line in lines
        if all(line.pelaku.get(name) == who[name] for name in ("nama", "jabatan"))
        and "penugasan" in line.pelaku
    )
    return next(told, "definitif")


def ronde_before(connection: sa.Connection, row: sa.Row[Any]) -> int:
    """Return the ronde of the formulir until the tugas opened it: a return began a new one."""
    ronde: int = row.ronde
    if "kembali" in row.isi:
        return max(1, ronde - 1)
    here = sa.select(formulir.c.ronde).where(
        formulir.c.berkas_id == row.berkas_id, formulir.c.unit_id == row.unit_id
    )
    return min(ronde, connection.execute(here).scalar() or ronde)


def keep_start(connection: sa.Connection, berkas_id: int, facts: Mapping[str, str]) -> None:
    """Let the berkas keep what its start was given."""
    this = berkas.c.id == berkas_id
    keadaan = connection.execute(sa.select(berkas.c.keadaan).where(this)).scalar_one()
    kept = {"mulai": dict(facts), **keadaan}
    connection.execute(berkas.update().where(this).values(keadaan=kept))


def messages(connection: sa.Connection) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield the messages that are to say more, with all that they say."""
    found = sa.select(outbox).where(outbox.c.layar.in_((*OF_VALUES, *REMINDERS)))
    for row in connection.execute(found).all():
        said = of_value(connection, row.isi) if row.layar in OF_VALUES else beside(row.isi)
        if said != row.isi:
            yield row.id, said


def of_value(connection: sa.Connection, isi: dict[str, Any]) -> dict[str, Any]:
    """Return what is said about a value, with the triwulan of its berkas and how its periode add up."""
    if "is_jumlah" in isi or "indikator" not in isi:
        return isi
    of_tugas = sa.select(berkas.c.ke).join(tugas, tugas.c.berkas_id == berkas.c.id)
    of_indikator = sa.select(indikator.c.sifat)
    triwulan = connection.execute(of_tugas.where(tugas.c.id == isi["tugas"])).scalar()
    sifat = connection.execute(of_indikator.where(indikator.c.id == isi["indikator"])).scalar()
    if triwulan is None or sifat is None:
        return isi
    return {**isi, "triwulan": triwulan, "is_jumlah": sifat == "akumulasi", "sampai": None}


def beside(isi: dict[str, Any]) -> dict[str, Any]:
    """Return a reminder that calls by name what stands beside the flow."""
    lines = [
        {**one, "samping": BESIDE.get(one["samping"], one["samping"])} for one in isi["tugas"]
    ]
    return {**isi, "tugas": lines}
