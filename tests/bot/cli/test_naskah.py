"""What was signed, at a terminal: shown, exported, and told apart from what it is not."""

import hashlib
import json
import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from bot.cli.naskah import values_of
from sop_flows.jejak import chain, genesis
from sop_flows.naskah.canonical import write_canonical
from sop_flows.naskah.isi import IsiPengecualian
from sop_flows.naskah.kode import kode_of, print_kode
from tests.bot.cli.conftest import Signed
from tests.support.story import KASUBBAG, SEKCAM
from tests.support.tamper import ALTERED, BROKEN, LOST
from tests.support.views_nilai import make_formulir_many, make_isi


def test_an_exported_naskah_is_the_newest_or_an_older_one(signed: Signed):
    for what in (str, signed.export):
        assert signed.verdict(what(signed.baru)) == (0, "terbaru")
        assert signed.verdict(what(signed.lama)) == (0, "lama")


def test_one_digit_makes_it_altered(signed: Signed):
    path = signed.export(signed.baru)
    for before, after in (('"120"', '"121"'), ('"versi":1', '"versi":2'), ('"88.5"', "88.5")):
        text = path.read_text()
        assert before in text
        altered = path.with_name("altered.json")
        altered.write_text(text.replace(before, after, 1))
        assert signed.verdict(altered) == (1, "berubah")


def test_what_is_of_another_office_or_none_is_foreign(signed: Signed):
    path = signed.export(signed.baru)
    foreign = path.with_name("foreign.json")
    foreign.write_text(path.read_text().replace('"PEJAWARAN"', '"PAGENTAN"'))

    assert signed.verdict(foreign) == (1, "asing")
    assert signed.verdict("ACDE-FGHJ") == (1, "asing")
    foreign.write_text('{"lain": 1}')
    assert signed.verdict(foreign) == (1, "asing")


def test_a_paper_made_to_confuse_is_answered_like_any_other(signed: Signed):
    content = json.loads(signed.export(signed.baru).read_text())
    berkas = content["berkas"]
    strange = signed.tapak.folder / "strange.json"
    for facts, putusan in (
        ({"berkas": {**berkas, "nomor": 10**30}}, "asing"),
        ({"berkas": {**berkas, "nomor": -1}}, "asing"),
        ({"catatan": "\ud800"}, "berubah"),
    ):
        strange.write_text(json.dumps(content | facts))
        assert signed.verdict(strange) == (1, putusan)

    strange.write_text('{"isi":' + "[" * 100_000 + "]" * 100_000 + "}")
    assert "bukan naskah" in signed.tapak.run("naskah", "verify", strange).output


@pytest.mark.parametrize("how", ["what", "when"])
def test_a_row_that_somebody_altered_is_found_and_not_exported(signed: Signed, how: str):
    signed.tamper(ALTERED[how])

    assert signed.verdict(signed.baru) == (1, "berubah")
    result = signed.tapak.run("naskah", "export", signed.baru)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "BERUBAH" in result.output


def test_a_row_that_was_replaced_or_put_there_is_found(signed: Signed):
    content = signed.export(signed.baru)

    kode, sha256 = signed.baru.replace("-", ""), hashlib.sha256(b"{}").hexdigest()
    signed.tamper(
        f"DELETE FROM naskah WHERE kode = '{kode}'",
        "INSERT INTO naskah (kantor_id, berkas_id, langkah, versi, sha256, kode, isi, dibuat_at) "
        f"SELECT kantor_id, berkas_id, 7, 9, '{sha256}', '{kode_of(sha256)}', '{{}}', dibuat_at "
        "FROM naskah LIMIT 1",
    )
    put_there = print_kode(kode_of(sha256))

    assert signed.verdict(signed.baru) == (1, "hilang")
    assert signed.verdict(content) == (1, "hilang")
    assert signed.verdict(signed.lama) == (0, "lama")
    assert signed.verdict(put_there) == (1, "berubah")
    code, facts = signed.tapak.ask("naskah", "rebuild")
    assert (code, facts["cocok"]) == (1, False)
    assert sorted({one["hasil"] for one in facts["naskah"]}) == ["hilang", "sama", "tersisip"]


