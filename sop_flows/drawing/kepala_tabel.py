"""The head of the table as it stands on every page: its words, its lines, and how high it is."""

from collections.abc import Iterator, Sequence
from typing import Final

from sop_flows.deferred import dataclass
from sop_flows.drawing.bentuk import Garis, Kotak, Sebab, TooLarge, Tulisan
from sop_flows.drawing.huruf import KECIL, TITIK, leading, measure, wrap
from sop_flows.drawing.kepala import Kepala
from sop_flows.drawing.kertas import Lajur, Tabel
from sop_flows.sop.definition import Asal, Sop

JUDUL: Final = 18 * TITIK
BESAR: Final = 10 * TITIK
"""The size of the title."""
PAD: Final = 2 * TITIK
TEGAK: Final = 110 * TITIK
"""How long a line is that runs from below to above."""
BARIS: Final = leading(KECIL)


@dataclass(frozen=True, slots=True, kw_only=True)
class KepalaTabel:
    """The head of the table with its title above."""

    tinggi: int
    atas_kolom: int
    """Where the lines between pelaksana, and between the parts of the mutu baku, begin."""
    tulisan: tuple[Tulisan, ...]
    garis: tuple[Garis, ...]


def draw_kepala(sop: Sop, kepala: Kepala, tabel: Tabel) -> KepalaTabel:
    """Return the head of the table.

    Raises:
        TooLarge: The name of a column does not stand above it.
    """
    asal = [k.asal for k in sop.kolom]
    upper, lower = JUDUL + BARIS + 2 * PAD, 0
    names = upright(kepala, tabel, asal, upper) if is_narrow(kepala, tabel) else ()
    if not names:
        names = tuple(level(kepala.kolom, tabel.pelaksana, asal, upper))
    mutu = tuple(level(kepala.mutu, tabel.mutu, [Asal.LEMBAR] * 3, upper))
    lower = max(one.kotak.bawah for one in (*names, *mutu)) + PAD
    numbers = tuple(level(kepala.nomor, tabel.lajur[: len(kepala.nomor)], (), lower))
    bottom = lower + (BARIS + 2 * PAD if numbers else 0)
    first, last = tabel.pelaksana[0], tabel.pelaksana[-1]
    spans = (
        (kepala.no, tabel.no, lower),
        (kepala.kegiatan, tabel.kegiatan, lower),
        (kepala.pelaksana, Lajur(x=first.x, lebar=last.kanan - first.x), upper),
        (kepala.mutu_baku, Lajur(x=last.kanan, lebar=tabel.keterangan.x - last.kanan), upper),
        (kepala.keterangan, tabel.keterangan, lower),
    )
    title = Tulisan(
        teks=kepala.judul,
        kotak=Kotak(0, 0, tabel.lebar, JUDUL),
        ukuran=BESAR,
        is_bold=True,
        is_centred=True,
    )
    heads = (one for teks, lajur, below in spans for one in middle(teks, lajur, JUDUL, below))
    edges = [JUDUL, lower, *([bottom] if numbers else [])]
    lines = [Garis(dari=(0, y), ke=(tabel.lebar, y)) for y in edges]
    lines.append(Garis(dari=(first.x, upper), ke=(tabel.keterangan.x, upper)))
    return KepalaTabel(
        tinggi=bottom,
        atas_kolom=upper,
        tulisan=(title, *heads, *names, *mutu, *numbers),
        garis=tuple(lines),
    )


def is_narrow(kepala: Kepala, tabel: Tabel) -> bool:
    """Tell whether some word of a name is wider than its column."""
    room = tabel.pelaksana[0].lebar - 2 * PAD
    words = (word for nama in kepala.kolom for word in nama.replace("/", "/ ").split())
    return any(measure(word, KECIL, is_bold=True) > room for word in words)


def level(
    names: Sequence[str], lajur: Sequence[Lajur], asal: Sequence[Asal], y: int
) -> Iterator[Tulisan]:
    """Yield names above their columns, each in as many lines as it needs."""
    for index, (nama, one) in enumerate(zip(names, lajur, strict=True)):
        for no, line in enumerate(wrap(nama, one.lebar - 2 * PAD, KECIL, is_bold=True)):
            yield word(
                line,
                Kotak(one.x + PAD, y + PAD + no * BARIS, one.lebar - 2 * PAD, BARIS),
                asal[index] if asal else Asal.LEMBAR,
            )


def upright(kepala: Kepala, tabel: Tabel, asal: Sequence[Asal], y: int) -> tuple[Tulisan, ...]:
    """Return names that run from below to above, side by side where one has several lines."""
    found: list[Tulisan] = []
    for nama, one, of in zip(kepala.kolom, tabel.pelaksana, asal, strict=True):
        lines = wrap(nama, TEGAK, KECIL, is_bold=True)
        if len(lines) * BARIS > one.lebar - PAD:
            raise TooLarge(Sebab.NAMA)
        left = one.tengah - len(lines) * BARIS // 2
        for no, line in enumerate(lines):
            box = Kotak(left + no * BARIS, y + PAD, BARIS, TEGAK)
            found.append(word(line, box, of, is_upright=True))
    return tuple(found)


def middle(teks: str, lajur: Lajur, above: int, below: int) -> Iterator[Tulisan]:
    """Yield a word in the middle of its cell."""
    lines = wrap(teks, lajur.lebar - 2 * PAD, KECIL, is_bold=True)
    top = (above + below - len(lines) * BARIS) // 2
    for no, line in enumerate(lines):
        yield word(
            line,
            Kotak(lajur.x + PAD, top + no * BARIS, lajur.lebar - 2 * PAD, BARIS),
            Asal.LEMBAR,
        )


def word(teks: str, kotak: Kotak, asal: Asal, *, is_upright: bool = False) -> Tulisan:
    """Return one line of the head."""
    return Tulisan(
        teks=teks,
        kotak=kotak,
        ukuran=KECIL,
        is_bold=True,
        is_centred=True,
        is_upright=is_upright,
        asal=asal,
    )
