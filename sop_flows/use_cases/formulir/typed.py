"""Filling a formulir: number by number, several lines at once, corrected, skipped."""

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import count
from operator import itemgetter

from sop_flows.deferred import pattern, replace
from sop_flows.engine.formulir import Nilai
from sop_flows.engine.pembaruan import JenisPembaruan
from sop_flows.engine.reason import Alasan, is_reason
from sop_flows.errors import IndikatorGone
from sop_flows.kinerja.angka import Ambigu, Ditolak, Janggal, SebabTolak, Terbaca
from sop_flows.ports.ditanya import TentangNilai
from sop_flows.ports.formulir import NilaiView
from sop_flows.ports.layar.formulir import (
    BarisDiterima,
    Berubah,
    Disimpan,
    LembarDiterima,
    Masalah,
    Sebab,
    SebabMasalah,
)
from sop_flows.ports.layar.tugas import Penolakan
from sop_flows.ports.records import Actor
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.teks import excerpt
from sop_flows.use_cases.formulir.filling import Pengisian
from sop_flows.use_cases.formulir.ganda import by_indikator, judge_lines
from sop_flows.use_cases.formulir.odd import find_janggal
from sop_flows.use_cases.formulir.tulisan import (
    filled,
    read_nilai,
    reason_without_data,
    split_satuan,
    without,
)
from sop_flows.use_cases.tugas.listing import list_tugas

CALLED = (JenisPembaruan.INDIKATOR, JenisPembaruan.SATUAN)
"""By what an indikator is known to who types its number."""
FOREIGN = 40  # places of a batch that name no indikator, and are told one by one
LINE = pattern(r"\s*(?P<kunci>[A-Za-z0-9][A-Za-z0-9./-]*?)\s*(?:=|:\s|\s)\s*(?P<teks>\S.*?)\s*")


def begin_filling(
    uow: UnitOfWork, actor: Actor, *, tugas_id: int, indikator_id: int | None = None
) -> None:
    """Ask for the next value of a formulir, or for the value of one indicator."""
    pengisian = Pengisian(uow, actor, tugas_id)
    if indikator_id is not None:
        pengisian.ask(pengisian.row(indikator_id))
        return
    pengisian.ask_next(0)


def skip_value(uow: UnitOfWork, actor: Actor, *, tugas_id: int, indikator_id: int) -> None:
    """Leave one value for later and ask for the one after it."""
    pengisian = Pengisian(uow, actor, tugas_id)
    row = still_listed(pengisian, indikator_id)
    if row is not None:
        pengisian.ask_next(row.no)


def step_back(uow: UnitOfWork, actor: Actor, *, tugas_id: int, indikator_id: int) -> None:
    """Ask for the value before that of an indicator, whatever stands there; of the first for its own."""
    pengisian = Pengisian(uow, actor, tugas_id)
    row = still_listed(pengisian, indikator_id)
    if row is not None:
        rows = pengisian.formulir.baris
        pengisian.ask(rows[max(0, rows.index(row) - 1)])


def say_no_data(uow: UnitOfWork, actor: Actor, *, tugas_id: int, indikator_id: int) -> None:
    """Ask why there is no data for an indicator."""
    pengisian = Pengisian(uow, actor, tugas_id)
    row = still_listed(pengisian, indikator_id)
    if row is not None:
        pengisian.without_data(row, "")


def stop_filling(uow: UnitOfWork, actor: Actor, *, tugas_id: int) -> None:
    """Stop asking; what was filled stays as a draft and the card is shown."""
    pengisian = Pengisian(uow, actor, tugas_id)
    uow.percakapan.drop(actor.chat_id, (tugas_id,))
    uow.kartu.send_anew(pengisian.tugas.id, actor.chat_id)


def type_value(
    uow: UnitOfWork, actor: Actor, *, tugas_id: int, indikator_id: int, teks: str
) -> None:
    """Take what somebody typed when asked for one value."""
    pengisian = Pengisian(uow, actor, tugas_id)
    row = still_listed(pengisian, indikator_id)
    if row is not None:
        pengisian.judge(row, teks)


def type_reason(
    uow: UnitOfWork, actor: Actor, *, tugas_id: int, indikator_id: int, teks: str
) -> None:
    """Take the reason why there is no data; a number is taken as the value after all."""
    pengisian = Pengisian(uow, actor, tugas_id)
    row = still_listed(pengisian, indikator_id)
    if row is None:
        return
    if not isinstance(read_nilai(row, teks), Ditolak):
        pengisian.judge(row, teks)
        return
    pengisian.without_data(row, teks.strip())


def still_listed(pengisian: Pengisian, indikator_id: int) -> NilaiView | None:
    """Return the row that a chat was asked for.

    Once the list has lost it, that is told, the next one is asked for, and there is none; nor is
    there once it is called otherwise: it is asked for by the new name.
    """
    try:
        row = pengisian.row(indikator_id)
    except IndikatorGone as gone:
        fakta = {"indikator": gone.indikator, "nama": gone.nama}
        pengisian.say(Penolakan(kode=type(gone).__name__, fakta=fakta))
        pengisian.ask_next(0)
        return None
    return None if pengisian.asks_anew(row) else row


