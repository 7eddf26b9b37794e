import asyncio
from datetime import timedelta

import pytest

from bot.cli import findings
from bot.process.clock import machine_now
from bot.trial.kantor.pejawaran import START
from bot.trial.sample import PEJAWARAN
from bot.trial.server import TrialServer
from storage.backup.nightly import Nightly
from storage.carriers import detak
from storage.database import journal
from storage.database.sqlite import sqlite3
from storage.files import kept_files
from tests.support.http import client
from tests.support.lost import LOST, lose
from tests.support.tamper import tamper


@pytest.fixture
async def telegram():
    async with TrialServer(phones=PEJAWARAN.phones(), start_at=START) as server:
        yield server


def connected(server):
    return {"bot_token": server.token, "bot_api_url": server.url, "clock_url": server.url}


def levels(fields, perihal):
    return [one["tingkat"] for one in fields["temuan"] if one["perihal"] == perihal]


def test_an_empty_installation_has_warnings_and_no_failure(tapak):
    code, fields = tapak.ask("check")

    assert (code, fields["baik"]) == (0, True)
    assert levels(fields, "Token") == ["peringatan"]
    assert levels(fields, "Basis data") == ["peringatan"]
    assert not tapak.database.exists()


async def test_a_working_installation_is_well(office, telegram):
    code, fields = await asyncio.to_thread(office.ask, "check", **connected(telegram))

    assert code == 0
    assert levels(fields, "Token") == levels(fields, "Webhook") == levels(fields, "Jam") == ["ok"]
    assert levels(fields, "Basis data") == levels(fields, "Migrasi") == ["ok"]
    [people] = [one for one in fields["temuan"] if "belum bergabung" in one["keadaan"]]
    assert people["keadaan"].startswith("14 dari 14 pegawai belum bergabung")
    assert people["perbaikan"] == "Jalankan `tapak undang --kantor PEJAWARAN`."


async def test_a_webhook_that_the_settings_do_not_ask_for_is_a_warning(office, telegram):
    address = f"{telegram.url}/bot{telegram.token}/setWebhook"
    async with client() as http:
        await http.post(address, json={"url": "http://127.0.0.1:9/telegram/webhook"})

    code, fields = await asyncio.to_thread(office.ask, "check", **connected(telegram))

    assert code == 0
    assert levels(fields, "Webhook") == ["peringatan"]


def sqlite_said(fields):
    return [one for one in fields["temuan"] if one["perihal"] == "SQLite"]


@pytest.mark.parametrize(
    ("version", "said"),
    [
        ((3, 53, 4), ", jurnal WAL"),
        ((3, 40, 1), ", jurnal PERSIST: versi ini dapat merusak berkas dalam mode WAL"),
    ],
)
def test_the_journal_and_its_reason_are_told(office, monkeypatch, version, said):
    monkeypatch.setattr(sqlite3, "sqlite_version_info", version)

    [found] = sqlite_said(office.ask("check")[1])

    assert (found["tingkat"], found["keadaan"]) == ("ok", sqlite3.sqlite_version + said)


def test_a_folder_on_a_network_is_a_warning(office, tmp_path, monkeypatch):
    mounts = tmp_path / "mountinfo"
    mounts.write_text("27 1 0:30 / / rw - nfs4 10.0.0.2:/tapak rw\n")
    monkeypatch.setattr(journal, "MOUNTS", mounts)
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 53, 4))

    [found] = sqlite_said(office.ask("check")[1])

    assert found["tingkat"] == "peringatan"
    assert "jurnal PERSIST: data berada di sistem berkas jaringan (nfs4)" in found["keadaan"]
    assert found["perbaikan"] == "Pindahkan folder data ke disk komputer ini."


def test_a_wal_that_somebody_keeps_from_coming_to_an_end_is_a_warning(office, monkeypatch):
    monkeypatch.setattr(findings, "WAL_LARGE", 1000)
    office.database.with_name("tapak.sqlite-wal").write_bytes(bytes(2_000_000))

    *_, found = sqlite_said(office.ask("check")[1])

    assert found["tingkat"] == "peringatan"
    assert found["keadaan"] == "2 MB di tapak.sqlite-wal belum masuk ke tapak.sqlite"


def test_a_column_without_a_post_fails(office):
    office.rows(
        lambda uow: uow.connection.exec_driver_sql("DELETE FROM sop_kolom WHERE kolom = 'kasi'")
    )

    result = office.run("check")

    assert result.exit_code == 1
    assert "kolom tanpa jabatan: Kasi" in result.output
    assert "->" in result.output


