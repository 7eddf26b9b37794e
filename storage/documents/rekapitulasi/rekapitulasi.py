"""The Rekapitulasi Data Kinerja, and how the units sent theirs."""

from typing import Final

from sop_flows.naskah.pengiriman import Pengiriman
from sop_flows.naskah.rekap import Baris
from storage.documents.rekap.lembar import Lembar
from storage.documents.rekap.table import Isi, Kolom
from storage.documents.rekapitulasi import rumus
from storage.documents.rekapitulasi.facts import EXCUSED, Facts, put_signatures, remarked
from storage.documents.rekapitulasi.ukur import source_of

KOLOM: Final = (
    Kolom("No", 6),
    Kolom("Perangkat Daerah/Unit", 28),
    Kolom("Indikator", 44),
    Kolom("Satuan", 12),
    Kolom("Target", 12),
    Kolom("Realisasi", 13),
    Kolom("Capaian %", 11),
    Kolom("Kategori", 15),
    Kolom("Sumber/berkas", 30),
    Kolom("Tanggal diterima", 18),
    Kolom("Tanggal koreksi", 18),
    Kolom("Keterangan", 36),
)
KOLOM_KIRIM: Final = (
    Kolom("No", 6),
    Kolom("Perangkat Daerah/Unit", 48),
    Kolom("Batas", 20),
    Kolom("Dikirim", 20),
    Kolom("Selisih (hari kerja)", 14),
    Kolom("Jumlah perbaikan", 14),
    Kolom("Indikator dilaporkan", 14),
    Kolom("Keterangan", 40),
)
UNSENT: Final = "belum dikirim"


def put_rekapitulasi(lembar: Lembar, facts: Facts) -> None:
    """Write every value of the periode, by unit."""
    lembar.title(facts.heading("REKAPITULASI DATA KINERJA"))
    lembar.header()
    lembar.table(row_of(facts, no, one) for no, one in enumerate(facts.view.rekap.baris, start=1))
    lembar.line(
        (
            "",
            "",
            "Rata-rata seluruh sasaran",
            "",
            "",
            "",
            facts.rata.semua.ref,
            facts.rata.kategori.ref,
        ),
        bold=True,
    )
    put_signatures(lembar, (10, 12, "", facts.view.pimpinan))
    lembar.close()


def row_of(facts: Facts, no: int, one: Baris) -> list[Isi]:
    """Return the row of an indikator."""
    found, sent = facts.counted(one), facts.view.pengiriman.get(one.unit.kode, Pengiriman())
    head: list[Isi] = [no, one.unit.nama, one.isi.nama, one.isi.satuan]
    if found is None:
        return [*head, one.isi.target_periode, "", "", "", "", None, None, EXCUSED]
    return [
        *head,
        found.kini.target,
        found.kini.ref(rumus.REALISASI),
        found.kini.ref(rumus.CAPAIAN),
        found.kini.ref(rumus.KATEGORI),
        source_of(one.kini) if one.kini else "",
        sent.dikirim,
        sent.dikoreksi,
        "; ".join(filter(None, (completeness(one, sent), remarked(one)))),
    ]


def completeness(one: Baris, sent: Pengiriman) -> str:
    """Return whether a value is there, and came in time."""
    if not one.is_reported:
        return "kurang"
    is_late = sent.selisih is not None and sent.selisih > 0
    return "terlambat" if is_late else "lengkap"


def put_pengiriman(lembar: Lembar, facts: Facts) -> None:
    """Write how each unit sent its values."""
    lembar.title(facts.heading("REKAPITULASI PENGIRIMAN DATA"))
    lembar.header()
    rekap = facts.view.rekap
    for no, (kode, nama) in enumerate(rekap.unit.items(), start=1):
        part, sent = rekap.per_unit[kode], facts.view.pengiriman.get(kode, Pengiriman())
        reported = sum(one.is_reported for one in part.semua)
        lembar.line(
            (
                no,
                nama,
                sent.batas,
                sent.dikirim or ("" if not part.jumlah else UNSENT),
                sent.selisih,
                sent.perbaikan,
                f"{reported} dari {part.jumlah}",
                said_of(sent) if part.jumlah else EXCUSED,
            )
        )
    lembar.close()


def said_of(sent: Pengiriman) -> str:
    """Return how a unit kept its batas."""
    if sent.selisih is None:
        return UNSENT if sent.dikirim is None else "tanpa batas"
    if sent.selisih > 0:
        return f"Terlambat {sent.selisih} hari kerja"
    return "Tepat waktu" if sent.selisih == 0 else f"Lebih cepat {-sent.selisih} hari kerja"
