"""A backup that is not as it was written is refused by entry and row, and nothing of it is restored."""

import hashlib
import json
import random
import zipfile
from pathlib import PurePosixPath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.backup.manifest import BackupDamaged, BackupNewer, Cacat
from storage.backup.reading import open_backup
from storage.backup.restoring import rehearse, restore
from storage.backup.rows import read_line, row_line, tables_in
from storage.database.engine import open_reader
from tests.storage.backup.conftest import Place
from tests.storage.conftest import new_postgresql

MANIFEST = "manifest.json"
JABATAN, JEJAK = "rows/jabatan.jsonl", "rows/jejak.jsonl"


def refusal(path, place):
    """Return where and how a backup is refused; nothing of it may be there then."""
    with pytest.raises(BackupDamaged) as refused:
        restore(path, place.url, place.files)
    assert not place.folder.exists() or list(place.folder.rglob("*")) == []
    return refused.value.cacat, refused.value.entry, refused.value.row


def lines(entries, name):
    return entries[name].splitlines(keepends=True)


def seal(entries, name, rows):
    """Put other rows under sums that are right: what only somebody with a purpose does."""
    written = [row_line(one) for one in rows]
    manifest = json.loads(entries[MANIFEST])
    entries[name] = b"".join(written)
    manifest["tables"][PurePosixPath(name).stem] = {
        "count": len(written),
        "sha256": hashlib.sha256(entries[name]).hexdigest(),
    }
    entries[MANIFEST] = json.dumps(manifest).encode()


def resealed(name, change):
    def forged(entries):
        rows = [read_line(one) for one in lines(entries, name)]
        change(rows)
        seal(entries, name, rows)

    return forged


def declare(entries, **facts):
    entries[MANIFEST] = json.dumps(json.loads(entries[MANIFEST]) | facts).encode()


def replaced(name, old, new):
    return lambda entries: entries.update({name: entries[name].replace(old, new)})


def without_line(number):
    def change(entries):
        entries[JABATAN] = b"".join(
            one for no, one in enumerate(lines(entries, JABATAN)) if no != number
        )

    return change


CHANGED = {
    "a letter in a row": (replaced(JABATAN, b"Seksi", b"Saksi"), Cacat.TAK_TERBACA, JABATAN, 4),
    "a row cut short": (
        lambda e: e.update({JABATAN: e[JABATAN][:-20]}), Cacat.TAK_TERBACA, JABATAN, 6),
    "a row too few": (without_line(2), Cacat.JUMLAH, JABATAN, 0),
    "two rows in another order": (
        lambda e: e.update({JABATAN: b"".join(reversed(lines(e, JABATAN)))}), Cacat.BERUBAH, JABATAN, 0),
    "no rows": (lambda e: e.pop(JEJAK), Cacat.HILANG, JEJAK, 0),
    "no manifest": (lambda e: e.pop(MANIFEST), Cacat.HILANG, MANIFEST, 0),
    "a manifest of another kind": (
        lambda e: e.update({MANIFEST: b"[]"}), Cacat.TAK_TERBACA, MANIFEST, 0),
    "a manifest without an end": (
        lambda e: e.update({MANIFEST: b"[" * 100_000}), Cacat.TAK_TERBACA, MANIFEST, 0),
    "a head that there never was": (
        lambda e: declare(e, head="0000"), Cacat.TAK_TERBACA, MANIFEST, 0),
    "a path for a head": (lambda e: declare(e, head="../*"), Cacat.TAK_TERBACA, MANIFEST, 0),
}  # fmt: skip
FOREIGN = (
    "../../tapak.sqlite",
    "/etc/cron.d/tapak",
    "lampiran/../../x",
    "C:\\tapak.sqlite",
    "lampiran/00/" + "0" * 64,
    "rows/users.jsonl",
    "tapak.sqlite",
    ".env",
    "Manifest.json",
)


@pytest.mark.parametrize("case", CHANGED)
def test_what_was_changed_is_named(forge, empty, case):
    change, *expected = CHANGED[case]

    assert refusal(forge(change), empty) == tuple(expected)


@pytest.mark.parametrize("name", FOREIGN)
def test_what_does_not_belong_into_a_backup_is_refused_by_its_name(forge, empty, name):
    path = forge(lambda entries: entries.update({name: b"x"}))

    assert refusal(path, empty) == (Cacat.ASING, name, 0)


def test_a_content_that_was_changed_is_named(forge, empty):
    sha256 = hashlib.sha256(b"surat").hexdigest()
    name = f"lampiran/{sha256[:2]}/{sha256}"

    assert refusal(forge(replaced(name, b"surat", b"sunat")), empty) == (Cacat.BERUBAH, name, 0)
    assert refusal(forge(replaced(name, b"surat", b"surat!")), empty) == (Cacat.BERUBAH, name, 0)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_an_entry_that_is_there_twice_is_refused(forge, empty):
    path = forge(lambda _: None)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(JEJAK, b"")

    assert refusal(path, empty) == (Cacat.GANDA, JEJAK, 0)