def test_every_history_is_verified_and_one_that_is_not_whole_fails(office):
    assert "riwayat utuh, 1 baris" in office.run("check").output
    office.rows(
        lambda uow: tamper(uow.connection, "UPDATE jejak SET aksi = 'hapus' WHERE seq = 1")
    )

    result = office.run("check")

    assert result.exit_code == 1
    assert "Kantor PEJAWARAN: riwayat TIDAK UTUH mulai baris 1" in result.output
    assert "-> Bandingkan dengan cadangan terakhir." in result.output


def test_a_bot_api_that_does_not_answer_fails_without_telling_the_token(office, unused_tcp_port):
    token = "123456789:" + "A" * 35

    result = office.run(
        "check", bot_token=token, bot_api_url=f"http://127.0.0.1:{unused_tcp_port}"
    )

    assert result.exit_code == 1
    assert "Telegram: tidak menjawab" in result.output
    assert token not in result.output


def test_a_file_that_is_no_database_fails(tapak):
    tapak.database.parent.mkdir()
    tapak.database.write_bytes(b"bukan basis data" * 100)

    code, fields = tapak.ask("check")

    assert code == 1
    assert levels(fields, "Basis data") == ["gagal"]


def test_a_check_tells_how_old_the_newest_is_and_why_the_last_try_failed(office):
    files = kept_files(office.folder / "data")
    nightly = Nightly(office.folder / "data" / "cadangan", bot_id=0, keep=14)

    def told():
        _, fields = office.ask("check")
        [one] = [one for one in fields["temuan"] if one["perihal"] == "Cadangan"]
        return one["tingkat"], one["keadaan"]

    assert told() == ("peringatan", "belum ada")
    nightly.take(f"sqlite:///{office.database}", files, machine_now() - timedelta(days=3))
    assert told() == ("peringatan", "terakhir 3 hari lalu, 1 disimpan")
    nightly.take(f"sqlite:///{office.database}", files, machine_now() - timedelta(hours=7))
    assert told() == ("ok", "terakhir 7 jam lalu, 2 disimpan di data/cadangan")
    with pytest.raises(OSError, match="open"):
        nightly.take("sqlite:////nowhere/tapak.sqlite", files, machine_now())
    tingkat, keadaan = told()
    assert tingkat == "peringatan"
    assert "2 disimpan; percobaan terakhir gagal, " in keadaan
    nightly.take(f"sqlite:///{office.database}", files, machine_now())
    assert told() == ("ok", "terakhir kurang dari satu jam lalu, 3 disimpan di data/cadangan")


def test_a_check_tells_what_the_newest_lacks_and_that_it_cannot_be_read(office):
    files = kept_files(office.folder / "data")
    nightly = Nightly(office.folder / "data" / "cadangan", bot_id=0, keep=14)
    lose(office.database)
    nightly.take(f"sqlite:///{office.database}", files, machine_now())

    result = office.run("check")

    assert "di yang terakhir tidak ada 1 dokumen yang hilang atau rusak" in result.output
    assert LOST in result.output
    [path] = nightly.folder.iterdir()
    path.write_bytes(path.read_bytes()[:-30])
    assert "1 disimpan di data/cadangan; yang terakhir tidak terbaca" in office.run("check").output


def test_a_check_tells_of_a_clock_that_was_set_lately(office):
    def told_of(by, ago):
        at = machine_now().timestamp() - ago.total_seconds()
        office.rows(lambda uow: detak.beat(uow.connection, 0, at))
        office.rows(lambda uow: detak.note_clock_set(uow.connection, 0, at, by))
        _, fields = office.ask("check")
        return [one["keadaan"] for one in fields["temuan"] if one["perihal"] == "Jam"][1:]

    [told] = told_of(-7200.4, timedelta(hours=3))
    assert told.startswith("dimundurkan 2 jam, diketahui bot pada ")
    [told] = told_of(93_784.0, timedelta(hours=-1))
    assert told.startswith("dimajukan 1 hari 2 jam, diketahui")
    assert told_of(60.0, timedelta(days=8)) == []


@pytest.mark.parametrize("as_json", [(), ("--json",)])
def test_an_address_is_shown_without_its_password(office, unused_tcp_port, as_json):
    result = office.run(
        "check",
        *as_json,
        bot_token="123456789:" + "a" * 35,
        bot_api_url=f"http://kami:RAHASIA@127.0.0.1:{unused_tcp_port}",
    )

    assert "RAHASIA" not in result.output
    assert f"http://kami:••••@127.0.0.1:{unused_tcp_port}" in result.output
