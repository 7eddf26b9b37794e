"""A paper that an office edits in Word: its content, filled into our template or into the office's own."""

from typing import Final

from sop_flows.sop.paper import JenisPaper
from storage.documents.guard.word import check_word
from storage.documents.papers.isi_word import IsiWord
from storage.documents.papers.word_facts import KATA, Fakta, Kata, facts_of

EXAMPLE: Final = "contoh"


def write_word(asked: IsiWord) -> bytes:
    """Return a paper as .docx, the same bytes for the same template and content.

    Raises:
        WordRefused: The template is no plain Word document.
        TemplateBroken: It asks for what there is not.
        KeyError: Papers of this kind are not edited in Word.
    """
    from storage.documents.papers.word_baku import make_template  # only Word needs docx and lxml
    from storage.documents.papers.word_press import fill

    paper, template = asked.paper, asked.template
    jenis, kop = JenisPaper(paper.kepala.jenis), paper.kepala.kop
    chosen = (
        make_template(jenis, kop.kertas, asked.logo) if template is None else check_word(template)
    )
    return fill(chosen, KATA[jenis], facts_of(paper))


def check_template(jenis: JenisPaper, template: bytes) -> None:
    """Make sure that a template can be filled with any paper of its kind.

    Raises:
        WordRefused: It is no plain Word document.
        TemplateBroken: It asks for what there is not; each is named.
    """
    from storage.documents.papers.word_press import fill

    kata = KATA[jenis]
    fill(check_word(template), kata, example_of(kata))


def example_of(kata: Kata) -> Fakta:
    """Return something for each placeholder."""
    rows = {name: (dict.fromkeys(fields, EXAMPLE),) for name, fields in kata.daftar.items()}
    return {**dict.fromkeys(kata.teks, EXAMPLE), **rows}
