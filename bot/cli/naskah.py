"""``tapak naskah``: what was decided on, shown, verified, rebuilt and exported."""

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import click

from bot.cli import naskah_pdf
from bot.cli.answer import (
    TEKS,
    Refused,
    content_of,
    json_option,
    settings_in_force,
    tell,
    write_out,
)
from bot.cli.database import chosen_kantor, consult
from bot.cli.keutuhan import MEND, told
from bot.cli.naskah_pdf import is_pdf
from bot.cli.options import also_out_option, every_kantor_option, screen_option
from handlers.screens.wording import print_periode
from sop_flows.jejak import JejakLine
from sop_flows.kinerja.angka import print_angka
from sop_flows.naskah.kode import kode_of, print_kode, read_kode
from sop_flows.naskah.naskah import Naskah
from sop_flows.naskah.paper import Paper, read_paper
from sop_flows.naskah.putusan import Putusan
from sop_flows.papers.tanda import see_file
from sop_flows.use_cases.berkas.rebuild import (
    Kesesuaian,
    Pencocokan,
    RiwayatBroken,
    compare_with_history,
)
from sop_flows.use_cases.berkas.verify import Verdict, verify_kode, verify_paper
from sop_flows.use_cases.berkas.verify_file import verify_file
from sop_flows.waktu.periode import KINDS, read_by_name
from storage.files import kept_files
from storage.unit_of_work import SqlUnitOfWork

SAID: Final = {
    Putusan.TERBARU: "ASLI, naskah terbaru berkas itu",
    Putusan.LAMA: "ASLI, tetapi lama: sesudahnya ada naskah lain yang diputuskan",
    Putusan.BERUBAH: "BERUBAH: isinya bukan yang diputuskan pada berkas itu",
    Putusan.RETAK: "TIDAK TERBUKTI: riwayat kantor itu tidak utuh; periksa dengan `tapak jejak verify`",
    Putusan.HILANG: "HILANG: riwayat menyebut naskah ini, tetapi naskahnya tidak tersimpan lagi",
    Putusan.ASING: "ASING: tidak ada naskah ini pada kantor dalam basis data ini",
}
REBUILT: Final = {
    Kesesuaian.SAMA: "sama dengan yang tersusun dari riwayat",
    Kesesuaian.MENDAHULUI: "mendahului riwayat yang lengkap; tidak dapat disusun ulang",
    Kesesuaian.BEDA: "BEDA: riwayat menyusun isi yang lain",
    Kesesuaian.BERUBAH: "BERUBAH: yang tersimpan bukan yang disebut riwayat",
    Kesesuaian.HILANG: "HILANG: disebut riwayat, tetapi tidak tersimpan",
    Kesesuaian.TERSISIP: "TERSISIP: tersimpan, tetapi tidak pernah disebut riwayat",
}


@click.group()
def naskah() -> None:
    """Menampilkan, memeriksa, menyusun ulang, dan mengekspor naskah."""


@naskah.command()
@click.argument("kode", type=TEKS)
@every_kantor_option
@json_option
def show(kode: str, kode_kantor: str | None, *, as_json: bool) -> None:
    """Menampilkan naskah dengan kode verifikasi itu."""
    verdict = known_under(kode, kode_kantor)
    kept = verdict.naskah
    if kept is None or not verdict.putusan.is_ours:
        tell(facts_of(verdict), lines_of(verdict), as_json=as_json)
        raise SystemExit(1)
    facts = {**facts_of(verdict), "isi": json.loads(kept.isi)}
    tell(facts, [*lines_of(verdict), *values_of(facts["isi"])], as_json=as_json)


@naskah.command()
@click.argument("naskah", metavar="BERKAS|KODE")
@every_kantor_option
@json_option
def verify(naskah: str, kode_kantor: str | None, *, as_json: bool) -> None:
    """Memeriksa naskah dinas (PDF), ekspor naskah, atau kodenya; keluar dengan 1 bila tidak asli."""
    path = Path(naskah)
    kode = None if path.is_file() else read_kode(naskah)
    content = content_of(path, "Naskah") if kode is None else b""
    if is_pdf(path, content) and kode is None:
        verify_pdf(content, kode_kantor, as_json=as_json)
        return
    paper = paper_in(path, content) if kode is None else None

    def work(uow: SqlUnitOfWork) -> Verdict:
        offices = chosen_kantor(uow, kode_kantor)
        return (
            verify_paper(uow, offices, paper) if paper else verify_kode(uow, offices, kode or "")
        )

    verdict = consult(settings_in_force(), work)
    tell(facts_of(verdict), lines_of(verdict), as_json=as_json)
    if not verdict.putusan.is_ours:
        raise SystemExit(1)


