"""What is odd about a sheet: found by rules that compare it with itself, its office and the regulations."""

import re
import tomllib
from collections.abc import Callable, Iterator
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import Any, Final

from sop_flows.deferred import pattern
from sop_flows.sop.definition import Asal, Langkah, Minta, Sop
from sop_flows.sop.findings import KodeTemuan, Parah, Temuan
from sop_flows.sop.isian import PENANDATANGAN

Rule = Callable[[Sop], Iterator[Temuan]]

_REGION: Final = pattern(
    r"Peraturan (?:(Gubernur|Bupati|Wali ?[Kk]ota)|Daerah (Provinsi|Kabupaten|Kota))"
    r" ((?!Nomor|tentang|Tentang)[A-Z]\w+(?: (?!Nomor|tentang|Tentang)[A-Z]\w+)*)"
)
"""Who signs a regulation of a region, and the region's own name after it."""
_REGION_KIND: Final = pattern(r"^(provinsi|kabupaten|kota) ")
_PROVINCIAL: Final = {"gubernur", "provinsi"}
_OPD: Final = pattern(
    r"\b(Dinas|Badan|Kecamatan|Inspektorat|Sekretariat (?:DPRD|Daerah))\b"
    r"((?: (?!Kabupaten|Kota|Provinsi)(?:[A-Z]\w+|dan))*)"
)
_KIND_OF_KOLOM: Final = (
    ("dinas", pattern(r"\b(dinas|kadis|sekdis)\b")),
    ("badan", pattern(r"\b(badan|kaban|sekban)\b")),
    ("kecamatan", pattern(r"\b(camat|kecamatan|sekcam)\b")),
)
"""Words in the name of a column that belong to one kind of perangkat daerah only."""
_CITATION: Final = pattern(r"nomor (\d+) tahun (\d{4})")
_MINISTRIES: Final = (
    ("peraturan menteri panrb", pattern(r"pan-?rb\b|pendayagunaan aparatur negara")),
    ("peraturan menteri dalam negeri", pattern(r"dalam negeri|permendagri")),
)
_POST: Final = pattern(
    r"\b(kepala dinas|kepala opd|camat|sekretaris|kasubb?ag|kabid|kasie?|analis|jf"
    r"|penanggung ?jawab)\b"
)
"""Posts by the word that a sheet uses for them; the text of a langkah may name them."""
_DRAFT: Final = pattern(r"^(draft?|konsep) ")
_LETTER: Final = pattern(r"^(surat|undangan)\b")
_DOKUMEN: Final = pattern(r"^(draft? |konsep )?(dokumen )?")
_SMALL_WORDS: Final = frozenset(
    ["dan", "di", "ke", "yang", "untuk", "oleh", "kepada", "pada", "dari", "serta", "atas"]
)


def warn(sop: Sop) -> Iterator[Temuan]:
    """Yield what is odd about the sheet: its identity first, then langkah by langkah."""
    found = [temuan for rule in RULES for temuan in rule(sop)]
    yield from sorted(found, key=lambda temuan: temuan.langkah or 0)


def odd(kode: KodeTemuan, langkah: int | None, kunci: str, /, **fakta: object) -> Temuan:
    """Return a finding that ought to be read again."""
    facts = {name: str(fact) for name, fact in fakta.items()}
    return Temuan(parah=Parah.PERINGATAN, langkah=langkah, kunci=kunci, kode=kode, fakta=facts)


# The identity page


def find_cacat(sop: Sop) -> Iterator[Temuan]:
    """Warn of every fault that whoever read the sheet wrote down."""
    noted = [(None, sop.cacat), *((row.no, row.cacat) for row in sop.langkah)]
    for langkah, faults in noted:
        for cacat in faults:
            yield odd(
                KodeTemuan.CACAT_TERCATAT,
                langkah,
                cacat.kunci,
                tercetak=cacat.tercetak,
                catatan=cacat.catatan,
            )


def find_derau(sop: Sop) -> Iterator[Temuan]:
    """Warn of words that were read from an unclear scan; lines taken for letters are none."""
    for langkah, words in [(None, sop.lembar), *((row.no, row.lembar) for row in sop.langkah)]:
        unclear = [one for one in (words.derau if words else ()) if one.seharusnya]
        if unclear:
            read = "; ".join(f"“{one.terbaca}” = {one.seharusnya}" for one in unclear)
            yield odd(KodeTemuan.DERAU_PINDAIAN, langkah, "lembar.derau", derau=read)


