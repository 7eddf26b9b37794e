"""/capaian: who sees what of which office and periode, and what it costs."""

import pytest

from handlers.screens.capaian import BaganTerlampir, draw_bagan, draw_capaian
from handlers.screens.loading import load
from handlers.screens.notices import Pesan, draw
from handlers.screens.screen import Dokumen, plain
from sop_flows.engine.aksi import Kerja
from sop_flows.errors import NotAllowed, NotFound, PeriodeUnreadable
from sop_flows.naskah.batang import Per
from sop_flows.ports.capaian import CapaianView, Pandangan
from sop_flows.ports.layar.capaian import LayarBagan, LayarCapaian
from sop_flows.use_cases.berkas.excuse import confirm_excuse
from sop_flows.use_cases.kinerja.capaian import (
    begin_capaian,
    fitting,
    kinds_of,
    request_bagan,
    request_buku,
    show_capaian,
    view_capaian,
)
from sop_flows.waktu.periode import JenisPeriode, Periode
from storage.documents.papers.bagan import source_of
from tests.sop_flows.use_cases.berkas.test_pengecualian import ask
from tests.support.office import Pejawaran
from tests.support.statements import counted
from tests.support.story import (
    AGUS,
    KASUBBAG,
    SEKCAM,
    SENT,
    TAPEM,
    at,
    berkas,
    fill,
    go_to,
    go_to_last,
)
from tests.support.tamper import tamper
from tests.support.views_capaian import make_rekap

CAMAT, WAHYU = "Suharyanto", "Wahyu Hidayat"


def meant(kantor: Pejawaran, nama: str, teks: str = "") -> Pandangan:
    """Return what somebody is shown for what they write after the command."""
    kantor.say(nama, begin_capaian, teks=teks)
    last = kantor.owed(nama)[-1].isi
    assert isinstance(last, LayarCapaian)
    return last.pandangan


def look(kantor: Pejawaran, nama: str, **facts: object) -> CapaianView:
    here = meant(kantor, nama)
    chosen = {"kantor": here.kantor, "periode": here.periode} | facts
    return kantor.run(view_capaian, user_id=kantor.user[nama], pandangan=Pandangan(**chosen))


def loaded(kantor: Pejawaran, nama: str) -> Pesan | None:
    """Return the last that is owed to somebody, with what it shows now."""
    last = kantor.owed(nama)[-1]
    return kantor.run(load, kiriman=last)


def unit_id(kantor: Pejawaran, kode: str) -> int:
    units = kantor.run(lambda uow: uow.kantor.unit(kantor.kantor_id))
    return next(one.id for one in units.values() if one.kode == kode)


def end(kantor: Pejawaran) -> Periode:
    last = go_to_last(kantor)
    kantor.act(AGUS, Kerja.SELESAI, last, isian=SENT)
    return berkas(kantor, kantor.run(lambda uow: uow.berkas.berkas_of(last.id))).periode


def told(view: CapaianView) -> str:
    """Return the card as it is read."""
    return plain(draw_capaian(view).text)


def labels(view: CapaianView) -> str:
    """Return the labels of its buttons."""
    return " ".join(one.label for row in draw_capaian(view).keyboard for one in row)


def change(kantor: Pejawaran, statement: str) -> None:
    """Let the office be otherwise from now on."""
    kantor.database.run_now(lambda c: tamper(c, statement))
    kantor.database.run_now(lambda c: tamper(c, "UPDATE kantor SET versi = versi + 1"))


def test_who_answers_for_a_unit_sees_that_unit_and_the_head_sees_all(kantor: Pejawaran):
    go_to(kantor, 6)

    whole, own = look(kantor, CAMAT), look(kantor, WAHYU)
    assert len(whole.rekap.unit) == 5
    assert (whole.is_seluruh, own.is_seluruh) == (True, False)
    assert set(own.rekap.unit) == {"TAPEM"}
    assert own.rekap.semua == whole.rekap.per_unit["TAPEM"]


@pytest.mark.parametrize("work", [show_capaian, request_bagan])
def test_another_unit_is_refused_whatever_a_button_says(kantor: Pejawaran, work):
    at = meant(kantor, TAPEM)
    for unit in (unit_id(kantor, "PM"), 9_999):
        with pytest.raises(NotFound):
            kantor.say(
                TAPEM, work, pandangan=Pandangan(kantor=at.kantor, periode=at.periode, unit=unit)
            )
    with pytest.raises(NotFound):
        kantor.say(TAPEM, work, pandangan=Pandangan(kantor=9_999, periode=at.periode))


def test_whose_posts_see_no_unit_is_told_so(kantor: Pejawaran):
    kantor.database.run_now(
        lambda c: tamper(c, "UPDATE jabatan SET unit_id = NULL WHERE nama LIKE 'Pengadm%'")
    )
    kantor.database.run_now(lambda c: tamper(c, "UPDATE kantor SET versi = versi + 1"))

    with pytest.raises(NotAllowed):
        kantor.say(WAHYU, begin_capaian)


