"""Deciding and signing: with the sidik of what was shown, or excused before a witness."""

from decimal import Decimal

import pytest

from bot.trial.kantor.pejawaran import START
from sop_flows.engine.berkas import (
    Berkas,
    Formulir,
    Kerja,
    Nilai,
    StatusBerkas,
    StatusFormulir,
    StatusTugas,
    Tugas,
)
from sop_flows.engine.sidik import compute_sidik
from sop_flows.errors import NotYourTugas, ReasonRequired, Refusal, TugasChanged
from sop_flows.ports.records import Actor
from sop_flows.sop.catalog import load_catalog
from sop_flows.use_cases.berkas.excuse import (
    begin_excuse,
    choose_reason,
    choose_signer,
    choose_witness,
)
from sop_flows.use_cases.tugas.percakapan import perform_by_number
from tests.support.office import Pejawaran
from tests.support.story import (
    AGUS,
    CAMAT,
    DEWI,
    KASUBBAG,
    SEKCAM,
    TAPEM,
    all_at,
    at,
    begin_signing,
    berkas,
    go_to,
    jejak,
    signature_of,
    tugas,
)

RIZKI = "Rizki Maulana"


def sidik_of(kantor: Pejawaran, berkas_id: int, shown: Tugas) -> str:
    """Compute the sidik of a card from the stored values alone, as an auditor would."""
    found, sop_id = kantor.run(lambda uow: uow.berkas.get(berkas_id))
    units = kantor.run(lambda uow: uow.kantor.unit(kantor.kantor_id))
    forms = kantor.run(lambda uow: uow.kinerja.formulir_of(berkas_id))
    kode = {unit.id: unit.kode for unit in units.values()}
    return compute_sidik(kantor.run(lambda uow: uow.sop.get(sop_id)), found, shown, forms, kode)


def test_every_decision_keeps_the_sidik_of_what_its_card_showed(kantor: Pejawaran):
    berkas_id = go_to(kantor, 6)
    decision = at(kantor, berkas_id, 6)
    wanted = sidik_of(kantor, berkas_id, decision)
    kantor.act(KASUBBAG, Kerja.SETUJUI, decision, sidik="palsu")

    (line,) = jejak(kantor, berkas_id, "setujui")
    assert line.rincian["sidik"] == wanted
    assert len(wanted) == 64
    assert tugas(kantor, decision.id).facts.hasil.sidik == wanted
    assert all("sidik" not in x.rincian for x in jejak(kantor, berkas_id) if x.aksi != "setujui")


def test_every_signature_and_the_ratification_have_one_too(kantor: Pejawaran):
    berkas_id = begin_signing(kantor)
    for one in all_at(kantor, berkas_id, 8, 1):
        nama = next(n for n, id in kantor.pegawai.items() if id == one.pegawai_id)
        kantor.act(nama, Kerja.TANDA_TANGANI, one)
    kantor.act(CAMAT, Kerja.TANDA_TANGANI, at(kantor, berkas_id, 8, 2))

    lines = jejak(kantor, berkas_id, "tanda_tangani")
    assert {line.pelaku["nama"] for line in lines} == set(kantor.pegawai)
    assert len({line.rincian["sidik"] for line in lines}) == 1
    assert lines[-1].pelaku["jabatan"] == "Camat"
    assert lines[-1].pelaku["penugasan"] == "definitif"


SOP = load_catalog().get("pengukuran-kinerja-kecamatan", 1).sop


def computed(
    *values: Nilai,
    ronde: int = 1,
    langkah: int = 6,
    status: StatusFormulir = StatusFormulir.TERKIRIM,
) -> str:
    run = Berkas(id=1, kantor_id=1, nomor=7, judul="x", tahun=2026, triwulan=3, dibuka_at=START)
    shown = Tugas(id=1, nomor=1, langkah=langkah, tahap=0, jabatan_id=1, dibuka_at=START)
    form = Formulir(id=1, berkas_id=1, unit_id=4, status=status, ronde=ronde, nilai=values)
    return compute_sidik(SOP, run, shown, [form], {4: "TAPEM"})


def value(angka: str | None, kode: str = "IK-01", **facts: str) -> Nilai:
    nilai = None if angka is None else Decimal(angka)
    return Nilai(indikator_id=1, kode=kode, nilai=nilai, **facts)


def test_a_sidik_changes_with_every_fact_and_with_no_way_of_writing_it():
    base = computed(value("71.5"), value("2", "IK-02"))

    assert base == computed(value("2.00", "IK-02"), value("7.150E+1"))
    others = {
        computed(value("71.6"), value("2", "IK-02")),
        computed(value("2"), value("71.5", "IK-02")),
        computed(value("71.5"), value(None, "IK-02", alasan="belum ada")),
        computed(value("71.5"), value(None, "IK-02", alasan="belum ada data")),
        computed(value("71.5")),
        computed(value("71.5"), value("2", "IK-02"), ronde=2),
        computed(value("71.5"), value("2", "IK-02"), langkah=7),
    }
    assert len(others) == 7
    assert base not in others


