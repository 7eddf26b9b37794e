"""The only way from facts to words: templates, and the catalogue ``kata.toml``.

1. Every value is cleaned and escaped on its way out; no template does it by hand.
2. What is drawn fits: a text is rendered again with less detail until it does.
3. Labels and pop-ups are plain text; the rest is Telegram HTML.
"""

import re
import tomllib
import unicodedata
from collections.abc import Callable, Mapping, MutableMapping
from datetime import timedelta
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final

from jinja2 import (
    ChainableUndefined,
    Environment,
    FileSystemLoader,
    StrictUndefined,
    Template,
)
from markupsafe import Markup, escape

from handlers.screens import sapaan
from handlers.screens.compiled import Compiled
from handlers.screens.moments import (
    print_hari,
    print_hari_bulan,
    print_jam,
    print_pukul,
    print_rentang,
    print_saat,
    print_singkat,
    print_tanggal,
    split_durasi,
)
from handlers.screens.rinci import (
    RAMPING,
    RINCI,
    RINCIAN,
    Rinci,
    fit_end,
    fit_list,
    fit_name,
    fit_quote,
    most_detailed,
)
from handlers.screens.sapaan import READER, UNKNOWN, Sapaan
from handlers.screens.screen import MAX_CAPTION, MAX_TEXT, parsed_length, plain
from sop_flows.kantor.kantor import sapa
from sop_flows.kinerja.anggaran import RUPIAH
from sop_flows.kinerja.angka import is_persen, print_persen
from sop_flows.kinerja.janji import print_nilai, print_promised
from sop_flows.naskah.kode import kode_of, print_kode
from sop_flows.teks import excerpt
from sop_flows.waktu.cetak import printed_day
from sop_flows.waktu.periode import Bagian, Periode

TEMPLATES: Final = Path(__file__).parent.parent / "templates"
SHAPED_BY: Final = (Path(__file__), Path(sapaan.__file__))
"""The code that decides what a template is compiled to."""
COMPILED: Final = Compiled(TEMPLATES, SHAPED_BY)
MARKUP: Final = "{"
"""By which everything begins that Jinja has to do; most of the catalogue has none of it."""
RESERVE: Final = 32  # UTF-16 units left for the line that a doubtful second copy begins with
TEXT: Final = MAX_TEXT - RESERVE
CAPTION: Final = MAX_CAPTION - RESERVE
LETTERS_PER_LINE: Final = 34  # on a phone of 390 pixels, about
MAX_LABEL: Final = 28  # characters
NOTE_LINES: Final = 12  # of a note that keep lines of their own
MAX_POPUP: Final = 200  # characters
MAX_PLACEHOLDER: Final = 64  # characters

ROMAN: Final = ("I", "II", "III", "IV")
BIDI_CONTROLS: Final = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])
RTL: Final = frozenset({"R", "AL"})
ANY_YEAR: Final = 2000
FIRST_STRONG, POP = "\u2068", "\u2069"


# Values on their way out


def clean(text: str) -> str:
    """Return a value on one line, without controls, its writing direction kept to itself."""
    line = " ".join((text if text.isascii() else text.translate(BIDI_CONTROLS)).split())
    if line.isascii() and line.isprintable():
        return line
    line = "".join(char for char in line if unicodedata.category(char) not in ("Cc", "Cs"))
    if any(unicodedata.bidirectional(char) in RTL for char in line):
        return f"{FIRST_STRONG}{line}{POP}"
    return line


def finalize(value: Any) -> Any:  # noqa: ANN401 -- whatever a template prints
    """Clean what is text and not yet markup."""
    return clean(value) if type(value) is str else value


def tidy(text: str) -> str:
    """Return a rendered text without blank edges and without two blank lines on end."""
    lines = (line.rstrip() for line in text.strip().split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines))


def print_answer(answer: str) -> str:
    """Return an answer as it is shown: several dokumen are counted, not named."""
    count = answer.count("\n") + 1
    return answer if count == 1 else word("umum", "dokumen", n=count)


def in_words(durasi: timedelta) -> str:
    """Return working time such as ``5 jam 30 menit kerja``, or that it is less than a minute."""
    if durasi < timedelta(minutes=1):
        return word("durasi", "sesaat")
    parts = (word("durasi", satuan, n=number) for satuan, number in split_durasi(durasi))
    return word("durasi", "kerja", lama=" ".join(parts))


@lru_cache(maxsize=512)
def print_periode(periode: Periode, bentuk: str = "periode") -> str:
    """Return a periode in words, such as ``Triwulan III 2026``; ``bentuk`` names another form."""
    return word(
        bentuk,
        periode.jenis.value,
        ke=periode.ke,
        tahun=periode.tahun,
        hari=printed_day(periode.mulai, "d MMMM"),
        bulan=printed_day(periode.mulai, "MMMM"),
    )


