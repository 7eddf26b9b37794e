"""The command line in a folder of its own, and the sample office to work on."""

import json
import shutil
from collections.abc import Callable
from contextlib import chdir
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

import pytest
from click.testing import CliRunner, Result

from bot.cli import main
from bot.trial.kantor.pejawaran import SAMPLE
from sop_flows.engine.aksi import Kerja
from sop_flows.naskah.kode import kode_of, print_kode
from storage.database.session import Database
from storage.documents.kantor.workbook import write_buku
from storage.kantor_import import import_kantor
from storage.unit_of_work import SqlUnitOfWork, in_unit
from tests.support.office import Pejawaran, founded
from tests.support.story import SEKCAM, at, go_to, jejak
from tests.support.tamper import tamper

T = TypeVar("T")
NOON = datetime(2026, 10, 6, 5, 0, tzinfo=UTC)


@dataclass
class Tapak:
    """An operator at a terminal, in a folder."""

    folder: Path

    @property
    def database(self) -> Path:
        return self.folder / "data" / "tapak.sqlite"

    def run(self, *args: str | Path, **settings: str) -> Result:
        env = {f"TAPAK_{name.upper()}": value for name, value in settings.items()}
        return CliRunner().invoke(main, [str(arg) for arg in args], env=env, obj=None)

    def ask(self, *args: str | Path, **settings: str) -> tuple[int, Any]:
        """Return the exit code and what ``--json`` prints."""
        result = self.run(*args, "--json", **settings)
        return result.exit_code, json.loads(result.stdout)

    def workbook(self, buku: Any = SAMPLE) -> Path:
        path = self.folder / "kantor.xlsx"
        path.write_bytes(write_buku(buku))
        return path

    def rows(
        self, work: Callable[[SqlUnitOfWork], T], *, bot_id: int = 0, at: datetime = NOON
    ) -> T:
        database = Database.open(f"sqlite:///{self.database}")
        try:
            return database.run_now(lambda c: in_unit(work, SqlUnitOfWork(c, bot_id, at)))
        finally:
            database.close()


@pytest.fixture
def tapak(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Tapak:
    monkeypatch.chdir(tmp_path)
    return Tapak(tmp_path)


@pytest.fixture(scope="session")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the sample office as its import leaves it."""
    tapak = Tapak(tmp_path_factory.mktemp("imported"))
    with chdir(tapak.folder):
        result = tapak.run("kantor", "import", tapak.workbook())
    assert result.exit_code == 0, result.output
    return tapak.folder


@pytest.fixture
def office(tapak: Tapak, imported: Path) -> Tapak:
    """The sample office, imported."""
    shutil.copytree(imported, tapak.folder, dirs_exist_ok=True)
    return tapak


@dataclass(frozen=True)
class Signed:
    """An operator of an office where two different naskah of one berkas were decided on."""

    tapak: Tapak
    lama: str
    baru: str

    def export(self, kode: str) -> Path:
        path = self.tapak.folder / f"{kode}.json"
        assert self.tapak.run("naskah", "export", kode, "--out", path).exit_code == 0
        return path

    def tamper(self, *statements: str) -> None:
        self.tapak.rows(lambda uow: tamper(uow.connection, *statements))

    def verdict(self, what: str | Path, *options: str) -> tuple[int, str]:
        code, facts = self.tapak.ask("naskah", "verify", what, *options)
        return code, facts["putusan"]


@pytest.fixture
def signed(tapak: Tapak) -> Signed:
    """Let the Kasubbag approve, an import change a target, and the Sekcam approve after it."""
    tapak.database.parent.mkdir()
    shutil.copy(founded(SAMPLE), tapak.database)
    database = Database.open(f"sqlite:///{tapak.database}")
    try:
        kantor = Pejawaran(database)
        berkas_id = go_to(kantor, 7)
        indikator = tuple(replace(row, tw3="120") for row in SAMPLE.indikator)
        buku = replace(SAMPLE, indikator=indikator)
        database.run_now(lambda c: import_kantor(c, buku, kantor.now))
        kantor.act(SEKCAM, Kerja.SETUJUI, at(kantor, berkas_id, 7))
        lines = jejak(kantor, berkas_id, "setujui")
    finally:
        database.close()
    return Signed(tapak, *(print_kode(kode_of(line.rincian["naskah"])) for line in lines))
