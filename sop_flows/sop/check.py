"""What is wrong in an SOP file, so that it cannot run, and what is odd, so that it ought to be read again.

Every rule is general: none knows a particular SOP.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from sop_flows.sop.check_sheet import warn
from sop_flows.sop.definition import Isian, JenisIsian, Kembali, Langkah, Minta, Sebar, Sop, Tahap
from sop_flows.sop.findings import KodeTemuan, Parah, Temuan
from sop_flows.sop.paper import JenisPaper, read_jenis

__all__ = ["KodeTemuan", "Parah", "Temuan", "check"]


def check(sop: Sop) -> tuple[Temuan, ...]:
    """Return everything that stops an SOP from running, then everything odd about its sheet.

    An SOP that cannot run is not looked at for oddities of the sheet.
    """
    refused = tuple(temuan for rule in RULES for temuan in rule(sop))
    return refused or tuple(warn(sop))


def refuse(kode: KodeTemuan, langkah: int | None, kunci: str, /, **fakta: object) -> Temuan:
    """Return a finding that stops the SOP from running."""
    facts = {name: str(fact) for name, fact in fakta.items()}
    return Temuan(parah=Parah.TOLAK, langkah=langkah, kunci=kunci, kode=kode, fakta=facts)


def stages(sop: Sop) -> Iterator[tuple[Langkah, int, Tahap, str]]:
    """Yield every tahap with its langkah, its index and its key in the file."""
    for row in sop.langkah:
        for index, tahap in enumerate(row.tahap):
            yield row, index, tahap, f"tahap.{index + 1}"


def returns(sop: Sop) -> Iterator[tuple[Langkah, Tahap, Kembali, str]]:
    """Yield every return that the file allows."""
    for row, _, tahap, key in stages(sop):
        for place, kembali in enumerate(tahap.kembali, start=1):
            yield row, tahap, kembali, f"{key}.kembali.{place}"


def check_kolom(sop: Sop) -> Iterator[Temuan]:
    """Refuse the name of a column that the file does not have."""
    known = {kolom.id for kolom in sop.kolom}
    named: list[tuple[int | None, str, Iterable[str]]] = [(None, "pemrakarsa", (sop.pemrakarsa,))]
    for row in sop.langkah:
        named += [(row.no, "pelaksana", row.pelaksana), (row.no, "penerima", row.penerima)]
    for row, _, tahap, key in stages(sop):
        watch = (tahap.pengawas,) if tahap.pengawas else ()
        notes = (tahap.notulis,) if tahap.notulis else ()
        named += [(row.no, f"{key}.untuk", tahap.untuk), (row.no, f"{key}.pengawas", watch)]
        named += [
            (row.no, f"{key}.notulis", notes),
            (row.no, f"{key}.distribusi", tahap.distribusi),
            (row.no, f"{key}.kepada", tahap.kepada),
        ]
    for langkah, key, columns in named:
        for kolom in columns:
            if kolom not in known:
                yield refuse(KodeTemuan.KOLOM_TAK_DIKENAL, langkah, key, kolom=kolom)
        if key.endswith(("untuk", "pelaksana")) and not tuple(columns):
            yield refuse(KodeTemuan.KOLOM_TAK_DIKENAL, langkah, key, kolom="")


def check_kode(sop: Sop) -> Iterator[Temuan]:
    """Refuse two columns of one id, or two answers of one kode on one card."""
    named: list[tuple[int | None, str, list[str]]] = [
        (None, "kolom", [kolom.id for kolom in sop.kolom]),
        (None, "mulai", [isian.kode for isian in sop.mulai]),
    ]
    for row, _, tahap, key in stages(sop):
        named.append((row.no, f"{key}.isian", [isian.kode for isian in tahap.isian]))
    for langkah, key, codes in named:
        for kode, times in Counter(codes).items():
            if times > 1:
                yield refuse(KodeTemuan.KODE_GANDA, langkah, key, kode=kode)


def check_flow(sop: Sop) -> Iterator[Temuan]:
    """Refuse a langkah that nothing but a return would open."""
    for row in sop.langkah:
        if not row.flow:
            yield refuse(KodeTemuan.TAHAP_HANYA_PENERUS, row.no, "tahap")


def check_kembali(sop: Sop) -> Iterator[Temuan]:
    """Refuse a return that goes nowhere, forward, or through somebody who cannot relay it."""
    for row, tahap, kembali, key in returns(sop):
        if not 1 <= kembali.ke < row.no:
            yield refuse(KodeTemuan.KEMBALI_BUKAN_MUNDUR, row.no, f"{key}.ke", ke=kembali.ke)
            continue
        if kembali.lewat is not None and not has_relay(sop, kembali.lewat):
            kode = KodeTemuan.LEWAT_TANPA_PENERUS
            yield refuse(kode, row.no, f"{key}.lewat", lewat=kembali.lewat)
        if kembali.per_unit and not starts_with_formulir(sop.langkah_of(kembali.ke)):
            kode = KodeTemuan.PER_UNIT_TANPA_FORMULIR
            yield refuse(kode, row.no, f"{key}.per_unit", ke=kembali.ke)
        if tahap.gabung_di is not None:
            yield refuse(KodeTemuan.KEMBALI_DI_SAMPING, row.no, key)


def has_relay(sop: Sop, no: int) -> bool:
    """Tell whether that langkah exists and has a tahap that forwards a return."""
    return 1 <= no <= len(sop.langkah) and sop.langkah_of(no).relay is not None


def starts_with_formulir(row: Langkah) -> bool:
    """Tell whether a langkah begins with every unit's formulir."""
    if not row.flow:
        return False
    first = row.tahap[row.flow[0]]
    return first.minta is Minta.FORMULIR and first.sebar is Sebar.PER_UNIT