@lru_cache(maxsize=64)
def print_bagian(bagian: Bagian) -> str:
    """Return one of the several periode of a year in short, such as ``TW III`` or ``Oktober``."""
    anywhen = Periode(bagian.jenis, ANY_YEAR, bagian.ke)
    return print_periode(anywhen, "bagian")


def with_sign(angka: str, satuan: str) -> str:
    """Return a number for which its line names the satuan; a percentage has its sign all the same."""
    return angka + "%" if is_persen(satuan) and not angka.endswith("%") else angka


def with_unit(angka: str, satuan: str) -> str:
    """Return a number with its satuan; of a percentage with the sign for it, which it may have.

    Of an amount the sign stands before it: Rp1.500.000.
    """
    if satuan.strip().rstrip(".").lower() == RUPIAH.lower():
        return RUPIAH + angka
    if is_persen(satuan) or not satuan:
        return with_sign(angka, satuan)
    return angka + " " + fit_name(satuan)


def fit_note(text: str) -> Markup:
    """Return a note on the lines that its writer gave it, as long as the detail allows.

    A very long list of lines goes on in the last of them: nobody makes a card endless.
    """
    if len(text) > RINCI.get().kutipan:
        return Markup.escape(clean(fit_quote(text)))
    lines = [clean(line) for line in text.strip().split("\n")]
    return Markup("\n").join([*lines[:NOTE_LINES], " ".join(lines[NOTE_LINES:])]).rstrip()


# The catalogue


@cache
def catalogue() -> Mapping[str, Mapping[str, str]]:
    """Return every word and sentence that is no template of its own."""
    said: dict[str, dict[str, str]] = COMPILED.parsed("kata.toml", tomllib.loads)
    return said


@cache
def sentence(bagian: str, kode: str) -> Template:
    """Return one entry of the catalogue.

    Raises:
        KeyError: There is none.
    """
    return PLAIN.from_string(catalogue()[bagian][kode])


def word(bagian: str, kode: str, /, **facts: object) -> str:
    """Return an entry of the catalogue with its facts, as plain text."""
    if facts and MARKUP in catalogue()[bagian][kode]:
        return sentence(bagian, kode).render(**facts).strip()
    return phrase(bagian, kode, READER.get())


@cache
def phrase(bagian: str, kode: str, reader: str) -> str:
    """Return an entry of the catalogue that needs no facts, for one reader."""
    text = catalogue()[bagian][kode]
    if MARKUP in text:
        return sentence(bagian, kode).render().strip()
    return text.replace(UNKNOWN, reader).strip()


def has_word(bagian: str, kode: str) -> bool:
    """Tell whether the catalogue has that entry."""
    return kode in catalogue()[bagian]


def word_or_code(bagian: str, kode: str, **facts: object) -> str:
    """Return an entry of the catalogue, or the kode itself where there is none."""
    return word(bagian, kode, **facts) if has_word(bagian, kode) else kode


def label(kode: str, **facts: object) -> str:
    """Return the label of a button, of at most 28 characters."""
    return excerpt(word("tombol", kode, **facts), MAX_LABEL)


def placeholder(kode: str, **facts: object) -> str:
    """Return what the field of a question shows while it is empty."""
    return excerpt(word("isian", kode, **facts), MAX_PLACEHOLDER)


def popup(kode: str, /, **facts: object) -> str:
    """Return the answer to a tap, of at most 200 characters.

    Args:
        kode: An entry of ``popup``, or the class name of a refusal.
        facts: What the sentence may tell; a refusal's own fields, ``zona`` for its time.
    """
    if has_word("popup", kode):
        return excerpt(word("popup", kode, **facts), MAX_POPUP)
    return excerpt(word_refusal(kode, facts), MAX_POPUP)


def word_refusal(kode: str, facts: Mapping[str, object], *, is_typed: bool = False) -> str:
    """Return the sentence for a refusal, named by its class; of a sheet, by its sebab.

    Args:
        is_typed: It answers what was typed: no button was tapped, and no card is shown by itself.
    """
    sebab = str(facts.get("sebab", ""))
    if kode == "SheetRefused" and has_word("lembar", sebab):
        return word("lembar", sebab)
    if is_typed and has_word("penolakan_diketik", kode):
        return sentence("penolakan_diketik", kode).render(facts).strip()
    known = kode if has_word("penolakan", kode) else "Refusal"
    return sentence("penolakan", known).render(facts).strip()


def told_refusal(kode: str, facts: Mapping[str, object]) -> str:
    """Return the sentence for a refusal within a message."""
    return word_refusal(kode, facts, is_typed=True)


