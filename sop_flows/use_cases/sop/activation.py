"""Activating an SOP version in an office: an office's own file, or a newer version of one that runs.

1. A stored (kode, versi) keeps its text for ever: another text needs a higher versi.
2. The newest active version is offered; a berkas that runs stays on its own.
3. Every column has a post before the version is active: the one before it keeps working until then.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field

from sop_flows.deferred import dataclass
from sop_flows.errors import JabatanUnknown, SopNotReady, SopVersiFixed
from sop_flows.jejak import JejakLine
from sop_flows.kantor.kantor import Jabatan
from sop_flows.ports.pegawai import PegawaiPort
from sop_flows.ports.records import SopAktif
from sop_flows.ports.sop import SopPort
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.sop.catalog import Template
from sop_flows.sop.changes import Perubahan, compare
from sop_flows.sop.definition import Kolom, Sop
from sop_flows.teks import fold
from sop_flows.use_cases.tugas.pembaruan import noting


@dataclass(frozen=True, slots=True, kw_only=True)
class Rencana:
    """What activating a version would come to in one office."""

    kantor_id: int
    template: Template
    sebelum: Sop | None
    """The version that it replaces."""
    kolom: Mapping[str, tuple[int, ...]]
    """The posts (ids) of its columns (ids), as far as they are known."""
    perubahan: tuple[Perubahan, ...] = ()

    @property
    def belum(self) -> tuple[Kolom, ...]:
        """The columns that have no post yet."""
        return tuple(k for k in self.template.sop.kolom if not self.kolom.get(k.id))

    @property
    def is_active(self) -> bool:
        """Whether this very version is the active one already."""
        return self.sebelum is not None and self.sebelum.versi == self.template.sop.versi


@dataclass(slots=True)
class Pemetaan:
    """The posts of an office, looked up for the columns of a sheet."""

    posts: Mapping[int, Jabatan]
    known: dict[str, list[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for id, jabatan in self.posts.items():
            for name in (jabatan.nama, *jabatan.alias):
                self.known.setdefault(fold(name), []).append(id)

    def find(self, *names: str) -> tuple[int, ...]:
        """Return the posts that go by one of these names."""
        return tuple(dict.fromkeys(id for name in names for id in self.known.get(fold(name), ())))


def plan_activation(
    uow: UnitOfWork,
    *,
    kantor_id: int,
    template: Template,
    kolom: Iterable[tuple[str, str]] = (),
) -> Rencana:
    """Return what activating a version would come to; nothing is written.

    Args:
        kolom: (column, post) by name, for what does not follow by itself. A column goes by id,
            nama or alias.

    Raises:
        SopVersiFixed: That versi is kept with another text, or a newer one is.
        JabatanUnknown: A named column or post is not there.
    """
    sop = template.sop
    check_versi(uow.sop, kantor_id, template)
    active = {aktif.sop.kode: aktif for aktif in uow.sop.active(kantor_id)}
    before = active.get(sop.kode)
    return Rencana(
        kantor_id=kantor_id,
        template=template,
        sebelum=before.sop if before else None,
        kolom=dict(map_columns(uow, kantor_id, sop, tuple(active.values()), tuple(kolom))),
        perubahan=compare(before.sop, sop) if before else (),
    )


def check_versi(sops: SopPort, kantor_id: int, template: Template) -> None:
    """Refuse another text under a versi that is kept, and a new text under a lower one."""
    sop = template.sop
    kept = sops.versions(kantor_id, sop.kode)
    if kept.get(sop.versi) == template.sha256:
        return
    newest = max(kept, default=0)
    if sop.versi <= newest:
        raise SopVersiFixed(sop=sop.kode, versi=sop.versi, terbaru=newest)


def map_columns(
    uow: UnitOfWork,
    kantor_id: int,
    sop: Sop,
    active: tuple[SopAktif, ...],
    given: tuple[tuple[str, str], ...],
) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Yield each column with its posts.

    Those that are named come first; then those of the version before; then the posts of that
    name; then those that another active SOP has in a column of that name.
    """
    pemetaan = Pemetaan(uow.kantor.jabatan(kantor_id))
    named = read_given(sop, pemetaan, given)
    for kolom in sop.kolom:
        names = (kolom.id, kolom.nama, *kolom.alias)
        yield (
            kolom.id,
            named.get(kolom.id)
            or posts_before(uow.sop, kantor_id, active, sop.kode, kolom.id)
            or pemetaan.find(*names)
            or posts_elsewhere(uow.sop, kantor_id, active, names),
        )


def read_given(
    sop: Sop, pemetaan: Pemetaan, given: tuple[tuple[str, str], ...]
) -> dict[str, tuple[int, ...]]:
    """Return the posts of the columns that were named."""
    named: dict[str, tuple[int, ...]] = {}
    for name, jabatan in given:
        kolom = sop.column_named(name)
        posts = pemetaan.find(jabatan)
        if kolom is None or not posts:
            raise JabatanUnknown(kolom=name, nama="" if kolom is None else jabatan)
        named[kolom] = (*named.get(kolom, ()), *posts)
    return named


def posts_before(
    sops: SopPort, kantor_id: int, active: tuple[SopAktif, ...], kode: str, kolom: str
) -> tuple[int, ...]:
    """Return the posts of a column in the version before."""
    before = next((aktif for aktif in active if aktif.sop.kode == kode), None)
    return sops.kolom_of(kantor_id, before.id, kolom) if before else ()


def posts_elsewhere(
    sops: SopPort, kantor_id: int, active: tuple[SopAktif, ...], names: tuple[str, ...]
) -> tuple[int, ...]:
    """Return the posts that an active SOP has in a column of that name."""
    for aktif in active:
        for name in names:
            kolom = aktif.sop.column_named(name)
            if kolom is not None:
                return sops.kolom_of(kantor_id, aktif.id, kolom)
    return ()


def activate(uow: UnitOfWork, rencana: Rencana, *, pegawai_id: int | None = None) -> int:
    """Make a version the active one of its kode, with a line of history; return its sop_id.

    Raises:
        SopNotReady: A column has no post yet.
    """
    sop = rencana.template.sop
    if rencana.belum:
        raise SopNotReady(sop=sop.kode, kolom=rencana.belum[0].nama)
    oleh = describe_pelaku(uow.pegawai, rencana.kantor_id, pegawai_id)
    with noting(uow, rencana.kantor_id, oleh):
        sop_id = uow.sop.activate(rencana.kantor_id, rencana.template, rencana.kolom)
    line = JejakLine(
        at=uow.now,
        aksi="aktifkan_sop",
        pelaku=oleh,
        rincian={
            "kode": sop.kode,
            "versi": sop.versi,
            "sebelum": rencana.sebelum.versi if rencana.sebelum else None,
            "sha256": rencana.template.sha256,
            "kolom": {kolom: list(posts) for kolom, posts in rencana.kolom.items()},
        },
    )
    uow.jejak.append(rencana.kantor_id, (line,))
    return sop_id


def describe_pelaku(
    people: PegawaiPort, kantor_id: int, pegawai_id: int | None
) -> dict[str, int | str]:
    """Return who activates, as the history keeps it; empty for the operator at a terminal."""
    if pegawai_id is None:
        return {}
    person = people.person(kantor_id, pegawai_id)
    return {
        "pegawai_id": person.pegawai_id,
        "nama": person.nama,
        "jabatan_id": person.jabatan_id,
        "jabatan": person.jabatan,
        "penugasan": person.penugasan.value,
    }
