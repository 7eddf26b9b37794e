"""Telling people what another calendar means for their open tugas: each once, of all together."""

from collections import defaultdict
from collections.abc import Iterable

from sop_flows.deferred import dataclass
from sop_flows.engine.berkas import Tugas
from sop_flows.engine.tenggat import Sebab, name_of
from sop_flows.jejak import Record
from sop_flows.kantor.kantor import Pemegang
from sop_flows.ports.layar.kalender import (
    BatasBergeser,
    HariLibur,
    KalenderBerubah,
    RapatLibur,
    TugasKalender,
)
from sop_flows.ports.layar.tugas import TugasBernomor
from sop_flows.ports.records import Loaded
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.use_cases.jabatan.holders import recipients_now
from sop_flows.use_cases.say import tell


@dataclass(frozen=True, slots=True, kw_only=True)
class Bergeser:
    """A tugas whose tenggat moved: as it was, as it is stored now, and why."""

    dulu: Loaded
    tugas: Tugas
    sebab: Sebab

    def as_record(self) -> Record:
        """Return what the history keeps."""
        ends = {"dari": self.dulu.tugas.tenggat, "ke": self.tugas.tenggat}
        return {
            **{name: at.isoformat() for name, at in ends.items() if at is not None},
            "ronde": self.tugas.ronde,
            **({"untuk_unit": self.tugas.unit_id} if self.tugas.unit_id else {}),
            "libur": [
                {"tanggal": day.isoformat(), "keterangan": said} for day, said in self.sebab.libur
            ],
            "masuk": [day.isoformat() for day in self.sebab.masuk],
        }


def tell_calendar(
    uow: UnitOfWork, kantor_id: int, moved: Iterable[Bergeser], disturbed: Iterable[Loaded]
) -> None:
    """Owe everybody one message of their tenggat that moved, and of rapat on a day off."""
    batas: dict[int, list[BatasBergeser]] = defaultdict(list)
    for one in moved:
        line = describe_moved(uow, one)
        for chat_id in chats_of(recipients_now(uow, kantor_id, one.tugas)):
            batas[chat_id].append(line)
    rapat: dict[int, list[RapatLibur]] = defaultdict(list)
    for loaded in disturbed:
        told = describe_rapat(uow, loaded)
        for chat_id in chats_of(calls(uow, loaded)):
            rapat[chat_id].append(told)
    news = (
        (chat_id, KalenderBerubah(batas=tuple(batas[chat_id]), rapat=tuple(rapat[chat_id])))
        for chat_id in dict.fromkeys((*batas, *rapat))
    )
    tell(uow, kantor_id, news)


def calls(uow: UnitOfWork, loaded: Loaded) -> tuple[Pemegang, ...]:
    """Return who can put a rapat off: who keeps its notulen, and who sent its undangan."""
    tugas, berkas = loaded.tugas, loaded.berkas
    senders = berkas.keadaan.pelaku.get(tugas.asal.langkah, ())
    keepers = () if tugas.facts.only_attends else recipients_now(uow, berkas.kantor_id, tugas)
    return (*keepers, *(uow.pegawai.person(berkas.kantor_id, id) for id in senders))


def chats_of(people: Iterable[Pemegang]) -> tuple[int, ...]:
    """Return the chats of those who have joined, each once."""
    return tuple(dict.fromkeys(one.chat_id for one in people if one.chat_id is not None))


def describe_moved(uow: UnitOfWork, one: Bergeser) -> BatasBergeser:
    """Return what a message says of a tenggat that moved."""
    dari, ke = one.dulu.tugas.tenggat, one.tugas.tenggat
    if dari is None or ke is None:
        raise TypeError(one)
    return BatasBergeser(
        satu=describe(uow, one.dulu),
        dari=dari,
        ke=ke,
        libur=tuple(HariLibur(tanggal=day, keterangan=said) for day, said in one.sebab.libur),
        masuk=one.sebab.masuk,
    )


def describe_rapat(uow: UnitOfWork, loaded: Loaded) -> RapatLibur:
    """Return what a message says of a rapat on a day that is worked no more."""
    rapat = loaded.tugas.facts.rapat
    if rapat is None:
        raise TypeError(loaded)
    jam_kerja = uow.kantor.jam_kerja(loaded.berkas.kantor_id)
    day = rapat.mulai.astimezone(jam_kerja.zona).date()
    return RapatLibur(
        satu=describe(uow, loaded), mulai=rapat.mulai, keterangan=name_of(day, jam_kerja)
    )


def describe(uow: UnitOfWork, loaded: Loaded) -> TugasKalender:
    """Return which tugas a message is about."""
    tugas, berkas = loaded.tugas, loaded.berkas
    kantor, units = uow.kantor.get(berkas.kantor_id), uow.kantor.unit(berkas.kantor_id)
    return TugasKalender(
        tugas=tugas.id,
        nomor=tugas.nomor,
        kantor=kantor.nama,
        zona=kantor.zona.key,
        berkas=berkas.nomor,
        judul=berkas.judul,
        periode=berkas.periode,
        singkat=uow.sop.get(loaded.sop_id).langkah_of(tugas.langkah).singkat,
        samping=tugas.samping_word,
        tindak_lanjut=tugas.facts.tindak_lanjut,
        unit=units[tugas.unit_id].nama if tugas.unit_id else "",
    )


def describe_numbered(uow: UnitOfWork, loaded: Loaded) -> TugasBernomor:
    """Return what tells a tugas from that of another office with the same number."""
    tugas, berkas = loaded.tugas, loaded.berkas
    return TugasBernomor(
        id=tugas.id,
        revisi=tugas.revisi,
        kantor=uow.kantor.get(berkas.kantor_id).nama,
        judul=berkas.judul,
        periode=berkas.periode,
        singkat=uow.sop.get(loaded.sop_id).langkah_of(tugas.langkah).singkat,
        is_open=tugas.is_open,
    )
