"""Taps about the values of a formulir: asking for them, picking among numbers, the sheet."""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Protocol

from handlers.context import Step, UseCase, bind
from handlers.screens.arguments import CallbackUnreadable
from handlers.screens.callback import TYPED, TugasTap
from sop_flows.deferred import pattern
from sop_flows.kinerja.analisis import Jenis
from sop_flows.kinerja.angka import Janggal
from sop_flows.ports.records import Actor
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.use_cases.formulir.analisis import (
    begin_analisis,
    choose_day,
    choose_kind,
    choose_post,
    drop_plans,
    skip_part,
)
from sop_flows.use_cases.formulir.bukti import begin_bukti, leave_bukti
from sop_flows.use_cases.formulir.lembar import request_sheet
from sop_flows.use_cases.formulir.typed import (
    begin_filling,
    choose_reading,
    say_no_data,
    skip_value,
    step_back,
    stop_filling,
)
from sop_flows.use_cases.tugas.percakapan import Ketukan

DECIMAL = pattern(r"-?[0-9]{1,20}(\.[0-9]{1,10})?", re.ASCII)


class OfOne(Protocol):
    """A use case about one value of a formulir."""

    def __call__(
        self, uow: UnitOfWork, actor: Actor, *, tugas_id: int, indikator_id: int
    ) -> None: ...


def about(use_case: OfOne, at: Ketukan, tap: TugasTap) -> Step:
    """Return the step that does something about the value which a button names."""
    return bind(use_case, at.actor, tugas_id=at.tugas_id, indikator_id=tap.number())


def of_plan(use_case: UseCase[..., None], at: Ketukan, tap: TugasTap, **chosen: object) -> Step:
    """Return the step that takes what was chosen of a tindak lanjut."""
    who = {"tugas_id": at.tugas_id, "indikator_id": tap.number()}
    return bind(use_case, at.actor, **who, **chosen)


def read_kind(tap: TugasTap) -> Jenis:
    """Return what a tindak lanjut adjusts, as a button says."""
    try:
        return Jenis("".join(tap.args[1:2]))
    except ValueError:
        raise CallbackUnreadable from None


def pick(at: Ketukan, tap: TugasTap) -> Step:
    """Return the step that takes the number of a button."""
    return bind(
        choose_reading,
        at.actor,
        tugas_id=at.tugas_id,
        indikator_id=tap.number(),
        nilai=read_decimal(tap),
        is_confirmed=tap.aksi == "benar",
        janggal=Janggal.SATUAN_LAIN if tap.args[2:] == (TYPED,) else None,
    )


def read_decimal(tap: TugasTap) -> Decimal:
    """Return the number that a button carries beside its indicator."""
    if tap.args[2:] not in ((), (TYPED,)) or not DECIMAL.fullmatch("".join(tap.args[1:2])):
        raise CallbackUnreadable
    return Decimal(tap.args[1])


FORMULIR: Mapping[str, Callable[[Ketukan, TugasTap], Step]] = {
    "isi": lambda at, tap: bind(
        begin_filling,
        at.actor,
        tugas_id=at.tugas_id,
        indikator_id=tap.number() if tap.args else None,
    ),
    "lewati": lambda at, tap: about(skip_value, at, tap),
    "mundur": lambda at, tap: about(step_back, at, tap),
    "na": lambda at, tap: about(say_no_data, at, tap),
    "bukti": lambda at, tap: about(begin_bukti, at, tap),
    "nanti": lambda at, tap: about(leave_bukti, at, tap),
    "analisis": lambda at, tap: about(begin_analisis, at, tap),
    "lewat": lambda at, tap: about(skip_part, at, tap),
    "hapus_lanjut": lambda at, tap: about(drop_plans, at, tap),
    "jenis": lambda at, tap: of_plan(choose_kind, at, tap, jenis=read_kind(tap)),
    "pelaksana": lambda at, tap: of_plan(choose_post, at, tap, jabatan_id=tap.number(1)),
    "sampai": lambda at, tap: of_plan(choose_day, at, tap, hari=tap.day(1)),
    "berhenti": lambda at, _: bind(stop_filling, at.actor, tugas_id=at.tugas_id),
    "excel": lambda at, _: bind(request_sheet, at.actor, tugas_id=at.tugas_id),
    "pakai": pick,
    "benar": pick,
}
"""What the buttons of a formulir and of its questions do."""
