"""Who signed the letters of an office, read out of what its tugas were done with."""

from sop_flows.sop.place import Place
from storage.database.session import Database
from tests.support.office import Pejawaran
from tests.support.surat import Meja


def test_who_signed_the_newest_letters_is_known_with_where_it_was_asked(database: Database):
    meja = Meja(Pejawaran.found(database))
    for nama in ("Camat", "Sekretaris a.n. Camat"):
        meja.signed(nama)
    meja.begin()

    found = meja.kantor.run(lambda uow: uow.berkas.signers(meja.kantor.kantor_id))
    assert [(one.sop_id, one.place, one.nama) for one in found] == [
        (meja.sop, Place(1, 0), "Sekretaris a.n. Camat"),
        (meja.sop, Place(1, 0), "Camat"),
    ]
    assert meja.kantor.run(lambda uow: uow.berkas.signers(meja.kantor.kantor_id + 1)) == ()
