"""Nobody without authority changes or sees anything, nor learns whether a thing exists."""

from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from datetime import date
from typing import Any

from bot.trial.kantor.pejawaran import KASUBBAG, START
from handlers.errors import popup_of
from sop_flows.engine.aksi import Kerja, Penugasan
from sop_flows.engine.berkas import Tugas
from sop_flows.errors import NotFound, Refusal
from sop_flows.kantor.dokumen import Lampiran
from sop_flows.kinerja.lembar import BacaanLembar
from sop_flows.ports.ditanya import DITANYA
from sop_flows.ports.records import Actor, Percakapan
from sop_flows.use_cases.berkas import excuse as pengecualian
from sop_flows.use_cases.formulir import lembar
from sop_flows.use_cases.incoming import take_text
from sop_flows.use_cases.isian import answers as jawaban
from sop_flows.use_cases.pegawai import berhalangan, delegasi
from sop_flows.use_cases.pegawai.joining import list_members, revoke_member
from sop_flows.use_cases.pegawai.penugasan import Usul, appoint
from sop_flows.use_cases.sop.sent import confirm_sop
from sop_flows.use_cases.tugas import nomor as bernomor
from sop_flows.use_cases.tugas import percakapan, tanya_alihkan
from sop_flows.use_cases.tugas.percakapan import Ketukan
from storage.codec import decode
from tests.keamanan.kantor import (
    DICABUT,
    KANTOR_LAIN,
    MANTAN,
    ORANG_ASING,
    PLH,
    PLH_LAMA,
    Call,
    Kantor,
)
from tests.keamanan.percobaan import Step, on_board, on_card
from tests.keamanan.perjalanan import stages

UNKNOWN = 987_654_321
STRANGERS = (
    ORANG_ASING,
    DICABUT,
    PLH_LAMA,
    MANTAN,
    "Fitri Handayani",
    "Suharyanto" + KANTOR_LAIN,
    "Slamet Riyadi" + KANTOR_LAIN,
    "Endang Lestari" + KANTOR_LAIN,
)
FOREIGN = (ORANG_ASING, DICABUT, "Suharyanto" + KANTOR_LAIN, "Endang Lestari" + KANTOR_LAIN)
"""Those who are not of the office at all."""
FORMER = (DICABUT, PLH_LAMA, MANTAN, "Suharyanto" + KANTOR_LAIN)
STOPS = {
    "4 isi formulir",
    "5 himpun",
    "5 pertanyaan terbuka",
    "6 keputusan Kasubbag",
    "8 tanda tangan pegawai",
    "8 pengesahan Camat",
    "10 kirim dan arsipkan",
}


def told(outcome: object) -> str:
    """What the person reads; anything but a refusal is named."""
    return popup_of(outcome) if isinstance(outcome, Refusal) else f"tidak ditolak: {outcome!r}"


def is_refused(outcome: object, written: int) -> bool:
    return isinstance(outcome, Refusal) and written == 0


def differences(k: Kantor, real: Iterator[Step], none: Iterator[Step]) -> Iterator[str]:
    """Yield every step that writes, goes through, or is refused unlike that of an unknown thing."""
    steps, calls = zip(*real, strict=True)
    outcomes = k.each_alone(calls)
    unknowns = k.each_alone(call for _, call in none)
    for step, (outcome, written), (unknown, _) in zip(steps, outcomes, unknowns, strict=True):
        if not is_refused(outcome, written) or told(outcome) != told(unknown):
            yield f"{step}: wrote {written}; {told(outcome)!r}, unknown: {told(unknown)!r}"


def test_a_stranger_to_a_tugas_is_told_what_is_told_of_one_that_does_not_exist(
    kecamatan: Kantor,
):
    k, faults = kecamatan, []
    for stage, berkas_id in stages(k):
        if stage not in STOPS:
            continue
        tugas = k.berkas(berkas_id).terbuka[0]
        for siapa in STRANGERS:
            user, revisi = k.user[siapa], tugas.revisi
            real = on_card(user, tugas.id, revisi, k)
            none = on_card(user, UNKNOWN, revisi, k)
            faults += [(stage, siapa, what) for what in differences(k, real, none)]

    assert faults == []


