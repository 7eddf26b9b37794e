"""Whatever people do and whatever is imported meanwhile: the history alone gives every naskah again."""

import itertools
import random
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.trial.kantor.pejawaran import SAMPLE
from sop_flows.engine.aksi import Aksi, Kerja
from sop_flows.engine.berkas import StatusBerkas, Tugas
from sop_flows.engine.engine import aksi_of
from sop_flows.engine.kerja import KERJA
from sop_flows.errors import Refusal
from sop_flows.jejak import JejakLine
from sop_flows.kantor.dokumen import Lampiran
from sop_flows.naskah.naskah import Naskah
from sop_flows.naskah.rebuild import rebuild, told_whole
from sop_flows.ports.records import Actor
from sop_flows.sop.catalog import load_catalog
from sop_flows.use_cases.berkas.rebuild import Kesesuaian
from sop_flows.use_cases.berkas.start import list_startable, start_berkas
from sop_flows.use_cases.formulir.typed import type_lines
from sop_flows.use_cases.isian.answers import keep_dokumen
from sop_flows.use_cases.tugas.act import perform_aksi
from storage.database.session import Database
from storage.documents.kantor.buku import BarisIndikator, BukuKantor
from storage.unit_of_work import SqlUnitOfWork
from tests.sop_flows.engine.dunia import answers
from tests.sop_flows.use_cases.berkas.test_sambungan import begin, collect, send_forms
from tests.sop_flows.use_cases.berkas.test_start import COLUMNS, activate
from tests.support.office import BOT, Pejawaran, office_in
from tests.support.periode import TW_III
from tests.support.standing import board_in_part, shown, stood
from tests.support.story import (
    AGUS,
    KASUBBAG,
    LINES,
    PM,
    SEKCAM,
    SENT,
    TAPEM,
    agreement,
    at,
    berkas,
    fill,
    go_to,
    go_to_last,
    jejak,
    nilai,
    signature_of,
    tugas,
)
from tests.support.surat import SURAT_SEKDA
from tests.support.tamper import ALTERED, LOST, tamper


def kept(kantor: Pejawaran) -> list[Naskah]:
    return list(kantor.run(lambda uow: uow.naskah.of_kantor(kantor.kantor_id)))


def history(kantor: Pejawaran) -> list[JejakLine]:
    return kantor.run(lambda uow: list(uow.jejak.of_kantor(kantor.kantor_id)))


def give(kantor: Pejawaran, user: int, tugas: Tugas, sha256: str) -> None:
    lampiran = Lampiran(
        berkas_id=0, tugas_id=0, sha256=sha256, nama="bukti.pdf", oleh=0, diterima_at=kantor.now
    )
    kantor.run(keep_dokumen, actor=Actor.private(user), lampiran=lampiran)


# One way through


def test_every_naskah_of_a_finished_berkas_comes_out_of_its_lines_byte_for_byte(
    kantor: Pejawaran,
):
    last = go_to_last(kantor)
    kantor.act(AGUS, Kerja.SELESAI, last, isian=SENT, catatan="Terkirim")

    found = kept(kantor)
    assert [(one.sha256, one.kode, one.isi) for one in found] == [
        (one.sha256, one.kode, one.isi) for one in rebuild(history(kantor))
    ]
    assert rebuild(history(kantor)) == found
    assert len(found) == 5 + 2  # of five units, what was signed, and what went out with its letter
    assert agreement(kantor) == {Kesesuaian.SAMA}


def test_what_is_rebuilt_comes_from_the_lines_of_who_gave_it(kantor: Pejawaran):
    go_to(kantor, 7)
    altered = [
        replace(line, rincian={**line.rincian, "nilai": [{**one, "nilai": "42"} for one in given]})
        if (given := line.rincian.get("nilai"))
        else line
        for line in history(kantor)
    ]

    assert {one.sha256 for one in rebuild(altered)}.isdisjoint(one.sha256 for one in kept(kantor))
    assert len(rebuild(altered)) == len(kept(kantor))