def choose_reading(
    uow: UnitOfWork,
    actor: Actor,
    *,
    tugas_id: int,
    indikator_id: int,
    nilai: Decimal,
    is_confirmed: bool,
    janggal: Janggal | None = None,
) -> None:
    """Store the number that somebody picked or confirmed by a button.

    The number comes with the button: choosing it is the same as typing it, so no revisi guards it.

    Args:
        janggal: What was odd about how the number was typed, where the number does not tell.
    """
    pengisian = Pengisian(uow, actor, tugas_id)
    row = pengisian.row(indikator_id)
    if pengisian.asks_anew(row):
        return
    if is_confirmed:
        pengisian.confirm(row, nilai, janggal)
        return
    pengisian.accept(row, nilai)


def type_lines(uow: UnitOfWork, actor: Actor, *, teks: str, tugas_id: int | None = None) -> bool:
    """Take several lines such as ``3=71,25`` at once; False if the text is none of ours.

    What can be read is stored; what cannot is told line by line, and nothing is guessed. Without
    an equals sign (``IK-03 71,25``, ``3: 71,25``) the text counts only if all of it can be read.

    Args:
        tugas_id: Whose formulir is meant; None where the only one that is open is.
    """
    lines = [m for line in teks.splitlines() if line.strip() for m in [LINE.fullmatch(line)]]
    if not lines or not all(lines) or not ("=" in teks or all(map(is_named, lines))):
        return False
    found = tugas_id or sole_formulir(uow, actor.user_id)
    if found is None:
        return False
    pengisian = Pengisian(uow, actor, found)
    if "=" not in teks and not all(is_readable(pengisian, line) for line in lines):
        return False
    good: list[Nilai] = []
    bad: list[Masalah] = []
    for row, same in by_indikator(filter(None, lines), itemgetter("kunci"), pengisian.find):
        if row is None:
            bad += [unknown(pengisian, line["kunci"], line["teks"]) for line in same]
            continue
        said = [(line[0], line["teks"]) for line in same]
        judged = judge_lines(row, said) or judge_text(row, said[0][1])
        if isinstance(judged, Nilai):
            good.append(judged)
        else:
            bad.append(judged)
    waiting = still_asked(pengisian, good, bad)
    finish_many(pengisian, BarisDiterima, good, bad, waiting=waiting)
    return True


def still_asked(pengisian: Pengisian, good: list[Nilai], bad: list[Masalah]) -> NilaiView | None:
    """Return the indicator that this chat was asked for, where lines said nothing about it."""
    asked = pengisian.uow.percakapan.get(pengisian.chat_id)
    told = {n.indikator_id for n in good} | {m.indikator for m in bad}
    match asked.isi if asked else None:
        case TentangNilai(tugas=pengisian.tugas.id, indikator=wanted) if wanted not in told:
            return pengisian.listed(wanted)
    return None


def is_named(line: re.Match[str] | None) -> bool:
    """Tell whether a line without an equals sign clearly names an indicator before its value."""
    if line is None or not any(c.isdigit() for c in line["kunci"]):
        return False
    return ":" in line[0] or line["kunci"].endswith(".") or not line["kunci"].isdigit()


def is_readable(pengisian: Pengisian, line: re.Match[str] | None) -> bool:
    """Tell whether a line names an indicator of the formulir and something that may be its value."""
    if line is None:
        return False
    row = pengisian.find(line["kunci"])
    if row is None:
        return bool(pengisian.gone(line["kunci"]))
    has_reason = reason_without_data(line["teks"]) is not None
    angka, _ = split_satuan(row, line["teks"])
    return has_reason or not isinstance(read_nilai(row, angka), Ditolak)


def judge_text(row: NilaiView, teks: str, sel: str = "") -> Nilai | Masalah:
    """Return the value that a text of a batch gives an indicator, or what is wrong with it."""
    alasan = reason_without_data(teks)
    if alasan is not None:
        return judge_reason(row, alasan, teks, sel)
    angka, satuan_lain = split_satuan(row, teks)
    bacaan = read_nilai(row, angka)
    if isinstance(bacaan, Ditolak):
        return problem(row, teks, bacaan.sebab, bacaan, sel)
    if isinstance(bacaan, Ambigu):
        return problem(row, teks, SebabMasalah.RAGU, bacaan, sel)
    if satuan_lain:
        return problem(row, teks, SebabMasalah.SATUAN_LAIN, bacaan, sel)
    janggal = find_janggal(row, bacaan.nilai) if bacaan.nilai != row.nilai.nilai else None
    if janggal is not None:
        return replace(problem(row, teks, SebabMasalah.JANGGAL, bacaan, sel), janggal=janggal)
    return filled(row.nilai, bacaan.nilai)


