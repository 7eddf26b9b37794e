"""What a modified client could send about a card or a board, step by step."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from sop_flows.engine.aksi import Kerja
from sop_flows.engine.berkas import Tugas
from sop_flows.engine.tambahan import SebabWaktu
from sop_flows.kinerja.analisis import Jenis
from sop_flows.ports.ditanya import Yakin
from sop_flows.ports.layar.tugas import BagianAksi
from sop_flows.ports.records import Actor
from sop_flows.use_cases.berkas import alur, arsip, dokumen, kept, papan, riwayat
from sop_flows.use_cases.berkas import excuse as pengecualian
from sop_flows.use_cases.berkas import reinstate as ikut_lagi
from sop_flows.use_cases.berkas import steer as berkas
from sop_flows.use_cases.formulir import analisis, bukti, lembar
from sop_flows.use_cases.formulir import typed as isian
from sop_flows.use_cases.isian import answers as jawaban
from sop_flows.use_cases.kinerja import buku
from sop_flows.use_cases.nudge import remind_late, remind_one
from sop_flows.use_cases.tugas import (
    alihkan,
    arahan,
    basah,
    batas,
    dikerjakan,
    nilai,
    nomor,
    papers,
    percakapan,
    sanggah,
    tambahan,
    tanya_alihkan,
    tanya_waktu,
    tembusan,
    tindak_lanjut,
    tulisan,
    undangan,
)
from sop_flows.use_cases.tugas import snooze as penundaan
from sop_flows.use_cases.tugas.act import perform_aksi
from sop_flows.use_cases.tugas.konfirmasi import perform_tapped
from sop_flows.use_cases.tugas.percakapan import Ketukan
from tests.keamanan.kantor import Call, Kantor

Step = tuple[str, Call]


def on_card(user: int, tugas_id: int, revisi: int, k: Kantor) -> Iterator[Step]:
    """Every step of a card but the aksi themselves, as a modified client could send them."""
    tap = {"tap": Ketukan(actor=Actor.private(user), tugas_id=tugas_id, revisi=revisi)}
    who = {"actor": Actor.private(user), "tugas_id": tugas_id}
    one = who | {"indikator_id": 1}
    for kerja in Kerja:
        any_tugas = Tugas(id=1, nomor=1, langkah=1, tahap=0, jabatan_id=1, dibuka_at=k.now)
        aksi = k.aksi(kerja, any_tugas, revisi=revisi)
        yield f"aksi {kerja}", (perform_aksi, who | {"aksi": aksi})
        yield f"ketuk {kerja}", (perform_tapped, who | {"aksi": aksi})
        yield (
            f"yakin {kerja}",
            (
                percakapan.converse,
                tap | {"kerja": kerja, "kind": Yakin},
            ),
        )
        yield f"kata {kerja}", (percakapan.ask_words, tap | {"kerja": kerja})
        yield f"basah {kerja}", (basah.begin_ink, tap | {"kerja": kerja})
    yield "saksi basah", (basah.choose_ink_witness, tap | {"pegawai_id": 1})
    yield "sanggah", (sanggah.object_to, who)
    yield "kembalikan", (percakapan.begin_return, tap)
    yield "pilih", (percakapan.toggle, tap | {"daftar": "unit", "pilihan": 1})
    yield "halaman", (percakapan.turn_choice, tap | {"halaman": 2})
    yield "halaman pilihan", (percakapan.turn_choice, tap | {"halaman": 1})
    yield "lanjut", (percakapan.go_to, tap | {"bagian": BagianAksi.ALASAN})
    yield "alasan", (percakapan.decide_quickly, tap | {"pilihan": 0})
    yield "alasan tak ada", (percakapan.decide_quickly, tap | {"pilihan": 99})
    yield "alasan lain", (percakapan.ask_prepared_words, tap)
    yield "disposisi terpilih", (percakapan.dispose_to_chosen, tap)
    yield "tulisan", (tulisan.send_held, tap)
    yield "catatan", (percakapan.ask_note, tap)
    yield "hapus catatan", (percakapan.drop_note, tap)
    yield "wakil", (undangan.begin_wakil, tap)
    yield "wakil siapa", (undangan.choose_wakil, tap | {"pegawai_id": 1})
    yield "daftar hadir", (undangan.begin_attendance, tap)
    for kerja in (Kerja.CATAT_HADIR, Kerja.HAPUS_HADIR):
        whom = {"undangan_id": tugas_id, "pegawai_id": 1, "kerja": kerja}
        yield f"daftar {kerja}", (undangan.mark_hadir, tap | whom)
    yield "isi", (isian.begin_filling, who)
    yield "isi satu", (isian.begin_filling, one)
    yield "lewati", (isian.skip_value, one)
    yield "sebelumnya", (isian.step_back, one)
    yield "belum ada data", (isian.say_no_data, one)
    yield "data dukung", (bukti.begin_bukti, one)
    yield "data dukung nanti", (bukti.leave_bukti, one)
    yield "analisis", (analisis.begin_analisis, one)
    yield "analisis lewat", (analisis.skip_part, one)
    yield "hapus lanjut", (analisis.drop_plans, one)
    yield "jenis", (analisis.choose_kind, one | {"jenis": Jenis.STRATEGI})
    yield "pelaksana", (analisis.choose_post, one | {"jabatan_id": 1})
    yield "sampai", (analisis.choose_day, one | {"hari": date(2026, 12, 31)})
    yield "berhenti", (isian.stop_filling, who)
    yield "nilai", (isian.type_value, one | {"teks": "12"})
    yield "n/a", (isian.type_reason, one | {"teks": "Survei belum selesai"})
    yield "baris", (isian.type_lines, who | {"teks": "IK-01=12"})
    yield (
        "pakai",
        (
            isian.choose_reading,
            one | {"nilai": Decimal(7), "is_confirmed": True},
        ),
    )
    yield "excel", (lembar.request_sheet, who)
    yield "isi lembar", (lembar.describe_sheet, who)
    yield "isian", (jawaban.begin_isian, who | {"revisi": revisi, "kode": "rapat"})
    yield "pilih isian", (jawaban.choose_isian, who | {"sidik": "x"})
    seen = {"user_id": user, "tugas_id": tugas_id, "lampiran_id": 1}
    yield "kenapa batas", (batas.ask_batas, who)
    yield "isi kenapa batas", (batas.view_batas, {"user_id": user, "tugas_id": tugas_id})
    yield "dokumen", (dokumen.request_dokumen, who)
    yield "isi dokumen", (dokumen.view_dokumen, seen)
    yield "lihat nilai", (nilai.turn_page, who | {"halaman": 1})
    yield "naskah dinas", (papers.request_paper, who | {"ke": 1})
    yield "naskah dinas, Word", (papers.request_word, who | {"ke": 1})
    yield "isi naskah dinas", (papers.view_paper, seen_paper(user, tugas_id))
    yield "lihat rekap", (nilai.request_rekap, who)
    yield "isi rekap", (buku.view_rekap, {"user_id": user, "tugas_id": tugas_id})
    yield "putusan rapat", (tindak_lanjut.begin_decision, tap)
    yield "putusan untuk", (tindak_lanjut.choose_doer, tap | {"jabatan_id": 1})
    yield "putusan sampai", (tindak_lanjut.choose_days, tap | {"hari": 3})
    yield "hapus putusan", (tindak_lanjut.drop_decision, tap | {"nomor": 1})
    yield "kantor", (nomor.perform_in_office, tap | {"kerja": Kerja.SETUJUI})
    yield "buka", (penundaan.open_reminded, who)
    yield "tunda", (penundaan.begin_snooze, who)
    yield "ingatkan", (remind_one, who)
    yield "arahan", (arahan.ask_arahan, who)
    yield from on_time(user, tugas_id, revisi, k)


def on_time(user: int, tugas_id: int, revisi: int, k: Kantor) -> Iterator[Step]:
    """Every step about the time of a tugas, and about handing it on."""
    who = {"actor": Actor.private(user), "tugas_id": tugas_id}
    request = who | {"permintaan": revisi}
    yield "minta waktu", (tanya_waktu.begin_asking, who)
    yield "sebab waktu", (tanya_waktu.choose_cause, who | {"sebab": SebabWaktu.RAPAT})
    yield "sampai waktu", (tanya_waktu.choose_day, who | {"hari": date(2026, 12, 31)})
    yield "beri waktu", (tambahan.grant, request)
    yield "beri hari", (tanya_waktu.begin_giving, who)
    yield "beri sendiri", (tambahan.give, who | {"sampai": k.now + timedelta(days=90)})
    yield "tolak waktu", (tanya_waktu.begin_refusing, request)
    yield "tolak saja", (tambahan.refuse, request)
    to = who | {"jabatan_id": 1}
    yield "sedang", (dikerjakan.take_up, who)
    yield "alihkan", (tanya_alihkan.begin_moving, who)
    yield "alihkan ke", (tanya_alihkan.choose_target, to)
    yield "alihkan orang", (tanya_alihkan.choose_holder, who | {"pegawai_id": 1})
    yield "jadi alih", (alihkan.move, to | {"alasan": "Sedang banyak pekerjaan"})
    yield "tembusan", (tembusan.begin_copy, who)
    yield "tembusan ke", (tembusan.choose_post, to)
    yield "tembusan ya", (tembusan.confirm_copy, to)
    yield "jadi tembus", (tembusan.copy_to, to)


def seen_paper(user: int, tugas_id: int) -> dict[str, int]:
    """Return what the first paper on a card is asked for with."""
    return {"user_id": user, "tugas_id": tugas_id, "ke": 1}


def on_board(user: int, berkas_id: int) -> Iterator[Step]:
    """Every step of a board."""
    who = {"actor": Actor.private(user), "berkas_id": berkas_id}
    yield "segar", (berkas.refresh_board, who)
    yield "riwayat", (berkas.show_riwayat, who)
    yield "alur", (alur.show_alur, who)
    yield "isi alur", (alur.view_alur, {"user_id": user, "berkas_id": berkas_id})
    yield "isi riwayat", (riwayat.view_riwayat, {"user_id": user, "berkas_id": berkas_id})
    yield "isi papan", (papan.view_berkas, {"user_id": user, "berkas_id": berkas_id})
    seen = {"user_id": user, "berkas_id": berkas_id, "lampiran_id": 1}
    yield "dokumen", (dokumen.request_board_dokumen, who)
    yield "isi dokumen", (dokumen.view_dokumen, seen)
    yield "arsip", (arsip.request_arsip, who)
    yield "isi arsip", (arsip.view_arsip, {"user_id": user, "berkas_id": berkas_id})
    naskah = who | {"kode": "ACDEFGHJ"}
    yield "nilai naskah", (kept.show_values, naskah | {"halaman": 1})
    yield "rekap naskah", (kept.request_kept, naskah)
    kode = {"user_id": user, "berkas_id": berkas_id, "kode": "ACDEFGHJ"}
    yield "isi naskah", (kept.view_kept, kode)
    yield "ditunggu", (berkas.show_waiting, who | {"halaman": 1})
    yield "ingatkan", (remind_late, {"user_id": user, "berkas_id": berkas_id})
    yield "batalkan", (berkas.ask_cancel, who)
    yield "jadi batal", (berkas.cancel_berkas, who | {"alasan": "Salah periode"})
    yield "kecualikan", (pengecualian.begin_excuse, who)
    yield "siapa lagi", (pengecualian.turn_choice, who | {"halaman": 1})
    yield "siapa", (pengecualian.choose_signer, who | {"tugas_id": 1})
    yield "saksi", (pengecualian.choose_witness, who | {"saksi_id": 1})
    who_is = {"tugas_id": 1, "saksi_id": 1}
    yield "jadi dikecualikan", (pengecualian.confirm_excuse, who | who_is)
    yield "urungkan pengecualian", (ikut_lagi.begin_reinstating, who)
    yield "jadi ikut lagi", (ikut_lagi.take_back, who | {"tugas_id": 1})
    yield "tambah unit", (pengecualian.begin_adding, who)
    yield "unit mana", (pengecualian.choose_unit, who | {"unit_id": 2})
