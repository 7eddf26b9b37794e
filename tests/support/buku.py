"""The workbook of the sample office, changed."""

from dataclasses import replace
from typing import Any

from bot.trial.kantor.pejawaran import SAMPLE
from storage.documents.kantor.buku import BukuKantor


def with_kantor(**facts: Any) -> BukuKantor:
    """Return it with other facts of the office itself."""
    assert SAMPLE.kantor is not None
    return replace(SAMPLE, kantor=replace(SAMPLE.kantor, **facts))
