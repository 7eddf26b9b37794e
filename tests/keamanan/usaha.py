"""What people do outside any tugas: starting, steering, standing in, administering."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sop_flows.engine.aksi import Penugasan
from sop_flows.ports.capaian import Pandangan
from sop_flows.ports.ditanya import DITANYA, Delegasi, Kecualikan
from sop_flows.ports.records import Actor, Percakapan
from sop_flows.ports.rencana import Arah, Maksud
from sop_flows.sop.examine import examine
from sop_flows.use_cases.berkas import alur, arsip, ditandatangani, papan, rencana, riwayat
from sop_flows.use_cases.berkas import excuse as pengecualian
from sop_flows.use_cases.berkas import steer as berkas
from sop_flows.use_cases.berkas.start import list_startable, start_berkas
from sop_flows.use_cases.incoming import take_text
from sop_flows.use_cases.isian import start as mulai
from sop_flows.use_cases.kantor import libur
from sop_flows.use_cases.kantor.admin import office_meant
from sop_flows.use_cases.kantor.logo import keep_logo
from sop_flows.use_cases.kinerja import capaian
from sop_flows.use_cases.nudge import remind_late
from sop_flows.use_cases.pegawai import admission as penerimaan
from sop_flows.use_cases.pegawai import berhalangan, delegasi, tautan
from sop_flows.use_cases.pegawai import joining as bergabung
from sop_flows.use_cases.pegawai.penugasan import Usul, appoint, end_early
from sop_flows.use_cases.sop import sent as sop_kiriman
from sop_flows.waktu.jadwal import JenisHari
from sop_flows.waktu.periode import write_by_name
from storage.codec import decode
from tests.keamanan.kantor import MANTAN, PLH, Kantor
from tests.keamanan.susunan import shipped
from tests.support.periode import triwulan

EARLIER = triwulan(2026, 2)
FIRST, LAST = date(2027, 2, 1), date(2027, 2, 5)
WORDS = {"teks": "Alasan yang cukup panjang", "message_id": 1}


@dataclass(frozen=True, slots=True, kw_only=True)
class Usaha:
    """One use case, what the chat had been asked before, and whose right it is."""

    hak: str
    work: Callable[..., object]
    facts: Mapping[str, Any] = field(default_factory=dict)
    asked: tuple[str, Mapping[str, Any]] | None = None
    has_chat: bool = True
    names_office: bool = True
    """Whether it is about this office; otherwise it is about those of whoever asks."""

    def call(self, user: int) -> tuple[Callable[..., object], dict[str, Any]]:
        """Return the use case as that user's phone would ask for it."""
        who = {"actor": Actor.private(user)} if self.has_chat else {"user_id": user}
        return self.work, {**who, **self.facts}

    def talk(self, user: int, k: Kantor) -> Percakapan | None:
        """Return what the chat of that user was asked before."""
        if self.asked is None:
            return None
        kind, isi = self.asked
        return Percakapan(chat_id=user, isi=decode(DITANYA[kind], isi), dimulai_at=k.now)


def list_usaha(k: Kantor, berkas_id: int) -> Iterator[Usaha]:
    """Yield everything that is tried while a form is out and one unit has sent it."""
    yield from starting(k)
    yield from steering(berkas_id)
    yield from planning(k)
    yield from measuring(k)
    yield from sharing(k, berkas_id)
    yield from standing_in(k)
    yield from administering(k)


def starting(k: Kantor) -> Iterator[Usaha]:
    user, kode = k.user[k.kebijakan.mulai], k.kebijakan.kode
    offered = k.run(list_startable, user_id=user)
    (pilihan,) = [one for one in offered if one.sop.kode == kode]
    sop, given = {"sop_id": pilihan.sop_id}, {"isian": k.kebijakan.isian, "lampiran": []}
    facts = {"sop": pilihan.sop_id, "sumber": 0, "revisi": 0, **write_by_name(EARLIER), **given}
    at_end = ("mulai", {**facts, "ke": None})
    within = (
        ("mulai", {**facts, "ke": len(pilihan.sop.mulai) - 1}) if pilihan.sop.mulai else at_end
    )
    tap = {**sop, "revisi": 0}
    chosen = {**sop, "periode": EARLIER}
    yield Usaha(hak="memulai", work=mulai.begin_start, facts=chosen)
    yield Usaha(hak="memulai", work=mulai.begin_with, facts={**chosen, "sumber": None})
    yield Usaha(
        hak="memulai",
        work=start_berkas,
        facts={**sop, "periode": EARLIER, "isian": k.kebijakan.isian if pilihan.sop.mulai else {}},
    )
    yield Usaha(hak="memulai", work=mulai.confirm_start, facts=tap, asked=at_end)
    yield Usaha(
        hak="memulai", work=mulai.press_answer, facts={**tap, "is_given": False}, asked=within
    )
    yield Usaha(hak="memulai", work=mulai.choose_answer, facts={**tap, "sidik": "x"}, asked=within)
    yield Usaha(hak="memulai", work=mulai.change_answer, facts={**tap, "ke": 0}, asked=at_end)
    yield Usaha(hak="memulai", work=take_text, facts=WORDS, asked=within)


