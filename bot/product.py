"""Tapak itself, put into the machine: its screens, its use cases, its storage."""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from bot.press import ArchiveBundle, PaperPress, PressedPaper
from bot.process.clock import machine_seconds
from bot.riwayat import examine
from bot.seams import Seams
from bot.units import BotUnits, MachineUnit
from handlers import routes
from handlers.context import TelegramApplication
from handlers.errors import word_refusal
from handlers.screens import loading, notices
from handlers.screens.alur import AlurTerlampir
from handlers.screens.capaian import BaganTerlampir, BukuTerlampir
from handlers.screens.dokumen import DokumenTerlampir
from handlers.screens.kartu import draw_struck
from handlers.screens.nilai import RekapTerlampir
from handlers.screens.notices import Pesan
from handlers.screens.papers import ArsipTerlampir, PaperTerlampir
from handlers.screens.screen import Dokumen
from handlers.screens.values import LembarTerlampir
from handlers.taps.messages import FileTools
from sop_flows.deferred import replace
from sop_flows.kinerja.lembar import LembarFormulir
from sop_flows.papers.nama import slug
from sop_flows.ports.alur import AlurView
from sop_flows.ports.capaian import CapaianView
from sop_flows.ports.kiriman import GivenUp, Kiriman, QueuedKiriman, RawUpdate, answer_to
from sop_flows.ports.lampiran import DokumenView
from sop_flows.ports.layar.capaian import LayarBagan
from sop_flows.ports.layar.daftar import LayarRekap
from sop_flows.ports.layar.formulir import DokumenDitunggu
from sop_flows.ports.layar.tugas import Gangguan
from sop_flows.ports.papers import ArsipView, PaperView
from sop_flows.ports.records import AnyKartu
from sop_flows.ports.rekap import RekapKantor
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.ports.views import IsiView
from sop_flows.use_cases.pegawai.reach import mark_reachable, mark_unreachable, tell_given_up
from sop_flows.use_cases.putus import note_gap
from sop_flows.use_cases.tick import next_moment, run_tick
from storage.carriers.pruning import forget_messages, forget_updates
from storage.documents.lembar.periods import print_periode
from storage.documents.lembar.reading import read_lembar
from storage.documents.papers.alur import write_alur
from storage.documents.papers.bagan import write_bagan
from storage.documents.papers.paper import is_picture
from storage.documents.segel.segel import Segel
from storage.documents.tte.periksa import SignatureVerifier
from storage.documents.writer import write_apart
from storage.files import kept_files
from storage.unit_of_work import SqlUnitOfWork

RETENTION = timedelta(days=90)


def furnish(data_dir: Path, segel: Segel | None = None, akar: Path | None = None) -> Seams:
    """Return the seams of the app, filled with Tapak."""
    files = kept_files(data_dir)
    file_tools = FileTools(
        read_sheet=read_lembar,
        keep=files.put,
        is_picture=is_picture,
        verify=SignatureVerifier(files.find, akar).verify,
    )

    def register(application: TelegramApplication) -> None:
        application.bot_data["file_tools"] = file_tools
        routes.register(application)

    return Seams(
        make_uow=SqlUnitOfWork,
        register=register,
        load=partial(load, PaperPress(files, segel)),
        draw=notices.draw,
        struck=draw_struck(),
        word_refusal=word_refusal,
        tell_given_up=given_up,
        apologise=apologise,
        ask_for_patience=ask_for_patience,
        unreachable=unreachable,
        reachable=reachable,
        tick=run_tick,
        next_due=next_due,
        reissue=reissue,
        housekeep=housekeep,
        examine=examine,
    )


def load(
    press: PaperPress, uow: UnitOfWork, kiriman: QueuedKiriman, kartu: AnyKartu | None
) -> Pesan | None:
    """Return a message with what it shows; a sheet is written, a kept file read when it is sent."""
    pesan, files = with_picture(loading.load(uow, kiriman, kartu)), press.files
    match pesan:
        case Pesan(isi=LembarFormulir() as lembar):
            dokumen = Dokumen(name_of(lembar), partial(write_apart, lembar))
            return replace(pesan, isi=LembarTerlampir(lembar=lembar, dokumen=dokumen))
        case Pesan(isi=IsiView() as seen, kiriman=Kiriman(isi=LayarRekap())):
            dokumen = Dokumen(rekap_name(seen), partial(write_apart, seen))
            return replace(pesan, isi=RekapTerlampir(view=seen, dokumen=dokumen))
        case Pesan(isi=RekapKantor() as view):
            dokumen = Dokumen(buku_name(view), partial(write_apart, view))
            return replace(pesan, isi=BukuTerlampir(view=view, dokumen=dokumen))
        case Pesan(isi=PaperView() as view):
            dokumen = paper_file(press, view)
            return replace(pesan, isi=PaperTerlampir(view=view, dokumen=dokumen))
        case Pesan(isi=ArsipView() as view):
            bundle = ArchiveBundle(press, view)
            dokumen = Dokumen(f"arsip-{view.berkas.nomor}.zip", bundle.read, sent=bundle.keep)
            arsip = ArsipTerlampir(view=view, dokumen=dokumen, hilang=bundle.lost())
            return replace(pesan, isi=arsip)
        case Pesan(isi=DokumenView(lampiran=kept) as view):
            dokumen = Dokumen(kept.nama, partial(files.get, kept.sha256), kept.file_id)
            return replace(pesan, isi=DokumenTerlampir(view=view, dokumen=dokumen))
    return pesan


