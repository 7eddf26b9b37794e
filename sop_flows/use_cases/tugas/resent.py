"""Asking why what was returned comes again as it was, whichever way it comes."""

from sop_flows.engine.aksi import Kerja
from sop_flows.errors import ResentUnchanged
from sop_flows.ports.ditanya import AlasanTetap
from sop_flows.ports.layar.tugas import TanyaAlasanTetap
from sop_flows.ports.records import Actor
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.use_cases.say import ask, say
from sop_flows.use_cases.tugas.access import load


def ask_why(
    uow: UnitOfWork, actor: Actor, *, tugas_id: int, kerja: Kerja, same: ResentUnchanged
) -> None:
    """Ask once, naming all that is as it was; nothing has been handed in yet."""
    loaded = load(uow, tugas_id)
    tugas, berkas = loaded.tugas, loaded.berkas
    isi = AlasanTetap(tugas=tugas_id, revisi=tugas.revisi, kerja=kerja)
    ask(uow, actor.chat_id, isi)
    known = uow.kinerja.promised(berkas)
    names = {one.kode: one.nama for one in known if one.unit_id == tugas.unit_id}
    kembali = tugas.facts.kembali
    question = TanyaAlasanTetap(
        tugas=tugas_id,
        nama=kembali.nama if kembali else "",
        alasan=kembali.alasan if kembali else "",
        butir=tuple((kode, names.get(kode, "")) for kode in same.tetap),
    )
    say(uow, actor.chat_id, berkas.kantor_id, question)


def join_note(konsep: str, teks: str) -> str:
    """Return words with the note that was prepared on the card before them: neither is lost, nor said twice."""
    if not konsep or not teks or f"\n{konsep}".endswith(f"\n{teks}"):
        return konsep or teks
    return f"{konsep}\n{teks}"