def planning(k: Kantor) -> Iterator[Usaha]:
    (aktif,) = [
        one
        for one in k.run(lambda uow: uow.sop.active(k.kantor_id))
        if one.sop.kode == k.kebijakan.kode
    ]
    today = k.now.date()
    until = {"maksud": Maksud(sop=aktif.id, arah=Arah.SAMPAI, hari=today)}
    yield Usaha(hak="arsip", work=rencana.ask_day, facts={"sop_id": aktif.id})
    yield Usaha(hak="arsip", work=rencana.show_rencana, facts=until)
    yield Usaha(hak="arsip", work=rencana.view_rencana, facts=until, has_chat=False)
    typed = {"teks": "besok", "message_id": 1}
    asked = ("rencana", {"sop": aktif.id})
    yield Usaha(hak="arsip", work=take_text, facts=typed, asked=asked)


def steering(berkas_id: int) -> Iterator[Usaha]:
    one = {"berkas_id": berkas_id}
    yield Usaha(hak="memulai", work=berkas.ask_cancel, facts=one)
    yield Usaha(hak="memulai", work=berkas.cancel_berkas, facts={**one, "alasan": "Salah periode"})
    yield Usaha(
        hak="memulai", work=take_text, facts=WORDS, asked=("batalkan", {"berkas": berkas_id})
    )
    yield Usaha(hak="mengingatkan", work=remind_late, facts=one, has_chat=False)
    yield Usaha(hak="melihat", work=berkas.refresh_board, facts=one)
    yield Usaha(hak="melihat", work=berkas.open_board, facts=one)
    yield Usaha(hak="arsip", work=arsip.request_arsip, facts=one)
    yield Usaha(hak="arsip", work=arsip.view_arsip, facts=one, has_chat=False)
    yield Usaha(hak="melihat", work=berkas.show_riwayat, facts=one)
    yield Usaha(hak="melihat", work=berkas.show_riwayat, facts={**one, "halaman": 1})
    yield Usaha(hak="melihat", work=alur.show_alur, facts=one)
    yield Usaha(hak="melihat", work=alur.view_alur, facts=one, has_chat=False)
    kept = {**one, "kode": "ACDEFGHJ"}
    yield Usaha(hak="belum_ada", work=ditandatangani.open_naskah, facts=kept)
    yield Usaha(hak="belum_ada", work=ditandatangani.read_naskah, facts=kept, has_chat=False)
    whose = {"berkas": (berkas_id,), "aksi": "riwayat"}
    yield Usaha(hak="melihat", work=berkas.ask_whose, facts=whose)
    yield Usaha(hak="melihat", work=riwayat.view_riwayat, facts=one, has_chat=False)
    yield Usaha(hak="melihat", work=papan.view_berkas, facts=one, has_chat=False)


def measuring(k: Kantor) -> Iterator[Usaha]:
    unit = k.unit[k.kebijakan.hak["capaian_unit"]]
    at = {"pandangan": Pandangan(kantor=k.kantor_id, periode=EARLIER, unit=unit)}
    yield Usaha(hak="capaian", work=capaian.show_capaian, facts=at)
    yield Usaha(hak="capaian", work=capaian.request_bagan, facts=at)
    yield Usaha(hak="capaian", work=capaian.view_capaian, facts=at, has_chat=False)
    whole = {"pandangan": Pandangan(kantor=k.kantor_id, periode=EARLIER)}
    yield Usaha(hak="capaian_seluruh", work=capaian.request_buku, facts=whole)
    yield Usaha(hak="capaian_seluruh", work=capaian.read_buku, facts=whole, has_chat=False)
    yield Usaha(hak="capaian_sendiri", work=capaian.begin_capaian, names_office=False)


