"""Who holds which post today, as papers and workbooks name them."""

from collections.abc import Iterable, Iterator

from sop_flows.deferred import replace
from sop_flows.kantor.kantor import Pegawai
from sop_flows.papers.isi import Pejabat


def each_post(people: Iterable[Pegawai]) -> Iterator[tuple[int, Pejabat]]:
    """Yield the id of each held post with who holds it: who stands in for a time comes last."""
    held = [
        (post.jabatan_id, pejabat)
        for one in people
        for post, pejabat in zip(one.jabatan, in_posts(one), strict=True)
    ]
    yield from sorted(held, key=lambda each: bool(each[1].penugasan))


def first_post(one: Pegawai) -> Pejabat:
    """Return somebody in the first post that they hold; who holds none, without one."""
    return next(in_posts(one), alone(one))


def in_posts(one: Pegawai) -> Iterator[Pejabat]:
    """Yield somebody in each of their posts."""
    for post in one.jabatan:
        yield replace(alone(one), jabatan=post.nama, penugasan=post.penugasan.awalan)


def alone(one: Pegawai) -> Pejabat:
    """Return somebody without a post."""
    return Pejabat(nama=one.nama, jabatan="", pangkat=one.pangkat, nip=one.nip)
