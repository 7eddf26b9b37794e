"""The offices that a policy is about: a sample office with odd people in it, and its neighbour."""

from dataclasses import replace
from datetime import date

from bot.trial.kantor.rows import head_of
from bot.trial.sample import SAMPLES
from sop_flows.sop.catalog import Template, load_catalog, read_template
from storage.documents.kantor.buku import BarisPegawai, BukuKantor
from tests.keamanan.kebijakan import FOLDER, Kebijakan

BEFORE = date(2026, 9, 30)


def furnish(kebijakan: Kebijakan) -> BukuKantor:
    """Return the sample office with the people whom a policy adds to it."""
    buku = next(sample.buku for sample in SAMPLES if sample.kode == kebijakan.kantor)
    left = {tuple(pair) for pair in kebijakan.lepas}
    kunci = {row.nama: row.kunci for row in buku.pegawai}
    own = tuple(
        replace(row, selesai=BEFORE) if (row.nama, row.jabatan) in left else row
        for row in buku.pegawai
    )
    extra = tuple(
        BarisPegawai(kunci=kunci.get(row["nama"], f"uji {row['nama']}"), **row)
        for row in kebijakan.orang
    )
    return replace(buku, pegawai=own + extra)


def neighbour(kebijakan: Kebijakan) -> BukuKantor:
    """Return an office like the sample one, down to the names of its people."""
    buku = next(sample.buku for sample in SAMPLES if sample.kode == kebijakan.kantor)
    return replace(buku, kantor=replace(head_of(buku), kode="LAIN", nama="Kantor Lain"))


def template_of(kebijakan: Kebijakan) -> Template:
    """Return the office's own file, or the shipped one as its own next versi with more rules."""
    if kebijakan.berkas:
        path = FOLDER / kebijakan.berkas
        return read_template(path.read_text("utf-8"), path.name)
    teks = shipped(kebijakan, versi=2).teks
    for place, rule in kebijakan.tambahan.items():
        langkah, _, tahap = place.partition(".")
        head, tail = teks.split(f"\nno = {langkah}\n")
        before, *stages = tail.split("[[langkah.tahap]]\n")
        stages[int(tahap)] = f"{rule}\n{stages[int(tahap)]}"
        teks = f"{head}\nno = {langkah}\n" + "[[langkah.tahap]]\n".join((before, *stages))
    return read_template(teks, "sop.toml")


def shipped(kebijakan: Kebijakan, *, versi: int) -> Template:
    """Return the shipped file of a policy's SOP as a later versi."""
    teks = load_catalog().get(kebijakan.kode).teks
    return read_template(teks.replace("versi = 1", f"versi = {versi}", 1), "sop.toml")