def reason(kode: str) -> str:
    """Return the reason of an excuse that a button stands for, as it is stored.

    Raises:
        KeyError: The kode is none of ours.
    """
    return word("alasan", kode)


# Templates


FILTERS: Final[Mapping[str, Callable[..., object]]] = {
    "angka": print_nilai,
    "target": print_promised,
    "jawaban": print_answer,
    "persen": print_persen,
    "tanggal": print_tanggal,
    "pukul": print_pukul,
    "jam": print_jam,
    "rentang": print_rentang,
    "hari": print_hari,
    "hari_bulan": print_hari_bulan,
    "saat": print_saat,
    "saat_pendek": print_singkat,
    "durasi": in_words,
    "periode": print_periode,
    "bagian": print_bagian,
    "bagian_ke": lambda ke, periode: periode.sibling(ke).bagian,
    "nama": fit_name,
    "bersatuan": with_unit,
    "bertanda": with_sign,
    "kutip": fit_quote,
    "catatan": fit_note,
    "sebagian": fit_list,
    "akhir": fit_end,
    "kode": print_kode,
    "kode_of": kode_of,
}


class Wording(Environment):
    """An environment whose templates all know the same: that is put into a plain mapping once for each.

    Jinja lays two mappings over each other, for who adds to one later, and walks through both at every rendering.
    """

    def make_globals(self, d: MutableMapping[str, object] | None) -> MutableMapping[str, object]:
        """Return what a template knows beside its facts."""
        return {**self.globals, **(d or {})}


def environment(*, is_html: bool) -> Environment:
    """Return the environment of the HTML templates, or that of plain sentences."""
    made = Wording(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=is_html,  # a sentence is no HTML
        undefined=StrictUndefined if is_html else ChainableUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=finalize,
        auto_reload=False,
        extensions=[Sapaan],
        bytecode_cache=COMPILED if is_html else None,  # files of one name
    )
    made.filters.update(FILTERS)
    made.globals.update(
        kata=word_or_code,
        kata_penolakan=told_refusal,
        sapa=sapa,
        romawi=ROMAN,
        pembaca=READER.get,
        rinci=RINCI.get,
    )
    return made


HTML: Final = environment(is_html=True)
PLAIN: Final = environment(is_html=False)


def compile_templates() -> None:
    """Compile all of them ahead, for who will be unable to keep what is compiled."""
    for name in HTML.list_templates(["j2"]):
        HTML.get_template(name)
    catalogue()


def render(template: str, *, limit: int = TEXT, lines: int | None = None, **facts: object) -> str:
    """Return the text of a template, in as much detail as fits in that many UTF-16 units.

    Args:
        lines: As many lines as the text should take on a phone. Names and lists give way for it, what
            people wrote does not.
    """
    drawn: dict[Rinci, str] = {}

    def draw(rinci: Rinci) -> str:
        if rinci not in drawn:
            drawn[rinci] = draw_in(HTML.get_template(template), facts, rinci)
        return drawn[rinci]

    def fits(rinci: Rinci) -> bool:
        return parsed_length(draw(rinci)) <= limit

    if lines is not None:
        text = draw(
            most_detailed(RAMPING, lambda one: fits(one) and count_lines(draw(one)) <= lines)
        )
        if parsed_length(text) <= limit:
            return text
    text = draw(most_detailed(RINCIAN, fits))
    return text if parsed_length(text) <= limit else cut(text, limit)


def draw_in(template: Template, facts: Mapping[str, object], rinci: Rinci) -> str:
    """Return what a template says in that much detail."""
    before = RINCI.set(rinci)
    try:
        return tidy(template.render(facts))
    finally:
        RINCI.reset(before)


def render_part(template: str, **facts: object) -> Markup:
    """Return what a template says, in full, as a part of another one."""
    return Markup(draw_in(HTML.get_template(template), facts, RINCIAN[0]))  # noqa: S704 -- it is escaped


def count_lines(text: str) -> int:
    """Return about how many lines a text takes on a phone."""
    return sum(max(1, -(-len(line) // LETTERS_PER_LINE)) for line in plain(text).split("\n"))


def cut(text: str, limit: int) -> str:
    """Return the beginning of a text, without its markup: better than nothing at all."""
    units = plain(text).encode("utf-16-le")[: 2 * (limit - 1)]
    return str(escape(units.decode("utf-16-le", "ignore"))) + "…"


def mark_repeated(text: str) -> str:
    """Return the text of a message that may have arrived before, saying so."""
    return str(Markup("{}\n{}").format(word("umum", "kirim_ulang"), Markup(text)))  # noqa: S704