def find_daerah(sop: Sop) -> Iterator[Temuan]:
    """Warn of a regional regulation of a region that is not the office's."""
    own = sop.identitas.daerah.lower()
    own_name = _REGION_KIND.sub("", own)
    for place, basis in enumerate(sop.identitas.dasar_hukum, start=1):
        cited = _REGION.search(basis)
        if cited is None or not own:
            continue
        kind = (cited[1] or cited[2]).lower()
        is_of_province = kind in _PROVINCIAL
        if is_of_province == own.startswith("provinsi") and cited[3].lower() != own_name:
            yield odd(
                KodeTemuan.DAERAH_LAIN,
                None,
                f"identitas.dasar_hukum.{place}",
                tertulis=cited[3],
                daerah=sop.identitas.daerah,
            )


def find_opd(sop: Sop) -> Iterator[Temuan]:
    """Warn of a regulation on the tasks of a perangkat daerah that is not the office."""
    opd = sop.identitas.opd
    if not opd:
        return
    for place, basis in enumerate(sop.identitas.dasar_hukum, start=1):
        subject = basis.partition("tentang")[2]
        cited = _OPD.search(subject) if re.search(r"Uraian Tugas|Tata Kerja", subject) else None
        name = cited[0].strip().lower() if cited else ""
        if name and name not in opd.lower() and opd.lower() not in name:
            yield odd(
                KodeTemuan.OPD_LAIN,
                None,
                f"identitas.dasar_hukum.{place}",
                tertulis=cited[0].strip() if cited else "",
                opd=opd,
            )


def find_peraturan(sop: Sop) -> Iterator[Temuan]:
    """Warn of a regulation that has been replaced."""
    for place, basis in enumerate(sop.identitas.dasar_hukum, start=1):
        text = basis.lower()
        cited = _CITATION.search(text)
        for kind, names in _MINISTRIES:
            if cited and names.search(text[: cited.start()]):
                row = replaced().get((kind, int(cited[1]), int(cited[2])))
                if row is not None:
                    yield odd(
                        KodeTemuan.PERATURAN_DIGANTI,
                        None,
                        f"identitas.dasar_hukum.{place}",
                        peraturan=f"{row['jenis']} Nomor {row['nomor']} Tahun {row['tahun']}",
                        diganti=row["diganti"],
                    )


@lru_cache(maxsize=1)
def replaced() -> dict[tuple[str, int, int], dict[str, Any]]:
    """Return the regulations known to be replaced, by kind, number and year."""
    text = files("sop_flows").joinpath("data/regulasi.toml").read_text(encoding="utf-8")
    rows = tomllib.loads(text)["peraturan"]
    return {(row["jenis"].lower(), row["nomor"], row["tahun"]): row for row in rows}


# The columns


def find_kolom_opd(sop: Sop) -> Iterator[Temuan]:
    """Warn of a column that belongs to another kind of perangkat daerah than the office."""
    opd = sop.identitas.opd.lower()
    for place, kolom in enumerate(sop.kolom, start=1):
        for kind, words in _KIND_OF_KOLOM:
            if opd and words.search(kolom.nama.lower()) and not opd.startswith(kind):
                yield odd(
                    KodeTemuan.KOLOM_OPD_LAIN,
                    None,
                    f"kolom.{place}.nama",
                    kolom=kolom.nama,
                    opd=sop.identitas.opd,
                )


def find_idle_kolom(sop: Sop) -> Iterator[Temuan]:
    """Warn of a column that neither acts nor receives anywhere."""
    used = {k for row in sop.langkah for k in (*row.pelaksana, *row.penerima)}
    used |= {k for row in sop.langkah for tahap in row.tahap for k in tahap.untuk}
    for place, kolom in enumerate(sop.kolom, start=1):
        if kolom.id not in used:
            yield odd(KodeTemuan.KOLOM_MENGANGGUR, None, f"kolom.{place}.id", kolom=kolom.nama)