def test_every_value_stands_in_the_history_with_who_gave_it_when_and_what_was_before(
    kantor: Pejawaran,
):
    berkas_id = go_to(kantor, 4)
    for teks in ("IK-01=100", "IK-01=99,50", "IK-01=n/a survei belum selesai"):
        kantor.wait(minutes=1)
        fill(kantor, TAPEM, teks)

    lines = jejak(kantor, berkas_id, "nilai")
    assert [line.rincian["nilai"][0] | {"indikator": 0} for line in lines] == [
        {"indikator": 0, "kode": "IK-01", "nilai": "100"},
        {"indikator": 0, "kode": "IK-01", "nilai": "99.50", "nilai_lama": "100"},
        {
            "indikator": 0,
            "kode": "IK-01",
            "alasan": "survei belum selesai",
            "nilai_lama": "99.50",
        },
    ]
    assert {line.pelaku["nama"] for line in lines} == {TAPEM}
    assert [(b.at - a.at).seconds for a, b in itertools.pairwise(lines)] == [60, 60]


def test_a_berkas_from_before_its_lines_said_enough_is_passed_over_and_told(kantor: Pejawaran):
    go_to(kantor, 7)
    before = [
        replace(line, rincian={k: v for k, v in line.rincian.items() if k != "bentuk"})
        for line in history(kantor)
    ]

    assert rebuild(before) == []
    assert told_whole(before) == frozenset()


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        *((statement, Kesesuaian.BERUBAH) for statement in ALTERED.values()),
        (LOST, Kesesuaian.HILANG),
        ("UPDATE naskah SET sha256 = isi WHERE unit_id IS NULL", Kesesuaian.TERSISIP),
    ],
)
def test_a_row_that_was_touched_does_not_agree(
    kantor: Pejawaran, statement: str, found: Kesesuaian
):
    go_to(kantor, 7)
    kantor.database.run_now(lambda c: tamper(c, statement))

    assert found in agreement(kantor)
    assert found.is_fault


# Everything that lines say is needed


def play_everything(kantor: Pejawaran) -> None:
    """Let a berkas begin with another's values, be attached to, withdrawn, returned and imported into."""
    nomor = collect(kantor)
    berkas_id = begin(kantor, sumber=nomor).berkas.id
    send_forms(kantor, berkas_id)
    give(kantor, kantor.user[TAPEM], kantor.only(TAPEM), "ab" * 32)
    kantor.act(TAPEM, Kerja.KIRIM, catatan="Dikirim terlalu dini")
    sent = next(t for t in jejak(kantor, berkas_id, "kirim") if t.langkah == 4)
    kantor.act(TAPEM, Kerja.TARIK, tugas(kantor, sent.tugas_id))
    for kasi in LINES:
        fill(kantor, kasi)
        kantor.act(kasi, Kerja.KIRIM, catatan="Sesuai laporan desa" if kasi == PM else "")
    kantor.act(AGUS, Kerja.SELESAI, at(kantor, berkas_id, 5), catatan="Draf pertama")
    values = nilai(kantor, berkas_id)
    marked = (values["IK-01"].indikator_id, values["IK-02"].indikator_id)
    unit = next(
        form.unit_id
        for form in kantor.run(lambda uow: uow.kinerja.formulir_of(berkas_id))
        if any(one.kode == "IK-01" for one in form.nilai)
    )
    kantor.act(
        KASUBBAG,
        Kerja.KEMBALIKAN,
        at(kantor, berkas_id, 6),
        catatan="Mohon dicek dengan BAST",
        unit=(unit,),
        indikator=marked,
    )
    kantor.act(AGUS, Kerja.TERUSKAN, at(kantor, berkas_id, 5, 1))
    fill(kantor, TAPEM, "IK-01=99,5")
    kantor.act(TAPEM, Kerja.KIRIM, catatan="IK-02 sudah cocok dengan BAST")
    kantor.act(AGUS, Kerja.SELESAI, at(kantor, berkas_id, 5), catatan="Draf kedua")
    buku = changed(lambda row: replace(row, tw3="120"), "IK-08")
    kantor.take_over(buku)
    kantor.act(KASUBBAG, Kerja.SETUJUI, at(kantor, berkas_id, 6))


def less(line: JejakLine, key: str) -> JejakLine:
    """Return a line that does not say something; of the office's facts, not that they changed."""
    said = {name: fact for name, fact in line.rincian.items() if name != key}
    if "formulir" in said:
        said["formulir"] = [{k: v for k, v in one.items() if k != key} for one in said["formulir"]]
    return replace(line, rincian=said)


