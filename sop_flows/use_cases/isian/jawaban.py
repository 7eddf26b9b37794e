"""Which question a text answers.

1. What it quotes decides, whenever that was asked.
2. Without a quote it answers what its chat is asked.
3. What quotes something else than what is asked is no answer: that is told, and nothing is made of it.
4. Nor is what was written before the question for a value that an earlier text led to: any number fits
   any indikator, and is stored at once. That question is asked again. Whoever tapped knew what is asked.
"""

from collections.abc import Mapping
from typing import Final

from sop_flows.deferred import replace
from sop_flows.engine.line import ARAHAN
from sop_flows.errors import QuotesAnother
from sop_flows.ports import ditanya
from sop_flows.ports.ditanya import Ditanya, PadaKartu, PadaPapan
from sop_flows.ports.kiriman import Kiriman
from sop_flows.ports.layar import Isi
from sop_flows.ports.layar.alihkan import TanyaAlihkan
from sop_flows.ports.layar.berhalangan import TanyaBerhalangan
from sop_flows.ports.layar.delegasi import (
    BagianDelegasi,
    DelegasiJabatan,
    DelegasiJenis,
    DelegasiOrang,
    DelegasiSk,
    DelegasiTanggal,
    DelegasiYakin,
)
from sop_flows.ports.layar.formulir import (
    AngkaDitolak,
    BarisDiterima,
    DokumenDiterima,
    LembarDiterima,
    Mendahului,
    NilaiTercatat,
    PilihAngka,
    TanyaAlasanNa,
    TanyaAnalisis,
    TanyaBukti,
    TanyaNilai,
    YakinNilai,
)
from sop_flows.ports.layar.libur import BagianLibur, LiburDasar, LiburTanggal, LiburYakin
from sop_flows.ports.layar.mulai import RingkasanMulai, TanyaMulai
from sop_flows.ports.layar.pengecualian import (
    BagianKecualikan,
    TanyaAlasanKecuali,
    TanyaAlasanUnit,
)
from sop_flows.ports.layar.rencana import TanyaRencana
from sop_flows.ports.layar.tembusan import TanyaTembusan
from sop_flows.ports.layar.tugas import (
    BagianTindakLanjut,
    KeteranganTakDibaca,
    Penolakan,
    TanyaAlasanTetap,
    TanyaCatatan,
    TanyaIsian,
)
from sop_flows.ports.layar.waktu import TanyaWaktu
from sop_flows.ports.records import Actor, Kartu, KartuPapan, KartuTugas, Percakapan
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.teks import excerpt
from sop_flows.use_cases.say import ask, say
from sop_flows.use_cases.tugas.tindak_lanjut import TINDAK_LANJUT

DELEGASI: Final[Mapping[BagianDelegasi, type[Isi]]] = {
    BagianDelegasi.JABATAN: DelegasiJabatan,
    BagianDelegasi.ORANG: DelegasiOrang,
    BagianDelegasi.TANGGAL: DelegasiTanggal,
    BagianDelegasi.JENIS: DelegasiJenis,
    BagianDelegasi.SK: DelegasiSk,
    BagianDelegasi.YAKIN: DelegasiYakin,
}
"""The message by which each part of an appointment is asked."""
LIBUR: Final[Mapping[BagianLibur, type[Isi]]] = {
    BagianLibur.TANGGAL: LiburTanggal,
    BagianLibur.DASAR: LiburDasar,
    BagianLibur.YAKIN: LiburYakin,
}
"""The message by which each part of a change of the calendar is asked."""
IN_WORDS: Final = (
    ditanya.TentangNilai,
    ditanya.TanyaIsian,
    ditanya.TanyaMulai,
    ditanya.Disiapkan,
    ditanya.Tunda,
    ditanya.TulisArahan,
    ditanya.TanyaWaktu,
    ditanya.Alihkan,
    ditanya.Tembusan,
    ditanya.PilihWakil,
    ditanya.TindakLanjut,
    ditanya.Kecualikan,
    ditanya.Batalkan,
    ditanya.Delegasi,
    ditanya.Berhalangan,
    ditanya.Rencana,
    ditanya.Libur,
)
"""What words answer, in one of its parts at least."""


