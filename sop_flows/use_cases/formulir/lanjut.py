"""What a tindak lanjut of a value may be given to, and until when."""

from sop_flows.engine.berkas import Berkas, Tugas
from sop_flows.kantor.kantor import Kantor
from sop_flows.ports.formulir import NilaiView
from sop_flows.ports.layar.formulir import LanjutLalu
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.use_cases.jabatan.who import local_date
from sop_flows.waktu.periode import JenisPeriode, Periode


def posts_for(uow: UnitOfWork, berkas: Berkas, tugas: Tugas) -> tuple[tuple[int, str], ...]:
    """Return the posts of a unit and those above its head, by id and name."""
    posts = uow.kantor.jabatan(berkas.kantor_id)
    above: list[int] = []
    at: int | None = tugas.jabatan_id
    while at is not None and at not in above:
        above.append(at)
        at = posts[at].atasan_id
    own = [one.id for one in posts.values() if one.unit_id == tugas.unit_id]
    return tuple((id, posts[id].nama) for id in dict.fromkeys((*own, *above)))


def plans_about(
    uow: UnitOfWork, kantor: Kantor, berkas: Berkas, row: NilaiView
) -> tuple[LanjutLalu, ...]:
    """Return what earlier values of an indikator asked to be done, where the office asks for that."""
    if not kantor.minta_analisis:
        return ()
    return tuple(
        LanjutLalu(
            teks=one.facts.tindak_lanjut,
            batas=(one.tenggat or one.dibuka_at).astimezone(kantor.zona).date(),
            selesai=one.selesai_at.astimezone(kantor.zona).date() if one.selesai_at else None,
        )
        for one in uow.berkas.plans_before(berkas)
        if one.facts.tentang == row.indikator.kode
    )


def days_for(uow: UnitOfWork, berkas: Berkas) -> tuple[str, ...]:
    """Return the ends of this bulan, the next one, and this triwulan and the next, that are ahead."""
    today = local_date(uow, berkas.kantor_id)
    found = []
    for jenis in (JenisPeriode.BULAN, JenisPeriode.TRIWULAN):
        now = Periode.at(jenis, today)
        found += [now.selesai, now.next.selesai]
    return tuple(one.isoformat() for one in sorted(set(found)) if one > today)
