"""Who sees which dokumen, cell by cell, when it is asked for and when it is sent."""

from collections import Counter

from bot.trial.kantor.pejawaran import KASI, SEKCAM
from sop_flows.engine.aksi import Kerja
from sop_flows.engine.berkas import Tugas
from sop_flows.errors import Refusal
from sop_flows.kantor.dokumen import Lampiran
from sop_flows.ports.records import Actor
from sop_flows.use_cases.berkas.dokumen import request_board_dokumen, request_dokumen, view_dokumen
from tests.keamanan.kantor import ADMIN_TANPA_JABATAN, Kantor
from tests.keamanan.perjalanan import stages
from tests.keamanan.test_tanpa_wewenang import FOREIGN, STOPS


def hand_in(k: Kantor, berkas_id: int) -> dict[int, int]:
    """Keep one dokumen of each unit that fills; return the unit of each by id."""
    units = {}
    for tugas in k.open_at(berkas_id, "4.0"):
        lampiran = Lampiran(
            berkas_id=berkas_id,
            tugas_id=tugas.id,
            sha256="ab" * 32,
            nama=f"data-dukung-{tugas.unit_id}.pdf",
            oleh=k.pegawai[k.holder(tugas)],
            diterima_at=k.now,
        )
        kept = k.run(lambda uow, x=lampiran: uow.lampiran.add(k.kantor_id, x))
        units[kept] = tugas.unit_id or 0
    return units


def seen(k: Kantor, user_id: int, units: dict[int, int], **place: int) -> set[int]:
    """Return which of the dokumen would be drawn for somebody now."""
    return {
        id
        for id in units
        if not isinstance(
            k.attempt(view_dokumen, user_id=user_id, lampiran_id=id, **place)[0], Exception
        )
    }


def may_touch(k: Kantor, siapa: str, tugas: Tugas) -> bool:
    return bool(k.kebijakan.recorded(siapa, k.perkara(tugas), Kerja.SELESAI))


def expected(k: Kantor, siapa: str, tugas: Tugas, units: dict[int, int]) -> set[int]:
    """The policy: nothing without the tugas; a unit its own; the others all."""
    if not may_touch(k, siapa, tugas):
        return set()
    return {id for id, unit in units.items() if tugas.unit_id in (None, unit)}


def test_every_cell_of_the_matrix_is_as_the_policy_says(kecamatan: Kantor):
    k, faults, cells = kecamatan, [], Counter()
    units: dict[int, int] = {}
    for stage, berkas_id in stages(k):
        if stage not in STOPS:
            continue
        units = units or hand_in(k, berkas_id)
        for tugas in k.probed(berkas_id):
            for siapa in k.actors():
                user_id = k.user[siapa]
                got = seen(k, user_id, units, tugas_id=tugas.id)
                who = {"actor": Actor.private(user_id), "tugas_id": tugas.id}
                outcome, written = k.attempt(request_dokumen, **who)
                wanted = expected(k, siapa, tugas, units)
                mine = may_touch(k, siapa, tugas)
                owed = max(1, len(wanted)) if mine else 0
                cells[len(got)] += 1
                if (got, written, isinstance(outcome, Refusal)) != (wanted, owed, not mine):
                    faults.append((stage, tugas.place, siapa, got, wanted, written))

    assert faults == []
    assert cells[5] > 10
    assert cells[1] > 3
    assert cells[0] > 300


def test_a_board_shows_what_concerns_the_person_and_all_to_who_steers(kecamatan: Kantor):
    k = kecamatan
    units: dict[int, int] = {}
    for stage, berkas_id in stages(k):
        units = units or hand_in(k, berkas_id)
        if stage == "5 himpun":
            break
    board = {"berkas_id": berkas_id}
    everything = set(units)

    def on_board(siapa: str) -> set[int]:
        return seen(k, k.user[siapa], units, **board)

    for siapa in (*k.kebijakan.pejabat[SEKCAM], ADMIN_TANPA_JABATAN, "Agus Prasetyo"):
        assert on_board(siapa) == everything, siapa
    for kode, post in KASI.items():
        for siapa in k.kebijakan.pejabat.get(post, ()):
            own = {id for id, unit in units.items() if unit == k.unit[kode]}
            assert on_board(siapa) == own, siapa
    assert on_board("Fitri Handayani") == set()
    for siapa in FOREIGN:
        assert on_board(siapa) == set(), siapa
        who = {"actor": Actor.private(k.user[siapa])}
        outcome, written = k.attempt(request_board_dokumen, **who, **board)
        assert (isinstance(outcome, Refusal), written) == (True, 0), siapa
