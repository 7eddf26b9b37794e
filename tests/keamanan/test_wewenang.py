"""Who may do what, cell by cell, against a table that was written without looking at the code."""

from collections import Counter

from bot.trial.kantor.pejawaran import SEKCAM, STAF
from sop_flows.berkas import Kerja, StatusBerkas, Tugas
from sop_flows.errors import Refusal
from sop_flows.use_cases.tugas import perform_aksi
from tests.keamanan.kecamatan import DICABUT, HOLDERS, KANTOR_LAIN, Kecamatan
from tests.keamanan.perjalanan import stages

K = Kerja
OFFERED = {
    "1.0": {K.DISPOSISIKAN},
    "2.0": {K.DISPOSISIKAN},
    "3.0": {K.KIRIM},
    "4.0": {K.KIRIM, K.KECUALIKAN},
    "5.0": {K.SELESAI, K.TANYA},
    "5.-1": {K.JAWAB},
    "5.1": {K.TERUSKAN},
    "6.0": {K.SETUJUI, K.KEMBALIKAN},
    "7.0": {K.SETUJUI, K.KEMBALIKAN},
    "8.0": {K.SELESAI},
    "8.1": {K.TANDA_TANGANI, K.KECUALIKAN},
    "8.2": {K.TANDA_TANGANI, K.KEMBALIKAN},
    "9.0": {K.DISPOSISIKAN},
    "10.0": {K.SELESAI},
}
"""What the printed SOP lets its post do at each place."""
EXCUSES = {"4.0": SEKCAM, "8.1": STAF}
"""Who excuses at a place."""


def may_touch(k: Kecamatan, siapa: str, tugas: Tugas, kerja: Kerja) -> bool:
    """The policy: holders of the post today; signers for themselves.

    Staf excuses signers, and who starts the SOP excuses units that fill.
    """
    if kerja is K.KECUALIKAN:
        return siapa in HOLDERS.get(EXCUSES.get(tugas.place, ""), ())
    if tugas.pegawai_id is not None:
        return k.pegawai.get(siapa) == tugas.pegawai_id and siapa != DICABUT
    return siapa in HOLDERS[k.jabatan[tugas.jabatan_id]]


def expected(k: Kecamatan, siapa: str, tugas: Tugas, kerja: Kerja) -> set[str]:
    if not may_touch(k, siapa, tugas, kerja):
        return {"NotYourTugas"}
    if kerja is K.TARIK:
        return {"NoLongerWithdrawable"} if tugas.is_open else {"NoLongerWithdrawable", "done"}
    if not tugas.is_open:
        return {"TugasChanged"}
    return {"done"} if kerja in OFFERED[tugas.place] else {"AksiNotAllowed"}


def actors(k: Kecamatan) -> dict[str, int]:
    """Everybody of the office, some of their namesakes next door, and a stranger."""
    namesakes = {
        "Suharyanto",
        "Endang Lestari",
        "Retno Wulandari",
        "Slamet Riyadi",
        "Agus Prasetyo",
    }
    plain = {"Fitri Handayani", "Eko Purnomo"}
    return {
        nama: user
        for nama, user in k.user.items()
        if nama.removesuffix(KANTOR_LAIN) in namesakes
        or not (nama.endswith(KANTOR_LAIN) or nama in plain)
    }


def said(outcome: object) -> str:
    return type(outcome).__name__ if isinstance(outcome, Exception) else "done"


def probed(k: Kecamatan, berkas_id: int) -> list[Tugas]:
    """Up to two open tugas of each place, and the last closed one."""
    everything = k.run(lambda uow: uow.berkas.tugas_of(berkas_id))
    seen: Counter[str] = Counter()
    found = [t for t in everything if not t.is_open][-1:]
    for tugas in everything:
        if tugas.is_open and seen[tugas.place] < 2:
            seen[tugas.place] += 1
            found.append(tugas)
    return found


def test_every_cell_of_the_matrix_is_as_the_policy_says(kecamatan: Kecamatan):
    k, faults, cells = kecamatan, [], Counter()
    for stage, berkas_id in stages(k):
        for tugas in probed(k, berkas_id):
            for siapa, user_id in actors(k).items():
                for kerja in Kerja:
                    outcome, written = k.attempt(
                        perform_aksi,
                        user_id=user_id,
                        chat_id=user_id,
                        tugas_id=tugas.id,
                        aksi=k.aksi(kerja, tugas),
                    )
                    got, wanted = said(outcome), expected(k, siapa, tugas, kerja)
                    cells[got] += 1
                    refused_quietly = isinstance(outcome, Refusal) and written == 0
                    if got not in wanted or not (got == "done" or refused_quietly):
                        faults.append((stage, tugas.place, siapa, kerja.value, got, written))

    assert faults == []
    assert k.berkas(berkas_id).status is StatusBerkas.SELESAI
    assert cells["done"] > 20
    assert cells.total() > 8_000
