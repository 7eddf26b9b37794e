"""The analisis of a value, part by part: what helped, what hindered, what is to be done about it.

1. Each part is kept as soon as it is given, and can be left out.
2. A tindak lanjut is kept once its kind, its post and its day are chosen. When the berkas ends it
   becomes a tugas beside the flow.
"""

from datetime import date
from typing import Final

from sop_flows.deferred import replace
from sop_flows.engine.reason import Alasan, is_reason
from sop_flows.errors import QuestionOver
from sop_flows.kinerja.analisis import (
    Analisis,
    BagianAnalisis,
    Jenis,
    Perlu,
    RencanaLanjut,
    why_needed,
)
from sop_flows.ports import ditanya
from sop_flows.ports.formulir import NilaiView
from sop_flows.ports.records import Actor
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.use_cases.formulir.filling import Pengisian
from sop_flows.use_cases.formulir.lanjut import posts_for
from sop_flows.use_cases.formulir.typed import still_listed
from sop_flows.waktu.rentang import read_batas

B = BagianAnalisis
WORDS: Final = (B.PENDORONG, B.PENGHAMBAT, B.LANJUT)
"""The parts that are written."""


def begin_analisis(uow: UnitOfWork, actor: Actor, *, tugas_id: int, indikator_id: int) -> None:
    """Ask for the analisis of one value from its beginning, whatever was said of it."""
    pengisian = Pengisian(uow, actor, tugas_id)
    row = still_listed(pengisian, indikator_id)
    if row is not None:
        pengisian.ask_analisis(row, B.PENDORONG)


def skip_part(uow: UnitOfWork, actor: Actor, *, tugas_id: int, indikator_id: int) -> None:
    """Leave the part out that is asked; ask for the next."""
    pengisian, row, asked = standing(uow, actor, tugas_id, indikator_id)
    ask_after(pengisian, row, asked.bagian)


def drop_plans(uow: UnitOfWork, actor: Actor, *, tugas_id: int, indikator_id: int) -> None:
    """Take every tindak lanjut off a value, and ask what is to be done."""
    pengisian, row, _ = standing(uow, actor, tugas_id, indikator_id)
    row = keep(pengisian, row, replace(row.nilai.analisis or Analisis(), lanjut=()))
    pengisian.ask_analisis(row, B.LANJUT)


def type_analisis(uow: UnitOfWork, actor: Actor, asked: ditanya.TanyaAnalisis, teks: str) -> None:
    """Take the words of the part that is asked; what is chosen by buttons is asked again."""
    pengisian = Pengisian(uow, actor, asked.tugas)
    row = still_listed(pengisian, asked.indikator)
    if row is None:
        return
    words = " ".join(teks.split())
    if asked.bagian is B.BATAS:
        set_day(pengisian, row, asked, words)
    elif asked.bagian not in WORDS or not is_reason(words, Alasan.NILAI):
        again(pengisian, row, asked)
    elif asked.bagian is B.LANJUT:
        pengisian.ask_analisis(row, B.JENIS, teks=words)
    else:
        known = row.nilai.analisis or Analisis()
        is_help = asked.bagian is B.PENDORONG
        told = replace(known, pendorong=words) if is_help else replace(known, penghambat=words)
        row = keep(pengisian, row, told)
        ask_after(pengisian, row, asked.bagian)


def choose_kind(
    uow: UnitOfWork, actor: Actor, *, tugas_id: int, indikator_id: int, jenis: Jenis
) -> None:
    """Take what a tindak lanjut adjusts; ask which post does it."""
    pengisian, row, asked = standing(uow, actor, tugas_id, indikator_id, B.JENIS)
    pengisian.ask_analisis(row, B.JABATAN, teks=asked.teks, jenis=jenis)


def choose_post(
    uow: UnitOfWork, actor: Actor, *, tugas_id: int, indikator_id: int, jabatan_id: int
) -> None:
    """Take the post that does it; ask until when."""
    pengisian, row, asked = standing(uow, actor, tugas_id, indikator_id, B.JABATAN)
    if jabatan_id not in dict(posts_for(uow, pengisian.berkas, pengisian.tugas)):
        raise QuestionOver
    pengisian.ask_analisis(row, B.BATAS, teks=asked.teks, jenis=asked.jenis, jabatan=jabatan_id)


def choose_day(
    uow: UnitOfWork, actor: Actor, *, tugas_id: int, indikator_id: int, hari: date
) -> None:
    """Take the day until when; the tindak lanjut is whole with it."""
    pengisian, row, asked = standing(uow, actor, tugas_id, indikator_id, B.BATAS)
    set_day(pengisian, row, asked, f"{hari:%d/%m/%Y}")


# Its steps


def standing(
    uow: UnitOfWork,
    actor: Actor,
    tugas_id: int,
    indikator_id: int,
    bagian: BagianAnalisis | None = None,
) -> tuple[Pengisian, NilaiView, ditanya.TanyaAnalisis]:
    """Return the filling, the value and the question about it that a button belongs to.

    Raises:
        QuestionOver: It is asked no more, or another part of it is.
    """
    pengisian = Pengisian(uow, actor, tugas_id)
    asked = uow.percakapan.get(actor.chat_id)
    row = pengisian.row(indikator_id)
    match asked.isi if asked else None:
        case ditanya.TanyaAnalisis(tugas=of, indikator=about) as isi if (of, about) == (
            tugas_id,
            indikator_id,
        ):
            if bagian in (None, isi.bagian):
                return pengisian, row, isi
    raise QuestionOver


def again(pengisian: Pengisian, row: NilaiView, asked: ditanya.TanyaAnalisis) -> None:
    """Ask for the same part once more, saying that what was written is none."""
    pengisian.ask_analisis(
        row,
        asked.bagian,
        teks=asked.teks,
        jenis=asked.jenis,
        jabatan=asked.jabatan,
        kurang=True,
    )


def ask_after(pengisian: Pengisian, row: NilaiView, bagian: BagianAnalisis) -> None:
    """Ask for what follows a part; after the last, for the next value."""
    is_high = why_needed(row, pengisian.formulir.aturan.rendah) is Perlu.TINGGI
    if bagian is B.PENDORONG and not is_high:
        pengisian.ask_analisis(row, B.PENGHAMBAT)
    elif bagian in WORDS and bagian is not B.LANJUT:
        pengisian.ask_analisis(row, B.LANJUT)
    else:
        pengisian.go_on(row)


def set_day(pengisian: Pengisian, row: NilaiView, asked: ditanya.TanyaAnalisis, teks: str) -> None:
    """Keep a tindak lanjut that is to be done until a day, unless the text names none ahead."""
    uow, kantor_id = pengisian.uow, pengisian.berkas.kantor_id
    batas = read_batas(teks, uow.kantor.jam_kerja(kantor_id), uow.now)
    if batas is None or asked.jenis is None:
        again(pengisian, row, asked)
        return
    rencana = RencanaLanjut(
        teks=asked.teks,
        jenis=asked.jenis,
        jabatan=asked.jabatan,
        nama_jabatan=uow.kantor.jabatan(kantor_id)[asked.jabatan].nama,
        batas=batas,
    )
    row = keep(pengisian, row, (row.nilai.analisis or Analisis()).add(rencana))
    pengisian.go_on(row)


def keep(pengisian: Pengisian, row: NilaiView, analisis: Analisis) -> NilaiView:
    """Store the analisis of a value; return its row. It answers a mark, as another value does."""
    pengisian.store(replace(row.nilai, analisis=analisis, ditandai=False))
    pengisian.acknowledge()
    return pengisian.row(row.indikator.id)