def judge_reason(row: NilaiView, alasan: str, teks: str, sel: str = "") -> Nilai | Masalah:
    """Return a value without data for that reason, or that it is none."""
    if is_reason(alasan, Alasan.NILAI):
        return without(row.nilai, alasan)
    return problem(row, teks, SebabMasalah.ALASAN, Ditolak(SebabTolak.KOSONG), sel)


def problem(
    row: NilaiView, teks: str, sebab: Sebab, bacaan: Terbaca | Ambigu | Ditolak, sel: str = ""
) -> Masalah:
    """Return one value that has to be mended, with the numbers it may mean."""
    pilihan: tuple[Decimal, ...] = ()
    if isinstance(bacaan, Terbaca):
        pilihan = (bacaan.nilai,)
    elif isinstance(bacaan, Ambigu):
        pilihan = bacaan.pilihan
    return Masalah(
        kunci=row.indikator.kode,
        indikator=row.indikator.id,
        nama=row.indikator.nama,
        satuan=row.indikator.satuan,
        teks=excerpt(teks),
        sebab=sebab,
        sel=sel,
        pilihan=pilihan,
    )


def unknown(pengisian: Pengisian, kunci: str, teks: str, sel: str | None = None) -> Masalah:
    """Return a value that names no indicator of the list; one that it has lost is named by its kode."""
    gone = pengisian.gone(kunci)
    rows = pengisian.formulir.baris
    is_number = not gone and bool(rows) and kunci.strip().rstrip(".").isdecimal()
    return Masalah(
        kunci=excerpt(kunci, 32),
        teks=excerpt(teks),
        sebab=SebabMasalah.HILANG if gone else SebabMasalah.KODE,
        nama=gone if gone and gone != kunci else None,
        sel=sel,
        nomor=(rows[0].no, rows[-1].no) if is_number else None,
    )


def finish_many(
    pengisian: Pengisian,
    told: type[BarisDiterima] | type[LembarDiterima],
    good: list[Nilai],
    bad: list[Masalah],
    *,
    explained: Sequence[Nilai] = (),
    changed: Iterable[Berubah] = (),
    remarks: Iterable[str] = (),
    waiting: NilaiView | None = None,
) -> None:
    """Store the good values of a batch, tell the bad ones; only a question still waiting stays.

    Of those that are ``explained`` the analisis alone is another.
    """
    given = (*good, *explained)
    owed = (pengisian.tugas.id,) if given or not bad else ()
    pengisian.uow.percakapan.drop(pengisian.chat_id, owed)
    analisis = count_explained(pengisian, given)
    if given:
        pengisian.store(*given)
    pengisian.say(
        told(
            tempat=pengisian.tempat,
            tersimpan=len(good),
            analisis=analisis,
            terisi=pengisian.formulir.terisi,
            total=pengisian.formulir.total,
            masalah=(kept := told_singly(bad)),
            lagi=len(bad) - len(kept),
            berubah=tuple(changed),
            kantor=pengisian.office_named(),
            disimpan=tuple(stored_rows(pengisian, good)),
            keterangan=tuple(remarks),
        )
    )
    if waiting is not None:
        pengisian.ask(waiting)
    elif not bad:
        pengisian.uow.kartu.send_anew(pengisian.tugas.id, pengisian.chat_id)


def count_explained(pengisian: Pengisian, given: Iterable[Nilai]) -> int:
    """Return of how many values the analisis is another than what is stored."""
    before = {row.indikator.id: row.nilai.analisis for row in pengisian.formulir.baris}
    return sum(one.analisis != before[one.indikator_id] for one in given)


def told_singly(bad: Iterable[Masalah]) -> tuple[Masalah, ...]:
    """Return the problems that are kept: those of an indikator, and the first that name none.

    A formulir has so many indikator; a sheet may have as many foreign kode as it has rows.
    """
    foreign = count(1)
    return tuple(m for m in bad if m.indikator is not None or next(foreign) <= FOREIGN)


def stored_rows(pengisian: Pengisian, good: Iterable[Nilai]) -> Iterator[Disimpan]:
    """Yield what was stored by name, where the list or its names changed since its card was opened."""
    facts = pengisian.tugas.facts
    if facts.urutan is None and not any(one.jenis in CALLED for one in facts.pembaruan):
        return
    for nilai in good:
        row = pengisian.row(nilai.indikator_id)
        one = row.indikator
        yield Disimpan(
            no=row.no,
            kode=one.kode,
            nama=one.nama,
            satuan=one.satuan,
            desimal=one.tulisan,
            nilai=nilai.nilai,
        )


def sole_formulir(uow: UnitOfWork, user_id: int) -> int | None:
    """Return the only open tugas of the user that fills a formulir, if there is just one."""
    found = open_formulir(uow, user_id)
    return found[0] if len(found) == 1 else None


def open_formulir(uow: UnitOfWork, user_id: int) -> tuple[int, ...]:
    """Return the open tugas of the user that fill a formulir."""
    lines = list_tugas(uow, user_id=user_id).baris
    return tuple(line.tugas.id for line in lines if line.tugas.unit_id is not None)