@naskah.command()
@click.argument("kode", type=TEKS)
@every_kantor_option
@screen_option
def export(kode: str, kode_kantor: str | None, out: Path | None) -> None:
    """Menulis isi naskah dalam bentuk bakunya, yang sha256-nya dapat dihitung siapa pun."""
    verdict = known_under(kode, kode_kantor)
    kept = verdict.naskah
    if kept is None or not verdict.putusan.is_ours:
        raise Refused(SAID[verdict.putusan], where=kode, mend=MEND)
    if out is None:
        click.echo(kept.isi, nl=False)
        return
    click.echo(write_isi(kept, out))


@naskah.command()
@click.argument("kode", type=TEKS, required=False)
@every_kantor_option
@also_out_option("Isi naskah itu, menurut riwayat saja")
@json_option
def rebuild(kode: str | None, kode_kantor: str | None, out: Path | None, *, as_json: bool) -> None:
    """Menyusun ulang naskah dari riwayat saja, lalu mencocokkannya bita demi bita.

    Keluar dengan 1 bila ada yang tidak cocok, atau riwayatnya sendiri tidak utuh.
    """
    wanted = read_kode(kode) if kode else None

    def work(uow: SqlUnitOfWork) -> list[Pencocokan]:
        return [
            one
            for kantor in chosen_kantor(uow, kode_kantor)
            for one in compare_with_history(uow, kantor)
            if kode is None or kode_of(one.sha256) == wanted
        ]

    try:
        found = consult(settings_in_force(), work)
    except RiwayatBroken as broken:
        raise Refused(
            f"Riwayat {told(broken.found)}", where=f"kantor {broken.kantor.kode}", mend=MEND
        ) from None
    if kode and not found:
        raise no_naskah(kode)
    written = [] if out is None else [write_rebuilt(found, out)]
    faulty = [one for one in found if one.hasil.is_fault]
    facts = {"cocok": not faulty, "naskah": [rebuilt_facts(one) for one in found]}
    tell(facts, [*rebuilt_lines(found), *written], as_json=as_json)
    if faulty:
        raise SystemExit(1)


def rebuilt_facts(one: Pencocokan) -> dict[str, Any]:
    """Return how a naskah stands to the history, for a script."""
    return {
        "kantor": one.kantor.kode,
        "kode": print_kode(kode_of(one.sha256)),
        "sha256": one.sha256,
        "hasil": one.hasil.value,
    }


def rebuilt_lines(found: list[Pencocokan]) -> Iterator[str]:
    """Yield how each naskah stands to the history, and how many there are, for a person."""
    for one in found:
        yield f"{one.kantor.kode}  {print_kode(kode_of(one.sha256))}  {REBUILT[one.hasil]}"
    faulty = sum(one.hasil.is_fault for one in found)
    yield f"{len(found)} naskah diperiksa, {faulty} tidak cocok dengan riwayat."


def write_rebuilt(found: list[Pencocokan], out: Path) -> str:
    """Write the one naskah that the history alone gives; return what was written.

    Raises:
        Refused: There is not exactly one.
    """
    rebuilt = [one.dari_riwayat for one in found if one.dari_riwayat is not None]
    if len(rebuilt) != 1:
        raise Refused(
            f"{len(rebuilt)} naskah tersusun dari riwayat; yang ditulis harus satu.",
            mend="Sebutkan satu kode verifikasi.",
        )
    return write_isi(rebuilt[0], out)


def write_isi(kept: Naskah, out: Path) -> str:
    """Write the content of a naskah in its canonical form; return what was written.

    Raises:
        Refused: It cannot be written there.
    """
    content = kept.isi.encode()
    write_out(out, content)
    return f"{len(content)} bita ditulis: {out} (sha256 {kept.sha256})"


def no_naskah(kode: str) -> Refused:
    """Return the refusal of a kode that there is no naskah of."""
    return Refused(
        f"Naskah dengan kode {kode} tidak ada.",
        mend="Kode verifikasi terdiri dari delapan tanda, misalnya ACDE-FGHJ.",
    )