def find_question(uow: UnitOfWork, chat_id: int, teks: str, quoted: int | None) -> Ditanya | None:
    """Return the question that a text answers, if any is asked.

    Raises:
        QuotesAnother: It quotes something else than the question that stands.
    """
    asked = uow.percakapan.get(chat_id)
    sent = None if quoted is None else uow.sent.as_message(chat_id, quoted)
    again = asked_again(sent.isi) if sent is not None else None
    if again is not None:
        return go_back(uow, chat_id, asked, again)
    if asked is None:
        return None
    if sent is not None and not is_about(uow, asked.isi, sent):
        raise QuotesAnother(teks=excerpt(teks))
    return asked.isi


def quoted_tugas(uow: UnitOfWork, chat_id: int, quoted: int | None) -> int | None:
    """Return the tugas that a quoted message is about: its card, or what became of its values."""
    sent = None if quoted is None else uow.sent.as_message(chat_id, quoted)
    if sent is None:
        return None
    match sent.isi:
        case BarisDiterima(tempat=at) | LembarDiterima(tempat=at):
            return at.tugas
    kartu = None if sent.kartu_id is None else uow.kartu.get(sent.kartu_id)
    return kartu.tugas_id if isinstance(kartu, KartuTugas) else None


def asked_again(said: Isi) -> ditanya.TentangNilai | ditanya.TanyaIsian | None:
    """Return the question of a message that says all of it, whatever was asked since."""
    match said:
        case TanyaIsian(tugas=tugas, kode=kode, isian=isian):
            offered = tuple(each for _, each in isian.tawaran)
            return ditanya.TanyaIsian(tugas=tugas, kode=kode, tawaran=offered)
        case TanyaAlasanNa(tempat=at, baris=baris):
            return ditanya.AlasanNa(tugas=at.tugas, revisi=at.revisi, indikator=baris.indikator)
        case TanyaAnalisis(tempat=at, baris=baris):
            return ditanya.TanyaAnalisis(
                tugas=at.tugas,
                revisi=at.revisi,
                indikator=baris.indikator,
                bagian=said.bagian,
                teks=said.teks,
                jenis=said.jenis,
                jabatan=said.pelaksana,
            )
        case TanyaBukti(tempat=at, baris=baris):
            return ditanya.TanyaBukti(tugas=at.tugas, revisi=at.revisi, indikator=baris.indikator)
        case TanyaNilai() | PilihAngka() | YakinNilai() | AngkaDitolak() | NilaiTercatat():
            at, baris = said.tempat, said.baris
            return ditanya.TanyaNilai(
                tugas=at.tugas,
                revisi=at.revisi,
                indikator=baris.indikator,
                nama=baris.nama,
                satuan=baris.satuan,
            )
    return None


def go_back(
    uow: UnitOfWork,
    chat_id: int,
    asked: Percakapan | None,
    again: ditanya.TentangNilai | ditanya.TanyaIsian,
) -> Ditanya:
    """Return what a quoted question asks; unless that is what stands, it does from now on."""
    match asked.isi if asked else None, again:
        case ditanya.TentangNilai() as one, ditanya.TentangNilai() as other:
            if subject_of(one) == subject_of(other):
                return replace(one, setelah=None)
        case one, other if one == other:
            return other
    ask(uow, chat_id, again)
    return again


def subject_of(asked: ditanya.TentangNilai) -> tuple[int, int, str]:
    """Return which value of which tugas is asked for, or why there is none, or what proves it."""
    match asked:
        case ditanya.TanyaAnalisis(bagian=bagian, teks=teks):
            about = f"{asked.kind} {bagian} {teks}"
        case ditanya.AlasanNa() | ditanya.TanyaBukti():
            about = asked.kind
        case _:
            about = ""
    return asked.tugas, asked.indikator, about


def is_about(uow: UnitOfWork, isi: Ditanya, sent: Kiriman) -> bool:
    """Tell whether a message of the bot may be about the question that stands.

    What takes no words is about any message: words mean there what they mean without it.
    """
    if sent.kartu_id is not None:
        return is_on(isi, uow.kartu.get(sent.kartu_id))
    match sent.isi:
        case DokumenDiterima() | KeteranganTakDibaca() | Penolakan():
            return True
        case TanyaCatatan() as said:
            return asks_words(uow, isi, said)
    return is_same_question(isi, sent.isi)