@pytest.mark.parametrize("how", [LOST, ALTERED["what"]])
def test_check_names_every_naskah_that_is_not_kept_as_the_history_names_it(
    signed: Signed, how: str
):
    assert "setiap naskah tersimpan seperti disebut riwayat" in signed.tapak.run("check").output
    signed.tamper(f"{how} WHERE kode = '{signed.lama.replace('-', '')}'")

    result = signed.tapak.run("check")

    assert result.exit_code == 1
    assert f"1 naskah hilang atau tidak seperti disebut riwayat: {signed.lama}\n" in result.output
    assert "tapak naskah verify KODE" in result.output


@pytest.mark.parametrize("how", BROKEN)
def test_nothing_is_genuine_on_the_word_of_a_history_that_is_not_whole(signed: Signed, how: str):
    content = signed.export(signed.lama)
    signed.tamper(BROKEN[how])
    out = signed.tapak.folder / "lagi.json"
    rebuilt = signed.tapak.run("naskah", "rebuild", signed.lama, "--out", out)

    assert signed.verdict(signed.lama) == (1, "retak")
    assert signed.verdict(content) == (1, "retak")
    assert signed.tapak.run("naskah", "show", signed.lama).exit_code == 1
    assert signed.tapak.run("naskah", "export", signed.lama).exit_code == 1
    assert (rebuilt.exit_code, out.exists()) == (1, False)
    for part in ("TIDAK UTUH mulai baris", "Letak: kantor PEJAWARAN", "cadangan terakhir"):
        assert part in rebuilt.output


def test_what_the_history_names_of_a_lost_naskah_is_not_shown_as_unknown(signed: Signed):
    signed.tamper(LOST)

    for command in ("show", "export"):
        result = signed.tapak.run("naskah", command, signed.lama)
        assert (result.exit_code, "HILANG" in result.output) == (1, True)


def test_a_kode_that_was_given_to_another_naskah_is_found(signed: Signed):
    lama, baru = (kode.replace("-", "") for kode in (signed.lama, signed.baru))

    signed.tamper(
        f"UPDATE naskah SET kode = 'XXXXXXXX' WHERE kode = '{lama}'",
        f"UPDATE naskah SET kode = '{lama}' WHERE kode = '{baru}'",
    )

    assert signed.verdict(signed.lama) == (1, "berubah")


def test_what_was_lost_is_written_again_from_the_history_alone(signed: Signed):
    content = signed.export(signed.baru).read_bytes()

    signed.tamper(LOST)
    again = signed.tapak.folder / "lagi.json"
    result = signed.tapak.run("naskah", "rebuild", signed.baru, "--out", again)

    assert (result.exit_code, "HILANG" in result.output) == (1, True)
    assert again.read_bytes() == content


def test_every_naskah_is_the_one_that_the_history_gives(signed: Signed):
    code, facts = signed.tapak.ask("naskah", "rebuild")

    assert (code, facts["cocok"]) == (0, True)
    assert {one["hasil"] for one in facts["naskah"]} == {"sama"}
    assert {signed.lama, signed.baru} <= {one["kode"] for one in facts["naskah"]}
    assert "7 naskah diperiksa, 0 tidak cocok" in signed.tapak.run("naskah", "rebuild").output
    assert signed.tapak.run("naskah", "rebuild", "ACDE-FGHJ").exit_code == 1