def test_nothing_that_lines_say_can_be_left_out(kantor: Pejawaran):
    play_everything(kantor)
    lines, found = history(kantor), kept(kantor)
    assert rebuild(lines) == found

    for key in ("nilai", "bawaan", "ditandai", "lampiran", "selesai", "catatan", "isian"):
        assert rebuild([less(line, key) for line in lines]) != found, key
    changed_at = max(at for at, line in enumerate(lines) if "rujukan" in line.rincian)
    lines[changed_at] = less(lines[changed_at], "rujukan")
    assert rebuild(lines) != found


def test_what_was_taken_back_is_in_no_later_naskah(kantor: Pejawaran):
    play_everything(kantor)

    *_, last = kept(kantor)
    assert "Dikirim terlalu dini" not in last.isi
    assert "Dikirim terlalu dini" in "".join(one.isi for one in kept(kantor))
    assert "Draf kedua" in last.isi
    assert "Draf pertama" not in last.isi


# Any way through


def changed(what: Callable[[BarisIndikator], BarisIndikator], kode: str) -> BukuKantor:
    rows = (what(row) if row.kode == kode else row for row in SAMPLE.indikator)
    return replace(SAMPLE, indikator=tuple(rows))


BOOKS: Sequence[BukuKantor] = (
    SAMPLE,
    changed(lambda row: replace(row, tw3="120"), "IK-08"),
    changed(lambda row: replace(row, polaritas="turun", tw3="3"), "IK-02"),
    changed(lambda row: replace(row, indikator="Lain", satuan="Desa", sasaran="Lain"), "IK-04"),
    changed(lambda row: replace(row, unit="TAPEM"), "IK-09"),
    replace(SAMPLE, indikator=SAMPLE.indikator[1:]),
    replace(SAMPLE, indikator=(*SAMPLE.indikator, replace(SAMPLE.indikator[0], kode="IK-99"))),
    replace(SAMPLE, kantor=replace(SAMPLE.kantor, formula_turun="B")),
    replace(SAMPLE, kantor=replace(SAMPLE.kantor, skala_kategori="sangat baik", nama="Lain")),
    replace(SAMPLE, unit=tuple(replace(u, nama=f"{u.nama} Baru") for u in SAMPLE.unit)),
)
NUMBERS = ("0", "12", "88,5", "100,00", "-3", "n/a survei belum selesai")
AFRESH = 0.1
"""How often another process looks too, which has kept nothing."""
SOURCE = load_catalog().get("pengumpulan-data-kinerja")