def is_same_question(isi: Ditanya, said: Isi) -> bool:
    """Tell whether a message of its own kind asks the question that stands."""
    match isi, said:
        case ditanya.AlasanTetap(tugas=one), TanyaAlasanTetap(tugas=other):
            return one == other
        case ditanya.TanyaMulai() as one, TanyaMulai(rintisan=other) | RingkasanMulai(
            rintisan=other
        ):
            return (one.sop, one.revisi) == (other.sop, other.revisi)
        case ditanya.Alihkan() as one, TanyaAlihkan() as other:
            return (one.tugas, one.bagian) == (other.satu.tugas, other.bagian)
        case ditanya.Tembusan() as one, TanyaTembusan() as other:
            return (one.tugas, one.jabatan) == (other.satu.tugas, other.jabatan)
        case ditanya.TanyaWaktu() as one, TanyaWaktu() as other:
            return (one.tugas, one.kerja, one.bagian) == (
                other.satu.tugas,
                other.kerja,
                other.bagian,
            )
        case ditanya.Kecualikan(bagian=BagianKecualikan.KATA, unit=unit), _:
            return isinstance(said, TanyaAlasanUnit if unit else TanyaAlasanKecuali)
        case (
            ditanya.Delegasi() | ditanya.Berhalangan() | ditanya.Rencana() | ditanya.Libur()
        ) as alone, _:
            return is_asked_by(alone, said)
    return not isinstance(isi, IN_WORDS)


def is_asked_by(
    isi: ditanya.Delegasi | ditanya.Berhalangan | ditanya.Rencana | ditanya.Libur, said: Isi
) -> bool:
    """Tell whether a message asks what stands about no berkas."""
    match isi:
        case ditanya.Delegasi(bagian=bagian):
            return isinstance(said, DELEGASI[bagian])
        case ditanya.Libur(bagian=part):
            return isinstance(said, LIBUR[part])
        case ditanya.Berhalangan(mulai=mulai, selesai=selesai):
            days = (mulai, selesai)
            return isinstance(said, TanyaBerhalangan) and (said.mulai, said.selesai) == days
    return isinstance(said, TanyaRencana) and said.sop == isi.sop


def asks_words(uow: UnitOfWork, isi: Ditanya, said: TanyaCatatan) -> bool:
    """Tell whether a question for words is the one that stands."""
    match isi:
        case ditanya.Disiapkan(tugas=tugas) | ditanya.Tunda(tugas=tugas):
            return (tugas, isi.kerja) == (said.tugas, said.kerja)
        case ditanya.TindakLanjut(bagian=BagianTindakLanjut.TEKS, tugas=tugas):
            return said.kerja == TINDAK_LANJUT and said.tugas in (None, tugas)
        case ditanya.TulisArahan(tugas=tugas):
            loaded = uow.berkas.load_tugas(tugas)
            is_it = loaded is not None and loaded.tugas.nomor == said.nomor
            return said.kerja == ARAHAN and is_it
        case ditanya.Batalkan(berkas=berkas):
            return uow.berkas.get(berkas)[0].nomor == said.berkas
    return not isinstance(isi, IN_WORDS)


def is_on(isi: Ditanya, kartu: Kartu | None) -> bool:
    """Tell whether a question is about what a card or board shows."""
    match isi, kartu:
        case PadaKartu(tugas=one), KartuTugas(tugas_id=other):
            return one == other
        case PadaPapan(berkas=one), KartuPapan(berkas_id=other):
            return one == other
    return kartu is None


def put_off(uow: UnitOfWork, actor: Actor, asked: ditanya.TentangNilai, teks: str) -> bool:
    """Ask for a value again that a text was written too early for, and say so; tell whether it was."""
    if asked.setelah is None or actor.message_id is None:
        return False
    question = uow.sent.asked_after(actor.chat_id, actor.message_id)
    if question is None:
        return False
    again = replace(asked, setelah=actor.message_id)
    ask(uow, actor.chat_id, again)
    for isi in (Mendahului(teks=excerpt(teks)), question.isi):
        say(uow, actor.chat_id, question.kantor_id, isi)
    return True
