"""The sheet of a reviewer: what is looked at, and the same units over the year; and how they sent."""

from datetime import date

from sop_flows.engine.aksi import Kerja
from sop_flows.naskah.pengiriman import Pengiriman, working_days
from sop_flows.ports.views import IsiView
from sop_flows.use_cases.kinerja.buku import view_buku, view_rekap
from tests.support.office import Pejawaran
from tests.support.story import AGUS, KASUBBAG, SEKCAM, TAPEM, at, berkas, fill, go_to
from tests.support.tamper import tamper


def seen(kantor: Pejawaran, nama: str, tugas_id: int) -> IsiView:
    return kantor.run(view_rekap, user_id=kantor.user[nama], tugas_id=tugas_id)


def test_who_checks_all_units_gets_the_recap_of_exactly_what_they_check(kantor: Pejawaran):
    berkas_id = go_to(kantor, 6)
    decision = at(kantor, berkas_id, 6)

    found = seen(kantor, KASUBBAG, decision.id)

    assert found.rekap is not None
    assert {one.kode for one in found.rekap.rekap.sumber} == {found.kode}
    assert len(found.rekap.rekap.baris) == 12
    assert found.rekap.pimpinan is not None
    assert found.rekap.pimpinan.jabatan == "Camat"


def test_who_let_the_values_through_is_told_with_the_moment_and_the_naskah(kantor: Pejawaran):
    berkas_id = go_to(kantor, 6)
    kantor.act(KASUBBAG, Kerja.SETUJUI, at(kantor, berkas_id, 6))
    periode = berkas(kantor, berkas_id).periode

    (one,) = kantor.run(view_buku, kantor_id=kantor.kantor_id, periode=periode).paraf
    assert (one.kerja, one.nama, one.jabatan) == (Kerja.SETUJUI, KASUBBAG, "Kasubbag Perencana")
    assert (one.at, len(one.kode)) == (kantor.now, 8)
    kantor.act(SEKCAM, Kerja.KEMBALIKAN, at(kantor, berkas_id, 7), catatan="Mohon diperiksa lagi.")
    assert not kantor.run(view_buku, kantor_id=kantor.kantor_id, periode=periode).paraf


def test_a_unit_gets_its_own_values_and_no_recap(kantor: Pejawaran):
    go_to(kantor, 4)
    fill(kantor, TAPEM)

    assert seen(kantor, TAPEM, kantor.only(TAPEM).id).rekap is None


def test_before_anything_is_said_there_is_no_recap(kantor: Pejawaran):
    berkas_id = go_to(kantor, 3)

    assert seen(kantor, KASUBBAG, at(kantor, berkas_id, 3).id).rekap is None


def test_a_lost_naskah_of_another_triwulan_takes_nobody_their_sheet(kantor: Pejawaran):
    first = go_to(kantor, 7)
    kantor.act(SEKCAM, Kerja.SETUJUI, at(kantor, first, 7))
    kantor.database.run_now(
        lambda c: tamper(
            c,
            f"UPDATE berkas SET ke = ke - 1, status = 'selesai' WHERE id = {first}",
            "UPDATE naskah SET isi = replace(isi, '335', '340')",
        )
    )
    decision = at(kantor, go_to(kantor, 6), 6)

    found = seen(kantor, KASUBBAG, decision.id)

    assert found.rekap is None
    assert len(found.isi.unit) == 5


def test_how_a_unit_sent_is_told_in_working_days_and_with_its_perbaikan(kantor: Pejawaran):
    berkas_id = go_to(kantor, 6)
    tapem = next(
        one.id
        for one in kantor.run(lambda uow: uow.kantor.unit(kantor.kantor_id)).values()
        if one.kode == "TAPEM"
    )
    kantor.act(
        KASUBBAG,
        Kerja.KEMBALIKAN,
        at(kantor, berkas_id, 6),
        catatan="Mohon diperiksa kembali angkanya.",
        unit=(tapem,),
    )
    kantor.wait(days=1)
    kantor.act(AGUS, Kerja.TERUSKAN)
    fill(kantor, TAPEM, "IK-02=14")
    kantor.act(TAPEM, Kerja.KIRIM)
    periode = berkas(kantor, berkas_id).periode

    found = kantor.run(view_buku, kantor_id=kantor.kantor_id, periode=periode).pengiriman

    sent = date(2026, 10, 5)
    assert found["TAPEM"] == Pengiriman(
        batas=sent, dikirim=sent, dikoreksi=date(2026, 10, 6), selisih=0, perbaikan=1
    )
    assert (found["PM"].perbaikan, found["PM"].dikoreksi) == (0, None)


def test_working_days_leave_out_the_weekend_and_count_back_too(kantor: Pejawaran):
    jam_kerja = kantor.run(lambda uow: uow.kantor.jam_kerja(kantor.kantor_id))
    friday, tuesday = date(2026, 10, 2), date(2026, 10, 6)

    assert working_days(jam_kerja, friday, tuesday) == 2
    assert working_days(jam_kerja, tuesday, friday) == -2
    assert working_days(jam_kerja, friday, friday) == 0
