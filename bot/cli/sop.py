"""``tapak sop``: the SOP library, shown, checked, drawn, and activated in an office."""

from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Final

import click

from bot.cli.answer import TEKS, Refused, json_option, tell
from bot.cli.options import FILE, dry_option, out_option, sole_kantor_option
from bot.cli.sop_temuan import describe_temuan, draw_temuan, refused_of
from sop_flows.drawing.kertas import Kertas
from sop_flows.sop.catalog import (
    SopUnknown,
    SopUnreadable,
    Template,
    export_schema,
    load_catalog,
    no_text,
    read_template,
)
from sop_flows.sop.check import Parah, check
from sop_flows.sop.definition import Asal, Langkah, Sebar, Sop
from sop_flows.sop.lembar import TeksHalaman, TeksLangkah
from sop_flows.waktu.periode import JenisPeriode

_SEBAR: Final = {Sebar.SEKALI: "", Sebar.PER_UNIT: "per unit", Sebar.PER_PEGAWAI: "per pegawai"}
_HEAD: Final = ("No", "Kegiatan", "Pelaksana", "Kelengkapan", "Waktu", "Output", "Kembali")
_WIDTHS: Final = (2, 34, 20, 20, 9, 20, 7)


@click.group()
def sop() -> None:
    """Pustaka SOP: daftar, isi, pemeriksaan, gambar, ekspor, dan pengaktifan."""


@sop.command(name="list")
@json_option
def list_sop(*, as_json: bool) -> None:
    """Menampilkan semua SOP yang tersedia."""
    templates = load_catalog().all()
    facts = [describe_template(template) for template in templates]
    tell(facts, draw_list([template.sop for template in templates]), as_json=as_json)


@sop.command()
@click.argument("kode", type=TEKS)
@click.option("--versi", type=int, help="Versi SOP; tanpa ini yang terbaru.")
@json_option
def show(kode: str, versi: int | None, *, as_json: bool) -> None:
    """Menampilkan SOP KODE sebagai tabel."""
    found = _find(kode, versi).sop
    tell(describe_sop(found), draw_table(found), as_json=as_json)


@sop.command(name="check")
@click.argument("berkas")
@json_option
def check_sop(berkas: str, *, as_json: bool) -> None:
    """Memeriksa sebuah SOP: nama file TOML, atau kode SOP yang tersedia."""
    template = _read(berkas, None)
    found = check(template.sop)
    can_run = all(temuan.parah is not Parah.TOLAK for temuan in found)
    rows = [describe_temuan(temuan) for temuan in found]
    facts = {"file": berkas, "dapat_dijalankan": can_run, "temuan": rows, "masalah": []}
    tell(facts, draw_temuan(template.sop, found), as_json=as_json)
    if not can_run:
        raise SystemExit(1)


@sop.command()
@click.argument("file", type=FILE)
@sole_kantor_option
@click.option("--kolom", type=TEKS, multiple=True, help="Pemetaan KOLOM=JABATAN; boleh diulang.")
@dry_option
@json_option
def activate(
    file: Path, kode_kantor: str | None, kolom: tuple[str, ...], *, is_dry: bool, as_json: bool
) -> None:
    """Mengaktifkan SOP dari FILE.toml pada sebuah kantor; berkas yang berjalan tidak berubah."""
    from bot.cli.sop_aktif import activate_file

    activate_file(file, kode_kantor, kolom, is_dry=is_dry, as_json=as_json)


@sop.command()
@click.argument("kode", type=TEKS)
@click.option("--versi", type=int, help="Versi SOP; tanpa ini yang terbaru.")
@out_option("File .pdf, atau .png: semua halaman dalam satu gambar")
@click.option(
    "--kertas",
    type=click.Choice([str(one) for one in Kertas], case_sensitive=False),
    default=str(Kertas.A4),
    show_default=True,
    help="Ukuran kertas, selalu mendatar.",
)
@json_option
def draw(kode: str, versi: int | None, out: Path, kertas: str, *, as_json: bool) -> None:
    """Menggambar SOP KODE, atau file TOML, seperti lembar resminya: identitas, tabel, dan bagan alir."""
    from bot.cli.sop_gambar import draw_to

    draw_to(_runnable(kode, versi), out, Kertas(kertas.lower()), as_json=as_json)


