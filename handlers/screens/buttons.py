"""Buttons: labels from the catalogue, data from ``callback``, rows as a thumb reaches them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Literal

from handlers.screens.callback import (
    AnggotaTap,
    AwalTap,
    BerkasTap,
    CapaianTap,
    DaftarTap,
    MulaiTap,
    NaskahTap,
    PeriodeTap,
    SekaligusTap,
    SopTap,
    TugasTap,
)
from handlers.screens.moments import print_rentang
from handlers.screens.screen import MAX_DATA, Tombol
from handlers.screens.wording import MAX_LABEL, label, print_periode
from sop_flows.ports.capaian import Pandangan
from sop_flows.ports.layar.tugas import IsianDiminta
from sop_flows.ports.sekaligus import Tersedia
from sop_flows.sop.definition import JenisIsian
from sop_flows.teks import excerpt
from sop_flows.waktu.periode import JenisPeriode, Periode
from sop_flows.waktu.tanggal import read_full_tanggal

Row = tuple[Tombol, ...]
Keyboard = tuple[Row, ...]
Gaya = Literal["primary", "success", "danger"]

PICTOGRAPH = 4  # characters that a tick and its space take before a name
APART = 13  # of what stands in brackets behind a name


def tugas_button(
    tugas_id: int,
    revisi: int,
    kode: str,
    aksi: str,
    *args: str,
    gaya: Gaya | None = None,
    **facts: object,
) -> Tombol:
    """Return a button on the card of a tugas."""
    data = TugasTap(tugas_id, revisi, aksi, args).encode()
    return Tombol(label(kode, **facts), data, gaya=gaya)


def berkas_button(
    berkas_id: int, kode: str, aksi: str, *args: str, gaya: Gaya | None = None, **facts: object
) -> Tombol:
    """Return a button on the board of a berkas."""
    return Tombol(label(kode, **facts), BerkasTap(berkas_id, aksi, args).encode(), gaya=gaya)


def naskah_button(
    berkas_id: int, verifikasi: str, kode: str, aksi: str, *args: str, **facts: object
) -> Tombol:
    """Return a button that opens the naskah with a kode verifikasi, or something of it."""
    return Tombol(label(kode, **facts), NaskahTap(berkas_id, verifikasi, aksi, args).encode())


def list_button(layar: str, kode: str, ke: int, **facts: object) -> Tombol:
    """Return a button that leads to a page of a list."""
    return Tombol(label(kode, **facts), DaftarTap(layar, ke).encode())


def capaian_button(at: Pandangan, kode: str, aksi: str = "lihat", **facts: object) -> Tombol:
    """Return a button that shows something of what an office reached."""
    return Tombol(label(kode, **facts), CapaianTap(at, aksi).encode())


def anggota_button(
    kode: str, aksi: str, *args: str, gaya: Gaya | None = None, **facts: object
) -> Tombol:
    """Return a button about joining or membership."""
    return Tombol(label(kode, **facts), AnggotaTap(aksi, args).encode(), gaya=gaya)


def mulai_button(sop_id: int, periode: Periode, teks: str) -> Tombol:
    """Return a button that starts a berkas."""
    return Tombol(label("mulai", teks=teks), MulaiTap(sop_id, periode).encode())


def sumber_button(sop_id: int, periode: Periode, sumber: int, gaya: Gaya | None = None) -> Tombol:
    """Return a button that starts a berkas with the values of another, or with none (0)."""
    text = label("pakai_berkas", nomor=sumber) if sumber else label("tanpa_data")
    return Tombol(text, MulaiTap(sop_id, periode, sumber).encode(), gaya=gaya)


def periode_button(periode: Periode | JenisPeriode) -> Tombol:
    """Return a button that lists the SOPs of a periode, or the others of a kind."""
    if isinstance(periode, Periode):
        text = label("periode", periode=print_periode(periode))
    else:
        text = label(f"{periode.value}_lain")
    return Tombol(text, PeriodeTap(periode).encode())


def awal_button(
    sop_id: int,
    revisi: int,
    kode: str,
    aksi: str,
    *args: str,
    gaya: Gaya | None = None,
    **facts: object,
) -> Tombol:
    """Return a button under a question before a start, or under its summary."""
    return Tombol(label(kode, **facts), AwalTap(sop_id, revisi, aksi, args).encode(), gaya=gaya)


def sop_button(
    kode: str, aksi: str, kantor_id: int, sidik: str, gaya: Gaya | None = None
) -> Tombol:
    """Return a button under the summary of an SOP file."""
    return Tombol(label(kode), SopTap(aksi, kantor_id, sidik).encode(), gaya=gaya)


def open_button(tugas_id: int, nomor: int, apa: str = "") -> Tombol:
    """Return the button that shows the card of a tugas, named by its unit or langkah; it needs no revisi."""
    return tugas_button(tugas_id, 0, "buka", "buka", nomor=nomor, apa=apa)


def sekaligus_button(
    kantor_id: int, kode: str, aksi: str, *args: str, gaya: Gaya | None = None, **facts: object
) -> Tombol:
    """Return a button about several tugas of an office at once."""
    return Tombol(
        label(kode, **facts), SekaligusTap(aksi, (str(kantor_id), *args)).encode(), gaya=gaya
    )


def several_rows(offered: Sequence[Tersedia]) -> Keyboard:
    """Return a button for each of what may be decided at once; of several offices with their names."""
    names = len({one.kantor_id for one in offered}) > 1
    return in_rows(
        (
            sekaligus_button(
                one.kantor_id,
                f"{one.kerja.value}_beberapa",
                "buka",
                one.kerja.value,
                "1",
                kantor=one.kantor if names else "",
            )
            for one in offered
        ),
        1,
    )


def number_button(
    tugas_id: int,
    revisi: int,
    aksi: str,
    indikator_id: int,
    nilai: tuple[str, ...],
    text: str,
) -> Tombol | None:
    """Return the button of a number; None where the number is too long for a button to carry."""
    data = TugasTap(tugas_id, revisi, aksi, (str(indikator_id), *nilai)).encode()
    if len(data.encode()) > MAX_DATA:
        return None
    return Tombol(text, data)


def page_row(
    jumlah: int, pages: Mapping[str, int], turn_to: Callable[[str, int], Tombol]
) -> Keyboard:
    """Return the buttons that lead to other pages of several, in one row; none where there are none.

    Args:
        pages: The page that each kode of a label leads to, from 1; pages that there are not are left out.
        turn_to: Makes the button that leads to a page, by the kode of its label.
    """
    return in_rows((turn_to(kode, ke) for kode, ke in pages.items() if 1 <= ke <= jumlah), 3)


def beside(halaman: int, back: str = "halaman_lalu", on: str = "halaman_lanjut") -> dict[str, int]:
    """Return the pages before and after one of several."""
    return {back: halaman - 1, on: halaman + 1}


def by_age(halaman: int, jumlah: int, older: int) -> dict[str, int]:
    """Return the pages around one of several that are ordered by age.

    Args:
        older: In which direction what is older lies: -1 before it, 1 after it.
    """
    oldest = 1 if older < 0 else jumlah
    return {
        "paling_lama": oldest if abs(halaman - oldest) > 1 else 0,
        "lebih_lama": halaman + older,
        "lebih_baru": halaman - older,
    }


def in_rows(buttons: Iterable[Tombol | None], width: int = 2) -> Keyboard:
    """Return rows of that many buttons, leaving out those that are not there."""
    found = [button for button in buttons if button is not None]
    return tuple(tuple(found[at : at + width]) for at in range(0, len(found), width))


def shorten(name: str, most: int) -> str:
    """Return a name of at most that many characters; the end of what tells namesakes apart stays."""
    head, bracket, tail = name.rpartition(" (")
    if len(name) <= most or not bracket:
        return excerpt(name, most)
    end = tail if len(tail) <= APART else f"…{tail[1 - APART :]}"
    return f"{excerpt(head, most - len(end) - len(bracket))}{bracket}{end}"


def offered_rows(isian: IsianDiminta, button: Callable[..., Tombol]) -> Keyboard:
    """Return a button for each answer that a question offers; that of a date says today's.

    Args:
        button: Makes one, by the kode of its label, its sidik and the facts of the label.
    """
    names = tick_names([answer for _, answer in isian.tawaran])
    made = []
    for (sidik, answer), nama in zip(isian.tawaran, names, strict=True):
        day = read_full_tanggal(answer) if isian.jenis is JenisIsian.TANGGAL else None
        if day is None:
            made.append(button("tawaran", sidik, nama=nama))
        else:
            made.append(button("hari_ini", sidik, kapan=print_rentang(day, day, "MMM y")))
    return in_rows(made)


def named(found: Iterable[tuple[int, str]]) -> tuple[tuple[str, str], ...]:
    """Return what can be chosen, by id, with names short enough for a label."""
    known = tuple(found)
    names = tick_names([name for _, name in known])
    return tuple((str(id), name) for (id, _), name in zip(known, names, strict=True))


def tick_names(names: Sequence[str]) -> tuple[str, ...]:
    """Return names short enough for a label, numbered where shortening made two of them equal."""
    short = [shorten(name, MAX_LABEL - PICTOGRAPH) for name in names]
    if len(set(short)) == len(short):
        return tuple(short)
    return tuple(f"{no}. {name}" for no, name in enumerate(names, start=1))
