"""A whole berkas, stopped at every place where somebody could do something."""

from collections.abc import Iterator

from sop_flows.berkas import Kerja
from tests.keamanan.kecamatan import DICABUT, ISIAN, Kecamatan

WITNESS = "Wahyu Hidayat"
RETURN = "Angka IK-01 belum sesuai data dukung."


def stages(k: Kecamatan) -> Iterator[tuple[str, int]]:
    """Yield the name of each stage with the berkas, which goes on when the next one is asked for."""
    berkas = k.start()
    yield "1 disposisi Camat", berkas
    k.do(berkas, "1.0", Kerja.DISPOSISIKAN)
    yield "2 disposisi Sekretaris", berkas
    k.do(berkas, "2.0", Kerja.DISPOSISIKAN)
    yield "3 sebar formulir", berkas
    k.do(berkas, "3.0", Kerja.KIRIM)
    k.fill(berkas)
    yield "4 isi formulir", berkas
    first, *_ = k.open_at(berkas, "4.0")
    k.act(k.holder(first), Kerja.KIRIM, first)
    yield "4 satu sudah mengirim", berkas
    k.do(berkas, "4.0", Kerja.KIRIM)
    yield "5 himpun", berkas
    (himpun,) = k.open_at(berkas, "5.0")
    k.act("Agus Prasetyo", Kerja.TANYA, himpun, catatan="Mohon IK-02.", unit=(k.unit["TAPEM"],))
    yield "5 pertanyaan terbuka", berkas
    k.do(berkas, "5.-1", Kerja.JAWAB, catatan="Sudah sesuai register.")
    k.do(berkas, "5.0", Kerja.SELESAI)
    yield "6 keputusan Kasubbag", berkas
    k.do(berkas, "6.0", Kerja.KEMBALIKAN, catatan=RETURN, unit=(k.unit["TAPEM"],))
    yield "5 teruskan pengembalian", berkas
    k.do(berkas, "5.1", Kerja.TERUSKAN)
    yield "4 ronde kedua", berkas
    k.do(berkas, "4.0", Kerja.KIRIM)
    k.do(berkas, "5.0", Kerja.SELESAI)
    k.do(berkas, "6.0", Kerja.SETUJUI)
    yield "7 keputusan Sekretaris", berkas
    k.do(berkas, "7.0", Kerja.SETUJUI)
    yield "8 mulai tanda tangan", berkas
    k.do(berkas, "8.0", Kerja.SELESAI)
    yield "8 tanda tangan pegawai", berkas
    sign_or_excuse(k, berkas)
    yield "8 pengesahan Camat", berkas
    k.do(berkas, "8.2", Kerja.TANDA_TANGANI)
    yield "9 disposisi surat pengantar", berkas
    k.do(berkas, "9.0", Kerja.DISPOSISIKAN)
    yield "10 kirim dan arsipkan", berkas
    nomor = {"nomor_surat": f"000.8.6.3/{berkas}/2026"}
    k.do(berkas, "10.0", Kerja.SELESAI, isian=ISIAN | nomor)
    yield "selesai", berkas


def sign_or_excuse(k: Kecamatan, berkas: int) -> None:
    """Let everybody sign; who may not enter any more is excused before a witness."""
    for tugas in k.open_at(berkas, "8.1"):
        if k.holder(tugas) != DICABUT:
            k.act(k.holder(tugas), Kerja.TANDA_TANGANI, tugas)
            continue
        saksi = {"saksi_id": k.pegawai[WITNESS]}
        k.act("Agus Prasetyo", Kerja.KECUALIKAN, tugas, catatan="Mutasi", **saksi)
