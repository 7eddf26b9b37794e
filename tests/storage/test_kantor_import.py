"""An office imported from its workbook, and imported again."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from sop_flows.engine.aksi import Kerja
from sop_flows.kantor.identitas import fold_kunci
from sop_flows.sop.catalog import load_catalog, read_template
from storage.berkas.jejak import verify
from storage.database.kinerja_tables import IndikatorRow
from storage.database.tables import (
    JabatanRow,
    JamKerjaRow,
    KantorRow,
    LiburRow,
    PegawaiRow,
    PenugasanRow,
    SopKolomRow,
    SopRow,
    UnitRow,
)
from storage.documents.kantor.buku import BarisPerjanjian, BarisSop, GalatSel, KodeGalat
from storage.documents.kantor.buku_contoh import CAMAT, CONTOH, KASI_PM, PELAKSANA, SEKCAM
from storage.documents.kantor.workbook import read_workbook, write_buku
from storage.kantor_import import BukuFaulty, import_kantor
from storage.offices.activation import SopMismatch, SopTextFixed
from storage.offices.endings import JenisAkhir
from storage.offices.spelling import spell

NOW = datetime(2026, 10, 5, 2, 0, tzinfo=UTC)
LATER = NOW + timedelta(days=10)
TODAY = date(2026, 10, 5)


def again(kantor, buku=CONTOH, at=LATER):
    return kantor.database.run_now(lambda c: import_kantor(c, buku, at))


def test_a_new_office_has_everything_that_its_workbook_says(kantor):
    assert {
        model.__tablename__: len(kantor.rows(model))
        for model in (UnitRow, JabatanRow, PegawaiRow, PenugasanRow, SopKolomRow, IndikatorRow)
    } == {
        "unit": 3,
        "jabatan": 6,
        "pegawai": 7,
        "penugasan": 7,
        "sop_kolom": 6,
        "indikator": 6,  # a program among them
    }
    posts = kantor.run(lambda u: u.kantor.jabatan(kantor.id))
    assert posts[kantor.post(SEKCAM)].atasan_id == kantor.post(CAMAT)
    assert posts[kantor.post(CAMAT)].atasan_id is None
    assert kantor.rows(JamKerjaRow)[0].hari == 0
    (sop,) = kantor.rows(SopRow)
    template = load_catalog().get(sop.kode, 1)
    assert (sop.teks, sop.sha256, sop.aktif) == (template.teks, template.sha256, True)
    sop_id = sop.id
    staf = kantor.run(lambda u: u.sop.kolom_of(kantor.id, sop_id, "staf"))
    assert staf == (kantor.post(PELAKSANA),)
    assert kantor.run(lambda u: u.sop.active(kantor.id))[0].sop == template.sop
    (ik4,) = [
        i for i in kantor.run(lambda u: u.kinerja.indikator(kantor.id, 2026)) if i.kode == "IK-4"
    ]
    assert (ik4.target, ik4.triwulan) == ("88,31", ("85", "86", "87,5", "88,31"))


def test_the_same_workbook_again_changes_nothing(kantor):
    before = kantor.rows(KantorRow)

    summary = again(kantor)

    assert not summary.is_changed
    assert summary.kode == "KEC-MEKARJAYA"
    assert [row.jejak_seq for row in kantor.rows(KantorRow)] == [row.jejak_seq for row in before]


def test_a_workbook_read_from_its_file_is_the_same_office(kantor):
    buku = read_workbook(write_buku(CONTOH))

    assert not again(kantor, buku).is_changed


def spelled(buku, kunci=str, kode=str, nama=str):
    """Return the same office with its keys written in another way."""
    return replace(
        buku,
        kantor=replace(buku.kantor, kode=kode(buku.kantor.kode)),
        unit=tuple(replace(r, kode=kode(r.kode), kepala=nama(r.kepala)) for r in buku.unit),
        jabatan=tuple(
            replace(r, jabatan=nama(r.jabatan), atasan=nama(r.atasan), unit=kode(r.unit))
            for r in buku.jabatan
        ),
        pegawai=tuple(
            replace(r, kunci=kunci(r.kunci), jabatan=nama(r.jabatan), unit=kode(r.unit))
            for r in buku.pegawai
        ),
        sop=tuple(replace(r, jabatan=nama(r.jabatan)) for r in buku.sop),
        indikator=tuple(replace(r, kode=kode(r.kode), unit=kode(r.unit)) for r in buku.indikator),
    )


def grouped(nip):
    return f"{nip[:8]} {nip[8:14]}\u00a0{nip[14:15]}.{nip[15:]}"


@pytest.mark.parametrize(
    "spelling",
    [
        {"kunci": grouped},
        {"kode": str.lower},
        {"kode": lambda kode: kode.replace("-", " \u2013 ")},
        {"nama": str.upper},
        {"nama": lambda nama: nama.replace(" ", "  ")},
    ],
    ids=["nip", "kode", "dash", "case", "spaces"],
)
def test_keys_in_another_spelling_make_nobody_and_nothing_new(kantor, spelling):
    summary = again(kantor, spelled(CONTOH, **spelling))

    assert summary.kode == CONTOH.kantor.kode
    assert not summary.is_changed
    assert summary.berakhir == ()


def test_who_was_stored_with_a_grouped_nip_is_known_by_its_digits(kantor):
    other = replace(CONTOH, kantor=replace(CONTOH.kantor, kode="LAIN"))
    again(kantor, spelled(other, kunci=grouped))

    assert not again(kantor, other).is_changed


def test_of_two_spellings_that_were_stored_the_one_in_force_is_meant():
    stored = {"1971 0512": False, "19710512": True, "1971-0512": False}

    assert spell(stored, ["1971 0512"], fold_kunci) == {"1971 0512": "19710512"}
    assert spell({"a": True, "A": True}, ["A"], str.lower) == {"A": "A"}
    assert spell({}, ["A"], str.lower) == {"A": "A"}


def test_what_changed_is_counted_and_stands_in_the_history(kantor):
    hendra, *rest = CONTOH.pegawai
    buku = replace(CONTOH, pegawai=(replace(hendra, pangkat="Pembina Utama, IV/e"), *rest))

    summary = again(kantor, buku)

    assert summary.hitungan["pegawai"].diubah == 1
    assert not summary.hitungan["penugasan"]
    verification = kantor.database.run_now(lambda c: verify(c, kantor.id))
    assert (verification.ok, verification.lines) == (True, 2)


def test_who_is_missing_has_left_and_may_come_back_by_a_new_link(kantor):
    kantor.join("Nia Lestari", 7)

    summary = again(kantor, replace(CONTOH, pegawai=CONTOH.pegawai[:-1]))

    (ended,) = summary.berakhir
    assert (ended.nama, ended.jabatan, ended.kosong) == ("Nia Lestari", (PELAKSANA,), ())
    gone = LATER.date()
    assert summary.hitungan["pegawai"].dihapus == 1
    assert summary.hitungan["penugasan"].dihapus == 1
    assert kantor.run(lambda u: u.pegawai.identify(7, gone)) == ()
    assert (
        kantor.run(lambda u: u.pegawai.person(kantor.id, kantor.person("Nia Lestari")), LATER).nama
        == "Nia Lestari"
    )
    again(kantor, CONTOH, LATER + timedelta(days=1))
    assert kantor.run(lambda u: u.pegawai.identify(7, gone + timedelta(days=1))) == ()
    kantor.join("Nia Lestari", 8)
    back = kantor.run(lambda u: u.pegawai.identify(8, gone + timedelta(days=1)))
    assert [post.nama for post in back[0].jabatan] == [PELAKSANA]


def test_an_appointment_that_ends_by_itself_outlives_an_import(kantor):
    kantor.appoint("Ratna Dewi", CAMAT, "Plh.", mulai_on=TODAY, selesai_on=date(2026, 12, 1))

    assert not again(kantor).is_changed


def test_who_moves_to_another_post_leaves_the_old_one_yesterday(kantor):
    *others, dedi_sari_asep_nia = CONTOH.pegawai
    moved = replace(dedi_sari_asep_nia, jabatan=KASI_PM, penugasan="Plt.", mulai=LATER.date())

    again(kantor, replace(CONTOH, pegawai=(*others, moved)))

    nia = kantor.person("Nia Lestari")
    rows = [row for row in kantor.rows(PenugasanRow) if row.pegawai_id == nia]
    assert [(row.jenis, row.selesai_on) for row in rows] == [
        ("definitif", LATER.date() - timedelta(days=1)),
        ("Plt.", None),
    ]


def begin_filling(kantor):
    """Bring a berkas to where units fill, and give the first value of one of them."""
    kantor.start()
    for user_id, nama in ((2, "Ratna Dewi"), (3, "Wulan Sari")):
        kantor.join(nama, user_id)
    for user_id, kerja in ((1, Kerja.DISPOSISIKAN), (2, Kerja.DISPOSISIKAN), (3, Kerja.KIRIM)):
        kantor.act(user_id, kerja)

    def fill(unit):
        formulir = unit.kinerja.formulir(1, kantor.unit("PM"))
        unit.kinerja.save(formulir.id, [replace(formulir.nilai[0], nilai=Decimal(1))], 4, NOW)

    kantor.run(fill)


def test_what_a_perubahan_takes_away_or_moves_stays_with_the_berkas_that_began_before(kantor):
    begin_filling(kantor)
    pm = kantor.unit("PM")

    def seen(unit):
        berkas, _ = unit.berkas.get(1)
        (form,) = [one for one in unit.kinerja.formulir_of(1) if one.unit_id == pm]
        forms, _ = unit.kinerja.with_earlier(berkas)
        due = [one.terisi for one in unit.pengingat.of_berkas(1) if one.tugas.unit_id == pm]
        return unit.kinerja.promised(berkas), form, unit.kinerja.formulir(1, pm), forms, due

    before = kantor.run(seen)
    first, second, *others = CONTOH.indikator
    moved = replace(second, unit="PU", sifat="tahunan", pagu=Decimal("1.50"))
    added = replace(first, kode="IK-9", indikator="Yang baru")
    versi = tuple(
        BarisPerjanjian(tahun=2026, versi=no, jenis=jenis)
        for no, jenis in ((1, "awal"), (2, "perubahan"))
    )
    again(kantor, replace(CONTOH, perjanjian=versi, indikator=(moved, *others, added)))

    assert kantor.run(seen) == before
    assert before[-1] == [(1, 3)]
    now = {one.kode: one for one in kantor.run(lambda u: u.kinerja.indikator(kantor.id, 2026))}
    assert list(now) == ["IK-2", "IK-3", "IK-4", "IK-5", "7.01.03", "IK-9"]
    assert (now["IK-2"].unit_id, now["IK-2"].pagu) == (kantor.unit("PU"), Decimal("1.50"))


def test_an_indikator_without_a_value_goes_and_one_with_a_value_stays(kantor):
    begin_filling(kantor)

    summary = again(kantor, replace(CONTOH, indikator=CONTOH.indikator[2:]))

    assert summary.hitungan["indikator"].dihapus == 1
    assert [(one.kunci, one.tahun, one.jenis) for one in summary.berakhir] == [
        ("IK-1", 2026, JenisAkhir.INDIKATOR_BERNILAI),
        ("IK-2", 2026, JenisAkhir.INDIKATOR),
    ]
    known = kantor.run(lambda unit: unit.kinerja.indikator(kantor.id, 2026))
    assert [one.kode for one in known] == ["IK-1", "IK-3", "IK-4", "IK-5", "7.01.03"]


def test_an_indikator_that_went_keeps_its_row_and_comes_back_as_itself(kantor):
    before = {row.kode: row.id for row in kantor.rows(IndikatorRow)}
    assert again(kantor, replace(CONTOH, indikator=CONTOH.indikator[1:])).is_changed
    assert not again(kantor, replace(CONTOH, indikator=CONTOH.indikator[1:])).is_changed

    again(kantor)
    assert {row.kode: row.id for row in kantor.rows(IndikatorRow)} == before
    assert not any(row.dihapus for row in kantor.rows(IndikatorRow))


def test_the_calendar_is_what_the_workbook_says(kantor):
    kantor.run(lambda u: u.kantor.jam_kerja(kantor.id))

    again(kantor, replace(CONTOH, libur=(), sesi=()))

    assert kantor.rows(LiburRow) == kantor.rows(JamKerjaRow) == []
    jam_kerja = kantor.run(lambda u: u.kantor.jam_kerja(kantor.id))
    assert jam_kerja.sesi_of(date(2026, 2, 26))


def test_an_sop_that_is_missing_is_started_no_more(kantor):
    again(kantor, replace(CONTOH, sop=()))

    assert kantor.run(lambda u: u.sop.active(kantor.id)) == ()
    assert len(kantor.rows(SopRow)) == 1


@pytest.mark.parametrize(
    "row",
    [
        BarisSop(kode="tidak-ada", versi=1, kolom="Camat", jabatan=CAMAT),
        BarisSop(kode=CONTOH.sop[0].kode, versi=9, kolom="Camat", jabatan=CAMAT),
        BarisSop(kode=CONTOH.sop[0].kode, versi=1, kolom="Bupati", jabatan=CAMAT),
    ],
    ids=["kode", "versi", "kolom"],
)
def test_an_unknown_sop_or_column_is_named_and_nothing_is_written(kantor, row):
    before = kantor.rows(KantorRow)

    with pytest.raises(SopMismatch) as refused:
        again(kantor, replace(CONTOH, sop=(*CONTOH.sop, row), unit=()))

    assert refused.value.baris == (row,)
    assert kantor.rows(KantorRow) == before


def test_a_workbook_with_an_error_is_refused(kantor):
    galat = (GalatSel(lembar="Unit", sel="A2", kode=KodeGalat.WAJIB_DIISI),)

    with pytest.raises(BukuFaulty) as refused:
        again(kantor, replace(CONTOH, galat=galat))

    assert refused.value.galat == galat


def test_the_text_of_a_running_sop_cannot_be_changed_without_a_new_versi(kantor):
    text = load_catalog().get(CONTOH.sop[0].kode).teks
    other = text + "\n# diperbaiki\n"
    camat = {"camat": [kantor.post(CAMAT)]}

    def activate(teks):
        return kantor.run(lambda u: u.sop.activate(kantor.id, read_template(teks, "sop"), camat))

    assert activate(other) == 1
    kantor.start()

    with pytest.raises(SopTextFixed):
        activate(text)
    second = text.replace("versi = 1", "versi = 2")
    assert activate(second) == 2
    assert [row.aktif for row in kantor.rows(SopRow)] == [False, True]
    assert kantor.run(lambda u: u.sop.active(kantor.id))[0].sop.versi == 2
    assert kantor.run(lambda u: u.sop.get(1)).versi == 1
    with pytest.raises(LookupError):
        kantor.run(lambda u: u.sop.get(3))


def test_an_office_whose_berkas_began_with_another_text_of_an_sop_imports_and_keeps_it(kantor):
    shipped = load_catalog().get(CONTOH.sop[0].kode)
    before = read_template(shipped.teks + "\n# sebelum pembaruan\n", "sop")
    mapped = kantor.run(lambda u: u.sop.columns(kantor.id, 1))
    kantor.run(lambda u: u.sop.activate(kantor.id, before, mapped))

    kantor.start()
    ringkasan = again(kantor)

    assert ringkasan.sop_tetap == (f"{before.sop.kode} versi 1",)
    assert [(row.sha256, row.aktif) for row in kantor.rows(SopRow)] == [(before.sha256, True)]
    assert kantor.run(lambda u: u.sop.columns(kantor.id, 1)) == mapped


def test_an_office_without_berkas_takes_the_text_that_ships_now(kantor):
    shipped = load_catalog().get(CONTOH.sop[0].kode)
    before = read_template(shipped.teks + "\n# sebelum pembaruan\n", "sop")
    mapped = kantor.run(lambda u: u.sop.columns(kantor.id, 1))
    kantor.run(lambda u: u.sop.activate(kantor.id, before, mapped))

    assert again(kantor).sop_tetap == ()
    assert [row.sha256 for row in kantor.rows(SopRow)] == [shipped.sha256]
