"""Papers on their way to becoming files: sealed once they were signed, and made without a seal that cannot be."""

import logging
import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import Any

import pytest

from bot.press import ArchiveBundle, PaperPress
from sop_flows.engine.berkas import StatusBerkas
from sop_flows.naskah.canonical import write_canonical
from sop_flows.papers.isi import Pengesahan
from sop_flows.papers.isi_surat import LembarDisposisi
from sop_flows.sop.paper import JenisPaper
from storage.files import kept_files
from tests.support.gallery_papers import make_arsip, make_paper
from tests.support.kertas import CAMAT, make_kepala, pdf_of
from tests.support.sertifikat import SANDI, make_segel
from tests.support.views import make_dokumen
from tests.support.views_nilai import make_seen

SIGNED = Pengesahan(pejabat=CAMAT, aksi="tanda_tangani", pada="2026-10-05T02:00:00+00:00")


def isi(*pengesahan: Pengesahan, is_konsep: bool = False) -> str:
    kepala = make_kepala(JenisPaper.LEMBAR_DISPOSISI, kode="ACDEFGHJ")
    kepala = replace(kepala, pengesahan=pengesahan, is_konsep=is_konsep)
    return write_canonical(LembarDisposisi(kepala=kepala, surat=None, sifat=(), disposisi=()))


def test_a_paper_is_sealed_after_its_last_approval_and_no_earlier(tmp_path: Path):
    press = PaperPress(kept_files(tmp_path), make_segel(tmp_path))

    for plain in (isi(), isi(SIGNED, is_konsep=True)):
        assert press.press(plain) == pdf_of(plain)
    sealed = press.press(isi(SIGNED))
    assert sealed.startswith(pdf_of(isi(SIGNED)))
    assert b"/ETSI.CAdES.detached" in sealed
    assert PaperPress(kept_files(tmp_path)).press(isi(SIGNED)) == pdf_of(isi(SIGNED))


def test_a_key_that_does_not_open_keeps_no_paper_back_and_is_told_in_the_log_without_its_password(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
):
    press = PaperPress(kept_files(tmp_path), make_segel(tmp_path, "salah-sandi"))

    with caplog.at_level(logging.WARNING):
        assert press.press(isi(SIGNED)) == pdf_of(isi(SIGNED))
    (told,) = caplog.records
    said = f"{told.getMessage()} {told.error}"
    assert "A paper is not sealed KeyUnusable" in said
    assert "salah-sandi" not in said
    assert SANDI not in said


def test_an_archive_gives_what_there_is_and_names_what_is_no_more(tmp_path: Path):
    files = kept_files(tmp_path)
    kept = make_dokumen().lampiran
    here = replace(kept, nama="ada.pdf", sha256=files.put(b"isi"))
    gone = replace(kept, nama="hilang.pdf", sha256="ab" * 32)
    damaged = replace(kept, nama="rusak.pdf", sha256=files.put(b"utuh"))
    files.path(damaged.sha256).write_bytes(b"lain")
    plain = isi()
    paper = make_paper(JenisPaper.LEMBAR_DISPOSISI, "")
    made = replace(paper, paper=replace(paper.paper, isi=plain))
    lost = replace(paper, paper=replace(paper.paper, isi=plain, langkah=9, sha256="cd" * 32))
    view = make_arsip(StatusBerkas.SELESAI)
    bundle = ArchiveBundle(
        PaperPress(files),
        replace(view, papers=(made, lost), dokumen=(here, gone, damaged)),
    )

    with zipfile.ZipFile(BytesIO(bundle.read())) as archive:
        names = {PurePosixPath(one).name for one in archive.namelist()}
        (said,) = (archive.read(one) for one in archive.namelist() if one.endswith("hilang.txt"))

    assert bundle.lost() == ("hilang.pdf",)
    assert [PurePosixPath(one).name for one in bundle.hilang] == [
        "09-lembar-disposisi.pdf",
        f"{gone.langkah:02}-hilang.pdf",
        f"{damaged.langkah:02}-rusak.pdf",
    ]
    assert said.decode().splitlines() == list(bundle.hilang)
    assert {"08-lembar-disposisi.pdf", f"{here.langkah:02}-ada.pdf", "riwayat.jsonl"} <= names
    assert not {PurePosixPath(one).name for one in bundle.hilang} & names


def test_an_archive_is_not_kept_back_by_a_sheet_of_values_that_cannot_be_made(tmp_path: Path):
    unreadable: Any = None
    shown = make_seen((), isi=unreadable)
    view = replace(make_arsip(StatusBerkas.SELESAI), papers=(), dokumen=(), rekap=shown)
    bundle = ArchiveBundle(PaperPress(kept_files(tmp_path)), view)

    with zipfile.ZipFile(BytesIO(bundle.read())) as archive:
        names = {PurePosixPath(one).name for one in archive.namelist()}

    assert [PurePosixPath(one).name for one in bundle.hilang] == [
        f"rekap-{shown.kode.lower()}.xlsx"
    ]
    assert names == {"riwayat.jsonl", "sha256.txt", "hilang.txt"}
