"""Every screen, without a bot or a database: valid for Telegram, worded as promised, never too long."""

import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from handlers.screens.buttons import tick_names
from handlers.screens.callback import decode
from handlers.screens.dokumen import DokumenTerlampir
from handlers.screens.notices import Pesan, draw
from handlers.screens.screen import Dokumen, Screen, plain
from handlers.screens.wording import label
from sop_flows.engine.berkas import Keadaan
from sop_flows.engine.facts import Facts
from sop_flows.engine.formulir import StatusFormulir
from sop_flows.ports.kiriman import Kiriman
from sop_flows.ports.layar import LAYAR
from sop_flows.ports.layar.daftar import LayarKartu, LayarRiwayat
from sop_flows.ports.layar.mulai import TawaranMulai
from sop_flows.sop.definition import Minta
from sop_flows.waktu.periode import JenisPeriode
from tests.support import wall as dinding
from tests.support.gallery import GALLERY, on_card
from tests.support.screen import labels_of
from tests.support.surat import SURAT_SEKDA
from tests.support.views import (
    ACTING,
    KANTOR,
    KEMBALI,
    MEKANISME,
    NOW,
    PEMIRSA,
    SOPS,
    converse,
    make_berkas,
    make_closed,
    make_dokumen,
    make_formulir,
    make_kartu,
    make_line,
    make_nilai,
    make_papan,
    make_riwayat,
    make_signing,
    make_tugas,
    sop_with,
)
from tests.support.wall import draw_layar

PICTOGRAPH = re.compile(r"^[^\w]+")
RUN_TOGETHER = re.compile(
    r"[a-z]{3}[A-Z][a-z]{2}"  # konsepKecamatan
    r"|[a-z][?!][A-Z]"
    r"|[\w.?!%)][\u2600-\u27bf\U0001f300-\U0001faff]"
)
"""Where a line begins on the one before it."""
NAMES = ("LibreOffice", "WhatsApp")
"""Words that are written so."""


def words(screen: Screen) -> list[str]:
    return [PICTOGRAPH.sub("", label) for label in labels_of(screen)]


def data(screen: Screen) -> list[str]:
    return [tombol.data for row in screen.keyboard for tombol in row]


@pytest.mark.parametrize("name", GALLERY)
def test_no_line_begins_on_the_one_before_it(name: str):
    text = plain(GALLERY[name]().text)
    for each in NAMES:
        text = text.replace(each, "")

    assert RUN_TOGETHER.findall(text) == []


@pytest.mark.parametrize("name", GALLERY)
def test_every_screen_can_be_sent_and_its_buttons_can_be_read(name: str):
    screen = GALLERY[name]()

    for row in screen.keyboard:
        assert row
        for tombol in row:
            assert len(tombol.label) <= 28, tombol.label
            decode(tombol.data)
    assert not re.search(r"\b([Aa]nda|[Kk]amu)\b|None|!|\{\{", plain(screen.text)), screen.text
    assert "\n\n\n" not in screen.text


@pytest.mark.parametrize(
    "name", [n for n in GALLERY if ": " in n and n.split(":")[0] in {m.value for m in Minta}]
)
def test_a_card_names_its_number_its_berkas_and_its_office(name: str):
    text = plain(GALLERY[name]().text)

    assert "#1042" in text
    assert "Triwulan III 2026" in text
    assert KANTOR.nama in text


def test_the_gallery_shows_every_message_that_is_sent():
    for screen in GALLERY.values():
        screen()

    sent = {isi for isi in LAYAR.values() if isi.__module__.startswith("sop_flows.")}
    assert {isi.layar for isi in sent - dinding.DRAWN} == set()


def test_every_kind_of_message_is_sent_by_somebody():
    written = "".join(
        path.read_text()
        for room in ("sop_flows/use_cases", "handlers", "bot", "storage")
        for path in Path(room).rglob("*.py")
    )
    sent = {isi for isi in LAYAR.values() if isi.__module__.startswith("sop_flows.")}

    assert {isi.__name__ for isi in sent if f"{isi.__name__}(" not in written} <= BY_TYPE | BEFORE


BEFORE = {TawaranMulai.__name__}
"""What only earlier versions owed: a row of theirs is still drawn."""
BY_TYPE = {
    "BarisDiterima",
    "LayarCapaian",
    "LembarDiterima",
    "Terblokir",
    "TerjangkauLagi",
}
"""What is handed on as a type and made elsewhere."""


