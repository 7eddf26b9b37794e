"""An office's own SOP: activated from its file alone, played to the end, and replaced by a newer versi."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import select

from bot.cli import main
from bot.trial.kantor.pejawaran import KASI, KASUBBAG, SAMPLE, SEKCAM
from sop_flows.engine.aksi import Kerja
from sop_flows.engine.berkas import StatusBerkas
from sop_flows.engine.pembaruan import JenisPembaruan
from sop_flows.errors import (
    JabatanUnknown,
    NotAllowed,
    PenerimaRequired,
    QuestionOver,
    SopNotReady,
    SopVersiFixed,
)
from sop_flows.ports.ditanya import Penerima
from sop_flows.ports.records import Actor
from sop_flows.sop.catalog import load_catalog
from sop_flows.sop.examine import examine
from sop_flows.use_cases.berkas.start import list_startable
from sop_flows.use_cases.berkas.steer import cancel_berkas
from sop_flows.use_cases.incoming import take_text
from sop_flows.use_cases.isian.answers import begin_isian
from sop_flows.use_cases.isian.start import begin_start, confirm_start, press_answer
from sop_flows.use_cases.sop.activation import activate, plan_activation
from sop_flows.use_cases.sop.sent import confirm_sop, leave_sop, offer_sop
from sop_flows.use_cases.tugas.percakapan import Ketukan, converse, dispose_to_chosen, toggle
from storage.database.insert import table
from storage.database.tables import JabatanRow, JejakRow
from tests.support.office import Pejawaran
from tests.support.periode import TW_III, triwulan

FILE = Path(__file__).parents[3] / "skenario" / "sop" / "surat-masuk.toml"
ADMIN, CAMAT, AGENDA = "Endang Lestari", "Suharyanto", "Rizki Maulana"
PENERIMA = [SEKCAM, KASUBBAG, *KASI.values()]
KOLOM = [pair for nama in PENERIMA for pair in ("--kolom", f"Penerima disposisi={nama}")]
LETTER = ("005/77/SETDA/2026", "2 Oktober 2026", "Sekretariat Daerah", "Undangan", "lewati")
SHIPPED = load_catalog().get("pengukuran-kinerja-kecamatan")


def unmapped() -> str:
    """Return the file without the posts that stand in for its columns."""
    return re.sub(r"alias = \[.*?\]\n", "", FILE.read_text(), flags=re.DOTALL)


def tapak(tmp_path: Path, *args: str | Path) -> Result:
    """Run a command of Tapak on the office of this test."""
    env = {"TAPAK_DATABASE_URL": f"sqlite:///{tmp_path / 'tapak.db'}"}
    return CliRunner().invoke(main, ["sop", "activate", *map(str, args)], env=env, obj=None)


def activate_letters(tmp_path: Path) -> None:
    result = tapak(tmp_path, FILE, "--kantor", "PEJAWARAN", *KOLOM)
    assert result.exit_code == 0, result.output


def startable(kantor: Pejawaran, nama: str) -> dict[tuple[str, int], int]:
    """Return (kode, versi) -> sop_id of what somebody may start."""
    found = kantor.run(list_startable, user_id=kantor.user[nama])
    return {(one.sop.kode, one.sop.versi): one.sop_id for one in found}


def begin(kantor: Pejawaran) -> int:
    """Let the letter be entered, one fact after the other; return the berkas."""
    sop_id = startable(kantor, AGENDA)["penanganan-surat-masuk", 1]
    kantor.say(AGENDA, begin_start, sop_id=sop_id, periode=triwulan(2026, 4))
    for teks in LETTER:
        kantor.say(AGENDA, take_text, teks=teks, message_id=1)
    revisi = kantor.owed(AGENDA, "ringkasan_mulai")[-1].isi.rintisan.revisi
    return kantor.say(AGENDA, confirm_start, sop_id=sop_id, revisi=revisi).berkas.id


def answer(kantor: Pejawaran, nama: str, tugas: Any, kode: str, teks: str = "") -> None:
    """Give one answer on a card; a tick needs no words."""
    stored = kantor.run(lambda u: u.berkas.load_tugas(tugas.id)).tugas
    kantor.say(nama, begin_isian, tugas_id=tugas.id, revisi=stored.revisi, kode=kode)
    if teks:
        kantor.say(nama, take_text, teks=teks, message_id=1)


def finish(kantor: Pejawaran, nama: str, tugas: Any, kerja: Kerja, **facts: Any) -> Any:
    """Do the aksi at the revisi that the tugas has by now."""
    stored = kantor.run(lambda u: u.berkas.load_tugas(tugas.id)).tugas
    return kantor.act(nama, kerja, stored, **facts)


def dispose(kantor: Pejawaran, *posts: str) -> None:
    """Let the Camat tick posts on the card and send the disposisi."""
    rows = kantor.database.run_now(lambda c: list(c.execute(select(table(JabatanRow)))))
    ids = {row.nama: row.id for row in rows}
    tugas = kantor.only(CAMAT)
    chat = kantor.user[CAMAT]
    tap = Ketukan(actor=Actor.private(chat), tugas_id=tugas.id, revisi=tugas.revisi)
    kantor.run(converse, tap=tap, kerja=Kerja.DISPOSISIKAN, kind=Penerima)
    for nama in (*posts, posts[0], posts[0]):
        kantor.run(toggle, tap=tap, daftar="penerima", pilihan=ids[nama])
    kantor.run(dispose_to_chosen, tap=tap)


# A sixth SOP, without code


def test_a_letter_goes_from_agenda_to_archive_by_a_file_alone(kantor: Pejawaran, tmp_path: Path):
    activate_letters(tmp_path)
    berkas_id = begin(kantor)
    agenda = kantor.only(AGENDA)
    answer(kantor, AGENDA, agenda, "nomor_agenda", "001/SM/2026")
    answer(kantor, AGENDA, agenda, "lembar")
    finish(kantor, AGENDA, agenda, Kerja.SELESAI)

    with pytest.raises(PenerimaRequired):
        kantor.act(CAMAT, Kerja.DISPOSISIKAN)
    dispose(kantor, KASI["PM"], SEKCAM)
    assert not kantor.tugas("Slamet Riyadi")
    for nama in ("Siti Khotimah", ADMIN):
        tugas = kantor.only(nama)
        answer(kantor, nama, tugas, "hasil", "Hadir")
        answer(kantor, nama, tugas, "tanggal", "6 Oktober 2026")
        finish(kantor, nama, tugas, Kerja.SELESAI)

    kantor.act(ADMIN, Kerja.KEMBALIKAN, catatan="Belum lengkap sekali")
    again = {nama: kantor.only(nama) for nama in ("Siti Khotimah", ADMIN)}
    assert not kantor.tugas("Slamet Riyadi")
    for nama, tugas in again.items():
        finish(kantor, nama, tugas, Kerja.SELESAI, isian={"hasil": "ya", "tanggal": "7-10-2026"})
    kantor.act(ADMIN, Kerja.SETUJUI)
    last = kantor.act(AGENDA, Kerja.SELESAI, isian={"diarsipkan": "ya"})

    assert last.berkas.status is StatusBerkas.SELESAI
    assert last.berkas.judul == "Penanganan Surat Masuk 005/77/SETDA/2026"
    assert kantor.run(lambda u: u.berkas.get(berkas_id))[0].status is StatusBerkas.SELESAI


def test_recipients_that_are_mapped_anew_are_said_on_the_card_that_chooses(
    kantor: Pejawaran, tmp_path: Path
):
    activate_letters(tmp_path)
    begin(kantor)
    agenda = kantor.only(AGENDA)
    answer(kantor, AGENDA, agenda, "nomor_agenda", "001/SM/2026")
    answer(kantor, AGENDA, agenda, "lembar")
    finish(kantor, AGENDA, agenda, Kerja.SELESAI)
    choosing = kantor.only(CAMAT)
    fewer = tapak(tmp_path, FILE, "--kantor", "PEJAWARAN", *KOLOM[:-2])
    assert fewer.exit_code == 0, fewer.output

    now = kantor.only(CAMAT)
    assert now.revisi == choosing.revisi + 1
    assert JenisPembaruan.PILIHAN in {one.jenis for one in now.facts.pembaruan}


def test_letters_run_side_by_side(kantor: Pejawaran, tmp_path: Path):
    activate_letters(tmp_path)

    assert begin(kantor) != begin(kantor)
    assert len(kantor.tugas(AGENDA)) == 2


# By the command line


def test_a_dry_run_says_everything_and_stores_nothing(kantor: Pejawaran, tmp_path: Path):
    result = tapak(tmp_path, FILE, *KOLOM, "--dry-run", "--json")
    facts = json.loads(result.stdout)

    assert (result.exit_code, facts["disimpan"], facts["sebelum"]) == (0, False, None)
    assert facts["kolom"]["penerima"] == PENERIMA
    assert facts["kolom"]["camat"] == ["Camat"]
    assert startable(kantor, AGENDA) == {}


def test_columns_that_nobody_stands_in_are_named_with_the_option_to_add(
    kantor: Pejawaran, tmp_path: Path
):
    path = tmp_path / "sop.toml"
    path.write_text(unmapped())

    result = tapak(tmp_path, path)

    assert result.exit_code == 1
    assert "1 kolom belum dipetakan: Penerima disposisi" in result.stderr
    assert '--kolom "penerima=JABATAN"' in result.stderr
    assert startable(kantor, AGENDA) == {}


@pytest.mark.parametrize(
    ("pair", "said"),
    [
        ("penerima", "tidak terbaca"),
        ("Lurah=Camat", "Kolom Lurah tidak ada"),
        ("penerima=Lurah", "Jabatan Lurah tidak ada"),
    ],
)
def test_a_mapping_to_nothing_is_refused(kantor: Pejawaran, tmp_path: Path, pair: str, said: str):
    result = tapak(tmp_path, FILE, "--kolom", pair)

    assert result.exit_code == 1
    assert said in result.stderr


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('waktu = "2 hari"', 'waktu = "sebentar"', "langkah 3, mutu_baku.waktu"),
        ('penerima = "dipilih"', 'penerima = "dipilih"\ngabung_di = 2', "langkah 2"),
        ("kode = ", "kode ", "bukan TOML"),
        ("ke = 3", "ke = 5", "pengembalian harus ke langkah sebelumnya"),
    ],
)
def test_a_file_that_cannot_run_is_refused_with_every_place(
    kantor: Pejawaran, tmp_path: Path, old: str, new: str, said: str
):
    path = tmp_path / "sop.toml"
    path.write_text(FILE.read_text().replace(old, new, 1))

    result = tapak(tmp_path, path)

    assert result.exit_code == 1
    assert said in result.stderr


def test_a_file_that_is_not_there_and_an_office_that_is_not_there_are_said(
    kantor: Pejawaran, tmp_path: Path
):
    assert "tidak dapat dibaca" in tapak(tmp_path, tmp_path / "tidak.toml").stderr
    assert "Kantor LAIN tidak ada" in tapak(tmp_path, FILE, "--kantor", "LAIN").stderr


def test_a_text_that_is_active_is_said_to_be(kantor: Pejawaran, tmp_path: Path):
    activate_letters(tmp_path)

    assert "sudah aktif" in tapak(tmp_path, FILE).stdout


def test_another_text_under_the_same_versi_is_refused_with_the_next_one(
    kantor: Pejawaran, tmp_path: Path
):
    activate_letters(tmp_path)
    path = tmp_path / "sop.toml"
    path.write_text(FILE.read_text() + "# lain\n")

    result = tapak(tmp_path, path)

    assert result.exit_code == 1
    assert "Naikkan versi menjadi 2" in result.stderr


# Versions


def second(text: str = SHIPPED.teks) -> Any:
    """Return the second version of an SOP: one langkah takes longer."""
    longer = text.replace("versi = 1", "versi = 2", 1).replace('"15 menit"', '"30 menit"', 1)
    return examine(longer.encode(), "sop.toml")


def put(kantor: Pejawaran, pemeriksaan: Any, **facts: Any) -> int:
    def work(uow: Any) -> int:
        rencana = plan_activation(
            uow, kantor_id=kantor.kantor_id, template=pemeriksaan.template, **facts
        )
        return activate(uow, rencana)

    return kantor.run(work)


def test_a_running_berkas_stays_on_its_versi_and_the_newest_is_offered(kantor: Pejawaran):
    berkas_id = kantor.start()
    new_id = put(kantor, second())

    berkas, sop_id = kantor.run(lambda u: u.berkas.get(berkas_id))
    assert sop_id != new_id
    assert startable(kantor, ADMIN) == {(SHIPPED.sop.kode, 2): new_id}
    kantor.act(CAMAT, Kerja.DISPOSISIKAN)
    assert kantor.only(ADMIN).langkah == 2
    (pilihan,) = kantor.run(list_startable, user_id=kantor.user[ADMIN])
    assert pilihan.berjalan == berkas.nomor

    kantor.say(ADMIN, cancel_berkas, berkas_id=berkas_id, alasan="Pindah ke versi 2")
    outcome = kantor.say(ADMIN, begin_start, sop_id=new_id, periode=TW_III)
    assert outcome.berkas.status is StatusBerkas.BERJALAN
    assert kantor.run(lambda u: u.berkas.get(outcome.berkas.id))[1] == new_id


def test_a_newer_versi_takes_over_the_posts_and_leaves_a_line_of_history(kantor: Pejawaran):
    put(kantor, second())

    rows = kantor.database.run_now(lambda c: list(c.execute(select(table(JejakRow)))))
    line = rows[-1]
    assert (line.aksi, line.rincian["versi"], line.rincian["sebelum"]) == ("aktifkan_sop", 2, 1)
    assert len(line.rincian["kolom"]["kasi"]) == 5
    assert line.pelaku == {}


def test_an_older_versi_comes_back_with_its_own_text_only(kantor: Pejawaran):
    put(kantor, second())
    put(kantor, examine(SHIPPED.teks.encode(), "sop.toml"))
    assert (SHIPPED.sop.kode, 1) in startable(kantor, ADMIN)

    changed = examine(SHIPPED.teks.replace("15 menit", "20 menit").encode(), "sop.toml")
    with pytest.raises(SopVersiFixed) as refused:
        put(kantor, changed)
    assert refused.value.terbaru == 2


def test_the_workbook_does_not_end_what_the_office_activated_by_itself(
    kantor: Pejawaran, tmp_path: Path
):
    activate_letters(tmp_path)
    put(kantor, second())
    kantor.take_over(SAMPLE)

    assert set(startable(kantor, ADMIN)) == {
        ("penanganan-surat-masuk", 1),
        (SHIPPED.sop.kode, 2),
    }


def test_a_column_or_a_post_that_is_not_there_is_refused(kantor: Pejawaran):
    for pair in (("Lurah", "Camat"), ("camat", "Lurah")):
        with pytest.raises(JabatanUnknown):
            put(kantor, second(), kolom=[pair])


# A file sent to the bot


def send(kantor: Pejawaran, text: str, nama: str = ADMIN) -> Any:
    pemeriksaan = examine(text.encode(), "sop.toml")
    kantor.say(nama, offer_sop, pemeriksaan=pemeriksaan)
    return kantor.owed(nama)[-1]


def test_only_an_admin_may_send_an_sop(kantor: Pejawaran):
    with pytest.raises(NotAllowed):
        send(kantor, FILE.read_text(), CAMAT)
    with pytest.raises(NotAllowed):
        kantor.say(CAMAT, confirm_sop, kantor_id=kantor.kantor_id, sidik="")


def test_the_faults_of_a_file_are_told_with_langkah_and_key(kantor: Pejawaran):
    broken = FILE.read_text().replace("ke = 3", "ke = 9").replace('id = "camat"', 'id = "x"')
    told = send(kantor, broken)

    assert told.layar == "sop_ditolak"
    places = {(one.langkah, one.kunci, one.kode) for one in told.isi.temuan}
    assert (4, "tahap.1.kembali.1.ke", "kembali_bukan_mundur") in places
    assert (2, "pelaksana", "kolom_tak_dikenal") in places
    assert send(kantor, "bukan toml").isi.temuan[0].salah == "toml"


def test_a_file_is_shown_with_its_changes_and_activated_on_yes(kantor: Pejawaran):
    told = send(kantor, second().template.teks)
    assert told.layar == "sop_diperiksa"
    assert (told.isi.sebelum, told.isi.versi, told.isi.belum) == (1, 2, ())
    (change,) = told.isi.perubahan
    assert (change.jenis, change.langkah) == ("waktu", 1)
    assert (change.dari, change.ke) == ("15 menit", "30 menit")

    here = {"kantor_id": told.isi.kantor_id, "sidik": told.isi.sidik}
    kantor.say(ADMIN, confirm_sop, **here)
    assert (SHIPPED.sop.kode, 2) in startable(kantor, ADMIN)
    rows = kantor.database.run_now(lambda c: list(c.execute(select(table(JejakRow)))))
    assert rows[-1].pelaku["nama"] == ADMIN
    with pytest.raises(QuestionOver):
        kantor.say(ADMIN, confirm_sop, **here)


def test_a_file_with_a_column_for_nobody_is_shown_but_not_activated(kantor: Pejawaran):
    told = send(kantor, unmapped())

    assert told.isi.belum == ("Penerima disposisi",)
    here = {"kantor_id": told.isi.kantor_id, "sidik": told.isi.sidik}
    with pytest.raises(SopNotReady):
        kantor.say(ADMIN, confirm_sop, **here)


def test_the_button_of_an_older_file_activates_nothing(kantor: Pejawaran):
    first = send(kantor, second().template.teks).isi
    newer = send(kantor, second().template.teks + "# lagi\n").isi
    with pytest.raises(QuestionOver):
        kantor.say(ADMIN, confirm_sop, kantor_id=first.kantor_id, sidik=first.sidik)
    with pytest.raises(NotAllowed):
        kantor.say(ADMIN, confirm_sop, kantor_id=99, sidik=newer.sidik)
    kantor.say(ADMIN, leave_sop, sidik=newer.sidik)
    with pytest.raises(QuestionOver):
        kantor.say(ADMIN, confirm_sop, kantor_id=newer.kantor_id, sidik=newer.sidik)


def test_another_text_under_a_kept_versi_is_refused_in_the_chat_too(kantor: Pejawaran):
    with pytest.raises(SopVersiFixed) as refused:
        send(kantor, SHIPPED.teks + "# lain\n")

    assert (refused.value.versi, refused.value.terbaru) == (1, 1)


@pytest.mark.parametrize("is_segera", [True, False])
def test_an_urgent_letter_makes_a_sound_at_any_hour(
    kantor: Pejawaran, tmp_path: Path, is_segera: bool
):
    file = tmp_path / "surat-segera.toml"
    file.write_text(FILE.read_text().replace("mulai = [", f"mulai = [\n    {TICK},", 1))
    assert tapak(tmp_path, file, "--kantor", "PEJAWARAN", *KOLOM).exit_code == 0
    sop_id = startable(kantor, AGENDA)["penanganan-surat-masuk", 1]
    kantor.say(AGENDA, begin_start, sop_id=sop_id, periode=triwulan(2026, 4))
    kantor.say(AGENDA, press_answer, sop_id=sop_id, revisi=0, is_given=is_segera)
    for teks in LETTER:
        kantor.say(AGENDA, take_text, teks=teks, message_id=1)
    kantor.now = kantor.now.replace(hour=15)  # 22.00 WIB
    kantor.say(AGENDA, confirm_start, sop_id=sop_id, revisi=6)
    agenda = kantor.only(AGENDA)
    answer(kantor, AGENDA, agenda, "nomor_agenda", "001/SM/2026")
    answer(kantor, AGENDA, agenda, "lembar")
    finish(kantor, AGENDA, agenda, Kerja.SELESAI)

    (card,) = kantor.owed(CAMAT, "kartu")
    assert card.senyap is not is_segera


TICK = '{ kode = "segera", label = "Segera", jenis = "centang", wajib = false }'
