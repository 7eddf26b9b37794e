"""Makes the files of this folder that other programs wrote: ``.venv/bin/python -m tests.storage.documents.produsen.buat NODE_MODULES PYTHON``.

NODE_MODULES holds the packages xlsx and exceljs; PYTHON is an interpreter that has XlsxWriter, pandas and openpyxl. soffice
and ssconvert (Gnumeric) are found on the path. None of them is needed to test: their files are kept here.
"""

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl

from tests.storage.documents.produsen.isian import (
    CATATAN,
    HERE,
    form,
    hidden_rows,
    merged,
    plain,
    writes,
)

NOTES = [["Sumber", "Angka"], ["Laporan desa", 12], ["Berita acara", 7.5]]


def instructions():
    """Return all that a program has to do, as JSON."""
    cells = [{key: plain(value) for key, value in one.items()} for one in writes()]
    told = {"writes": cells, "hidden": hidden_rows(), "merged": merged(), "catatan": NOTES}
    return json.dumps(told)


def by_openpyxl(content):
    """Return the form as it is filled with openpyxl."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book["Realisasi"]
    for one in writes():
        cell = sheet[one["sel"]]
        cell.value = next((one[key] for key in ("angka", "teks", "tanggal") if key in one), None)
        if "rumus" in one:
            cell.value = "=" + one["rumus"]
        elif "galat" in one:
            cell.value, cell.data_type = one["galat"], "e"
        cell.number_format = one.get("format", "General")
    for row in hidden_rows():
        sheet.row_dimensions[row].hidden = True
    for span in merged():
        sheet.merge_cells(span)
    notes = book.create_sheet(CATATAN)
    for row in NOTES:
        notes.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def main(modules, python):
    with TemporaryDirectory() as folder:
        room = Path(folder)
        (room / "form.xlsx").write_bytes(form())
        (room / "isi.json").write_text(instructions(), encoding="utf-8")
        given = [str(room / "form.xlsx"), str(room / "isi.json")]
        for program in ("sheetjs", "exceljs"):
            run(
                "node", HERE / f"{program}.js", *given, HERE / f"{program}.xlsx", NODE_PATH=modules
            )
        run(python, HERE / "tulis.py", *given, HERE / "xlsxwriter.xlsx", HERE / "pandas.xlsx")
        (room / "libreoffice.xlsx").write_bytes(by_openpyxl(form()))
        run("soffice", "--headless", f"-env:UserInstallation=file://{folder}/soffice", "--convert-to", "xlsx", "--outdir", HERE, room / "libreoffice.xlsx")  # fmt: skip
        run("ssconvert", room / "libreoffice.xlsx", HERE / "gnumeric.xlsx")


def run(*command, **env):
    subprocess.run([str(part) for part in command], check=True, env=os.environ | env)


if __name__ == "__main__":
    main(*sys.argv[1:])