def test_a_second_copy_of_a_doubtful_message_says_so_and_still_fits():
    many = tuple(make_nilai(no, nama="x" * 120) for no in range(1, 26))
    view = Pesan(
        Kiriman(chat_id=1, isi=LayarKartu()), make_kartu(formulir=(make_formulir(baris=many),))
    )

    assert draw(view, ambigu=True).text.startswith("(kirim ulang)\n")
    assert not draw(view, ambigu=False).text.startswith("(")


# The words that people and scripts rely on

COMPLETE = make_formulir(baris=(make_nilai(1), make_nilai(2)))
PROMISED = {
    Minta.DISPOSISI: ("Disposisikan", "Tambah catatan"),
    Minta.SEBAR: ("Kirim formulir",),
    Minta.HIMPUN: ("Selesai", "Tanya"),
    Minta.KEPUTUSAN: ("Setujui", "Kembalikan"),
    Minta.PARAF: ("Paraf", "Kembalikan"),
    Minta.TANDA_TANGAN: ("Tanda tangani",),
    Minta.UNDANGAN: ("Kirim undangan",),
    Minta.RAPAT: ("Hadir", "Selesai"),
    Minta.KERJAKAN: ("Mulai penandatanganan",),  # everybody signs after that one
    Minta.TERUSKAN: ("Teruskan",),
}


@pytest.mark.parametrize("minta", PROMISED)
def test_a_card_offers_the_promised_words(minta: Minta):
    found = words(on_card(make_kartu(minta, tugas={"facts": Facts(kembali=KEMBALI)})))

    for promised in PROMISED[minta]:
        assert any(label.startswith(promised) for label in found), found


def test_a_formulir_with_gaps_offers_to_fill_and_not_to_send():
    found = words(on_card(make_kartu()))

    assert any(label.startswith("Isi") for label in found)
    assert any(label.startswith("Pakai Excel") for label in found)
    assert not any(label.startswith("Kirim") for label in found)


def test_a_complete_formulir_offers_to_send_to_the_one_who_is_next():
    found = words(on_card(make_kartu(formulir=(COMPLETE,))))

    assert "Kirim ke Staf Pelaksana" in found
    assert not any(label.startswith("Isi") for label in found)


def test_a_returned_formulir_quotes_the_reason_and_marks_the_value():
    marked = make_nilai(2, id=102, nama="Jalan lingkungan", ditandai=True)
    view = make_kartu(
        formulir=(make_formulir(baris=(make_nilai(1), marked)),),
        tugas={"facts": Facts(kembali=KEMBALI), "ronde": 2},
    )

    screen = on_card(view)

    assert KEMBALI.alasan in screen.text
    assert "⚠️ 2. IK-2 Jalan lingkungan" in screen.text
    assert "perlu diperbaiki" in screen.text
    assert "perbaikan ke-2" in screen.text
    assert "v1:t:77:3:isi:102" in data(screen)


def test_a_note_stands_on_the_lines_that_its_writer_gave_it_and_makes_no_card_endless():
    def quoted(alasan: str) -> str:
        kembali = replace(KEMBALI, alasan=alasan)
        text = on_card(make_kartu(tugas={"facts": Facts(kembali=kembali)})).text
        return text.split("<blockquote>")[1].split("</blockquote>")[0]

    assert quoted("Mohon:\n1. bukti <lama>\n\n2. angka  IK-02") == (
        "Mohon:\n1. bukti &lt;lama&gt;\n\n2. angka IK-02"
    )
    many = quoted("\n".join(f"{n}." for n in range(200)))
    assert many.count("\n") == 12
    assert "199." in many


def test_a_value_shows_unit_share_of_target_and_what_it_was_before():
    row = make_nilai(
        1, nama="Jalan", satuan="m", nilai=COMPLETE.baris[0].nilai.nilai, target="20", sebelumnya=5
    )

    text = plain(on_card(make_kartu(formulir=(make_formulir(baris=(row,)),))).text)

    assert "1. IK-1 Jalan: 10 m · 50% (semula 5) · target 20" in text


def test_what_cannot_be_undone_is_asked_once_more():
    card = make_kartu(Minta.KEPUTUSAN)

    assert "v1:t:77:3:yakin:setujui" in data(on_card(card))
    asked = on_card(converse(card, "yakin", kerja="setujui"))
    assert "Yakin?" in asked.text
    assert "tidak dapat diurungkan" in asked.text
    assert labels_of(asked) == ["Ya, setujui", "Batal", "🖊 Tanda tangan basah"]
    assert data(asked) == ["v1:t:77:3:setujui", "v1:t:77:3:batal", "v1:t:77:3:basah:setujui"]