def test_a_stranger_to_an_office_is_told_of_its_berkas_what_is_told_of_none(kecamatan: Kantor):
    k, faults = kecamatan, []
    for stage, berkas_id in stages(k):
        if stage not in STOPS:
            continue
        for siapa in FOREIGN:
            user = k.user[siapa]
            real, none = on_board(user, berkas_id), on_board(user, UNKNOWN)
            faults += [(stage, siapa, what) for what in differences(k, real, none)]

    assert faults == []


LEFT_BEHIND = (
    ("nilai", {"indikator": 1}),
    ("pilih_angka", {"indikator": 1, "pilihan": ["1", "2"]}),
    ("yakin_nilai", {"indikator": 1, "nilai": "7"}),
    ("alasan_na", {"indikator": 1}),
    ("bukti", {"indikator": 1}),
    ("analisis", {"indikator": 1, "bagian": "penghambat"}),
    ("catatan", {"kerja": "kembalikan", "unit": [2]}),
    ("catatan", {"kerja": "setujui"}),
    ("konsep", {"kerja": "selesai"}),
    ("isian", {"kode": "nomor_surat", "revisi": None}),
    ("tunda", {"kerja": "tunda", "revisi": None}),
    ("tulis_arahan", {}),
    ("alihkan", {"bagian": "jabatan"}),
    ("alihkan", {"bagian": "alasan", "jabatan": 1}),
    ("tembusan", {}),
    ("tembusan", {"jabatan": 1}),
    ("tindak_lanjut", {"kerja": "selesai", "bagian": "teks"}),
    ("tindak_lanjut", {"kerja": "selesai", "bagian": "batas", "teks": "Lengkapi", "jabatan": 1}),
    ("batalkan", {}),
    ("yakin", {"kerja": "setujui"}),
    ("kembalikan", {"kerja": "kembalikan", "bagian": "alasan", "unit": [2]}),
    ("kecualikan", {"bagian": "saksi", "alasan": "Cuti"}),
    ("yakin_kecualikan", {"alasan": "Cuti", "saksi": 1}),
    ("pilih_kantor", {"kerja": ["setujui", "selesai", "kembalikan"], "catatan": "Cukup panjang"}),
)
"""What a chat may still be asked when its person has lost the post."""


def test_a_conversation_left_behind_gives_no_authority(kecamatan: Kantor):
    k, faults = kecamatan, []
    for stage, berkas_id in stages(k):
        if stage not in STOPS:
            continue
        tugas = k.berkas(berkas_id).terbuka[0]
        for siapa in FORMER:
            user = k.user[siapa]
            for jenis, asked in LEFT_BEHIND:
                outcome = continue_talk(k, user, tugas, berkas_id, jenis, asked)
                if not isinstance(outcome, Refusal | str):
                    faults.append((stage, siapa, jenis, repr(outcome)))

    assert faults == []