def known_under(kode: str, kode_kantor: str | None) -> Verdict:
    """Return what is found of the naskah of a kode.

    Raises:
        Refused: There is none.
    """
    wanted = read_kode(kode) or ""
    verdict = consult(
        settings_in_force(), lambda uow: verify_kode(uow, chosen_kantor(uow, kode_kantor), wanted)
    )
    if verdict.putusan is Putusan.ASING:
        raise no_naskah(kode)
    return verdict


def verify_pdf(content: bytes, kode_kantor: str | None, *, as_json: bool) -> None:
    """Say what a PDF is; leave with 1 where it is not genuine."""
    settings = settings_in_force()
    seen = see_file(content)
    found = consult(settings, lambda uow: verify_file(uow, chosen_kantor(uow, kode_kantor), seen))
    unsealed = naskah_pdf.is_unsealed(kept_files(settings.data_dir), found, content)
    facts = naskah_pdf.facts_of(found, unsealed=unsealed)
    tell(facts, naskah_pdf.lines_of(found, unsealed=unsealed), as_json=as_json)
    if not found.putusan.is_ours:
        raise SystemExit(1)


def paper_in(path: Path, content: bytes) -> Paper:
    """Return the paper in a file.

    Raises:
        Refused: It is none.
    """
    try:
        return read_paper(content.decode())
    except ValueError:  # no UTF-8, or no JSON object
        raise Refused(
            "Berkas ini bukan naskah.",
            where=str(path),
            mend="Berikan PDF dari Tapak, berkas dari `tapak naskah export`, atau kode verifikasinya.",
        ) from None


def facts_of(verdict: Verdict) -> dict[str, Any]:
    """Return what was found, for a script."""
    facts: dict[str, Any] = {"putusan": verdict.putusan.value, "asli": verdict.putusan.is_ours}
    if verdict.kantor is not None:
        facts["kantor"] = verdict.kantor.kode
    if (kept := verdict.naskah) is not None and verdict.putusan.is_ours:
        facts |= {
            "kode": print_kode(kept.kode),
            "sha256": kept.sha256,
            "versi": kept.versi,
            "berkas": json.loads(kept.isi)["berkas"],
            "dibuat": kept.dibuat_at.isoformat(),
            "keputusan": list(map(deed_of, verdict.keputusan)),
            "penyerahan": list(map(deed_of, verdict.penyerahan)),
        }
    return facts


def deed_of(line: JejakLine) -> dict[str, Any]:
    """Return who decided on a naskah or handed it on, as what and when, for a script."""
    return {**line.pelaku, "aksi": line.aksi, "langkah": line.langkah, "at": line.at}


def lines_of(verdict: Verdict) -> Iterator[str]:
    """Yield what was found, for a person."""
    yield SAID[verdict.putusan]
    kept = verdict.naskah
    if verdict.kantor is None or kept is None or not verdict.putusan.is_ours:
        return
    berkas = json.loads(kept.isi)["berkas"]
    yield f"{print_kode(kept.kode)} · {verdict.kantor.nama} · berkas {berkas['nomor']}"
    periode = print_periode(read_by_name({k: berkas[k] for k in KINDS if k in berkas}))
    yield f"{berkas['judul']}, {periode}, versi {kept.versi}"
    yield f"sha256 {kept.sha256}"
    for line in sorted((*verdict.penyerahan, *verdict.keputusan), key=lambda one: one.at):
        at = f"{line.at.astimezone(verdict.kantor.zona):%d-%m-%Y %H.%M}"
        who = f"{line.pelaku['nama']}, {line.pelaku['penugasan']} {line.pelaku['jabatan']}"
        yield f"{at}  langkah {line.langkah}  {line.aksi}  {who}"


def values_of(isi: dict[str, Any]) -> Iterator[str]:
    """Yield the values of a naskah, for a person."""
    for unit in isi["unit"]:
        yield f"{unit['kode']} {unit['nama']}" + (
            " (dikecualikan)" if unit["dikecualikan"] else ""
        )
        for one in unit["indikator"]:
            capaian, realisasi = one["capaian"], one["realisasi"]
            nilai = print_angka(Decimal(realisasi)) if realisasi else f"n/a: {one['alasan']}"
            yield (
                f"  {one['kode']} {one['nama']}: {nilai} dari {one['target_periode']}"
                f" {one['satuan']} = {capaian['tampil']} ({capaian['kategori'] or '-'})"
            )
    for one in isi.get("pengecualian", ()):
        oleh = f"(oleh {one['jabatan']}, saksi {one['saksi']})"
        yield f"dikecualikan: {one['unit']}: {one['alasan']} {oleh}"