def test_a_conversation_of_an_older_revisi_is_not_drawn():
    card = make_kartu(Minta.KEPUTUSAN)
    stale = converse(card, "yakin", kerja="setujui", revisi=2)

    assert labels_of(on_card(stale)) == labels_of(on_card(card))


def test_a_decision_points_out_low_high_missing_and_changed_values():
    rows = (
        make_nilai(1, nama="Rendah"),
        make_nilai(2, nama="Tinggi", target="5"),
        make_nilai(3, nama="Kosong", nilai=None, alasan="Survei belum selesai"),
        make_nilai(9, nama="Berubah", sebelumnya=80),
    )

    text = plain(on_card(make_kartu(Minta.KEPUTUSAN, formulir=(make_formulir(baris=rows),))).text)

    assert "1. IK-1 Rendah: 10%" in text
    assert "2. IK-2 Tinggi: 400%" in text
    assert "1 capaian rendah" in text
    assert "periksa target" in text
    assert "3. IK-3 Kosong: Survei belum selesai" in text
    assert "9. IK-9 Berubah: 80 → 90%" in text
    assert "/setuju 1042" in text


def test_a_return_asks_for_units_then_indicators_then_the_reason():
    two = (COMPLETE, make_formulir(2, "Seksi Pembangunan"))
    card = make_kartu(Minta.KEPUTUSAN, formulir=two)

    def part(bagian: str, *unit: int) -> Screen:
        isi = {"kerja": "kembalikan", "bagian": bagian, "unit": list(unit), "indikator": [101]}
        return on_card(converse(card, "kembalikan", **isi))

    assert "v1:t:77:3:lanjut:indikator" not in data(part("unit"))
    assert "v1:t:77:3:lanjut:indikator" in data(part("unit", 1))
    assert labels_of(part("unit", 2))[1].startswith("☑ Seksi Pembangunan")
    assert labels_of(part("indikator", 1))[0].startswith("☑ IK-1")
    assert "v1:t:77:3:lanjut:alasan" in data(part("indikator", 1))
    assert "v1:t:77:3:alasan:0" in data(part("alasan", 1))
    assert "v1:t:77:3:alasan_lain" in data(part("alasan", 1))


def test_a_return_that_names_no_units_begins_with_the_reason():
    card = make_kartu(Minta.KEPUTUSAN, sop=MEKANISME)

    screen = on_card(converse(card, "kembalikan", kerja="kembalikan"))

    assert "v1:t:77:3:alasan:0" in data(screen)


def test_a_plh_sees_why_there_is_nothing_to_tap():
    signing = make_kartu(Minta.TANDA_TANGAN, sop=MEKANISME, pemirsa=ACTING)
    reserved = replace(
        signing,
        tahap=signing.tahap.model_copy(update={"plh_boleh": False}) if signing.tahap else None,
    )

    screen = on_card(reserved)

    assert not screen.keyboard
    assert "tidak oleh Plh." in plain(screen.text)


def test_who_did_the_work_sees_why_another_checks_it():
    card = make_kartu(Minta.KEPUTUSAN)
    tahap = card.tahap.model_copy(update={"bukan_pelaku": (5,)}) if card.tahap else None
    done = make_berkas().keadaan.with_pelaku(5, PEMIRSA.pegawai_id)

    screen = on_card(replace(card, tahap=tahap, berkas=make_berkas(keadaan=done)))

    assert not screen.keyboard
    assert "mengerjakan langkah 5" in plain(screen.text)


def test_the_doer_may_take_back_what_nobody_has_opened():
    assert labels_of(on_card(make_closed(can_withdraw=True))) == ["↩️ Urungkan"]
    assert data(on_card(make_closed(can_withdraw=True))) == ["v1:t:77:3:tarik"]
    assert not on_card(make_closed()).keyboard


def test_a_plh_may_not_take_back_what_a_plh_may_not_do():
    closed = make_closed(can_withdraw=True, pemirsa=ACTING)
    tahap = closed.tahap.model_copy(update={"plh_boleh": False}) if closed.tahap else None

    assert labels_of(on_card(closed)) == ["↩️ Urungkan"]
    assert not on_card(replace(closed, tahap=tahap)).keyboard


def test_a_closed_card_says_who_did_it_in_which_post_and_when():
    text = plain(on_card(make_closed()).text)

    assert (
        "Dikirim oleh Kasi Pemberdayaan Masyarakat (Dedi Kurnia), Senin, 23 Nov 09.30 WIB" in text
    )


