"""Why a workbook that somebody sent is refused as a whole."""

from enum import StrEnum

from sop_flows.errors import Refusal


class SebabLembar(StrEnum):
    """The one reason a workbook was refused as a whole."""

    BUKAN_XLSX = "bukan_xlsx"
    """Not a workbook at all: another kind of file."""
    FORMAT_LAMA = "format_lama"
    """A workbook of Excel 97 (.xls), to be saved again as .xlsx."""
    XML_2003 = "xml_2003"
    """One of Excel 2003 (XML)."""
    BINER = "biner"
    """A binary one (.xlsb)."""
    ODS = "ods"
    """One of LibreOffice (.ods, .fods)."""
    NUMBERS = "numbers"
    """One of Apple (.numbers)."""
    CSV = "csv"
    """A text whose values stand between separators, which has lost all marks of a formulir."""
    LAMAN = "laman"
    """A web page that some application calls a workbook."""
    TERKUNCI = "terkunci"
    """Protected by a password for opening."""
    TERLALU_BESAR = "terlalu_besar"
    """More bytes, rows, columns or cells than an office sheet has."""
    MENCURIGAKAN = "mencurigakan"
    """Built in a way no spreadsheet program builds one."""
    MAKRO = "makro"
    """Carries a macro."""
    TAUTAN_LUAR = "tautan_luar"
    """Takes values from another workbook."""
    TERTANAM = "tertanam"
    """Carries another document or a control inside."""
    RUSAK = "rusak"
    """Damaged on the way."""
    TERLALU_LAMA = "terlalu_lama"
    """Reading took more time than a workbook is given."""
    TERLALU_BERAT = "terlalu_berat"
    """Reading took more memory than a workbook is given."""
    TANPA_TANDA = "tanpa_tanda"
    """No marks of this bot: not one of its sheets, or the marks were lost."""
    TANPA_KOLOM = "tanpa_kolom"
    """The marks are there, the table of realisasi is not."""
    FORMULIR_LAIN = "formulir_lain"
    """A sheet of ours, of another formulir than this person may fill now."""
    RONDE_LAIN = "ronde_lain"
    """An older ronde's sheet."""


class SheetRefused(Refusal):
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