def find_unprinted_post(sop: Sop) -> Iterator[Temuan]:
    """Warn of a post that the text of a langkah names and the sheet gives no column."""
    for row in sop.langkah:
        for word in dict.fromkeys(m[1] for m in _POST.finditer(plain(row.kegiatan))):
            if any(has_word(k.nama, word) for k in sop.kolom if k.asal is Asal.LEMBAR):
                continue
            read_as = next(
                (k.nama for k in sop.kolom for n in (k.nama, *k.alias) if has_word(n, word)), ""
            )
            yield odd(
                KodeTemuan.KOLOM_TIDAK_TERCETAK,
                row.no,
                "kegiatan",
                tertulis=word,
                dibaca=read_as,
            )


def plain(text: str) -> str:
    """Return a text in lower case with one spelling of what sheets spell in two ways."""
    return (
        text.lower().replace("kasubag", "kasubbag").replace("penanggungjawab", "penanggung jawab")
    )


def has_word(text: str, word: str) -> bool:
    """Tell whether a name holds a word or phrase as such."""
    return re.search(rf"\b{re.escape(word)}\b", plain(text)) is not None


# The langkah


def find_decision(sop: Sop) -> Iterator[Temuan]:
    """Warn of a decision without a printed *tidak*, or taken before the matter is submitted."""
    for row in sop.langkah:
        for tahap in row.tahap:
            if tahap.minta is not Minta.KEPUTUSAN:
                continue
            if all(kembali.asal is Asal.TAPAK for kembali in tahap.kembali):
                yield odd(KodeTemuan.KEPUTUSAN_TANPA_TIDAK, row.no, "kegiatan")
            before = sop.langkah_of(row.no - 1).penerima if row.no > 1 else ()
            later = [
                other.no
                for other in sop.langkah[row.no :]
                if set(other.penerima) & set(tahap.untuk)
            ]
            if before and not set(before) & set(tahap.untuk) and later:
                yield odd(
                    KodeTemuan.KEPUTUSAN_SEBELUM_DIAJUKAN, row.no, "pelaksana", diajukan=later[0]
                )


def find_gap(sop: Sop) -> Iterator[Temuan]:
    """Warn of an input that nobody makes, and of a *draf* that nobody turns into the thing itself."""
    there = {plain(item) for item in sop.identitas.peralatan}
    for row in sop.langkah:
        for item in row.mutu_baku.kelengkapan:
            name = plain(item)
            if row.no == 1 or name in there:
                continue
            draft = next((d for d in sorted(there) if is_draft_of(d, name)), "")
            kode = KodeTemuan.LANGKAH_TERSIRAT if draft else KodeTemuan.MASUKAN_TANPA_ASAL
            yield odd(kode, row.no, "mutu_baku.kelengkapan", masukan=item, draf=draft)
        there |= {plain(item) for item in (*row.mutu_baku.kelengkapan, *row.mutu_baku.output)}


def is_draft_of(draft: str, name: str) -> bool:
    """Tell whether one paper is the draft of another, whether or not it is called dokumen."""
    if _DRAFT.match(name) or not _DRAFT.match(draft):
        return False
    return _DOKUMEN.sub("", draft) == _DOKUMEN.sub("", name)


def find_idle_output(sop: Sop) -> Iterator[Temuan]:
    """Warn of an output that no later langkah takes; a disposisi travels by itself."""
    for row in sop.langkah[:-1]:
        needed = {plain(k) for later in sop.langkah[row.no :] for k in later.mutu_baku.kelengkapan}
        for item in row.mutu_baku.output:
            if plain(item) not in needed and "disposisi" not in plain(item):
                yield odd(
                    KodeTemuan.KELUARAN_TAK_TERPAKAI, row.no, "mutu_baku.output", keluaran=item
                )


def find_swap(sop: Sop) -> Iterator[Temuan]:
    """Warn of two neighbours whose mutu baku fit each other's text and not their own."""
    for row, after in pairwise(sop.langkah):
        own = fits(row, row) or fits(after, after)
        if not own and fits(row, after) and fits(after, row):
            yield odd(KodeTemuan.MUTU_BAKU_TERTUKAR, row.no, "mutu_baku", dengan=after.no)


def fits(text: Langkah, mutu: Langkah) -> bool:
    """Tell whether the text of one langkah names anything of the mutu baku of another."""
    items = " ".join((*mutu.mutu_baku.kelengkapan, *mutu.mutu_baku.output))
    return bool(words(text.kegiatan) & words(items))