@pytest.mark.parametrize("minta", [*Minta, None])
def test_a_card_offers_the_dokumen_that_concern_it_below_its_own_buttons(minta: Minta | None):
    plain_card = make_kartu(minta, tugas={"facts": Facts(tanya="?")})
    assert not any("dokumen" in each.split(":") for each in data(on_card(plain_card)))

    screen = on_card(replace(plain_card, dokumen=4))

    assert labels_of(screen)[-1] == "📎 Lihat dokumen (4)"
    assert data(screen)[-1] == "v1:t:77:3:dokumen"
    assert data(screen)[:-1] == data(on_card(plain_card))


def test_who_may_look_but_not_decide_still_sees_the_dokumen():
    card = make_kartu(Minta.KEPUTUSAN, dokumen=2)
    tahap = card.tahap.model_copy(update={"plh_boleh": False}) if card.tahap else None

    assert words(on_card(replace(card, tahap=tahap, pemirsa=ACTING))) == ["Lihat dokumen (2)"]


def test_a_closed_card_offers_no_dokumen():
    assert not on_card(make_closed(dokumen=2)).keyboard


def test_a_dokumen_says_what_it_is_from_whom_and_when_in_the_zone_of_the_office():
    view = make_dokumen(nama="tanda terima.pdf", label="Foto atau dokumen bukti kirim")
    attached = DokumenTerlampir(view=view, dokumen=Dokumen("tanda terima.pdf", b"x"))

    text = plain(draw_layar("dokumen", attached).text)

    assert text.splitlines() == [
        "📎 Foto atau dokumen bukti kirim · berkas 5",
        "tanda terima.pdf",
        "Dari Pak Dedi Kurnia, Senin, 23 Nov 09.30 WIB",
    ]


def test_several_dokumen_of_one_isian_are_counted_on_the_card():
    langkah = SOPS["mekanisme-pengukuran-kinerja"].langkah[-1]
    two = Facts(isian={"bukti": "a.jpg\nb.jpg"})
    tugas = make_tugas(langkah.no, 0, facts=two)
    view = replace(
        make_kartu(Minta.KERJAKAN), langkah=langkah, tahap=langkah.tahap[0], tugas=tugas
    )

    text = plain(on_card(view).text)

    assert "tanda terima: 2 dokumen" in text
    assert "a.jpg" not in text


def test_the_board_shows_who_is_late_and_offers_to_remind():
    screen = on_card(make_papan())

    assert re.search("⏰ Seksi Pemberdayaan Masyarakat . Dedi Kurnia #1042", plain(screen.text))
    assert "Ingatkan (1 terlambat)" in words(screen)
    assert any(label.startswith("Batalkan") for label in words(screen))
    assert "diperbarui 09.30 WIB" in plain(screen.text)
    assert "v1:b:12:kecualikan" in data(on_card(make_signing()))


@pytest.mark.parametrize("tunggu", [(), (("Seksi Pembangunan", timedelta(minutes=5)),)])
def test_the_langkah_of_a_board_stand_below_one_another_without_gaps(tunggu: tuple[Any, ...]):
    board = make_papan()
    langkah = tuple(replace(one, tunggu=tunggu) for one in board.langkah)

    _, table, _ = plain(on_card(replace(board, langkah=langkah)).text).split("\n\n")

    assert len([line for line in table.splitlines() if re.match(r"\S+ \d+\. ", line)]) == 10
    assert table.count("menunggu jawaban") == 10 * len(tunggu)


def test_the_history_of_a_second_round_says_sent_again():
    text = plain(
        draw(
            Pesan(
                Kiriman(chat_id=1, isi=LayarRiwayat(user_id=1, berkas_id=12)),
                make_riwayat(make_line(ronde=2), make_line(langkah=5)),
            ),
            ambigu=False,
        ).text
    )

    assert "mengirim ulang: 4." in text
    assert "mengirim: 5." in text


def test_a_tick_shows_when_it_was_set_and_an_answer_shows_itself():
    sop = SOPS["mekanisme-pengukuran-kinerja"]
    answers = {"didistribusikan": NOW.isoformat(), "bukti": "tanda-terima.jpg", "diarsipkan": "ya"}
    langkah = sop.langkah[-1]
    tugas = make_tugas(langkah.no, 0, facts=Facts(isian=answers))
    view = replace(
        make_kartu(Minta.KERJAKAN), langkah=langkah, tahap=langkah.tahap[0], tugas=tugas, sop=sop
    )

    screen = on_card(view)
    text = plain(screen.text)

    assert "didistribusikan ke setiap bidang: Senin, 23 Nov 09.30 WIB" in text
    assert "tanda terima: tanda-terima.jpg" in text
    assert labels_of(screen)[0].startswith("✅ Dokumen didistribusikan")
    assert "v1:t:77:3:isian:bukti" in data(screen)


