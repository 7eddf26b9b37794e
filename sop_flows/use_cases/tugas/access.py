"""A tugas with its berkas, for whoever may touch it now."""

from contextlib import suppress

from sop_flows.engine.aksi import Kerja, Pelaku
from sop_flows.engine.berkas import Tugas
from sop_flows.engine.engine import changed, watching
from sop_flows.engine.kerja import KERJA
from sop_flows.errors import (
    NotFound,
    NotYourTugas,
)
from sop_flows.ports.records import Loaded
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.sop.definition import Minta
from sop_flows.use_cases.jabatan.holders import posts_of
from sop_flows.use_cases.jabatan.who import local_date, numbered


def load(uow: UnitOfWork, tugas_id: int) -> Loaded:
    """Return a tugas with its berkas.

    Raises:
        NotYourTugas: There is none; said the same way as to a stranger.
    """
    return existing(uow.berkas.load_tugas(tugas_id))


def existing(found: Loaded | None) -> Loaded:
    """Return the tugas that was found, or refuse as if it were somebody else's."""
    if found is None:
        raise NotYourTugas
    return found


def load_for(uow: UnitOfWork, tugas_id: int, kerja: Kerja) -> Loaded:
    """Return a tugas with as much of its berkas as an aksi of that kind is decided by.

    A unit that sends its formulir waits for nobody, and the flow for the last one: that others are out is told by
    one of them.

    Raises:
        NotYourTugas: There is none.
    """
    found = uow.berkas.load_sending(tugas_id) if kerja is Kerja.KIRIM else None
    if found is not None:
        tahap = uow.sop.get(found.sop_id).tahap_at(*found.tugas.place)
        if tahap is not None and tahap.minta is Minta.FORMULIR:
            return found
    if KERJA[kerja].is_signed:
        return existing(uow.berkas.load_whole(tugas_id))
    return load(uow, tugas_id)


def load_own(uow: UnitOfWork, user_id: int, tugas_id: int, kerja: Kerja = Kerja.SELESAI) -> Loaded:
    """Return a tugas that the user may touch now, with its berkas.

    Raises:
        NotYourTugas: It is not theirs, or there is none.
    """
    loaded = load(uow, tugas_id)
    pelaku_of(uow, user_id, loaded, kerja)
    return loaded


def pelaku_of(uow: UnitOfWork, user_id: int, loaded: Loaded, kerja: Kerja) -> Pelaku:
    """Return the user as somebody who may touch this tugas now.

    Raises:
        NotYourTugas: The user holds no post that this aksi belongs to.
    """
    tugas, kantor_id = loaded.tugas, loaded.berkas.kantor_id
    today = local_date(uow, kantor_id)
    watches = KERJA[kerja].is_watchers
    posts = posts_of(uow, kantor_id, tugas, today)
    if watches:
        kolom = watching(uow.sop.get(loaded.sop_id), tugas) or ""
        posts = uow.sop.kolom_of(kantor_id, loaded.sop_id, kolom)
    for jabatan_id in posts:
        pelaku = uow.pegawai.pelaku(user_id, kantor_id, jabatan_id, today)
        if pelaku is None:
            continue
        if watches or tugas.pegawai_id in (None, pelaku.pegawai_id):
            return pelaku
    if tugas.pegawai_id is not None and not watches:
        pelaku = uow.pegawai.pelaku_self(user_id, kantor_id, today)
        if pelaku is not None and pelaku.pegawai_id == tugas.pegawai_id:
            return pelaku  # what is asked of a person stays theirs when their post changes
    raise NotYourTugas


def check_current(tugas: Tugas, revisi: int) -> None:
    """Refuse what was drawn at an older revisi, or on a tugas that is closed."""
    if not tugas.is_open or tugas.revisi != revisi:
        raise changed(tugas)


def find_tugas(uow: UnitOfWork, *, user_id: int, nomor: int) -> tuple[Loaded, ...]:
    """Return the tugas of that short number which the user may act on, one per office.

    Raises:
        NotFound: There is none among the user's own; said the same way of somebody else's.
    """
    own: list[Loaded] = []
    for tugas_id in numbered(uow, user_id, lambda kantor: uow.berkas.find_tugas(kantor, nomor)):
        with suppress(NotYourTugas):
            own.append(load_own(uow, user_id, tugas_id))
    if not own:
        raise NotFound
    return tuple(own)