def test_a_naskah_from_before_the_history_said_so_much_is_told_and_no_fault(signed: Signed):
    def forget(uow):
        run = uow.connection.exec_driver_sql
        run("DROP TRIGGER jejak_no_update")
        run("UPDATE jejak SET rincian = json_remove(rincian, '$.bentuk') WHERE aksi = 'mulai'")
        (kantor,) = uow.kantor.all()
        for one in chain(genesis(kantor.id), uow.jejak.of_kantor(kantor.id)):
            hashes = (one.sebelum, one.hash)
            run("UPDATE jejak SET sebelum = ?, hash = ? WHERE seq = ?", (*hashes, one.seq))
            run("UPDATE kantor SET jejak_hash = ?", (one.hash,))

    signed.tapak.rows(forget)
    code, facts = signed.tapak.ask("naskah", "rebuild")

    assert code == 0
    assert {one["hasil"] for one in facts["naskah"]} == {"mendahului"}
    assert signed.verdict(signed.baru) == (0, "terbaru")


def test_an_export_has_the_sha256_that_the_history_names(signed: Signed):
    content = signed.export(signed.lama).read_bytes()
    _, facts = signed.tapak.ask("naskah", "show", signed.lama.lower(), "--kantor", "PEJAWARAN")

    assert hashlib.sha256(content).hexdigest() == facts["sha256"]
    assert json.loads(content) == facts["isi"]
    assert [one["nama"] for one in facts["keputusan"]] == [KASUBBAG]
    assert signed.tapak.run("naskah", "export", signed.lama).stdout.encode() == content


def test_a_naskah_is_shown_with_its_values_and_who_decided(signed: Signed):
    text = signed.tapak.run("naskah", "show", signed.baru).output

    assert "ASLI, naskah terbaru" in text
    assert "berkas 1001" in text
    assert f"setujui  {SEKCAM}, definitif" in text
    assert "IK-08" in text
    assert ": 88,5 dari 120" in text


def test_a_file_that_is_there_is_replaced_and_a_pipe_is_written(signed: Signed):
    older, newer = signed.export(signed.lama), signed.export(signed.baru).read_bytes()
    before, same = older.read_bytes(), older.with_name("sama.json")
    same.hardlink_to(older)
    assert signed.tapak.run("naskah", "export", signed.baru, "--out", older).exit_code == 0
    assert (older.read_bytes(), same.read_bytes()) == (newer, before)

    pipe = older.with_name("pipa")
    os.mkfifo(pipe)
    with ThreadPoolExecutor() as beside:
        heard = beside.submit(pipe.read_bytes)
        assert signed.tapak.run("naskah", "export", signed.baru, "--out", pipe).exit_code == 0
        assert heard.result() == newer


def test_what_there_is_not_is_said_with_how_to_mend_it(signed: Signed):
    for command in ("show", "export"):
        result = signed.tapak.run("naskah", command, "ACDE-FGHJ")
        assert (result.exit_code, "tidak ada" in result.output) == (1, True)
    path = signed.tapak.folder / "gambar.png"
    path.write_bytes(b"\x89PNG")
    for what in (path, "tidak-ada.json"):
        result = signed.tapak.run("naskah", "verify", what)
        assert (result.exit_code, "Perbaikan" in result.output) == (1, True)
    for out in ("tidak/ada/x.json", "x" * 300):
        result = signed.tapak.run("naskah", "export", signed.baru, "--out", out)
        assert "Tidak dapat menulis" in result.output


def test_of_a_unit_that_is_excused_it_is_told_why_and_before_whom():
    excused = IsiPengecualian(
        langkah=4,
        tahap=0,
        unit="KESRA",
        alasan="pejabatnya dirawat",
        jabatan="Sekretaris Kecamatan",
        saksi="Retno Wulandari",
    )
    isi = replace(make_isi(make_formulir_many(3, 1)), pengecualian=(excused,))

    *_, last = values_of(json.loads(write_canonical(isi)))

    assert last == (
        "dikecualikan: KESRA: pejabatnya dirawat (oleh Sekretaris Kecamatan, saksi Retno Wulandari)"
    )