@pytest.mark.parametrize("name", [JABATAN, MANIFEST])
def test_a_bomb_is_refused_before_it_is_unpacked(forge, empty, name):
    path = forge(lambda entries: entries.update({name: b" " * 30_000_000}))

    assert refusal(path, empty) == (Cacat.BENTUK, name, 0)


def test_entries_that_share_their_bytes_are_refused(forge, empty):
    """The directory says the same place and size for two names: what is small becomes large many times."""
    path = forge(lambda entries: entries.update({"a.bin": random.Random(1).randbytes(2_000_000)}))
    with zipfile.ZipFile(path, "a") as archive:
        for number in range(3):
            twin = zipfile.ZipInfo(f"b{number}.bin")
            one = archive.getinfo("a.bin")
            for slot in ("header_offset", "compress_size", "file_size", "CRC", "compress_type"):
                setattr(twin, slot, getattr(one, slot))
            archive.filelist.append(twin)
        archive._didModify = True

    assert refusal(path, empty) == (Cacat.BENTUK, "", 0)


MISFITS = {
    "a post twice": (
        resealed(JABATAN, lambda rows: rows.append(rows[0] | {"id": 99})), JABATAN, 7),
    "a post of no office": (
        resealed(JABATAN, lambda rows: rows[2].update(kantor_id=77)), "", 0),
    "a column too many": (
        resealed(JABATAN, lambda rows: rows[1].update(lain=1)), JABATAN, 2),
    "a number where a text is": (
        resealed(JABATAN, lambda rows: rows[3].update(nama=1)), JABATAN, 4),
    "a number beyond all": (
        resealed(JABATAN, lambda rows: rows[5].update(id=2**70)), JABATAN, 6),
    "nothing where something must be": (
        resealed(JABATAN, lambda rows: rows[4].update(nama=None)), JABATAN, 5),
    "a date that there is not": (
        resealed("rows/libur.jsonl", lambda rows: rows[0].update(tanggal="2026-02-30")),
        "rows/libur.jsonl", 1),
    "a row that is no object": (
        resealed("rows/unit.jsonl", lambda rows: rows[0].clear()), "rows/unit.jsonl", 1),
}  # fmt: skip


@pytest.mark.parametrize("case", MISFITS)
def test_rows_that_do_not_fit_are_named_whatever_the_sums_say(forge, empty, case):
    change, *where = MISFITS[case]

    assert refusal(forge(change), empty)[1:] == tuple(where)


@pytest.mark.postgres
@pytest.mark.parametrize("case", ["a post twice", "a post of no office", "a number beyond all"])
def test_postgresql_is_left_as_empty_as_it_was(forge, postgresql_server, empty, case):
    change, *where = MISFITS[case]
    target = Place(new_postgresql(postgresql_server, "template0"), empty.folder)

    assert refusal(forge(change), target)[1:] == tuple(where)
    with open_reader(target.url).connect() as connection:
        assert tables_in(connection) == {}


def test_a_history_that_was_forged_under_right_sums_is_found(forge):
    path = forge(resealed(JEJAK, lambda rows: rows[0].update(aksi="hapus")))

    [(kode, found)] = rehearse(path).riwayat

    assert (kode, found.ok, found.first_bad_seq) == ("KEC-MEKARJAYA", False, 1)


def test_an_entry_that_is_said_to_lie_before_the_file_is_refused(sample, tmp_path):
    """The end of a zip says where its directory begins; a later beginning moves every entry back."""
    content, path = bytearray(sample.read_bytes()), tmp_path / "rusak.zip"
    place = content.rindex(b"PK\x05\x06") + 16
    begins = int.from_bytes(content[place : place + 4], "little")
    content[place : place + 4] = (begins + 1).to_bytes(4, "little")
    path.write_bytes(content)

    with pytest.raises(BackupDamaged) as refused, open_backup(path):
        pass

    assert refused.value.cacat is Cacat.BENTUK


def test_whatever_falls_over_a_backup_is_refused_or_harmless(sample, tmp_path):
    whole, dice = sample.read_bytes(), random.Random(29)
    path = tmp_path / "rusak.zip"
    with zipfile.ZipFile(sample) as archive:
        expected = {one: archive.read(one) for one in archive.namelist()}
    refused = 0
    for _ in range(150):
        damaged = bytearray(whole)
        for _ in range(dice.choice((1, 1, 40))):
            damaged[dice.randrange(len(damaged))] ^= 1 << dice.randrange(8)
        path.write_bytes(
            damaged[: dice.choice((len(whole), len(whole), dice.randrange(len(whole))))]
        )
        try:
            with open_backup(path) as backup:
                backup.check()
                assert {n: backup._archive.read(n) for n in expected} == expected
        except (BackupDamaged, BackupNewer):
            refused += 1
    assert refused > 100


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


@settings(max_examples=40, deadline=None)
@given(st.dictionaries(st.text(), JSON, min_size=1, max_size=5))
def test_a_row_is_read_as_it_was_written(row):
    assert read_line(row_line(row)) == row