def sharing(k: Kantor, berkas_id: int) -> Iterator[Usaha]:
    out = next(t for t in k.berkas(berkas_id).terbuka if t.unit_id is not None)
    sent = next(
        t.unit_id
        for t in k.run(lambda uow: uow.berkas.tugas_of(berkas_id))
        if t.unit_id is not None and not t.is_open
    )
    one = {"berkas_id": berkas_id}
    whom = {"berkas": berkas_id, "siapa": out.id, "revisi": out.revisi}
    joining = {"berkas": berkas_id, "unit": sent}
    rejoining = decode(Kecualikan, {**joining, "bagian": "kata", "alasan": "Kembali"})
    reason = {**one, "alasan": "Sedang cuti besar"}
    told = {"bagian": "alasan"}
    at = pengecualian
    yield Usaha(hak="memulai", work=at.begin_excuse, facts=one)
    yield Usaha(
        hak="memulai",
        work=at.choose_signer,
        facts={**one, "tugas_id": out.id},
        asked=("kecualikan", {"berkas": berkas_id, "bagian": "pegawai"}),
    )
    yield Usaha(
        hak="memulai", work=at.choose_reason, facts=reason, asked=("kecualikan", told | whom)
    )
    yield Usaha(
        hak="memulai",
        work=at.choose_witness,
        facts={**one, "saksi_id": k.pegawai[MANTAN]},
        asked=("kecualikan", {**whom, "alasan": "Cuti", "bagian": "saksi"}),
    )
    yield Usaha(
        hak="memulai",
        work=take_text,
        facts={**WORDS, "teks": MANTAN},
        asked=("kecualikan", {**whom, "alasan": "Cuti", "bagian": "saksi"}),
    )
    meant = {"siapa": out.id, "saksi": k.pegawai[MANTAN]}
    yield Usaha(
        hak="memulai",
        work=at.confirm_excuse,
        facts={**one, "tugas_id": out.id, "saksi_id": k.pegawai[MANTAN]},
        asked=("yakin_kecualikan", {**whom, **meant, "alasan": "Sedang cuti besar"}),
    )
    yield Usaha(hak="memulai", work=at.begin_adding, facts=one)
    yield Usaha(
        hak="memulai",
        work=at.choose_unit,
        facts={**one, "unit_id": sent},
        asked=("kecualikan", {"berkas": berkas_id, "bagian": "unit"}),
    )
    yield Usaha(
        hak="memulai", work=at.choose_reason, facts=reason, asked=("kecualikan", told | joining)
    )
    for isi in (whom, joining):
        asked = ("kecualikan", {**isi, "bagian": "kata"})
        yield Usaha(hak="memulai", work=take_text, facts=WORDS, asked=asked)
    yield Usaha(hak="memulai", work=at.let_join, facts={"asked": rejoining})


def away(k: Kantor, post: int) -> Mapping[str, int]:
    """Let the holder of a post be away; return what the proposal of a Plh. carries."""
    found = k.run(lambda uow: uow.pegawai.pemegang(k.kantor_id, post, k.now.date()))
    holder = next(one for one in found if one.penugasan is not Penugasan.PLH)
    who = Actor.private(next(k.user[n] for n, id in k.pegawai.items() if id == holder.pegawai_id))
    k.run(berhalangan.tell_absence, actor=who, mulai=FIRST, selesai=LAST, alasan="Cuti")
    said = int(k.now.timestamp())
    return {"jabatan_id": post, "pegawai_id": holder.pegawai_id, "dicatat": said}


def standing_in(k: Kantor) -> Iterator[Usaha]:
    hak, at = "menunjuk_untuknya", delegasi
    post = min(id for id, nama in k.jabatan.items() if nama == k.kebijakan.hak["jabatan"])
    person = {"pegawai": k.pegawai[MANTAN]}
    place = {"kantor": k.kantor_id, "jabatan": post, "bagian": "orang"}
    days = {"mulai": FIRST.isoformat(), "selesai": LAST.isoformat()}
    chosen = {**place, **person, **days, "jenis": "Plh.", "bagian": "sk"}
    whole = {**chosen, "sk": "800/1/2027", "bagian": "yakin"}
    usul = Usul(
        kantor_id=k.kantor_id,
        jabatan_id=post,
        pegawai_id=k.pegawai[MANTAN],
        penugasan=Penugasan.PLH,
        sk="800/1/2027",
        mulai=FIRST,
        selesai=LAST,
    )
    since = k.run(lambda uow: uow.penugasan.since(k.kantor_id, k.now.date()))
    (running,) = [one.id for one in since if (one.nama, one.jabatan_id) == (PLH, post)]
    end = {"penugasan_id": running}
    steps: tuple[tuple[Callable[..., object], Mapping[str, Any], Mapping[str, Any]], ...] = (
        (at.choose_post, {"jabatan_id": post}, {}),
        (at.choose_person, {"pegawai_id": k.pegawai[MANTAN]}, place),
        (at.choose_dates, {"mulai": FIRST, "selesai": LAST}, {**place, **person}),
        (at.choose_kind, {"penugasan": Penugasan.PLH}, {**place, **person, **days}),
        (take_text, WORDS | {"teks": "800/1/2027"}, chosen),
        (take_text, WORDS | {"teks": "Karno"}, place),
        (at.confirm_delegation, {"sidik": at.sidik_of(decode(Delegasi, whole))}, whole),
        (at.ask_end, end, {}),
        (at.confirm_end, end, {}),
    )
    yield Usaha(hak="menunjuk", work=at.begin_delegation, names_office=False)
    said = away(k, post)
    unsaid = {"kantor_id": k.kantor_id, "dicatat": said["dicatat"] - 1}
    yield Usaha(hak=hak, work=berhalangan.take_proposal, facts=said)
    yield Usaha(hak="belum_ada", work=berhalangan.withdraw_absence, facts=unsaid)
    for work, facts, isi in steps:
        asked = ("delegasi", isi) if isi else None
        yield Usaha(hak=hak, work=work, facts=facts, asked=asked)
    yield Usaha(hak=hak, work=appoint, facts={"usul": usul}, has_chat=False)
    yield Usaha(hak=hak, work=end_early, facts=end, has_chat=False)


