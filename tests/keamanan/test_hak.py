"""What lies outside of any tugas: who has the right does it, nobody else, whatever was asked before."""

import ast
import inspect
from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest

from sop_flows.errors import NotAllowed, NotFound, NotJoined, NotYourTugas, Refusal
from sop_flows.use_cases import waiting
from sop_flows.use_cases.berkas import ditandatangani, naskah, papan, rencana, verify_file
from sop_flows.use_cases.berkas import start as mulai
from sop_flows.use_cases.berkas import steer as berkas
from sop_flows.use_cases.formulir import lembar
from sop_flows.use_cases.isian import answers as jawaban
from sop_flows.use_cases.isian import koreksi, tertanda
from sop_flows.use_cases.isian import start as isian_mulai
from sop_flows.use_cases.pegawai import berhalangan
from sop_flows.use_cases.pegawai import joining as bergabung
from sop_flows.use_cases.tugas import pilihan_sekaligus, tanya_alihkan
from sop_flows.use_cases.tugas.act import perform_aksi
from sop_flows.use_cases.tugas.calon_sekaligus import offer_several
from sop_flows.use_cases.tugas.listing import list_tugas
from sop_flows.use_cases.tugas.nomor import perform_by_number
from sop_flows.use_cases.tugas.sekaligus import perform_several
from tests.keamanan.kantor import DICABUT, KANTOR_LAIN, Kantor
from tests.keamanan.kebijakan import list_kebijakan, read_kebijakan
from tests.keamanan.percobaan import on_board, on_card
from tests.keamanan.perjalanan import stages
from tests.keamanan.usaha import Usaha, list_usaha

ROOT = Path(__file__).parents[2]
STOP = "satu unit sudah mengirim"
OFFICES = tuple(nama for nama in list_kebijakan() if read_kebijakan(nama).hak)
UNENTITLED = (NotAllowed, NotFound, NotJoined, NotYourTugas)
"""The refusals that say nothing but that it is not this person's."""


def entitled(k: Kantor, hak: str) -> set[str]:
    """Return who has a right, as the policy says."""
    policy = k.kebijakan.hak
    match hak:
        case "belum_ada":
            return set()  # who reads what was decided on: ``test_ditandatangani``
        case "capaian":
            return {*policy["capaian"], *policy["capaian_seluruh"]}
        case "capaian_sendiri":
            return {*policy["capaian_lain"], *entitled(k, "capaian")}
        case "arsip":
            return {*policy["kepala"], *entitled(k, "mengingatkan")}
        case "mengingatkan":
            return {*policy["memulai"], *policy["admin"]}
        case "melihat":
            return {nama for nama in k.pegawai if not nama.endswith(KANTOR_LAIN)} - {DICABUT}
        case _:
            return set(policy[hak])


@pytest.fixture(scope="module")
def stopped(kantor_of: Callable[[str], Kantor]) -> Callable[[str], tuple[Kantor, int]]:
    """Return an office with a berkas whose form is out; one unit has sent it, another is late."""

    @cache
    def stop(nama: str) -> tuple[Kantor, int]:
        k = kantor_of(nama)
        berkas_id = next(id for stage, id in stages(k) if stage == STOP)
        k.wait(days=4)
        return k, berkas_id

    return stop


@pytest.mark.parametrize("nama", OFFICES)
def test_what_lies_outside_of_a_tugas_is_done_by_whose_right_it_is(
    nama: str, stopped: Callable[[str], tuple[Kantor, int]]
):
    (k, berkas_id), faults = stopped(nama), []
    for no, usaha in enumerate(list_usaha(k, berkas_id)):
        plant(k, usaha)
        people = [p for p in k.actors() if usaha.names_office or not p.endswith(KANTOR_LAIN)]
        outcomes, is_same = k.attempts(usaha.call(k.user[siapa]) for siapa in people)
        for siapa, (outcome, written) in zip(people, outcomes, strict=True):
            is_refused = isinstance(outcome, UNENTITLED)
            may = siapa in entitled(k, usaha.hak)
            is_bug = isinstance(outcome, Exception) and not isinstance(outcome, Refusal)
            if is_bug or is_refused == may or (is_refused and written):
                faults.append(f"{no} {usaha.work.__name__} {siapa}: {outcome!r} wrote {written}")
        if not is_same:
            faults.append(f"{no} {usaha.work.__name__}: a refusal changed something")

    assert not faults, "\n".join(faults)


def plant(k: Kantor, usaha: Usaha) -> None:
    """Let every chat have been asked the same, as if its person had once had the right."""

    def put(uow) -> None:
        for siapa in k.actors():
            talk = usaha.talk(k.user[siapa], k)
            if talk is None:
                uow.percakapan.drop(k.user[siapa])
            else:
                uow.percakapan.put(talk)

    k.run(put)


ELSEWHERE = {
    tanya_alihkan.begin_moving_number,
    lembar.accept_sheet,
    isian_mulai.accept_dokumen,
    perform_by_number,
    perform_aksi,
    pilihan_sekaligus.begin_choice,
    pilihan_sekaligus.toggle_one,
    pilihan_sekaligus.look_at_one,
    pilihan_sekaligus.ask_several,
    pilihan_sekaligus.choose_again,
    pilihan_sekaligus.leave_choice,
    perform_several,
}
"""What ``test_tanpa_wewenang``, ``test_wewenang`` and ``test_sekaligus`` try."""
OWN = {
    berhalangan.begin_absence,
    berhalangan.choose_absence,
    bergabung.confirm_identity,  # the link is the right
    bergabung.list_roles,
    berkas.find_berkas,
    ditandatangani.list_signed,
    ditandatangani.show_signed,
    papan.list_berkas,
    berkas.show_status,
    jawaban.expect_dokumen,  # refuses only
    koreksi.names_kantor,
    lembar.expect_sheet,
    mulai.list_periods,
    mulai.list_startable,
    naskah.show_naskah,
    rencana.begin_rencana,
    rencana.list_plannable,
    naskah.view_naskah,
    tertanda.ask_signed,  # of what waits for whoever sends it; else it refuses
    tertanda.find_signing,
    tertanda.may_be_signed,
    verify_file.tell_of_file,
    offer_several,
    list_tugas,
    waiting.list_waiting,
}
"""What changes nothing, and speaks of nothing but the offices and posts of whoever asks."""


def test_every_use_case_that_a_person_reaches_is_tried_without_the_right(
    stopped: Callable[[str], tuple[Kantor, int]],
):
    k, berkas_id = stopped("pengukuran-kinerja-kecamatan")
    user = k.user["Suharyanto"]
    steps = [*on_card(user, 1, 0, k), *on_board(user, berkas_id)]
    tried = {work for _, (work, _) in steps} | {u.work for u in list_usaha(k, berkas_id)}

    assert {one.__name__ for one in set(reached()) - tried - ELSEWHERE - OWN} == set()


def reached() -> Iterator[Callable[..., object]]:
    """Yield the use cases by which the chat lets a person in."""
    for path in (ROOT / "handlers").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.ImportFrom):
                continue
            if not (node.module or "").startswith("sop_flows.use_cases"):
                continue
            for alias in node.names:
                work = getattr(import_module(node.module or ""), alias.name)
                if inspect.isfunction(work) and names_a_person(work):
                    yield work


def names_a_person(work: Callable[..., object]) -> bool:
    return not {"actor", "user_id", "tap"}.isdisjoint(inspect.signature(work).parameters)
