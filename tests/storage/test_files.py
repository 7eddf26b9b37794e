"""A dokumen is kept whole under its own hash, and nothing else is reachable."""

import hashlib

import pytest

from storage.files import FileDamaged, FileMissing, Files


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
