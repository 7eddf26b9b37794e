"""What the list of several tugas on a phone shows: each as it was listed, and whether it still is."""

from sop_flows.engine.aksi import Kerja
from sop_flows.errors import (
    NotYourTugas,
)
from sop_flows.ports.ditanya import (
    Butir,
    Sekaligus,
)
from sop_flows.ports.layar.sekaligus import BarisSekaligus
from sop_flows.ports.records import KartuDaftar, Loaded
from sop_flows.ports.sekaligus import BarisPilihan, SekaligusView
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.use_cases.jabatan.who import employee_in
from sop_flows.use_cases.tugas.access import load, pelaku_of


def view_several(uow: UnitOfWork, kartu: KartuDaftar) -> SekaligusView:
    """Return what the list on a phone shows now, to who may still see it."""
    kantor = uow.kantor.get(kartu.kantor_id)
    orang = employee_in(uow, kartu.chat_id, kantor.id)
    asked = uow.percakapan.get(kartu.chat_id)
    match asked.isi if asked and orang else None:
        case Sekaligus(kantor=kantor.id) as isi if kantor.setujui_sekaligus:
            return SekaligusView(
                kantor=kantor,
                asked=isi,
                baris=tuple(line_of(uow, kartu.chat_id, isi, one) for one in isi.butir),
            )
    return SekaligusView(kantor=kantor)


def line_of(uow: UnitOfWork, user_id: int, isi: Sekaligus, butir: Butir) -> BarisPilihan:
    """Return one of the tugas of a list, and whether it still is what it was."""
    loaded = load(uow, butir.tugas)
    return BarisPilihan(
        baris=describe(uow, loaded, butir.naskah),
        butir=butir,
        dipilih=butir.tugas not in isi.tidak,
        gugur=not is_as_listed(uow, user_id, loaded, isi.kerja, butir),
    )


def is_as_listed(
    uow: UnitOfWork, user_id: int, loaded: Loaded, kerja: Kerja, butir: Butir
) -> bool:
    """Tell whether a tugas is somebody's and as it was listed."""
    if not loaded.tugas.is_open or loaded.tugas.revisi != butir.revisi:
        return False
    try:
        pelaku_of(uow, user_id, loaded, kerja)
    except NotYourTugas:
        return False
    return True


def describe(uow: UnitOfWork, loaded: Loaded, naskah: str) -> BarisSekaligus:
    """Return a tugas as a list of several names it, with the naskah that is decided on."""
    tugas, berkas = loaded.tugas, loaded.berkas
    units = uow.kantor.unit(berkas.kantor_id)
    return BarisSekaligus(
        tugas=tugas.id,
        nomor=tugas.nomor,
        berkas=berkas.nomor,
        judul=berkas.judul,
        periode=berkas.periode,
        singkat=uow.sop.get(loaded.sop_id).langkah_of(tugas.langkah).singkat,
        unit=units[tugas.unit_id].nama if tugas.unit_id else "",
        naskah=naskah,
    )