class Days:
    """An office at work, as chance has it."""

    def __init__(self, kantor: Pejawaran, chance: random.Random) -> None:
        self.kantor, self.chance = kantor, chance
        self.done: list[Tugas] = []

    def start(self, sop_id: int, sumber: int | None = None, **isian: str) -> int:
        return self.kantor.say(
            SEKCAM, start_berkas, sop_id=sop_id, periode=TW_III, isian=isian, sumber=sumber
        ).berkas.id

    def step(self, berkas_id: int) -> None:
        """Let somebody do something with the berkas, often what moves it on."""
        self.kantor.wait(minutes=self.chance.randint(1, 90))
        move = self.chance.choices(
            [self.go_on, self.stray, self.fill, self.attach, self.take_back, self.take_over],
            [10, 3, 3, 1, 1, 1],
        )[0]
        with suppress(Refusal):
            move(berkas_id)
        self.kantor.run(stood, berkas_id=berkas_id)
        facts = {"berkas_id": berkas_id, "pegawai_id": self.kantor.pegawai[SEKCAM]}
        every, first = (self.kantor.run(board_in_part, **facts, most=most) for most in (None, 1))
        assert every == first
        if self.chance.random() < AFRESH:
            assert self.kantor.run(shown, berkas_id=berkas_id) == self.shown_afresh(berkas_id)

    def shown_afresh(self, berkas_id: int) -> tuple[object, ...]:
        """Return what cards and board show to a process that has kept nothing yet."""
        with closing(Database.open(f"sqlite:///{self.kantor.path}")) as other:
            return other.run_now(
                lambda c: shown(SqlUnitOfWork(c, BOT, self.kantor.now), berkas_id)
            )

    def user_of(self, tugas: Tugas) -> int:
        """Return who has a tugas."""
        if tugas.pegawai_id is not None:
            names = {id: nama for nama, id in self.kantor.pegawai.items()}
            return self.kantor.user[names[tugas.pegawai_id]]
        today = self.kantor.now.date()
        found = self.kantor.run(
            lambda uow: uow.pegawai.pemegang(self.kantor.kantor_id, tugas.jabatan_id, today)
        )
        return next(p.chat_id for p in found if p.chat_id is not None)

    def any_open(self, berkas_id: int) -> Tugas:
        return self.chance.choice(berkas(self.kantor, berkas_id).terbuka)

    def do(self, tugas: Tugas, kerja: Kerja, **facts: object) -> None:
        aksi = Aksi(kerja=kerja, revisi=tugas.revisi, at=self.kantor.now, **facts)  # type: ignore[arg-type]
        actor = Actor.private(self.user_of(tugas))
        self.kantor.run(perform_aksi, actor=actor, tugas_id=tugas.id, aksi=aksi)
        self.done.append(tugas)

    def sop_of(self, tugas: Tugas):
        loaded = self.kantor.run(lambda uow: uow.berkas.load_tugas(tugas.id))
        return self.kantor.run(lambda uow: uow.sop.get(loaded.sop_id))

    def go_on(self, berkas_id: int) -> None:
        tugas = self.any_open(berkas_id)
        kerja, *_ = aksi_of(self.sop_of(tugas), tugas)
        if kerja is Kerja.KIRIM and tugas.unit_id is not None:
            self.fill_all(tugas)
            tugas = next(t for t in berkas(self.kantor, berkas_id).terbuka if t.id == tugas.id)
        tahap = self.sop_of(tugas).tahap_at(tugas.langkah, tugas.tahap)
        isian = answers(tahap.isian) if tahap else {}
        note = self.chance.choice(["", "Sudah diperiksa bersama"])
        self.do(tugas, kerja, isian=isian, catatan=note or ("Begini adanya" * (not tahap)))

    def stray(self, berkas_id: int) -> None:
        """Return, ask, or whatever else a card offers beside what moves on."""
        tugas = self.any_open(berkas_id)
        further = aksi_of(self.sop_of(tugas), tugas)[1:]
        if not further:
            return
        forms = self.kantor.run(lambda uow: uow.kinerja.formulir_of(berkas_id))
        units = tuple(f.unit_id for f in forms)
        marked = tuple(n.indikator_id for f in forms for n in f.nilai)
        self.do(
            tugas,
            self.chance.choice(further),
            catatan="Mohon diperiksa kembali",
            unit=tuple(self.chance.sample(units, min(len(units), 2))),
            indikator=tuple(self.chance.sample(marked, min(len(marked), 2))),
        )

    def fill_all(self, tugas: Tugas) -> None:
        form = self.kantor.run(lambda uow: self.form(uow, tugas))
        lines = [f"{kode}={self.chance.choice(NUMBERS)}" for kode in form.kurang]
        if lines:
            self.type(tugas, "\n".join(lines))

    def form(self, uow, tugas: Tugas):
        return uow.kinerja.formulir(uow.berkas.berkas_of(tugas.id), tugas.unit_id)

    def fill(self, berkas_id: int) -> None:
        filling = [t for t in berkas(self.kantor, berkas_id).terbuka if t.unit_id is not None]
        for one in filling[:2]:
            form = self.kantor.run(lambda uow, one=one: self.form(uow, one))
            if form is not None and form.nilai:
                kode = self.chance.choice(form.nilai).kode
                self.type(one, f"{kode}={self.chance.choice(NUMBERS)}")

    def type(self, tugas: Tugas, teks: str) -> None:
        actor = Actor.private(self.user_of(tugas))
        self.kantor.run(type_lines, actor=actor, teks=teks, tugas_id=tugas.id)

    def attach(self, berkas_id: int) -> None:
        tugas = self.any_open(berkas_id)
        give(self.kantor, self.user_of(tugas), tugas, f"{self.chance.randrange(16**8):064x}")

    def take_back(self, berkas_id: int) -> None:
        if self.done:
            last = self.done[-1]
            now = self.kantor.run(lambda uow: uow.berkas.load_tugas(last.id)).tugas
            self.do(now, Kerja.TARIK)

    def take_over(self, berkas_id: int) -> None:
        buku = self.chance.choice(BOOKS)
        self.kantor.take_over(buku)


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(seed=st.integers(0, 2**32 - 1), is_chained=st.booleans())
def test_any_way_through_can_be_rebuilt(
    tmp_path_factory: pytest.TempPathFactory, seed: int, is_chained: bool
):
    with office_in(tmp_path_factory.mktemp("hari")) as kantor:
        days = Days(kantor, random.Random(seed))
        found = kantor.run(list_startable, user_id=kantor.user[SEKCAM])
        sumber = None
        if is_chained:
            source = activate(kantor, SOURCE.teks, COLUMNS)
            first = days.start(source, **SURAT_SEKDA)
            walk(days, first, 60)
            if berkas(kantor, first).status is StatusBerkas.SELESAI:
                sumber = berkas(kantor, first).nomor
        walk(days, days.start(found[0].sop_id, sumber), 60)

        assert agreement(kantor) <= {Kesesuaian.SAMA}
        assert rebuild(history(kantor)) == kept(kantor)