@sop.command()
@click.argument("kode", type=TEKS)
@click.option("--versi", type=int, help="Versi SOP; tanpa ini yang terbaru.")
@click.option(
    "--format",
    "bentuk",
    type=click.Choice(["bpmn"], case_sensitive=False),
    required=True,
    help="bpmn: BPMN 2.0 dengan lajur dan gambarnya.",
)
@out_option("File .bpmn, untuk penyunting dan mesin proses lain")
@json_option
def export(kode: str, versi: int | None, bentuk: str, out: Path, *, as_json: bool) -> None:
    """Menulis SOP KODE, atau file TOML, untuk aplikasi lain."""
    from bot.cli.sop_gambar import export_to

    export_to(_runnable(kode, versi), out, bentuk.lower(), as_json=as_json)


@sop.command()
def schema() -> None:
    """Menampilkan JSON Schema file SOP untuk penyunting teks."""
    click.echo(export_schema(), nl=False)


def read_path(path: Path) -> Template:
    """Return the SOP file at a path.

    Raises:
        SopUnreadable: It is no text in UTF-8, or no SOP file.
    """
    try:
        return read_template(path.read_text(encoding="utf-8"), path.name)
    except UnicodeDecodeError:
        raise no_text(path.name) from None


def describe_template(template: Template) -> dict[str, Any]:
    """Return one line of the list."""
    row = template.sop
    return {
        "kode": row.kode,
        "versi": row.versi,
        "nama": row.nama,
        "opd": row.identitas.opd,
        "langkah": len(row.langkah),
        "sha256": template.sha256,
    }


def describe_sop(row: Sop) -> dict[str, Any]:
    """Return an SOP as scripts rely on it; columns by the names that the sheet prints."""
    return {
        "kode": row.kode,
        "versi": row.versi,
        "nama": row.nama,
        "jabatan": [k.nama for k in row.kolom if k.asal is Asal.LEMBAR],
        "jabatan_tambahan": [k.nama for k in row.kolom if k.asal is Asal.TAPAK],
        "teks_halaman": describe_teks(row.lembar),
        "langkah": [describe_langkah(row, langkah) for langkah in row.langkah],
    }


def describe_langkah(row: Sop, langkah: Langkah) -> dict[str, Any]:
    """Return one row of the sheet."""
    mutu = langkah.mutu_baku
    return {
        "no": langkah.no,
        "kegiatan": langkah.kegiatan,
        "teks_lembar": langkah.lembar.uraian if langkah.lembar else "",
        "sel_lembar": describe_teks(langkah.lembar),
        "pelaksana": [row.kolom_of(kolom).nama for kolom in langkah.pelaksana],
        "penerima": [row.kolom_of(kolom).nama for kolom in langkah.penerima],
        "waktu": str(mutu.waktu),
        "waktu_menit": mutu.waktu.menit,
        "kelengkapan": list(mutu.kelengkapan),
        "output": list(mutu.output),
        "kembali": list(langkah.kembali),
        "spread": langkah.sebar.value,
        "tahap": [describe_tahap(row, langkah, index) for index in range(len(langkah.tahap))],
        "keyakinan": langkah.keyakinan,
        "keterangan": langkah.keterangan,
        "catatan": langkah.catatan,
    }


def describe_tahap(row: Sop, langkah: Langkah, index: int) -> dict[str, Any]:
    """Return one stage of a langkah, and whether the sheet prints it."""
    tahap = langkah.tahap[index]
    return {
        "nama": tahap.nama,
        "minta": tahap.minta.value,
        "untuk": [row.kolom_of(kolom).nama for kolom in tahap.untuk],
        "penerima": [row.kolom_of(kolom).nama for kolom in row.penerima_of(langkah.no, index)],
        "waktu": str(langkah.waktu_of(index)),
        "asal": tahap.asal.value,
        "isian": [isian.label for isian in tahap.isian],
    }


def describe_teks(words: TeksHalaman | TeksLangkah | None) -> dict[str, Any]:
    """Return what a part of the sheet prints, word for word, and what the scan garbled there."""
    return {} if words is None else words.model_dump(mode="json", exclude_defaults=True)