def check_gabung(sop: Sop) -> Iterator[Temuan]:
    """Refuse what runs beside the flow without an end, or is overtaken by a return."""
    for row, _, tahap, key in stages(sop):
        if tahap.gabung_di is None:
            continue
        if not row.no < tahap.gabung_di <= len(sop.langkah):
            kode = KodeTemuan.GABUNG_BUKAN_MAJU
            yield refuse(kode, row.no, f"{key}.gabung_di", gabung_di=tahap.gabung_di)
        for later, _, kembali, where in returns(sop):
            if kembali.ke <= row.no <= later.no <= tahap.gabung_di:
                kode = KodeTemuan.KEMBALI_MENDAHULUI_FORMULIR
                yield refuse(kode, later.no, where, ke=kembali.ke, gabung_di=tahap.gabung_di)


def check_formulir(sop: Sop) -> Iterator[Temuan]:
    """Refuse a formulir without a unit, and what needs one where none is filled."""
    filled: int | None = None
    sent = {row.no for row, _, tahap, _ in stages(sop) if tahap.minta is Minta.FORMULIR}
    for row, _, tahap, key in stages(sop):
        minta = f"{key}.minta"
        if tahap.minta is Minta.FORMULIR:
            filled = filled or row.no
            if tahap.sebar is not Sebar.PER_UNIT:
                yield refuse(KodeTemuan.FORMULIR_TANPA_UNIT, row.no, f"{key}.sebar")
            if tahap.selesai_bila != "semua":
                yield refuse(KodeTemuan.FORMULIR_TIDAK_SEMUA, row.no, f"{key}.selesai_bila")
        if tahap.minta is Minta.SEBAR and not any(no >= row.no for no in sent):
            yield refuse(KodeTemuan.SEBAR_TANPA_FORMULIR, row.no, minta)
        if tahap.minta is Minta.HIMPUN and filled is None:
            yield refuse(KodeTemuan.HIMPUN_TANPA_FORMULIR, row.no, minta)
        if tahap.boleh_tanya and filled is None:
            yield refuse(KodeTemuan.TANYA_TANPA_FORMULIR, row.no, f"{key}.boleh_tanya")


def check_people(sop: Sop) -> Iterator[Temuan]:
    """Refuse to excuse where no employee signs, and to compare with a langkah that is not done."""
    for row, _, tahap, key in stages(sop):
        if tahap.pengawas and tahap.sebar is not Sebar.PER_PEGAWAI:
            yield refuse(KodeTemuan.PENGAWAS_TANPA_PEGAWAI, row.no, f"{key}.pengawas")
        for no in tahap.bukan_pelaku:
            if not 1 <= no < row.no:
                kode = KodeTemuan.PELAKU_BUKAN_SEBELUMNYA
                yield refuse(kode, row.no, f"{key}.bukan_pelaku", langkah=no)