def walk(days: Days, berkas_id: int, steps: int) -> None:
    for _ in range(steps):
        if not berkas(days.kantor, berkas_id).terbuka:
            return
        days.step(berkas_id)


# What is handed on


def kode_named(kantor: Pejawaran, berkas_id: int, aksi: str) -> list[str]:
    return [
        line.rincian["naskah"]
        for line in jejak(kantor, berkas_id, aksi)
        if "naskah" in line.rincian
    ]


def test_what_is_handed_on_has_the_same_naskah_for_all_who_check_and_sign_it(kantor: Pejawaran):
    last = go_to_last(kantor)
    berkas_id = kantor.run(lambda uow: uow.berkas.berkas_of(last.id))
    handed, *_ = kode_named(kantor, berkas_id, "selesai")

    judged = kode_named(kantor, berkas_id, "setujui") + kode_named(
        kantor, berkas_id, "tanda_tangani"
    )
    assert len(judged) > 2
    assert set(judged) == {handed}


def test_a_unit_hands_on_its_own_naskah_and_none_with_an_empty_form(kantor: Pejawaran):
    berkas_id = go_to(kantor, 5)
    lines = [line for line in jejak(kantor, berkas_id, "kirim") if "naskah" in line.rincian]

    assert [line.langkah for line in lines] == [4] * 5
    assert len({line.rincian["naskah"] for line in lines}) == 5
    assert {one.versi for one in kept(kantor)} == {1}


def test_what_goes_out_after_the_signature_keeps_what_was_signed(kantor: Pejawaran):
    last = go_to_last(kantor)
    buku = changed(lambda row: replace(row, tw3="120"), "IK-08")
    kantor.take_over(buku)
    done = kantor.act(AGUS, Kerja.SELESAI, last, isian=SENT).berkas

    signed, sent = (kept(kantor)[-2], kept(kantor)[-1])
    assert (signed.versi, sent.versi) == (1, 2)
    assert '"target_periode":"120"' not in sent.isi
    assert "005/17/2026" in sent.isi
    assert sent.sha256 == berkas(kantor, done.id).keadaan.naskah
    assert agreement(kantor) == {Kesesuaian.SAMA}


def test_who_is_asked_to_sign_after_a_return_signs_what_was_corrected(kantor: Pejawaran):
    berkas_id = go_to(kantor, 7)
    kantor.act(SEKCAM, Kerja.KEMBALIKAN, at(kantor, berkas_id, 7), catatan="Mohon dicek lagi")
    kantor.act(KASUBBAG, Kerja.SETUJUI, at(kantor, berkas_id, 6), catatan="Sudah dicek dan sesuai")

    first, second = kode_named(kantor, berkas_id, "setujui")
    assert first == second
    assert agreement(kantor) == {Kesesuaian.SAMA}


def test_a_shared_signature_names_what_everybody_signs(kantor: Pejawaran):
    berkas_id = go_to(kantor, 8)
    kantor.act(AGUS, Kerja.SELESAI, at(kantor, berkas_id, 8))
    kantor.act(PM, Kerja.TANDA_TANGANI, signature_of(kantor, berkas_id, PM))

    assert (
        kode_named(kantor, berkas_id, "tanda_tangani")
        == kode_named(kantor, berkas_id, "setujui")[:1]
    )
    assert all(KERJA[one].hands_on for one in (Kerja.KIRIM, Kerja.SELESAI, Kerja.JAWAB))
