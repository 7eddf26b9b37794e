"""Why a workbook that somebody sent was not read: facts, no wording."""

from enum import StrEnum


class SebabLembar(StrEnum):
    """The one reason a workbook was refused as a whole."""

    #: Not a workbook at all: another kind of file, or another suffix.
    BUKAN_XLSX = "bukan_xlsx"
    #: The old binary format (.xls), to be saved again as .xlsx.
    FORMAT_LAMA = "format_lama"
    #: Protected by a password for opening.
    TERKUNCI = "terkunci"
    #: More bytes, rows, columns or cells than an office sheet has.
    TERLALU_BESAR = "terlalu_besar"
    #: Built in a way no spreadsheet program builds one.
    MENCURIGAKAN = "mencurigakan"
    #: Carries a macro.
    MAKRO = "makro"
    #: Takes values from another workbook.
    TAUTAN_LUAR = "tautan_luar"
    #: Carries another document or a control inside.
    TERTANAM = "tertanam"
    #: Damaged on the way.
    RUSAK = "rusak"
    #: Reading took more time than a workbook is given.
    TERLALU_LAMA = "terlalu_lama"
    #: Reading took more memory than a workbook is given.
    TERLALU_BERAT = "terlalu_berat"
    #: No marks of this bot: not one of its sheets, or the marks were lost.
    TANPA_TANDA = "tanpa_tanda"
    #: The marks are there, the table of realisasi is not.
    TANPA_KOLOM = "tanpa_kolom"


class SheetRefused(Exception):
    """The workbook was refused as a whole.

    Args:
        sebab: The reason, for the answer to the sender.
        rincian: What was found, for the log; never worded for people.
    """

    def __init__(self, sebab: SebabLembar, **rincian: str | int) -> None:
        super().__init__(sebab, rincian)
        self.sebab = sebab
        self.rincian = rincian

    def __str__(self) -> str:
        facts = " ".join(f"{key}={value}" for key, value in self.rincian.items())
        return f"{self.sebab} {facts}".strip()
