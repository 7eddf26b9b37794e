"""``tapak templat``: the Word templates of an office, made, checked and put in place."""

from pathlib import Path
from typing import Final

import click

from bot.cli.answer import (
    Refused,
    content_of,
    json_option,
    settings_in_force,
    tell,
    write_out,
    writing,
)
from bot.cli.database import chosen_kantor, consult, perform
from bot.cli.options import FILE, out_option, sole_kantor_option
from sop_flows.sop.paper import JenisPaper
from storage.documents.guard.word import SebabWord, WordRefused
from storage.documents.papers.word import check_template
from storage.documents.papers.word_baku import make_template
from storage.documents.papers.word_facts import KATA
from storage.documents.papers.word_press import Cacat, TemplateBroken
from storage.files import kept_files
from storage.offices.templat import file_name

JENIS: Final = {file_name(jenis): jenis for jenis in KATA}
SAID: Final = {
    SebabWord.BUKAN_DOCX: (
        "bukan dokumen Word (.docx) biasa",
        "Simpan sebagai Word Document (.docx).",
    ),
    SebabWord.TERLALU_BESAR: ("terlalu besar", "Perkecil gambarnya; paling besar 5 MB."),
    SebabWord.MAKRO: ("memuat makro", "Simpan sebagai .docx tanpa makro."),
    SebabWord.TERTANAM: ("memuat dokumen lain di dalamnya", "Hapus objek yang tertanam."),
    SebabWord.TAUTAN_LUAR: (
        "mengambil sesuatu dari luar",
        "Lepaskan templat dan gambar yang ditautkan.",
    ),
    SebabWord.TERKUNCI: ("terkunci kata sandi", "Simpan tanpa kata sandi."),
    SebabWord.MENCURIGAKAN: (
        "tersusun tidak seperti buatan Word",
        "Buka di Word, lalu simpan ulang sebagai .docx.",
    ),
    SebabWord.RUSAK: ("rusak", "Buka di Word, lalu simpan ulang, atau salin lagi berkasnya."),
}
_jenis = click.option(
    "--jenis",
    "nama",
    type=click.Choice(list(JENIS), case_sensitive=False),
    help="Jenis naskah dinas; bawaan: menurut nama berkasnya.",
)
_file = click.argument("file", type=FILE)


@click.group()
def templat() -> None:
    """Membuat, memeriksa, dan memasang templat Word milik kantor."""


@templat.command()
@click.argument("nama", metavar="JENIS", type=click.Choice(list(JENIS), case_sensitive=False))
@out_option("Berkas .docx")
@json_option
def buat(nama: str, out: Path, *, as_json: bool) -> None:
    """Menulis templat bawaan, untuk disunting kantor di Word."""
    jenis = JENIS[nama]
    write_out(out, make_template(jenis))
    placeholders = [f"{{{{ {one} }}}}" for one in KATA[jenis].names()]
    facts = {"jenis": nama, "berkas": str(out), "placeholder": placeholders}
    lines = (
        f"{out} ditulis.",
        "Yang dapat diisi Tapak:",
        *(f"  {one}" for one in placeholders),
        "Baris tabel (atau paragraf) yang memuat isi daftar, misalnya yang bertitik, diulang untuk setiap isinya.",
        f"Sesudah disunting: tapak templat pasang {out} --jenis {nama} --kantor KODE",
    )
    tell(facts, lines, as_json=as_json)


@templat.command()
@_file
@_jenis
@json_option
def check(file: Path, nama: str | None, *, as_json: bool) -> None:
    """Memeriksa apakah templat dapat diisi."""
    jenis, _ = examined(file, nama)
    facts = {"baik": True, "jenis": file_name(jenis)}
    tell(facts, [f"{file.name} dapat dipakai untuk {jenis.value}."], as_json=as_json)


@templat.command()
@_file
@_jenis
@sole_kantor_option
@json_option
def pasang(file: Path, nama: str | None, kode_kantor: str | None, *, as_json: bool) -> None:
    """Memasang templat bagi satu kantor, menggantikan yang sebelumnya."""
    jenis, content = examined(file, nama)
    settings = settings_in_force()
    offices = consult(settings, lambda uow: chosen_kantor(uow, kode_kantor))
    if len(offices) > 1:
        raise Refused(
            "Ada beberapa kantor.",
            where="--kantor",
            mend=f"Pilih salah satu: {', '.join(one.kode for one in offices)}.",
        )
    (kantor,) = offices
    with writing(settings.data_dir):
        sha256 = kept_files(settings.data_dir).put(content)
    perform(settings, lambda uow: uow.kantor.put_templat(kantor.id, jenis, sha256))
    facts = {"kantor": kantor.kode, "jenis": file_name(jenis), "sha256": sha256}
    tell(facts, [f"Templat {jenis.value} {kantor.nama} terpasang: {sha256}"], as_json=as_json)


def examined(file: Path, nama: str | None) -> tuple[JenisPaper, bytes]:
    """Return of which kind a template is, and what it holds.

    Raises:
        Refused: It cannot be filled, or nobody knows its kind.
    """
    jenis = JENIS.get((nama or file.stem).lower())
    if jenis is None:
        raise Refused(
            f"Jenis {file.name} tidak diketahui.",
            where="--jenis",
            mend=f"Pilih salah satu: {', '.join(JENIS)}.",
        )
    content = content_of(file, "Templat")
    try:
        check_template(jenis, content)
    except WordRefused as refused:
        what, mend = SAID[refused.sebab]
        raise Refused(f"Templat {what}.", where=str(file), mend=mend) from None
    except TemplateBroken as broken:
        raise Refused(
            "; ".join(map(told, broken.cacat)),
            where=str(file),
            mend=f"Lihat yang dapat dipakai dengan `tapak templat buat {file_name(jenis)} --out CONTOH.docx`.",
            cacat=[
                {"placeholder": one.placeholder, "paragraf": one.paragraf} for one in broken.cacat
            ],
        ) from None
    return jenis, content


def told(one: Cacat) -> str:
    """Return a fault of a template, by its name and where it stands."""
    where = f" pada “{one.paragraf}”" if one.paragraf else ""
    near = f" (mungkin maksudnya {{{{ {one.mungkin} }}}})" if one.mungkin else ""
    return f"Placeholder “{one.placeholder}”{where} tidak dikenal{near}"
