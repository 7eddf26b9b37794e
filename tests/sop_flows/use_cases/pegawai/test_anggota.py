"""A team laid over the structure: whose posts fill the forms, though others head the units."""

from bot.trial.kantor import disdukcapil
from bot.trial.kantor.pejawaran import START
from sop_flows.engine.berkas import Berkas
from tests.support.office import Pejawaran
from tests.support.periode import TW_III

SOP = "pengukuran-kinerja-dinas"


def test_a_unit_takes_part_by_its_post_in_the_team_where_its_head_stands_in_no_column(
    kantor: Pejawaran,
):
    office = kantor.take_over(disdukcapil.OFFICE)
    here = office.kantor_id
    (sop,) = kantor.run(lambda uow: uow.sop.active(here))
    berkas = Berkas(id=0, kantor_id=here, nomor=1, judul="", periode=TW_III, dibuka_at=START)
    taking_part = kantor.run(
        lambda uow: uow.sop.peta(here, sop.id, berkas, START.date()).unit(("anggota",))
    )
    posts = kantor.run(lambda uow: uow.kantor.jabatan(here))

    assert sop.sop.kode == SOP
    names = {posts[one.jabatan_id].nama for one in taking_part}
    assert names == set(disdukcapil.ANGGOTA.values())