def words(text: str) -> frozenset[str]:
    """Return the words of a text that mean something."""
    return frozenset(re.findall(r"\w+", plain(text))) - _SMALL_WORDS


def find_idle_relay(sop: Sop) -> Iterator[Temuan]:
    """Warn of a relay that no return goes through."""
    through = {k.lewat for row in sop.langkah for tahap in row.tahap for k in tahap.kembali}
    for row in sop.langkah:
        if row.relay is not None and row.no not in through:
            yield odd(KodeTemuan.PENERUS_MENGANGGUR, row.no, f"tahap.{row.relay + 1}")


# Who does what


def find_unsure(sop: Sop) -> Iterator[Temuan]:
    """Warn of a pelaksana that the sheet does not say for certain."""
    for row in sop.langkah:
        if row.keyakinan != "H":
            names = ", ".join(sop.kolom_of(kolom).nama for kolom in row.pelaksana)
            kode = KodeTemuan.PELAKSANA_KURANG_PASTI
            yield odd(kode, row.no, "keyakinan", pelaksana=names, keyakinan=row.keyakinan)


def find_idle_penerima(sop: Sop) -> Iterator[Temuan]:
    """Warn of a penerima who never acts afterwards, or of a disposisi that goes on without one."""
    places = [(row, index, tahap) for row in sop.langkah for index, tahap in enumerate(row.tahap)]
    for row in sop.langkah:
        later = {
            kolom
            for other, index, tahap in places
            if (other.no, index) > (row.no, 0)
            for kolom in tahap.untuk
        }
        idle = [kolom for kolom in row.penerima if kolom not in later]
        for index in row.flow:
            following = sop.after(row.no, index)
            routed = sop.penerima_of(row.no, index)
            is_routing = row.tahap[index].minta is Minta.DISPOSISI and following is not None
            if is_routing and following and not set(following.untuk) & set(routed):
                idle += [kolom for kolom in routed if kolom not in idle]
        for kolom in idle:
            kode = KodeTemuan.PENERIMA_TAK_BERTINDAK
            yield odd(kode, row.no, "penerima", penerima=sop.kolom_of(kolom).nama)


def find_unsigned(sop: Sop) -> Iterator[Temuan]:
    """Warn of a letter that nobody signs and whose signer is not asked for."""
    tahap_all = [tahap for row in sop.langkah for tahap in row.tahap]
    signed = {
        paper
        for tahap in tahap_all
        if tahap.minta is Minta.TANDA_TANGAN
        for paper in tahap.dokumen
    }
    for row in sop.langkah:
        for index, tahap in enumerate(row.tahap, start=1):
            is_named = any(isian.kode == PENANDATANGAN for isian in tahap.isian)
            for paper in tahap.dokumen:
                if _LETTER.match(plain(paper)) and paper not in signed and not is_named:
                    kode = KodeTemuan.SURAT_TANPA_PENANDATANGAN
                    yield odd(kode, row.no, f"tahap.{index}.dokumen", surat=paper)


def find_unmade_output(sop: Sop) -> Iterator[Temuan]:
    """Warn of an output that no tahap of its langkah makes and that it does not take in either."""
    for row in sop.langkah:
        made = " ".join(
            text
            for tahap in row.tahap
            for text in (tahap.nama, *tahap.dokumen, *(isian.label for isian in tahap.isian))
        )
        known = words(made) | words(" ".join(row.mutu_baku.kelengkapan))
        for item in row.mutu_baku.output:
            if not words(item) & known and "disposisi" not in plain(item):
                kode = KodeTemuan.KELUARAN_TANPA_PEMBUAT
                yield odd(kode, row.no, "mutu_baku.output", keluaran=item)


RULES: Final[tuple[Rule, ...]] = (
    find_cacat,
    find_derau,
    find_daerah,
    find_opd,
    find_peraturan,
    find_kolom_opd,
    find_idle_kolom,
    find_unprinted_post,
    find_decision,
    find_gap,
    find_idle_output,
    find_swap,
    find_idle_relay,
    find_unsure,
    find_idle_penerima,
    find_unsigned,
    find_unmade_output,
)
