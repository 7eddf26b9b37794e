import os
import re
import signal
import subprocess
import sys
from contextlib import closing, contextmanager

import pytest

from bot.trial.kantor.pejawaran import NOT_JOINED
from bot.trial.sample import PEJAWARAN
from storage.database.sqlite import sqlite3
from tests.support.http import waiting_client
from tests.support.patience import HANG_S, wait_until

TAPAK = (sys.executable, "-c", "from bot.cli import main; main()")
FIRST = re.compile(r"Tapak mode coba: (http://127\.0\.0\.1:\d+)")


class Process:
    """A ``tapak`` that runs, and what it has said."""

    def __init__(self, process):
        self.process = process
        self.said = ""

    def until(self, text):
        while text not in self.said:
            line = self.process.stdout.readline()
            self.said += line
            assert line, f"it ended without saying {text!r}:\n{self.said}"
        return self.said

    def url(self):
        self.until("Ctrl+C")
        return FIRST.search(self.said)[1]

    def stop(self, number=signal.SIGTERM):
        self.process.send_signal(number)
        self.said += self.process.communicate(timeout=HANG_S)[0]
        return self.process.returncode


@pytest.fixture
def http():
    with waiting_client() as http:
        yield http


@pytest.fixture
def start(tapak):
    running = []

    @contextmanager
    def start(*args, **settings):
        env = os.environ | {f"TAPAK_{name.upper()}": value for name, value in settings.items()}
        process = subprocess.Popen(
            [*TAPAK, *args],
            cwd=tapak.folder,
            env=env | {"PYTHONUNBUFFERED": "1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        running.append(process)
        yield Process(process)

    yield start
    for process in running:
        if process.poll() is None:
            process.kill()
        process.communicate()


def refusal(tapak, **settings):
    result = tapak.run("run", **settings)
    assert result.exit_code == 1, result.output
    return result.stderr


def test_without_a_token_a_webhook_address_refuses_the_trial(tapak):
    said = refusal(tapak, webhook_url="https://tapak.example", webhook_secret="s" * 20)
    assert "TAPAK_WEBHOOK_URL" in said
    assert "tapak trial" in said


def test_without_a_token_a_postgresql_address_refuses_the_trial(tapak):
    said = refusal(tapak, database_url="postgresql://tapak:rahasia@basisdata/tapak")
    assert "TAPAK_DATABASE_URL" in said
    assert "rahasia" not in said


def test_without_a_token_a_database_of_real_work_refuses_the_trial(office):
    assert str(office.database.relative_to(office.folder)) in refusal(office)


def test_the_server_alone_shows_everybody_and_leaves_the_workbook(tapak, start, http):
    with start("trial", "--server-only", "--port", "0") as trial:
        url = trial.url()
        phones = http.get(f"{url}/trial/phones").json()
        token = http.get(f"{url}/trial/token").json()["token"]

        assert http.get(url).status_code == 200
        assert tapak.run("health", http_port=url.rpartition(":")[2]).exit_code == 0
        assert [phone["name"] for phone in phones] == [one["name"] for one in PEJAWARAN.phones()]
        assert http.get(f"{url}/trial/clock").json()["now"].startswith("2026-10-05T01:0")
        assert f"TAPAK_BOT_TOKEN={token}" in trial.said
        workbook = tapak.folder / "data" / "trial" / "kantor-contoh.xlsx"
        code, _ = tapak.ask("kantor", "import", workbook, "--dry-run")
        assert code == 0
        assert trial.stop() == 0
    assert "Traceback" not in trial.said


def test_a_busy_port_gives_way_to_the_next(start, http):
    with start("trial", "--server-only", "--port", "18391", "--data", "satu") as first:
        one = first.url()
        with start("trial", "--server-only", "--port", "18391", "--data", "dua") as second:
            two = second.url()
            assert one != two
            assert http.get(one).status_code == http.get(two).status_code == 200


def test_two_trials_do_not_share_a_folder(tapak, start):
    with start("trial", "--server-only", "--port", "0") as first:
        first.url()
        for args in (["--port", "0"], ["--port", "0", "--fresh"]):
            second = tapak.run("trial", *args)
            assert "sedang memakai folder ini" in second.output
            assert second.exit_code == 1
        assert first.stop(signal.SIGINT) == 0


def test_run_without_a_token_is_the_whole_trial_and_the_second_start_goes_on_with_the_newcomer(
    tapak, start, http
):
    with start("run", http_port="0") as trial:
        url = trial.url()
        people = http.get(f"{url}/trial/phones").json()
        waiting = [one["name"] for one in people if not one["started"]]
        camat = http.get(f"{url}/trial/phones/1001/messages").json()

        assert waiting == [NOT_JOINED]
        assert not any(one["unread"] for one in people)
        assert camat[0]["plain"].startswith("/start ")
        assert camat[-1]["from"] == "bot"
        http.post(f"{url}/trial/clock", json={"advance": "P1D"})
        assert trial.stop() == 0
    assert "Traceback" not in trial.said
    assert not tapak.database.exists()

    with start("trial", "--port", "0") as trial:
        url = trial.url()
        assert http.get(f"{url}/trial/phones/1001/messages").json()[0] == camat[0]
        assert http.get(f"{url}/trial/clock").json()["now"].startswith("2026-10-06T01:0")
        let_newcomer_join(http, url, trial.said)
        assert trial.stop() == 0


def let_newcomer_join(http, url, said):
    """Write the text that was printed, and confirm it."""
    text = re.search(r"/start \S+", said)[0]
    [phone] = [one for one in http.get(f"{url}/trial/phones").json() if one["name"] == NOT_JOINED]
    home = f"{url}/trial/phones/{phone['user_id']}"

    http.post(f"{home}/send", json={"text": text})
    wait_until(lambda: http.post(f"{home}/tap", json={"label": "Ya"}).is_success)
    wait_until(lambda: len(http.get(f"{home}/messages").json()) > 2)


def test_fresh_wipes_the_trial_and_nothing_else(tapak, start):
    data = tapak.folder / "data"
    with start("trial", "--port", "0", "--server-only") as trial:
        trial.url()
        trial.stop()
    (data / "tapak.sqlite").write_bytes(b"nyata")
    (data / "trial" / "sisa").write_text("")

    with start("trial", "--port", "0", "--server-only", "--fresh") as trial:
        trial.url()
        trial.stop()

    assert (data / "tapak.sqlite").read_bytes() == b"nyata"
    assert not (data / "trial" / "sisa").exists()


def test_a_bot_in_another_process_serves_the_same_office(tapak, start, http, unused_tcp_port):
    with start("trial", "--server-only", "--port", "0", "--data", "server") as server:
        url = server.url()
        token = http.get(f"{url}/trial/token").json()["token"]
        settings = {
            "bot_token": token,
            "bot_api_url": url,
            "clock_url": url,
            "http_port": str(unused_tcp_port),
        }
        workbook = tapak.folder / "server" / "trial" / "kantor-contoh.xlsx"
        assert tapak.run("kantor", "import", workbook, **settings).exit_code == 0
        _, fields = tapak.ask("undang", **settings)
        with start("run", **settings) as bot:
            wait_until(lambda: tapak.run("health", **settings).exit_code == 0)
            home = f"{url}/trial/phones/1001"
            http.post(f"{home}/send", json={"text": fields["undangan"][0]["perintah"]})
            wait_until(lambda: http.post(f"{home}/tap", json={"label": "Ya"}).is_success)
            assert bot.stop() == 0
        assert "Traceback" not in bot.said

    _, fields = tapak.ask("undang", bot_token=token, bot_api_url=url)
    assert "Camat" not in [one["jabatan"] for one in fields["undangan"]]
    with closing(sqlite3.connect(tapak.database)) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