def continue_talk(
    k: Kantor, user: int, tugas: Tugas, berkas_id: int, jenis: str, asked: dict[str, Any]
) -> object:
    """Plant a conversation, go on with it in every way, and return what went through."""
    facts = {
        "tugas": tugas.id,
        "nomor": tugas.nomor,
        "revisi": tugas.revisi,
        "berkas": berkas_id,
        "siapa": tugas.id,
    }
    kind = DITANYA[jenis]
    names = {each.name for each in fields(kind)}
    said = {name: fact for name, fact in (facts | asked).items() if name in names}
    talk = Percakapan(chat_id=user, isi=decode(kind, said), dimulai_at=k.now)
    tap = Ketukan(actor=Actor.private(user), tugas_id=tugas.id, revisi=tugas.revisi)
    who = {"actor": Actor.private(user)}
    ways: tuple[Call, ...] = (
        (take_text, who | {"teks": "12", "message_id": 1}),
        (take_text, who | {"teks": "Alasan yang cukup panjang", "message_id": 1}),
        (take_text, who | {"teks": "IK-01=12", "message_id": 1}),
        (percakapan.toggle, {"tap": tap, "daftar": "unit", "pilihan": 1}),
        (percakapan.turn_choice, {"tap": tap, "halaman": 2}),
        (percakapan.decide_quickly, {"tap": tap, "pilihan": 0}),
        (percakapan.ask_prepared_words, {"tap": tap}),
        (percakapan.dispose_to_chosen, {"tap": tap}),
        (bernomor.perform_in_office, {"tap": tap, "kerja": Kerja.SETUJUI}),
        (pengecualian.choose_witness, who | {"berkas_id": berkas_id, "saksi_id": 1}),
        (
            pengecualian.confirm_excuse,
            who | {"berkas_id": berkas_id, "tugas_id": tugas.id, "saksi_id": 1},
        ),
        (jawaban.keep_dokumen, who | {"lampiran": DOKUMEN}),
    )

    def with_talk(uow: Any, way: Call) -> object:
        uow.percakapan.put(talk)
        work, arguments = way
        return work(uow, **arguments)

    outcomes = k.each_alone((with_talk, {"way": way}) for way in ways)
    for (work, arguments), (outcome, written) in zip(ways, outcomes, strict=True):
        went_through = not isinstance(outcome, Refusal)
        # the planted row, the end of what was asked before, and "go there instead"
        is_pointer = work is take_text and written <= 3
        if went_through and not is_pointer:
            return (work.__name__, arguments.get("teks"), outcome, written)
    return "refused"


DOKUMEN = Lampiran(
    berkas_id=0,
    tugas_id=0,
    sha256="0" * 64,
    nama="bukti.pdf",
    oleh=0,
    diterima_at=START,
)


def sheet(formulir_id: int, ronde: int = 1) -> BacaanLembar:
    return BacaanLembar(
        formulir_id=formulir_id,
        berkas_nomor=1001,
        ronde=ronde,
        periode="",
        kantor="",
        unit="",
        versi=1,
        baris=(),
    )


def test_what_is_not_about_a_tugas_is_refused_alike_too(kecamatan: Kantor):
    k, faults = kecamatan, []
    berkas_id = next(id for stage, id in stages(k) if stage == "6 keputusan Kasubbag")
    nomor = k.berkas(berkas_id).terbuka[0].nomor
    mine, colleague = k.pegawai["Suharyanto"], k.pegawai["Agus Prasetyo" + KANTOR_LAIN]
    formulir = k.run(lambda uow: uow.kinerja.formulir_of(berkas_id))[0].id
    for siapa in STRANGERS:
        user = k.user[siapa]
        who = {"actor": Actor.private(user)}
        pairs: tuple[tuple[Callable[..., object], dict[str, Any], dict[str, Any]], ...] = (
            *(
                (
                    bernomor.perform_by_number,
                    who | {"nomor": nomor, "kerja": (kerja,), "catatan": "Alasan cukup panjang"},
                    who | {"nomor": 1, "kerja": (kerja,), "catatan": "Alasan cukup panjang"},
                )
                for kerja in Kerja
            ),
            (tanya_alihkan.begin_moving_number, who | {"nomor": nomor}, who | {"nomor": 1}),
            (
                lembar.accept_sheet,
                who | {"bacaan": sheet(formulir)},
                who | {"bacaan": sheet(UNKNOWN)},
            ),
            (
                revoke_member,
                who | {"pegawai_id": mine if siapa in FOREIGN else colleague},
                who | {"pegawai_id": UNKNOWN},
            ),
        )
        for work, real, none in pairs:
            outcome, written = k.attempt(work, **real)
            unknown, _ = k.attempt(work, **none)
            if not is_refused(outcome, written) or told(outcome) != told(unknown):
                faults.append((siapa, work.__name__, written, told(outcome), told(unknown)))

    assert faults == []