def with_letter(minta: Minta, periode: JenisPeriode) -> str:
    asked = SOPS["pengumpulan-data-kinerja"].mulai
    sop = sop_with(minta).model_copy(update={"periode": periode, "mulai": asked})
    berkas = make_berkas(keadaan=Keadaan(mulai=SURAT_SEKDA))
    return plain(on_card(make_kartu(minta, sop=sop, berkas=berkas)).text)


@pytest.mark.parametrize("minta", Minta)
@pytest.mark.parametrize("periode", [JenisPeriode.BEBAS, JenisPeriode.TRIWULAN])
def test_every_card_shows_the_facts_of_the_letter_that_began_it(
    minta: Minta, periode: JenisPeriode
):
    text = with_letter(minta, periode)

    asked = {isian.kode: isian.label for isian in SOPS["pengumpulan-data-kinerja"].mulai}
    for kode, answer in SURAT_SEKDA.items():
        assert f"{asked[kode]}: {answer}" in text


def test_a_card_and_a_board_know_the_revisi_they_were_drawn_at():
    kiriman = Kiriman(chat_id=1, isi=LayarKartu())

    assert Pesan(kiriman, make_kartu()).revisi == 3
    assert Pesan(kiriman, make_papan(berkas=make_berkas(revisi=9))).revisi == 9
    assert Pesan(kiriman).revisi == 0


def test_names_that_shortening_makes_equal_are_numbered():
    names = tick_names(
        ["Seksi Pelayanan Umum dan Keuangan A", "Seksi Pelayanan Umum dan Keuangan B"]
    )

    assert len({label("pilihan", dipilih=True, nama=n) for n in names}) == 2


# Size

LONG = "Persentase Penyelesaian Administrasi Kependudukan dan Pelayanan Terpadu Kecamatan " * 2


@pytest.mark.parametrize("minta", [*Minta, None])
@pytest.mark.parametrize(("units", "indicators"), [(1, 25), (40, 25)])
def test_forty_units_of_twenty_five_long_indicators_fit(
    minta: Minta | None, units: int, indicators: int
):
    formulir = tuple(
        make_formulir(
            unit,
            f"{unit} {LONG}"[:120],
            tuple(
                make_nilai(
                    no, unit_id=unit, nama=f"{no} {LONG}"[:120], sebelumnya=1, ditandai=no % 2 == 0
                )
                for no in range(1, indicators + 1)
            ),
            status=StatusFormulir.TERBUKA,
        )
        for unit in range(1, units + 1)
    )
    names = {form.unit.id: form.unit.nama for form in formulir}
    kembali = replace(KEMBALI, alasan="Mohon diperiksa. " * 58, unit=tuple(names), indikator=())
    facts = Facts(kembali=kembali, konsep="Catatan. " * 110, tanya="Mengapa? " * 110)
    view = make_kartu(
        minta,
        formulir=formulir,
        penerima=tuple(names.values()),
        unit_names=names,
        tugas={"facts": facts},
    )

    for screen in (
        on_card(view),
        on_card(converse(view, "tanya", kerja="tanya", unit=list(names))),
        on_card(converse(view, "kembalikan", kerja="kembalikan", bagian="unit", unit=list(names))),
        on_card(
            converse(view, "kembalikan", kerja="kembalikan", bagian="indikator", unit=list(names))
        ),
    ):
        assert screen.text
        assert len(set(labels_of(screen))) == len(labels_of(screen))


def test_a_board_of_a_hundred_signers_fits():
    signing = make_signing(100)
    asked = converse(make_kartu(), "kecualikan", bagian="pegawai", berkas=12).percakapan

    assert "dan 60 lagi" in plain(on_card(signing).text)
    assert len(labels_of(on_card(replace(signing, percakapan=asked)))) <= 100


def test_a_long_history_shows_its_end_and_says_how_much_is_before():
    lines = [make_line(catatan=f"catatan {no} " + "panjang " * 100) for no in range(300)]

    text = plain(
        draw(
            Pesan(
                Kiriman(chat_id=1, isi=LayarRiwayat(user_id=1, berkas_id=12)), make_riwayat(*lines)
            ),
            ambigu=False,
        ).text
    )

    assert "catatan 299" in text
    assert "Halaman 75 dari 75, yang terbaru" in text
    assert NOW.year == 2026


def test_every_question_with_a_field_says_how_it_is_left():
    asked = {name: draw() for name, draw in GALLERY.items()}
    questions = {name: screen for name, screen in asked.items() if screen.force_reply}

    assert questions
    assert [name for name, screen in questions.items() if "/batal" not in screen.text] == []
