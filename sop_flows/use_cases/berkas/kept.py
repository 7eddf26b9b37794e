"""Looking at the values of a naskah that is kept, as it was frozen: by whoever may read it now."""

from sop_flows.deferred import replace
from sop_flows.engine.aksi import Kerja, Penugasan
from sop_flows.engine.berkas import Tugas
from sop_flows.engine.decisions import is_decision
from sop_flows.engine.facts import Facts, Hasil
from sop_flows.errors import NotFound
from sop_flows.jejak import JejakLine
from sop_flows.kinerja.indikator import explain
from sop_flows.naskah.isi import as_listed
from sop_flows.ports.layar.daftar import LayarNilai, LayarRekap
from sop_flows.ports.records import Actor
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.ports.views import IsiView
from sop_flows.use_cases.berkas.ditandatangani import read_naskah
from sop_flows.use_cases.say import say
from sop_flows.use_cases.tugas.nilai import MOST_PAGES, frozen_with


def show_values(uow: UnitOfWork, actor: Actor, *, berkas_id: int, kode: str, halaman: int) -> None:
    """Send somebody a page of the values of a naskah.

    Raises:
        NotFound: They may not read it, or there is none; said the same way.
    """
    seen = view_kept(uow, user_id=actor.user_id, berkas_id=berkas_id, kode=kode)
    page = min(halaman, MOST_PAGES)
    isi = LayarNilai(user_id=actor.user_id, berkas_id=berkas_id, kode=kode, halaman=page)
    say(uow, actor.chat_id, seen.kantor.id, isi)


def request_kept(uow: UnitOfWork, actor: Actor, *, berkas_id: int, kode: str) -> None:
    """Owe somebody the sheet of all values of a naskah.

    Raises:
        NotFound: They may not read it, or there is none; said the same way.
    """
    seen = view_kept(uow, user_id=actor.user_id, berkas_id=berkas_id, kode=kode)
    say(uow, actor.chat_id, seen.kantor.id, LayarRekap(berkas=berkas_id, kode=kode))


def view_kept(uow: UnitOfWork, *, user_id: int, berkas_id: int, kode: str) -> IsiView:
    """Return a naskah as it was frozen, with who decided on exactly this.

    Raises:
        NotFound: They may not read it, or there is none; said the same way.
    """
    found = read_naskah(uow, user_id=user_id, berkas_id=berkas_id, kode=kode)
    if found.isi is None:
        raise NotFound
    told = {line.tugas_id: line for line in found.keputusan.baris}
    return IsiView(
        kantor=found.keputusan.kantor,
        berkas=found.keputusan.berkas,
        isi=as_listed(found.isi),
        sha256=found.sha256,
        naskah=found.naskah,
        keputusan=tuple(
            as_told(one, told[one.id])
            for one in uow.berkas.tugas_of(berkas_id)
            if is_decision(one) and frozen_with(one) == found.sha256 and one.id in told
        ),
        desimal={one.kode: one.tulisan for one in found.keputusan.indikator.values()},
        rincian={
            one.kode: explain(one, found.keputusan.berkas.periode.tahun)
            for one in found.keputusan.indikator.values()
        },
    )


def as_told(tugas: Tugas, line: JejakLine) -> Tugas:
    """Return a tugas that a decision closed, with who decided, as what and when as its line says."""
    hasil = Hasil(
        aksi=Kerja(line.aksi),
        nama=line.pelaku["nama"],
        jabatan=line.pelaku["jabatan"],
        penugasan=Penugasan(line.pelaku["penugasan"]),
        naskah=line.rincian["naskah"],
    )
    return replace(tugas, selesai_at=line.at, facts=Facts(hasil=hasil))
