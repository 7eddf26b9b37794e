"""A dokumen is kept whole under its own hash, and nothing else is reachable."""

import hashlib
import os

import pytest

from storage.files import FileDamaged, FileMissing, Files, whole, write_whole


def test_what_was_put_is_got(tmp_path):
    files = Files(tmp_path / "lampiran")
    sha256 = files.put(b"laporan")

    assert sha256 == hashlib.sha256(b"laporan").hexdigest()
    assert files.get(sha256) == b"laporan"


def test_the_same_content_is_kept_once_and_nothing_is_left_over(tmp_path):
    files = Files(tmp_path)

    assert files.put(b"laporan") == files.put(b"laporan")
    assert len([path for path in tmp_path.rglob("*") if path.is_file()]) == 1


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "", "a" * 63, "A" * 64, "a" * 64 + "\n", "/" + "a" * 63]
)
def test_only_a_sha256_names_a_file(tmp_path, name):
    with pytest.raises(FileMissing):
        Files(tmp_path).get(name)


def test_what_was_never_put_is_missing(tmp_path):
    with pytest.raises(FileMissing):
        Files(tmp_path).get("a" * 64)


def test_a_damaged_file_is_not_handed_out(tmp_path):
    files = Files(tmp_path)
    sha256 = files.put(b"laporan")
    files.path(sha256).write_bytes(b"laporam")

    with pytest.raises(FileDamaged):
        files.get(sha256)


def test_a_put_that_fails_leaves_nothing(tmp_path, monkeypatch):
    def no_space(descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", no_space)
    with pytest.raises(OSError, match="No space"):
        Files(tmp_path).put(b"laporan")

    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_who_may_read_a_report_is_for_the_umask_and_what_was_handed_in_is_private(tmp_path):
    before = os.umask(0o022)
    try:
        write_whole(tmp_path / "rekap.xlsx", b"isi")
        sha256 = Files(tmp_path).put(b"laporan")
    finally:
        os.umask(before)

    assert (tmp_path / "rekap.xlsx").stat().st_mode & 0o777 == 0o644
    assert Files(tmp_path).path(sha256).stat().st_mode & 0o777 == 0o600


def test_a_link_stays_a_link_to_what_is_written(tmp_path):
    (tmp_path / "tahun-ini.xlsx").symlink_to(tmp_path / "2026.xlsx")
    write_whole(tmp_path / "tahun-ini.xlsx", b"isi")

    assert (tmp_path / "tahun-ini.xlsx").is_symlink()
    assert (tmp_path / "2026.xlsx").read_bytes() == b"isi"


def test_what_is_given_up_while_it_is_written_leaves_the_old_one(tmp_path):
    path = tmp_path / "riwayat.csv"
    path.write_bytes(b"yang lama")
    with pytest.raises(TypeError), whole(path) as file:
        file.writelines((b"separuh", "bukan bita"))

    assert [one.name for one in tmp_path.iterdir()] == ["riwayat.csv"]
    assert path.read_bytes() == b"yang lama"
