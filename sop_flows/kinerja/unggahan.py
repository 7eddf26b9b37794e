"""Why a workbook that somebody sent is refused as a whole."""

from enum import StrEnum

from sop_flows.errors import Refusal


class SebabLembar(StrEnum):
    """The one reason a workbook was refused as a whole."""

    #: Not a workbook at all: another kind of file.
    BUKAN_XLSX = "bukan_xlsx"
    #: Another format of a workbook, to be saved again as .xlsx: of Excel 97 (.xls), of 2003 (XML), binary (.xlsb).
    FORMAT_LAMA = "format_lama"
    XML_2003 = "xml_2003"
    BINER = "biner"
    #: Of LibreOffice (.ods, .fods), and of Apple (.numbers).
    ODS = "ods"
    NUMBERS = "numbers"
    #: A text whose values stand between separators, which has lost all marks of a formulir.
    CSV = "csv"
    #: A web page that some application calls a workbook.
    LAMAN = "laman"
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
    #: A sheet of ours, of another formulir than this person may fill now.
    FORMULIR_LAIN = "formulir_lain"
    #: An older ronde's sheet.
    RONDE_LAIN = "ronde_lain"


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
