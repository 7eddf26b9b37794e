"""An SOP file sent to the bot: checked, shown, and activated when an admin says so."""

from sop_flows.errors import NotAllowed, QuestionOver
from sop_flows.kantor.kantor import Pegawai
from sop_flows.ports.ditanya import SopDikirim
from sop_flows.ports.layar.sop import (
    Beda,
    Catatan,
    Kesalahan,
    SopDiaktifkan,
    SopDiperiksa,
    SopDitolak,
)
from sop_flows.ports.layar.tugas import Ditinggalkan
from sop_flows.ports.records import Actor
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.sop.catalog import Template, read_template
from sop_flows.sop.examine import Pemeriksaan
from sop_flows.sop.findings import Temuan
from sop_flows.use_cases.jabatan.who import people_of
from sop_flows.use_cases.say import ask, say
from sop_flows.use_cases.sop.activation import Rencana, activate, plan_activation

SIDIK = 12  # characters of the sha256 that a button carries
TOLD = 60  # findings or changes that a message is given


def administered(uow: UnitOfWork, *, user_id: int) -> tuple[Pegawai, ...]:
    """Return the user as admin of each office that they administer.

    Raises:
        NotAllowed: There is none.
    """
    found = tuple(orang for orang in people_of(uow, user_id) if orang.admin)
    if not found:
        raise NotAllowed
    return found


def offer_sop(uow: UnitOfWork, actor: Actor, *, pemeriksaan: Pemeriksaan) -> None:
    """Show an admin what is wrong with an SOP file, or what activating it would change.

    Raises:
        NotAllowed: The user administers no office.
        SopVersiFixed: Its versi is kept with another text, or a newer one is.
    """
    admins = administered(uow, user_id=actor.user_id)
    template = pemeriksaan.template
    if template is None or not pemeriksaan.can_run:
        say(uow, actor.chat_id, None, describe_refused(pemeriksaan))
        return
    for orang in admins:
        rencana = plan_activation(uow, kantor_id=orang.kantor_id, template=template)
        say(uow, actor.chat_id, orang.kantor_id, describe_plan(uow, rencana, pemeriksaan))
    nama = pemeriksaan.nama_file
    asked = SopDikirim(teks=template.teks, sidik=template.sha256, nama=nama)
    ask(uow, actor.chat_id, asked)


def describe_refused(pemeriksaan: Pemeriksaan) -> SopDitolak:
    """Return what stops a file, as a message shows it."""
    found: tuple[Kesalahan | Catatan, ...] = (
        *(
            Kesalahan(langkah=m.langkah, kunci=m.key, salah=m.problem, nilai=m.nilai)
            for m in pemeriksaan.masalah
        ),
        *map(describe_temuan, pemeriksaan.tolakan),
    )
    return SopDitolak(nama=pemeriksaan.nama_file, temuan=found[:TOLD], jumlah=len(found))


def describe_temuan(temuan: Temuan) -> Catatan:
    """Return one finding as a message shows it."""
    return Catatan(
        langkah=temuan.langkah, kunci=temuan.kunci, kode=temuan.kode, fakta=temuan.fakta
    )


def describe_plan(uow: UnitOfWork, rencana: Rencana, pemeriksaan: Pemeriksaan) -> SopDiperiksa:
    """Return what an activation would come to, as its summary shows it."""
    sop = rencana.template.sop
    posts = uow.kantor.jabatan(rencana.kantor_id)
    odd = pemeriksaan.peringatan
    return SopDiperiksa(
        kantor_id=rencana.kantor_id,
        kantor=uow.kantor.get(rencana.kantor_id).nama,
        sidik=rencana.template.sha256[:SIDIK],
        nama=sop.nama,
        kode=sop.kode,
        versi=sop.versi,
        langkah=len(sop.langkah),
        sebelum=rencana.sebelum.versi if rencana.sebelum else None,
        aktif=rencana.is_active,
        perubahan=tuple(
            Beda(jenis=p.jenis, langkah=p.langkah, dari=p.dari, ke=p.ke)
            for p in rencana.perubahan[:TOLD]
        ),
        jumlah_perubahan=len(rencana.perubahan),
        peringatan=tuple(map(describe_temuan, odd[:TOLD])),
        jumlah_peringatan=len(odd),
        kolom=tuple(
            (kolom.nama, tuple(posts[id].nama for id in rencana.kolom.get(kolom.id, ())))
            for kolom in sop.kolom
        ),
        belum=tuple(kolom.nama for kolom in rencana.belum),
    )


def sent_template(uow: UnitOfWork, chat_id: int, sidik: str) -> Template:
    """Return the SOP file that a summary is about.

    Raises:
        QuestionOver: Another one was sent since, or the question was left.
    """
    asked = uow.percakapan.get(chat_id)
    match asked.isi if asked else None:
        case SopDikirim() as sent if sent.sidik[:SIDIK] == sidik:
            return read_template(sent.teks, sent.nama)
    raise QuestionOver


def confirm_sop(uow: UnitOfWork, actor: Actor, *, kantor_id: int, sidik: str) -> None:
    """Activate the SOP file whose summary was confirmed.

    Raises:
        NotAllowed: The user does not administer that office.
        QuestionOver: Another file was sent since, or the question was left.
        SopVersiFixed: Its versi was taken meanwhile.
        SopNotReady: A column has no post yet.
    """
    admins = {o.kantor_id: o.id for o in administered(uow, user_id=actor.user_id)}
    if kantor_id not in admins:
        raise NotAllowed
    template = sent_template(uow, actor.chat_id, sidik)
    rencana = plan_activation(uow, kantor_id=kantor_id, template=template)
    activate(uow, rencana, pegawai_id=admins[kantor_id])
    if len(admins) == 1:
        uow.percakapan.drop(actor.chat_id)
    kantor = uow.kantor.get(kantor_id).nama
    told = SopDiaktifkan(nama=template.sop.nama, versi=template.sop.versi, kantor=kantor)
    say(uow, actor.chat_id, kantor_id, told)


def leave_sop(uow: UnitOfWork, actor: Actor, *, sidik: str) -> None:
    """Activate nothing; the file is forgotten."""
    administered(uow, user_id=actor.user_id)
    sent_template(uow, actor.chat_id, sidik)
    uow.percakapan.drop(actor.chat_id)
    say(uow, actor.chat_id, None, Ditinggalkan())
