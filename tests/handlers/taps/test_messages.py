"""Files that are too big are refused for what they are, before anything of them is fetched."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from handlers.taps.messages import DOKUMEN_LIMIT, SHEET_LIMIT
from sop_flows.sop.toml import LONGEST
from tests.support.chat import Akibat, Chat
from tests.support.office import Pejawaran, office_in
from tests.support.story import SEKCAM, TAPEM, go_to

TOO_BIG = (
    (TAPEM, "bukti.pdf", DOKUMEN_LIMIT, "dokumen_terlalu_besar"),
    (TAPEM, "realisasi.xlsx", SHEET_LIMIT, "lembar_ditolak"),
    (SEKCAM, "sop.toml", LONGEST, "sop_terlalu_besar"),
)


def send(kantor: Pejawaran, nama: str, file: str, size: int) -> tuple[Akibat, list[str]]:
    """Let somebody send a file; return what came of it, and which files were fetched."""

    async def within(connection: Any) -> tuple[Akibat, list[str]]:
        async with Chat(connection, kantor.user[nama], kantor.now) as chat:
            return await chat.do(f"{{{file} {size}}}"), chat.fetched

    return kantor.database.run_now(lambda connection: asyncio.run(within(connection)))


@pytest.mark.parametrize(("nama", "file", "limit", "layar"), TOO_BIG)
def test_a_file_that_is_too_big_is_refused_before_it_is_fetched(
    nama: str, file: str, limit: int, layar: str, tmp_path: Path
):
    with office_in(tmp_path) as kantor:
        go_to(kantor, 4)
        akibat, fetched = send(kantor, nama, file, limit + 1)

        assert [said for said, _ in akibat.told] == [f"{layar}@{kantor.user[nama]}"]
        assert (akibat.errors, fetched) == ((), [])
        assert send(kantor, nama, file, limit)[0].told != akibat.told