def test_without_a_word_it_is_the_newest_that_units_were_asked_for(kantor: Pejawaran):
    assert meant(kantor, CAMAT).periode == Periode.reported_at(
        JenisPeriode.TRIWULAN, kantor.now.date()
    )
    ended = end(kantor)
    kantor.wait(days=200)

    assert meant(kantor, CAMAT).periode == ended


@pytest.mark.parametrize(
    ("teks", "periode"),
    [
        ("TW I 2025", Periode(JenisPeriode.TRIWULAN, 2025, 1)),
        ("2025", Periode(JenisPeriode.TRIWULAN, 2025, 4)),
        ("ii", Periode(JenisPeriode.TRIWULAN, 2026, 2)),
        ("tahun 2025", Periode(JenisPeriode.TAHUN, 2025)),
    ],
)
def test_a_periode_can_be_named_with_or_without_data(
    kantor: Pejawaran, teks: str, periode: Periode
):
    assert meant(kantor, CAMAT, teks).periode == periode


@pytest.mark.parametrize("teks", ["bulan lalu", "TW 5", "TW III 1812", "semester 3"])
def test_what_names_no_periode_is_asked_again(kantor: Pejawaran, teks: str):
    with pytest.raises(PeriodeUnreadable):
        kantor.say(CAMAT, begin_capaian, teks=teks)


def test_the_nearest_periode_that_were_reported_are_a_tap_away(kantor: Pejawaran):
    ended = end(kantor)
    kantor.database.run_now(
        lambda c: tamper(
            c, f"UPDATE berkas SET tahun = {ended.tahun - 3} WHERE tahun = {ended.tahun}"
        )
    )
    go_to(kantor, 4)

    view = look(kantor, CAMAT)

    (before,) = view.lain
    assert before == Periode(ended.jenis, ended.tahun - 3, ended.ke)
    earlier = look(kantor, CAMAT, periode=before)
    assert earlier.lain == (view.pandangan.periode,)


def test_what_counts_is_compared_with_the_periode_before(kantor: Pejawaran):
    ended = end(kantor)
    kantor.wait(days=90)
    later = go_to(kantor, 4)
    fill(kantor, TAPEM, "IK-01=50\nIK-02=15\nIK-03=6")
    kantor.act(TAPEM, Kerja.KIRIM)

    view = look(kantor, TAPEM)

    assert view.pandangan.periode == berkas(kantor, later).periode
    (banding,) = [one for one in view.banding if one.periode == ended]
    assert view.rekap.semua.rerata is not None
    assert banding.selisih == view.rekap.semua.rerata - banding.rerata < 0


@pytest.mark.parametrize(
    ("jumlah", "units", "per"),
    [(12, 3, Per.INDIKATOR), (13, 3, Per.UNIT), (13, 1, Per.SASARAN), (1, 1, Per.INDIKATOR)],
)
def test_more_than_a_page_of_indikator_is_summed_up(jumlah: int, units: int, per: Per):
    rekap = make_rekap(jumlah, units)

    assert fitting(rekap, tuple(kinds_of(rekap))) is per


def test_a_chart_is_owed_as_it_is_looked_at(kantor: Pejawaran):
    at = meant(kantor, CAMAT)
    chosen = Pandangan(kantor=at.kantor, periode=at.periode, per=Per.SASARAN, halaman=2)
    kantor.say(CAMAT, request_bagan, pandangan=chosen)

    last = kantor.owed(CAMAT)[-1].isi
    assert last == LayarBagan(user_id=kantor.user[CAMAT], pandangan=chosen)


def test_what_was_signed_and_is_altered_is_told_and_not_shown(kantor: Pejawaran):
    end(kantor)
    kantor.database.run_now(
        lambda c: tamper(c, "UPDATE naskah SET isi = replace(isi, '335', '340')")
    )

    meant(kantor, KASUBBAG)
    pesan = loaded(kantor, KASUBBAG)

    assert pesan is not None
    told = plain(draw(pesan, ambigu=False).text)
    assert "hilang atau berubah di penyimpanan" in told
    assert "%" not in told


def test_who_lost_the_right_meanwhile_is_shown_nothing(kantor: Pejawaran):
    meant(kantor, TAPEM)
    kantor.database.run_now(lambda c: tamper(c, "UPDATE penugasan SET selesai_on = '2020-01-01'"))
    kantor.database.run_now(lambda c: tamper(c, "UPDATE kantor SET versi = versi + 1"))

    assert loaded(kantor, TAPEM) is None


def test_there_is_a_workbook_of_every_periode_for_who_sees_the_whole_office(kantor: Pejawaran):
    at, year = meant(kantor, CAMAT), Periode(JenisPeriode.TAHUN, 2026)
    occasion = Periode(JenisPeriode.BEBAS, 2026)

    assert look(kantor, CAMAT).has_buku
    assert not look(kantor, TAPEM).has_buku
    assert not look(kantor, CAMAT, unit=unit_id(kantor, "PM")).has_buku
    assert look(kantor, CAMAT, periode=year).has_buku
    kantor.say(CAMAT, request_buku, pandangan=Pandangan(kantor=at.kantor, periode=year))
    for nama, periode in ((TAPEM, at.periode), (TAPEM, year), (CAMAT, occasion)):
        with pytest.raises(NotFound):
            kantor.say(nama, request_buku, pandangan=Pandangan(kantor=at.kantor, periode=periode))


