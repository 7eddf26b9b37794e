"""Who holds which post today, as papers and workbooks name them."""

from sop_flows.engine.aksi import Penugasan
from sop_flows.kantor.kantor import Pegangan, Pegawai
from sop_flows.use_cases.jabatan.pejabat import each_post, first_post

CAMAT, SEKCAM = 1, 2
SUHARYANTO = Pegawai(
    id=1,
    kantor_id=1,
    nama="Suharyanto",
    pangkat="Pembina, IV/a",
    jabatan=(Pegangan(jabatan_id=CAMAT, nama="Camat"),),
)
ENDANG = Pegawai(
    id=2,
    kantor_id=1,
    nama="Endang Lestari",
    jabatan=(
        Pegangan(jabatan_id=CAMAT, nama="Camat", penugasan=Penugasan.PLH),
        Pegangan(jabatan_id=SEKCAM, nama="Sekretaris Kecamatan"),
    ),
)


def test_who_stands_in_for_a_time_signs_before_who_holds_the_post_for_good():
    for people in ((SUHARYANTO, ENDANG), (ENDANG, SUHARYANTO)):
        holders = dict(each_post(people))

        assert holders[CAMAT].nama == "Endang Lestari"
        assert holders[CAMAT].sebutan == "Plh. Camat"
        assert holders[SEKCAM].sebutan == "Sekretaris Kecamatan"


def test_a_post_that_nobody_stands_in_for_is_its_holders():
    holders = dict(each_post([SUHARYANTO]))

    assert holders[CAMAT].sebutan == "Camat"
    assert holders[CAMAT].pangkat == "Pembina, IV/a"


def test_who_holds_no_post_is_named_without_one():
    alone = Pegawai(id=3, kantor_id=1, nama="Dedi")

    assert (first_post(alone).nama, first_post(alone).sebutan) == ("Dedi", "")
    assert first_post(ENDANG).sebutan == "Plh. Camat"
