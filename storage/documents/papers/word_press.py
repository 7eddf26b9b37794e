"""Filling a Word template: placeholders only, and where they stand in a list, their row or paragraph once for each.

1. A placeholder is ``{{ nama }}`` or ``{{ daftar.nama }}``, of a name that its kind of paper has; whatever else
   jinja knows is refused by its name and place before anything is filled.
2. A row of a table (elsewhere a paragraph) with placeholders of a list is repeated for all that is in it.
3. The same template and content make the same bytes.
"""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import field
from difflib import get_close_matches
from io import BytesIO
from typing import Any, Final

from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, UndefinedError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml import etree

from sop_flows.deferred import dataclass, pattern
from storage.documents.papers.word_facts import Fakta, Kata

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PLACEHOLDER: Final = pattern(r"\{\{(.*?)\}\}", re.DOTALL)
NAME: Final = pattern(r"\s*([a-z_]+)(?:\.([a-z_]+))?\s*")
CODE: Final = pattern(r"\{[%#].*?(?:[%#]\}|$)|\{\{|\}\}|[%#]\}", re.DOTALL)
NO_XML: Final = pattern(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
WHEN: Final = (1980, 1, 1, 0, 0, 0)
"""The first moment that a zip can say."""
EXCERPT: Final = 80
NEAR: Final = 0.75
"""How alike a placeholder is that was perhaps meant."""


@dataclass(frozen=True, slots=True)
class Cacat:
    """What a template asks for that no paper of its kind has, in which paragraph; ``mungkin`` is the nearest."""

    placeholder: str
    paragraf: str
    mungkin: str = ""


@dataclass(eq=False)
class TemplateBroken(Exception):
    """A template cannot be filled; each fault is named."""

    cacat: tuple[Cacat, ...]


@dataclass(slots=True)
class Periksa:
    """What looks at the parts of a template as they are about to be filled."""

    kata: Kata
    cacat: list[Cacat] = field(default_factory=list)

    def look(self, xml: str) -> None:
        """Note every fault of a part, by its paragraphs and outside of them."""
        for paragraph in etree.fromstring(xml.encode()).iter(f"{W}p"):
            text = text_of(paragraph)
            self.cacat += self.faults(text, text)

    def faults(self, text: str, paragraf: str) -> Iterator[Cacat]:
        """Yield what a text asks for that there is not."""
        for inner in PLACEHOLDER.findall(text):
            if not self.knows(inner):
                near = get_close_matches(inner.strip(), list(self.kata.names()), n=1, cutoff=NEAR)
                yield Cacat(inner.strip(), paragraf[:EXCERPT], *near)
        for code in CODE.findall(PLACEHOLDER.sub("", text)):
            yield Cacat(code, paragraf[:EXCERPT])

    def knows(self, inner: str) -> bool:
        """Tell whether a placeholder is one of this kind of paper."""
        named = NAME.fullmatch(inner)
        if named is None:
            return False
        if named[2] is None:
            return named[1] in self.kata.teks
        return named[2] in self.kata.daftar.get(named[1], ())


class Template(DocxTemplate):  # type: ignore[misc]  # it says no types
    """A template of Word whose parts are looked at, and whose lists are repeated, before they are filled."""

    def __init__(self, content: bytes, kata: Kata) -> None:
        super().__init__(BytesIO(content))
        self.periksa = Periksa(kata)

    def patch_xml(self, src_xml: str) -> str:
        """Return a part with its placeholders in one piece each.

        Raises:
            TemplateBroken: It asks for what there is not.
        """
        self.periksa.look(src_xml)
        if self.periksa.cacat:
            raise TemplateBroken(tuple(self.periksa.cacat))
        whole: str = super().patch_xml(src_xml)
        if found := tuple(self.periksa.faults(whole, "")):  # outside of paragraphs
            raise TemplateBroken(found)
        return repeated(whole)

    def render_properties(self, context: Any, jinja_env: Any = None) -> None:  # noqa: ANN401
        """Leave what a document says of itself: nobody sees a placeholder there."""


def text_of(paragraph: Any) -> str:  # noqa: ANN401  # an element of lxml
    """Return what stands in a paragraph."""
    return "".join(each.text or "" for each in paragraph.iter(f"{W}t"))


def repeated(xml: str) -> str:
    """Return a part in which each row or paragraph with placeholders of a list stands within a loop over it.

    Raises:
        TemplateBroken: It has placeholders of two lists.
    """
    root = etree.fromstring(xml.encode())
    blocks: dict[Any, set[str]] = {}
    for paragraph in root.iter(f"{W}p"):
        if next(paragraph.iterdescendants(f"{W}p"), None) is not None:
            continue  # it holds a text box, whose own paragraphs count
        found = map(NAME.fullmatch, PLACEHOLDER.findall(text_of(paragraph)))
        if lists := {one[1] for one in found if one and one[2]}:
            block = next(paragraph.iterancestors(f"{W}tr"), paragraph)
            blocks.setdefault(block, set()).update(lists)
    for block, lists in blocks.items():
        if len(lists) > 1:
            raise TemplateBroken(
                (Cacat(", ".join(sorted(lists)), "".join(block.itertext())[:EXCERPT]),)
            )
        (name,) = lists
        before = block.getprevious()
        begin, end = f"{{% for {name} in {name} %}}", "{% endfor %}"
        if before is None:
            block.getparent().text = (block.getparent().text or "") + begin
        else:
            before.tail = (before.tail or "") + begin
        block.tail = end + (block.tail or "")
    return str(etree.tostring(root, encoding="unicode"))


def fill(template: bytes, kata: Kata, fakta: Fakta) -> bytes:
    """Return a template filled with facts, the same bytes for the same ones.

    Raises:
        TemplateBroken: It asks for what there is not.
    """
    opened, filled = Template(template, kata), BytesIO()
    env = ImmutableSandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    try:
        opened.render(readable(fakta), env, autoescape=True)
    except UndefinedError as error:  # of a list, where nothing can be repeated
        raise TemplateBroken((Cacat(str(error), ""),)) from None
    opened.save(filled)
    return same_bytes(filled.getvalue())


def readable(fakta: Fakta) -> dict[str, Any]:
    """Return facts without what XML cannot say."""

    def text(value: str) -> str:
        return NO_XML.sub("\ufffd", value)

    return {
        name: text(one)
        if isinstance(one, str)
        else [{k: text(v) for k, v in row.items()} for row in one]
        for name, one in fakta.items()
    }


def same_bytes(content: bytes) -> bytes:
    """Return a zip that says nothing of when it was written."""
    packed = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as source, zipfile.ZipFile(packed, "w") as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, WHEN)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, source.read(name))
    return packed.getvalue()