def draw_list(rows: list[Sop]) -> Iterator[str]:
    """Yield one line for each SOP."""
    width = max(len(row.kode) for row in rows)
    for row in rows:
        yield (
            f"{row.kode:<{width}}  versi {row.versi}  {len(row.langkah):>2} langkah  "
            f"{row.nama} ({row.identitas.opd})"
        )


def draw_table(row: Sop) -> list[str]:
    """Return an SOP as lines for a terminal: identity, the table, the total."""
    lines = [f"{row.nama} ({row.kode}, versi {row.versi})", row.identitas.opd, *_often(row), ""]
    lines += draw_row(_HEAD)
    lines.append("-" * (sum(_WIDTHS) + 2 * (len(_WIDTHS) - 1)))
    for langkah in row.langkah:
        names = ", ".join(row.kolom_of(kolom).nama for kolom in langkah.pelaksana)
        receivers = ", ".join(row.kolom_of(kolom).nama for kolom in langkah.penerima)
        spread = _SEBAR[langkah.sebar]
        lines += draw_row(
            (
                str(langkah.no),
                langkah.kegiatan,
                names
                + (f" ({spread})" if spread else "")
                + (f" kepada {receivers}" if receivers else ""),
                ", ".join(langkah.mutu_baku.kelengkapan),
                str(langkah.mutu_baku.waktu),
                ", ".join(langkah.mutu_baku.output),
                ", ".join(f"ke {no}" for no in langkah.kembali),
            )
        )
    menit = sum(langkah.mutu_baku.waktu.menit for langkah in row.langkah)
    return [*lines, "", f"Jumlah waktu: {menit:,} menit (1 hari = 450 menit)".replace(",", ".")]


def _often(row: Sop) -> tuple[str, ...]:
    """How often it runs, where that is not the usual: every triwulan."""
    if row.periode is JenisPeriode.TRIWULAN:
        return ()
    return ("Setiap kali diperlukan" if row.is_bebas else f"Setiap {row.periode}",)


def draw_row(cells: tuple[str, ...]) -> list[str]:
    """Return one row of the table, each cell wrapped to its width."""
    wrapped = [_wrap(cell, width) for cell, width in zip(cells, _WIDTHS, strict=True)]
    height = max(len(lines) for lines in wrapped)
    return [
        "  ".join(
            (lines[i] if i < len(lines) else "").ljust(width)
            for lines, width in zip(wrapped, _WIDTHS, strict=True)
        ).rstrip()
        for i in range(height)
    ]


def _wrap(text: str, width: int) -> list[str]:
    lines = [""]
    for word in text.split():
        parts = [word[i : i + width] for i in range(0, len(word), width)]
        for part in parts:
            joined = f"{lines[-1]} {part}".strip()
            if len(joined) <= width:
                lines[-1] = joined
            else:
                lines.append(part)
    return lines


def _read(named: str, versi: int | None) -> Template:
    """Return the SOP that a file holds, or that is shipped by that kode.

    Raises:
        Refused: There is none.
    """
    path = Path(named)
    try:
        return read_path(path) if path.is_file() else _find(named, versi)
    except SopUnreadable as unreadable:
        raise refused_of(named, unreadable) from None


def _runnable(named: str, versi: int | None) -> Sop:
    """Return the SOP that a file holds, or that is shipped by that kode, if it can run: what cannot has no flow to show.

    Raises:
        Refused: It cannot.
    """
    row = _read(named, versi).sop
    if any(one.parah is Parah.TOLAK for one in check(row)):
        raise Refused(
            f"SOP {row.kode} belum dapat dijalankan.",
            where=named,
            mend=f"Perbaiki yang disebut `tapak sop check {named}`.",
        )
    return row


def _find(kode: str, versi: int | None) -> Template:
    try:
        return load_catalog().get(kode, versi)
    except SopUnknown:
        known = [template.sop.kode for template in load_catalog().all()]
        near = get_close_matches(kode, known, n=1)
        named = kode if versi is None else f"{kode} versi {versi}"
        raise Refused(
            f"Tidak ada SOP {named}.",
            mend=f"Mungkin maksudnya {near[0]}." if near else "Lihat `tapak sop list`.",
            ditolak=f"tidak ada SOP {named}",
        ) from None
