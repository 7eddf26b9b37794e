"""Taps about more time for a tugas: on its card, on a request, and on what is asked then.

A button about a request carries the revisi that the request gave its tugas; the others need none.
"""

from collections.abc import Callable, Mapping

from handlers.context import Step, bind
from handlers.screens.arguments import CallbackUnreadable, read_iso
from handlers.screens.callback import TugasTap
from sop_flows.engine.tambahan import SebabWaktu
from sop_flows.use_cases.tugas.percakapan import Ketukan
from sop_flows.use_cases.tugas.tambahan import grant, refuse
from sop_flows.use_cases.tugas.tanya_waktu import (
    begin_asking,
    begin_giving,
    begin_refusing,
    choose_cause,
    choose_day,
)


def read_cause(tap: TugasTap) -> SebabWaktu:
    """Return why time is asked for, as a button carries it."""
    try:
        return SebabWaktu(*tap.args)
    except (TypeError, ValueError):
        raise CallbackUnreadable from None


WAKTU: Mapping[str, Callable[[Ketukan, TugasTap], Step]] = {
    "minta_waktu": lambda at, _: bind(begin_asking, at.actor, tugas_id=at.tugas_id),
    "sebab_waktu": lambda at, tap: bind(
        choose_cause, at.actor, tugas_id=at.tugas_id, sebab=read_cause(tap)
    ),
    "sampai_waktu": lambda at, tap: bind(
        choose_day, at.actor, tugas_id=at.tugas_id, hari=read_iso(tap.word())
    ),
    "beri_waktu": lambda at, _: bind(grant, at.actor, tugas_id=at.tugas_id, permintaan=at.revisi),
    "beri_hari": lambda at, _: bind(begin_giving, at.actor, tugas_id=at.tugas_id),
    "tolak_waktu": lambda at, _: bind(
        begin_refusing, at.actor, tugas_id=at.tugas_id, permintaan=at.revisi
    ),
    "tolak_saja": lambda at, _: bind(refuse, at.actor, tugas_id=at.tugas_id, permintaan=at.revisi),
}
"""What the buttons about more time do."""