def test_who_is_excused_is_said_to_be_and_not_to_be_late(kantor: Pejawaran):
    berkas_id = go_to(kantor, 4)
    filling = kantor.only(TAPEM).id
    yes = ask(kantor, berkas_id, filling, oleh=SEKCAM, saksi=KASUBBAG)
    kantor.say(SEKCAM, confirm_excuse, **yes)

    whole = told(look(kantor, CAMAT, per=Per.UNIT))
    assert "Seksi Tata Pemerintahan: dikecualikan" in whole
    assert whole.count(": belum dilaporkan") == 4
    own = told(look(kantor, TAPEM))
    assert "Dikecualikan dari pengisian periode ini: 3 indikator." in own
    assert "0 dari 0" not in own
    assert "Bagan" not in labels(look(kantor, TAPEM))


def test_what_is_being_corrected_is_said_to_be_and_not_to_be_missing(kantor: Pejawaran):
    berkas_id = go_to(kantor, 6)
    kantor.act(
        KASUBBAG,
        Kerja.KEMBALIKAN,
        at(kantor, berkas_id, 6),
        catatan="Mohon diperiksa kembali angkanya.",
        unit=(unit_id(kantor, "TAPEM"),),
    )
    kantor.act(AGUS, Kerja.TERUSKAN)

    own = told(look(kantor, TAPEM))
    assert "Sedang diperbaiki: nilainya tampil lagi sesudah dikirim." in own
    assert "IK-02 Jumlah desa dengan administrasi desa tertib: sedang diperbaiki" in own
    assert "belum dilaporkan" not in own
    assert "Seksi Tata Pemerintahan: sedang diperbaiki" in told(look(kantor, CAMAT, per=Per.UNIT))

    fill(kantor, TAPEM, "IK-02=14")
    kantor.act(TAPEM, Kerja.KIRIM)
    assert "1 berubah sejak perbaikan" in told(look(kantor, TAPEM))


def test_what_a_program_spends_is_told_beside_the_capaian_and_is_no_bar(kantor: Pejawaran):
    change(kantor, "UPDATE indikator SET jenis = 'anggaran', target = '400' WHERE kode = 'IK-01'")
    go_to(kantor, 6)

    view = look(kantor, TAPEM)
    assert [one.kode for one in view.batang.baris] == ["IK-02", "IK-03"]
    assert "Serapan anggaran: Rp100 dari Rp400 (25%)" in told(view)
    assert "di bawah" not in told(view)


def test_an_office_that_measures_nothing_is_told_so_without_ways_that_lead_nowhere(
    kantor: Pejawaran,
):
    view = look(kantor, CAMAT, periode=Periode(JenisPeriode.TRIWULAN, 2020, 1))

    assert told(view).endswith("Belum ada indikator untuk tahun 2020.")
    assert labels(view) == ""


@pytest.mark.parametrize(
    ("jenis", "ke", "judul"),
    [
        (JenisPeriode.BULAN, 9, "September 2026"),
        (JenisPeriode.SEMESTER, 2, "Semester II 2026"),
        (JenisPeriode.TAHUN, 1, "Tahun 2026"),
    ],
)
def test_a_periode_of_every_kind_has_its_card_and_its_chart(
    kantor: Pejawaran, jenis: JenisPeriode, ke: int, judul: str
):
    for years, way in ((1, end), (0, lambda k: go_to(k, 6))):
        way(kantor)
        moved = f"periode = '{jenis}', ke = {ke}, tahun = tahun - {years}"
        change(kantor, f"UPDATE berkas SET {moved} WHERE periode = 'triwulan'")

    view = look(kantor, CAMAT)
    assert view.pandangan.periode == Periode(jenis, 2026, ke)
    assert f"Capaian {judul}" in told(view)
    assert view.rekap.semua.terisi == 12
    assert "12 sama persis dengan tahun lalu" in told(view)
    reached = "pendampingan · Seksi Kesejahteraan Sosial: 335 KK, tanpa target periode ini"
    assert (reached in told(view)) is (jenis is JenisPeriode.BULAN)
    assert "n/a" not in told(view)
    chart = draw_bagan(BaganTerlampir(view=view, dokumen=Dokumen("a.png", b"")))
    assert f"Bagan capaian {judul}" in plain(chart.text)
    assert len(view.batang.baris) == source_of(view).count("#baris(")


def test_a_look_costs_few_statements(kantor: Pejawaran):
    go_to(kantor, 6)
    at = meant(kantor, CAMAT)
    with counted(kantor.database) as said:
        kantor.run(view_capaian, user_id=kantor.user[CAMAT], pandangan=at)

    assert len(said) <= 14, "\n".join(said)
