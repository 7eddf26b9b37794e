"""Single values of formulir: how a row says one, and how it is stored."""

from collections.abc import Iterable
from datetime import datetime
from secrets import randbits
from typing import Any, Final

from sqlalchemy import Connection, Row, bindparam, select, update

from sop_flows.engine.formulir import Konfirmasi, Nilai
from sop_flows.kinerja.analisis import Analisis
from storage.codec import decode, encode
from storage.database.insert import ByDialect, table
from storage.database.prepared import Prepared
from storage.database.tables import FormulirRow, RealisasiRow

_F = table(FormulirRow)
_R = table(RealisasiRow)
_given = {
    "kantor_id": select(_F.c.kantor_id).where(_F.c.id == bindparam("of")).scalar_subquery(),
    "formulir_id": bindparam("of"),
    "indikator_id": bindparam("which"),
    "nilai": bindparam("nilai_"),
    "alasan": bindparam("alasan_"),
    "ditandai": bindparam("ditandai_"),
    "dikonfirmasi": bindparam("dikonfirmasi_"),
    "konfirmasi": bindparam("konfirmasi_"),
    "analisis": bindparam("analisis_"),
    "ronde": select(_F.c.ronde).where(_F.c.id == bindparam("of")).scalar_subquery(),
    "oleh": bindparam("oleh_"),
    "diisi_at": bindparam("at_"),
}
_KEY = ("kantor_id", "formulir_id", "indikator_id")
_save: Final = ByDialect(
    lambda insert: Prepared(
        lambda: (into := insert(_R).values(_given).inline()).on_conflict_do_update(
            index_elements=["formulir_id", "indikator_id"],
            set_={name: into.excluded[name] for name in _given if name not in _KEY},
        )
    )
)

_stamp: Final = Prepared(
    lambda: update(_F).where(_F.c.id == bindparam("of")).values(stamp=bindparam("stamp_"))
)


def new_stamp() -> int:
    """Return a number that has been the stamp of no values before: it is drawn, and 0 is none."""
    return randbits(62) + 1


def stamp_anew(connection: Connection, formulir: Iterable[int]) -> None:
    """Give formulir, by id, a new stamp: whoever writes one of their values does.

    What was read of them holds as long as their stamp stands, whatever was rolled back since, in whatever process.
    """
    _stamp.write(connection, *({"of": id, "stamp_": new_stamp()} for id in formulir))


def save_nilai(
    connection: Connection,
    formulir_id: int,
    nilai: Iterable[Nilai],
    pegawai_id: int,
    at: datetime,
) -> None:
    """Store values of one formulir under its ronde; ``sebelumnya`` stays as it is."""
    _save.of(connection).write(
        connection,
        *(
            {
                "of": formulir_id,
                "which": one.indikator_id,
                "nilai_": one.nilai,
                "alasan_": one.alasan,
                "ditandai_": one.ditandai,
                "dikonfirmasi_": one.dikonfirmasi,
                "konfirmasi_": encode(one.konfirmasi) if one.konfirmasi else {},
                "analisis_": encode(one.analisis) if one.analisis else {},
                "oleh_": pegawai_id,
                "at_": at,
            }
            for one in nilai
        ),
    )
    stamp_anew(connection, (formulir_id,))


def read_given(row: Row[Any], ronde: int) -> Nilai:
    """Return the value of a row; a gap of that ronde where there is none."""
    if row.realisasi_id is None:
        return Nilai(indikator_id=row.indikator_id, kode=row.kode, ronde=ronde)
    return Nilai(
        indikator_id=row.indikator_id,
        kode=row.kode,
        nilai=row.nilai,
        alasan=row.alasan,
        sebelumnya=row.sebelumnya,
        ditandai=row.ditandai,
        dikonfirmasi=row.dikonfirmasi,
        konfirmasi=decode(Konfirmasi, row.konfirmasi) if row.konfirmasi else None,
        analisis=decode(Analisis, row.analisis) if row.analisis else None,
        ronde=row.ronde_nilai,
    )