def keeping_calendar(k: Kantor, kode: str) -> Iterator[Usaha]:
    here = {"kantor_id": k.kantor_id}
    asked = {"kantor": k.kantor_id, "jenis": "libur"}
    days = {"mulai": FIRST.isoformat(), "selesai": LAST.isoformat()}
    typed = ("libur", {**asked, "bagian": "tanggal"})
    named = ("libur", {**asked, **days, "bagian": "dasar"})
    whole = {**asked, **days, "bagian": "yakin", "dasar": "Hari jadi", "dihapus": False}
    sidik = k.run(
        lambda uow: libur.sidik_of(decode(DITANYA["libur"], whole), uow.kantor.libur(k.kantor_id))
    )
    own = {**here, "jenis": JenisHari.LIBUR}
    yield Usaha(hak="admin", work=libur.show_libur, facts={"kode": kode})
    yield Usaha(hak="admin", work=libur.look_at_year, facts={**here, "tahun": 2027})
    seen = {**here, "tahun": 2027}
    yield Usaha(hak="admin", work=libur.view_libur, facts=seen, has_chat=False)
    yield Usaha(hak="admin", work=libur.begin_change, facts=own)
    yield Usaha(hak="admin", work=libur.begin_removal, facts={**own, "mulai": FIRST})
    said = {**WORDS, "teks": "8 Februari 2027"}
    yield Usaha(hak="admin", work=take_text, facts=said, asked=typed)
    yield Usaha(hak="admin", work=take_text, facts=WORDS, asked=named)
    yield Usaha(
        hak="admin", work=libur.confirm_change, facts={"sidik": sidik}, asked=("libur", whole)
    )


def administering(k: Kantor) -> Iterator[Usaha]:
    teks = shipped(k.kebijakan, versi=3)
    sidik = {"sidik": teks.sha256[: sop_kiriman.SIDIK]}
    asked = ("sop", {"teks": teks.teks, "sidik": teks.sha256, "nama": "sop.toml"})
    seen = examine(teks.teks.encode(), "sop.toml")
    somebody = {"pegawai_id": k.pegawai[MANTAN]}
    here = {"kantor_id": k.kantor_id, **sidik}
    kode = k.run(lambda uow: uow.kantor.get(k.kantor_id).kode)
    picture = {"kode": kode, "sha256": "ab" * 32}
    yield Usaha(hak="admin", work=keep_logo, facts=picture)
    named = {"kode": kode}
    yield Usaha(hak="admin", work=office_meant, facts=named, has_chat=False)
    yield from keeping_calendar(k, kode)
    yield Usaha(hak="admin", work=sop_kiriman.administered, has_chat=False, names_office=False)
    yield Usaha(
        hak="admin", work=sop_kiriman.offer_sop, facts={"pemeriksaan": seen}, names_office=False
    )
    yield Usaha(hak="admin", work=sop_kiriman.confirm_sop, facts=here, asked=asked)
    yield Usaha(
        hak="admin", work=sop_kiriman.leave_sop, facts=sidik, asked=asked, names_office=False
    )
    yield Usaha(hak="admin", work=bergabung.revoke_member, facts=somebody)
    for work in (bergabung.accept_member, penerimaan.refuse_member):
        facts = {**somebody, "calon": k.user[MANTAN]}
        yield Usaha(hak="admin", work=work, facts=facts, has_chat=False)
    yield Usaha(hak="admin", work=tautan.show_member, facts=somebody)
    yield Usaha(hak="admin", work=tautan.view_member, facts=somebody, has_chat=False)
    yield Usaha(hak="admin", work=tautan.revoke_links, facts=somebody)
    yield Usaha(hak="admin", work=tautan.request_link, facts=somebody)
    made = {**somebody, "bot": "tapak_bot", "token": "rahasia"}
    yield Usaha(hak="admin", work=tautan.issue_link, facts=made, has_chat=False)
    yield Usaha(hak="admin", work=bergabung.list_members, has_chat=False, names_office=False)
