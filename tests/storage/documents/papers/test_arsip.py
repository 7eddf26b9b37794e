"""The names of what is in the archive of a berkas."""

import pytest

from storage.documents.papers.arsip import clean


@pytest.mark.parametrize(
    ("nama", "entry"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\foto.jpg", "foto.jpg"),
        ("bukti. ", "bukti"),
        ("..", "dokumen"),
        ("CON\x00\u202efdp.exe", "CON__fdp.exe"),
        ("https://contoh.id/d?id=1", "d_id=1"),
        ("📄" * 250 + ".pdf", "📄" * 37 + ".pdf"),
    ],
)
def test_a_dokumen_has_a_name_that_every_system_takes(nama: str, entry: str):
    assert clean(nama) == entry
    assert len(f"02-{clean(nama)}".encode()) < 255