def with_picture(pesan: Pesan | None) -> Pesan | None:
    """Return a message with the picture of what it shows, if it is one; that is drawn when it is sent."""
    match pesan:
        case Pesan(isi=CapaianView() as view, kiriman=Kiriman(isi=LayarBagan())):
            dokumen = Dokumen("capaian.png", partial(write_bagan, view))
            return replace(pesan, isi=BaganTerlampir(view=view, dokumen=dokumen))
        case Pesan(isi=AlurView() as view):
            dokumen = Dokumen("alur.png", partial(write_alur, view))
            return replace(pesan, isi=AlurTerlampir(view=view, dokumen=dokumen))
    return pesan


def paper_file(press: PaperPress, view: PaperView) -> Dokumen:
    """Return the file of a paper: what was handed in instead of it, else ours, as Word if asked."""
    if view.is_word:
        read = partial(press.press_word, view.paper.isi, view.templat)
        return Dokumen(f"{view.nama}.docx", read)
    if view.tertanda is not None:  # under our name, so it is not sent by reference
        signed = view.tertanda.lampiran.sha256
        return Dokumen(f"{view.nama}.pdf", partial(press.files.get, signed))
    if view.koreksi is not None:
        kept = view.koreksi.lampiran
        return Dokumen(kept.nama, partial(press.files.get, kept.sha256), kept.file_id)
    pressed = PressedPaper(press, view.paper)
    return Dokumen(f"{view.nama}.pdf", pressed.read, sent=pressed.keep)


def name_of(lembar: LembarFormulir) -> str:
    """Return the file name of a sheet, such as ``realisasi-1042-seksi-pelayanan-r1.xlsx``."""
    unit = slug(lembar.unit)
    return f"realisasi-{lembar.berkas_nomor}-{unit[:40]}-r{lembar.ronde}.xlsx"


def rekap_name(seen: IsiView) -> str:
    """Return the file name of a rekap, such as ``rekap-1042-acdefghj.xlsx``; of one unit with its name."""
    unit = f"{slug(seen.isi.unit[0].nama)[:40]}-" if len(seen.isi.unit) == 1 else ""
    return f"rekap-{seen.berkas.nomor}-{unit}{seen.kode.lower()}.xlsx"


def buku_name(view: RekapKantor) -> str:
    """Return the file name of a workbook, such as ``rekap-pejawaran-triwulan-iii-tahun-2026.xlsx``."""
    return f"rekap-{slug(view.kantor.kode)}-{slug(print_periode(view.rekap.periode))}.xlsx"


def unreachable(uow: UnitOfWork, chats: Collection[int]) -> None:
    """Note that these chats blocked the bot."""
    mark_unreachable(uow, chats=chats)


def given_up(uow: UnitOfWork, lost: GivenUp) -> None:
    """Tell of a message that nobody will ever read."""
    tell_given_up(uow, lost=lost)


def apologise(raw: RawUpdate, incident: str) -> Iterable[Kiriman]:
    """Yield the message for a person whose update was set aside."""
    if raw.chat_key > 0:
        yield answer_to(raw.chat_key, Gangguan(insiden=incident))


def ask_for_patience(raw: RawUpdate) -> Iterable[Kiriman]:
    """Yield the message, once, for a person whose file is still on its way."""
    if raw.chat_key > 0:
        once = f"dokumen_ditunggu:{raw.update_id}"
        yield replace(answer_to(raw.chat_key, DokumenDitunggu()), dedup=once)


def reachable(uow: UnitOfWork, chats: Collection[int]) -> None:
    """Note that these chats wrote or tapped."""
    mark_reachable(uow, chats=chats)


def next_due(uow: UnitOfWork, _: datetime) -> datetime | None:
    """Return when the next reminder may be due."""
    return next_moment(uow)


def reissue(uow: UnitOfWork, gap: timedelta) -> None:
    """Note a gap that ends now."""
    note_gap(uow, mati=uow.now - gap, hidup=uow.now)


async def housekeep(units: BotUnits, now: datetime) -> None:
    """Forget what was handled or sent more than ninety days ago; others go in between."""
    bot, before = units.bot_id, now - RETENTION
    while await units.run(lambda uow: forget_updates(uow.connection, bot, before), now):
        pass
    before_s = machine_seconds() - RETENTION.total_seconds()

    def go_on(uow: MachineUnit, after: int) -> int | None:
        return forget_messages(uow.connection, bot, before_s, after)

    after: int | None = 0
    while after is not None:
        after = await units.run(partial(go_on, after=after), now)