def test_what_an_excused_unit_drafted_is_not_in_the_sidik():
    excused = StatusFormulir.DIKECUALIKAN

    assert computed(value("71.5"), status=excused) == computed(value("9"), status=excused)


def excuse(kantor: Pejawaran, berkas_id: int, *, oleh: str, siapa: str, saksi: str) -> None:
    """Go through the conversation on the board."""
    kantor.say(oleh, begin_excuse, berkas_id=berkas_id)
    signing = signature_of(kantor, berkas_id, siapa)
    kantor.say(oleh, choose_signer, berkas_id=berkas_id, tugas_id=signing.id)
    kantor.run(
        choose_reason,
        actor=Actor.private(kantor.user[oleh]),
        berkas_id=berkas_id,
        alasan="Cuti tahunan",
    )
    kantor.say(oleh, choose_witness, berkas_id=berkas_id, saksi_id=kantor.pegawai[saksi])


def test_somebody_is_excused_with_a_reason_before_a_witness(kantor: Pejawaran):
    berkas_id = begin_signing(kantor)
    signing = signature_of(kantor, berkas_id, RIZKI)
    excuse(kantor, berkas_id, oleh=DEWI, siapa=RIZKI, saksi=TAPEM)

    assert tugas(kantor, signing.id).status is StatusTugas.DIKECUALIKAN
    (line,) = jejak(kantor, berkas_id, "kecualikan")
    assert line.rincian["catatan"] == "Cuti tahunan"
    assert line.rincian["saksi_id"] == kantor.pegawai[TAPEM]
    assert line.pelaku["nama"] == DEWI


def test_nobody_witnesses_for_themselves_and_only_staf_excuses(kantor: Pejawaran):
    berkas_id = begin_signing(kantor)
    with pytest.raises(ReasonRequired):
        excuse(kantor, berkas_id, oleh=AGUS, siapa=RIZKI, saksi=RIZKI)
    for nama in (CAMAT, SEKCAM, TAPEM, RIZKI):
        with pytest.raises(NotYourTugas):
            kantor.say(nama, begin_excuse, berkas_id=berkas_id)
    assert signature_of(kantor, berkas_id, RIZKI).is_open


def test_an_excuse_comes_too_late_for_somebody_who_signed_meanwhile(kantor: Pejawaran):
    berkas_id = begin_signing(kantor)
    signing = signature_of(kantor, berkas_id, RIZKI)
    kantor.say(AGUS, begin_excuse, berkas_id=berkas_id)
    kantor.say(AGUS, choose_signer, berkas_id=berkas_id, tugas_id=signing.id)
    kantor.say(AGUS, choose_reason, berkas_id=berkas_id, alasan="Cuti")
    kantor.act(RIZKI, Kerja.TANDA_TANGANI, signing)

    with pytest.raises(TugasChanged):
        kantor.say(AGUS, choose_witness, berkas_id=berkas_id, saksi_id=kantor.pegawai[TAPEM])
    assert tugas(kantor, signing.id).status is StatusTugas.SELESAI


def test_setuju_by_number_does_what_the_button_would(kantor: Pejawaran):
    berkas_id = go_to(kantor, 7)
    decision = at(kantor, berkas_id, 7)
    kerja = (Kerja.SETUJUI, Kerja.PARAF, Kerja.TANDA_TANGANI)
    for nama, nomor in ((CAMAT, decision.nomor), (SEKCAM, decision.nomor + 50)):
        with pytest.raises(Refusal):
            kantor.say(nama, perform_by_number, nomor=nomor, kerja=kerja)
    kantor.say(SEKCAM, perform_by_number, nomor=decision.nomor, kerja=kerja)

    (_, line) = jejak(kantor, berkas_id, "setujui")
    assert (line.pelaku["nama"], len(line.rincian["sidik"])) == (SEKCAM, 64)
    with pytest.raises(TugasChanged):
        kantor.say(SEKCAM, perform_by_number, nomor=decision.nomor, kerja=kerja)


def test_a_return_by_number_needs_its_reason(kantor: Pejawaran):
    berkas_id = go_to(kantor, 7)
    nomor = at(kantor, berkas_id, 7).nomor
    for alasan in ("", "   "):
        with pytest.raises(ReasonRequired):
            kantor.say(
                SEKCAM, perform_by_number, nomor=nomor, kerja=(Kerja.KEMBALIKAN,), catatan=alasan
            )
    kantor.say(
        SEKCAM,
        perform_by_number,
        nomor=nomor,
        kerja=(Kerja.KEMBALIKAN,),
        catatan="Mohon dijelaskan IK-07",
    )
    assert [t.langkah for t in berkas(kantor, berkas_id).terbuka] == [6]
    assert berkas(kantor, berkas_id).status is StatusBerkas.BERJALAN