def test_only_an_admin_sees_who_has_joined_and_only_of_the_own_office(kecamatan: Kantor):
    k = kecamatan
    for siapa in (*STRANGERS[:-1], "Agus Prasetyo", "Suharyanto"):
        outcome, _ = k.attempt(list_members, user_id=k.user[siapa])
        assert isinstance(outcome, Refusal), siapa

    for admin, office in (
        ("Endang Lestari", "Kecamatan Pejawaran"),
        (STRANGERS[-1], "Kantor Lain"),
    ):
        (seen,) = k.run(list_members, user_id=k.user[admin])
        assert seen.kantor.nama == office
        assert {p.kantor_id for p, _ in seen.pegawai} == {seen.kantor.id}


def test_nobody_without_the_right_appoints_ends_or_activates(kecamatan: Kantor):
    k, faults = kecamatan, []
    post = min(id for id, nama in k.jabatan.items() if nama == KASUBBAG)
    plh = k.run(lambda uow: uow.penugasan.since(k.kantor_id, date(2026, 10, 5)))
    (standing_in,) = [one.id for one in plh if one.nama == PLH]
    usul = Usul(
        kantor_id=k.kantor_id,
        jabatan_id=post,
        pegawai_id=k.pegawai["Wahyu Hidayat"],
        penugasan=Penugasan.PLH,
        sk="800/1/2027",
        mulai=date(2027, 2, 1),
        selesai=date(2027, 2, 5),
    )
    away = {"pegawai_id": k.pegawai["Wahyu Hidayat"], "dicatat": int(k.now.timestamp())}
    for siapa in (*FOREIGN, PLH, PLH_LAMA, MANTAN, "Agus Prasetyo", "Fitri Handayani"):
        user = k.user[siapa]
        who = {"actor": Actor.private(user)}
        pairs: tuple[tuple[Callable[..., object], dict[str, Any], dict[str, Any]], ...] = (
            (
                delegasi.choose_post,
                who | {"jabatan_id": usul.jabatan_id},
                who | {"jabatan_id": UNKNOWN},
            ),
            (
                berhalangan.take_proposal,
                who | away | {"jabatan_id": usul.jabatan_id},
                who | away | {"jabatan_id": UNKNOWN},
            ),
            (
                delegasi.ask_end,
                who | {"penugasan_id": standing_in},
                who | {"penugasan_id": UNKNOWN},
            ),
            (
                delegasi.confirm_end,
                who | {"penugasan_id": standing_in},
                who | {"penugasan_id": UNKNOWN},
            ),
            (
                appoint,
                {"user_id": user, "usul": usul},
                {"user_id": user, "usul": replace(usul, jabatan_id=UNKNOWN)},
            ),
            (
                confirm_sop,
                who | {"kantor_id": k.kantor_id, "sidik": "x"},
                who | {"kantor_id": UNKNOWN, "sidik": "x"},
            ),
        )
        for work, real, none in pairs:
            outcome, written = k.attempt(work, **real)
            unknown, _ = k.attempt(work, **none)
            if not is_refused(outcome, written) or told(outcome) != told(unknown):
                faults.append((siapa, work.__name__, written, told(outcome), told(unknown)))

    assert faults == []


def test_a_stand_in_comes_from_the_own_office(kecamatan: Kantor):
    k, sekcam = kecamatan, kecamatan.user["Endang Lestari"]
    who = {"actor": Actor.private(sekcam)}
    post = min(id for id, nama in k.jabatan.items() if nama == KASUBBAG)
    k.run(delegasi.choose_post, **who, jabatan_id=post)
    foreign = k.pegawai["Slamet Riyadi" + KANTOR_LAIN]

    outcome, written = k.attempt(delegasi.choose_person, **who, pegawai_id=foreign)
    assert is_refused(outcome, written)
    assert isinstance(k.attempt(delegasi.choose_person, **who, pegawai_id=UNKNOWN)[0], NotFound)
