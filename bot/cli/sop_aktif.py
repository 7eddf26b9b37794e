"""``tapak sop activate``: an SOP file made the active version of its kode in an office."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bot.cli.answer import Refused, content_of, settings_in_force, tell
from bot.cli.database import chosen_kantor, consult, perform
from bot.cli.options import NOTHING_STORED
from bot.cli.sop_temuan import place
from handlers.screens.findings import describe_kode, describe_salah
from handlers.screens.wording import word
from sop_flows.errors import JabatanUnknown, SopVersiFixed
from sop_flows.sop.changes import Perubahan
from sop_flows.sop.examine import Pemeriksaan, examine
from sop_flows.teks import numbered
from sop_flows.use_cases.sop.activation import Rencana, activate, plan_activation
from storage.unit_of_work import SqlUnitOfWork

Pasangan = tuple[tuple[str, str], ...]
"""(column, post) by name."""


def activate_file(
    file: Path, kode: str | None, kolom: tuple[str, ...], *, is_dry: bool, as_json: bool
) -> None:
    """Check a file, map its columns, and activate it; a dry run only says what would be done."""
    pemeriksaan = read(file)
    given = tuple(split(pair) for pair in kolom)
    run = consult if is_dry else perform
    facts, lines = run(
        settings_in_force(),
        lambda uow: carry_out(uow, pemeriksaan, kode, given, is_dry=is_dry),
    )
    tell(facts, lines, as_json=as_json)


def read(file: Path) -> Pemeriksaan:
    """Return the SOP of a file.

    Raises:
        Refused: It is no SOP, or one that cannot run; everything wrong is named.
    """
    pemeriksaan = examine(content_of(file, "Dokumen SOP"), file.name)
    if pemeriksaan.can_run:
        return pemeriksaan
    found = [
        (m.langkah, m.key, describe_salah(m.problem, m.nilai)) for m in pemeriksaan.masalah
    ] + [(t.langkah, t.kunci, describe_kode(t.kode, t.fakta)) for t in pemeriksaan.tolakan]
    rows = [{"langkah": no, "kunci": key, "kalimat": kalimat} for no, key, kalimat in found]
    listed = "".join(f"\n  - {place(no, key)}: {kalimat}" for no, key, kalimat in found)
    raise Refused(
        f"SOP ini tidak dapat dijalankan: {len(found)} hal harus diperbaiki.{listed}",
        where=str(file),
        mend="Perbaiki yang disebut, periksa dengan `tapak sop check`, lalu ulangi.",
        temuan=rows,
    )


def split(pair: str) -> tuple[str, str]:
    """Return column and post of an option such as ``camat=Camat``.

    Raises:
        Refused: It is not of that form.
    """
    kolom, found, jabatan = pair.partition("=")
    if not (found and kolom.strip() and jabatan.strip()):
        raise Refused(
            f"Pemetaan {pair!r} tidak terbaca.",
            where="--kolom",
            mend="Tulis --kolom KOLOM=JABATAN.",
        )
    return kolom.strip(), jabatan.strip()


def carry_out(
    uow: SqlUnitOfWork,
    pemeriksaan: Pemeriksaan,
    kode: str | None,
    given: Pasangan,
    *,
    is_dry: bool,
) -> tuple[dict[str, Any], list[str]]:
    """Activate a version in an office; return the answer of the command."""
    found = chosen_kantor(uow, kode)
    if len(found) > 1:
        raise Refused(
            "Ada lebih dari satu kantor.",
            where="--kantor",
            mend=f"Pilih salah satu: {', '.join(one.kode for one in found)}.",
        )
    rencana = plan(uow, found[0].id, pemeriksaan, given)
    if rencana.belum:
        raise unmapped(uow, rencana)
    if not (is_dry or (rencana.is_active and not given)):
        activate(uow, rencana)
    return describe(uow, rencana, found[0].kode, is_dry=is_dry), list(
        draw(uow, rencana, pemeriksaan, is_dry=is_dry)
    )


def plan(uow: SqlUnitOfWork, kantor_id: int, pemeriksaan: Pemeriksaan, given: Pasangan) -> Rencana:
    """Return what the activation comes to.

    Raises:
        Refused: The versi is taken, or a named column or post is not there.
    """
    if pemeriksaan.template is None:
        raise TypeError(pemeriksaan)
    try:
        return plan_activation(
            uow, kantor_id=kantor_id, template=pemeriksaan.template, kolom=given
        )
    except SopVersiFixed as fixed:
        raise Refused(
            f"SOP {fixed.sop} versi {fixed.versi} sudah tersimpan dengan naskah lain.",
            where=pemeriksaan.nama_file,
            mend=f"Naikkan versi menjadi {fixed.terbaru + 1}; "
            "berkas yang berjalan tetap pada versinya.",
        ) from None
    except JabatanUnknown as unknown:
        what = f"Jabatan {unknown.nama}" if unknown.nama else f"Kolom {unknown.kolom}"
        names = sorted((one.nama for one in uow.kantor.jabatan(kantor_id).values()), key=numbered)
        columns = [kolom.nama for kolom in pemeriksaan.template.sop.kolom]
        raise Refused(
            f"{what} tidak ada.",
            where="--kolom",
            mend=f"Pilih salah satu: {', '.join(names if unknown.nama else columns)}.",
        ) from None


def unmapped(uow: SqlUnitOfWork, rencana: Rencana) -> Refused:
    """Return the refusal of an SOP of which columns have no post yet."""
    names = [kolom.nama for kolom in rencana.belum]
    options = " ".join(f'--kolom "{kolom.id}=JABATAN"' for kolom in rencana.belum)
    return Refused(
        f"{len(names)} kolom belum dipetakan: {', '.join(names)}. Tidak ada yang disimpan.",
        where="kolom",
        mend=f"Tambahkan {options} (boleh diulang untuk beberapa jabatan).",
        belum=[kolom.id for kolom in rencana.belum],
        kolom=columns_of(uow, rencana),
    )


def columns_of(uow: SqlUnitOfWork, rencana: Rencana) -> dict[str, list[str]]:
    """Return the posts of each column by name."""
    posts = uow.kantor.jabatan(rencana.kantor_id)
    return {kolom: [posts[id].nama for id in ids] for kolom, ids in rencana.kolom.items()}


def describe(uow: SqlUnitOfWork, rencana: Rencana, kantor: str, *, is_dry: bool) -> dict[str, Any]:
    """Return the answer for a script."""
    sop = rencana.template.sop
    return {
        "kantor": kantor,
        "kode": sop.kode,
        "versi": sop.versi,
        "sebelum": rencana.sebelum.versi if rencana.sebelum else None,
        "disimpan": not is_dry,
        "sha256": rencana.template.sha256,
        "kolom": columns_of(uow, rencana),
        "perubahan": [
            {"langkah": p.langkah or None, "kalimat": sentence(p)} for p in rencana.perubahan
        ],
    }


def sentence(perubahan: Perubahan) -> str:
    """Return one change in words."""
    return word("perubahan", perubahan.jenis.value, dari=perubahan.dari, ke=perubahan.ke)


def draw(
    uow: SqlUnitOfWork, rencana: Rencana, pemeriksaan: Pemeriksaan, *, is_dry: bool
) -> Iterator[str]:
    """Yield the answer for a person."""
    sop = rencana.template.sop
    yield f"{sop.nama} ({sop.kode}) versi {sop.versi}, {len(sop.langkah)} langkah"
    if rencana.is_active:
        yield "Versi ini sudah aktif."
    elif rencana.sebelum:
        yield f"Menggantikan versi {rencana.sebelum.versi}; berkas yang berjalan tetap pada versinya."
    for name, posts in columns_of(uow, rencana).items():
        yield f"  kolom {sop.kolom_of(name).nama}: {', '.join(posts)}"
    for perubahan in rencana.perubahan:
        where = f"langkah {perubahan.langkah}, " if perubahan.langkah else ""
        yield f"  ubah: {where}{sentence(perubahan)}"
    for temuan in pemeriksaan.peringatan:
        kalimat = describe_kode(temuan.kode, temuan.fakta)
        yield f"  peringatan: {place(temuan.langkah, temuan.kunci)}: {kalimat}"
    yield NOTHING_STORED if is_dry else "Aktif."