def check_choice(sop: Sop) -> Iterator[Temuan]:
    """Refuse a choice of penerima that nothing after it would respect."""
    for row, index, tahap, key in stages(sop):
        if tahap.penerima != "dipilih":
            continue
        if not (tahap.is_choice and is_reached(row, sop.after(row.no, index))):
            yield refuse(KodeTemuan.DIPILIH_TANPA_UNIT, row.no, f"{key}.penerima")


def is_reached(row: Langkah, following: Tahap | None) -> bool:
    """Tell whether the tahap after a choice is for the chosen: their units, or their posts."""
    if following is None or following.sebar is Sebar.PER_PEGAWAI:
        return False
    return following.sebar is Sebar.PER_UNIT or set(following.untuk) <= set(row.penerima)


def check_rapat(sop: Sop) -> Iterator[Temuan]:
    """Refuse an undangan that does not ask when the rapat is, and notulen by nobody invited."""
    for row, _, tahap, key in stages(sop):
        asked = {isian.jenis for isian in tahap.isian if isian.wajib}
        if tahap.minta is Minta.UNDANGAN and not {JenisIsian.TANGGAL, JenisIsian.PUKUL} <= asked:
            yield refuse(KodeTemuan.UNDANGAN_TANPA_WAKTU, row.no, f"{key}.isian")
        if tahap.notulis and (tahap.minta is not Minta.RAPAT or tahap.notulis not in tahap.untuk):
            yield refuse(KodeTemuan.NOTULIS_TANPA_RAPAT, row.no, f"{key}.notulis")


def check_distribusi(sop: Sop) -> Iterator[Temuan]:
    """Refuse to distribute what can still be taken back, or what is not made yet."""
    for row, _, tahap, key in stages(sop):
        if tahap.distribusi and tahap.minta not in (Minta.KERJAKAN, Minta.TANDA_TANGAN):
            yield refuse(KodeTemuan.DISTRIBUSI_SEBELUM_SELESAI, row.no, f"{key}.distribusi")


def check_dokumen(sop: Sop) -> Iterator[Temuan]:
    """Refuse the name of a paper that nobody can make."""
    for row, _, tahap, key in stages(sop):
        for nama in tahap.dokumen:
            if read_jenis(nama) is None:
                known = ", ".join(one.value for one in JenisPaper)
                kode = KodeTemuan.DOKUMEN_TAK_DIKENAL
                yield refuse(kode, row.no, f"{key}.dokumen", dokumen=nama, dikenal=known)


def check_batas(sop: Sop) -> Iterator[Temuan]:
    """Refuse to ask until when the units fill, where no form is sent to them."""
    for row, _, tahap, key in stages(sop):
        asked = any(isian.jenis is JenisIsian.BATAS for isian in tahap.isian)
        if asked and tahap.minta is not Minta.SEBAR:
            yield refuse(KodeTemuan.BATAS_TANPA_SEBAR, row.no, f"{key}.isian")
    if any(isian.jenis is JenisIsian.BATAS for isian in sop.mulai):
        yield refuse(KodeTemuan.BATAS_TANPA_SEBAR, None, "mulai")


def check_pilihan(sop: Sop) -> Iterator[Temuan]:
    """Refuse to ask for a choice without naming what there is to choose, each once."""
    asked: list[tuple[int | None, str, Isian]] = [(None, "mulai", i) for i in sop.mulai]
    for row, _, tahap, key in stages(sop):
        asked += [(row.no, f"{key}.isian", isian) for isian in tahap.isian]
    for langkah, key, isian in asked:
        is_choice = isian.jenis is JenisIsian.PILIHAN
        apart = {each.casefold() for each in isian.pilihan}
        if is_choice != bool(isian.pilihan) or len(apart) != len(isian.pilihan):
            yield refuse(KodeTemuan.PILIHAN_TIDAK_JELAS, langkah, key, label=isian.label)


RULES: Final[tuple[Callable[[Sop], Iterator[Temuan]], ...]] = (
    check_kolom,
    check_kode,
    check_flow,
    check_kembali,
    check_gabung,
    check_formulir,
    check_people,
    check_choice,
    check_rapat,
    check_distribusi,
    check_batas,
    check_pilihan,
    check_dokumen,
)
