"""Who somebody is, what they hold today, and how they come and go."""

from datetime import UTC, date, datetime, timedelta

from sop_flows.engine.aksi import Penugasan
from storage.database.carrier_tables import IkatanChatRow
from storage.documents.kantor.buku_contoh import CAMAT, KASI_PM, KASUBBAG, PELAKSANA, SEKCAM
from tests.support.statements import counted

NOW = datetime(2026, 10, 5, 2, 0, tzinfo=UTC)
TODAY = date(2026, 10, 5)


def test_a_user_is_somebody_with_the_posts_held_today(kantor):
    (orang,) = kantor.run(lambda u: u.pegawai.identify(1, TODAY))

    assert (orang.nama, orang.kantor_id) == ("Hendra Wiguna", kantor.id)
    assert [post.nama for post in orang.jabatan] == [CAMAT]
    assert kantor.run(lambda u: u.pegawai.identify(999, TODAY)) == ()


def test_only_the_holder_of_a_post_acts_in_it(joined):
    camat = joined.post(CAMAT)

    assert joined.run(lambda u: u.pegawai.pelaku(2, joined.id, camat, TODAY)) is None
    pelaku = joined.run(lambda u: u.pegawai.pelaku(1, joined.id, camat, TODAY))
    assert pelaku is not None
    assert (pelaku.nama, pelaku.jabatan) == ("Hendra Wiguna", CAMAT)


def test_a_plh_acts_beside_the_definitive_holder_on_the_days_of_the_appointment(joined):
    camat = joined.post(CAMAT)
    joined.appoint("Ratna Dewi", CAMAT, "Plh.", mulai_on=TODAY, selesai_on=TODAY)

    plh = joined.run(lambda u: u.pegawai.pelaku(2, joined.id, camat, TODAY))
    camat_self = joined.run(lambda u: u.pegawai.pelaku(1, joined.id, camat, TODAY))
    tomorrow = joined.run(
        lambda u: u.pegawai.pelaku(2, joined.id, camat, TODAY + timedelta(days=1))
    )

    assert plh is not None
    assert plh.penugasan is Penugasan.PLH
    assert camat_self is not None
    assert tomorrow is None


def test_of_two_appointments_of_one_person_the_stronger_counts(joined):
    joined.appoint("Hendra Wiguna", CAMAT, "Plh.")
    joined.appoint("Hendra Wiguna", SEKCAM, "Plt.")

    pelaku = joined.run(lambda u: u.pegawai.pelaku(1, joined.id, joined.post(CAMAT), TODAY))
    (orang,) = joined.run(lambda u: u.pegawai.identify(1, TODAY))

    assert pelaku is not None
    assert pelaku.penugasan is Penugasan.DEFINITIF
    assert [(p.nama, p.penugasan.value) for p in orang.jabatan] == [
        (CAMAT, "definitif"),
        (SEKCAM, "Plt."),
    ]


def test_a_vacant_post_is_its_atasans_and_so_on_upwards(joined):
    for jabatan in (KASUBBAG, SEKCAM):
        joined.vacate(jabatan)
    kasubbag = joined.post(KASUBBAG)

    (wakil,) = joined.run(lambda u: u.pegawai.pemegang(joined.id, kasubbag, TODAY))
    pelaku = joined.run(lambda u: u.pegawai.pelaku(1, joined.id, kasubbag, TODAY))

    assert (wakil.nama, wakil.jabatan, wakil.is_wakil) == ("Hendra Wiguna", CAMAT, True)
    assert pelaku is not None
    assert pelaku.jabatan == CAMAT
    assert joined.run(lambda u: u.pegawai.pelaku(5, joined.id, kasubbag, TODAY)) is None


def test_every_holder_of_a_post_is_owed_its_cards_joined_or_not(kantor):
    kantor.join("Asep Ramdan", 6)

    people = kantor.run(lambda u: u.pegawai.pemegang(kantor.id, kantor.post(PELAKSANA), TODAY))

    assert [(p.nama, p.chat_id) for p in people] == [("Asep Ramdan", 6), ("Nia Lestari", None)]


def test_the_second_post_asked_for_reads_the_whole_office_and_the_third_nothing(joined):
    posts = [joined.post(name) for name in (CAMAT, SEKCAM, KASUBBAG, KASI_PM)]
    with counted(joined.database) as said:
        found = joined.run(
            lambda u: [u.pegawai.pemegang(joined.id, post, TODAY)[0].nama for post in posts]
        )

    assert found == ["Hendra Wiguna", "Ratna Dewi", "Wulan Sari", "Dedi Kurnia"]
    assert len([sql for sql in said if sql.startswith("SELECT")]) == 2


def test_a_user_who_was_revoked_is_nobody_at_once(joined):
    (was,) = joined.run(lambda u: u.ikatan.revoke(joined.person("Hendra Wiguna"), NOW))

    assert (was.user_id, was.kantor_id) == (1, joined.id)
    assert joined.run(lambda u: u.pegawai.identify(1, TODAY)) == ()
    camat = joined.post(CAMAT)
    assert joined.run(lambda u: u.pegawai.pelaku(1, joined.id, camat, TODAY)) is None


def test_a_link_is_used_once_and_not_after_it_expired(kantor):
    ratna = kantor.person("Ratna Dewi")
    until = NOW + timedelta(hours=1)
    for token in ("one", "two"):
        kantor.run(
            lambda u, token=token: u.ikatan.add_undangan(kantor.id, ratna, token, NOW, until)
        )

    assert kantor.run(lambda u: u.ikatan.find_undangan("one", until)) is None
    assert not kantor.run(lambda u: u.ikatan.redeem("one", 8, 8, "", until))
    meant = kantor.run(lambda u: u.ikatan.find_undangan("one", NOW))
    assert meant is not None
    assert meant.nama == "Ratna Dewi"
    assert kantor.run(lambda u: u.ikatan.redeem("one", 8, 8, "ratna", NOW))
    assert not kantor.run(lambda u: u.ikatan.redeem("one", 9, 9, "", NOW))
    assert not kantor.run(lambda u: u.ikatan.redeem("two", 9, 9, "", NOW))
    assert kantor.run(lambda u: u.pegawai.chats(kantor.id))[ratna] == 8


def test_who_waits_displaces_nobody_before_being_accepted(kantor):
    hendra, until = kantor.person("Hendra Wiguna"), NOW + timedelta(hours=1)
    kantor.run(lambda u: u.ikatan.add_undangan(kantor.id, hendra, "one", NOW, until))
    assert kantor.run(lambda u: u.ikatan.hold("one", 9, 9, "hendra", NOW))
    assert not kantor.run(lambda u: u.ikatan.hold("one", 10, 10, "", NOW))

    (asked,) = kantor.run(lambda u: u.ikatan.waiting(kantor.id))
    assert (asked.user_id, asked.username) == (9, "hendra")
    assert kantor.run(lambda u: u.pegawai.chats(kantor.id))[hendra] == 1
    assert kantor.run(lambda u: u.ikatan.accept(hendra, 10, NOW)) is None
    assert kantor.run(lambda u: u.pegawai.identify(9, TODAY)) == ()

    assert kantor.run(lambda u: u.ikatan.accept(hendra, 9, NOW)) == asked
    assert kantor.run(lambda u: u.pegawai.chats(kantor.id))[hendra] == 9
    assert kantor.run(lambda u: u.pegawai.identify(1, TODAY)) == ()
    assert not kantor.run(lambda u: u.ikatan.is_waiting(9))
    assert kantor.run(lambda u: u.ikatan.refuse(hendra, 9, NOW)) is None


def test_a_link_that_reached_the_wrong_person_ends(kantor):
    ratna = kantor.person("Ratna Dewi")
    until = NOW + timedelta(hours=1)
    kantor.run(lambda u: u.ikatan.add_undangan(kantor.id, ratna, "one", NOW, until))

    kantor.run(lambda u: u.ikatan.discard_undangan("one", NOW))

    assert kantor.run(lambda u: u.ikatan.find_undangan("one", NOW)) is None


def test_a_new_account_ends_the_old_binding_and_the_old_one_may_come_back(kantor):
    kantor.join("Hendra Wiguna", 11)
    assert kantor.run(lambda u: u.pegawai.identify(1, TODAY)) == ()

    kantor.run(
        lambda u: u.ikatan.add_undangan(
            kantor.id, kantor.person("Hendra Wiguna"), "back", NOW, NOW + timedelta(days=1)
        )
    )
    kantor.run(lambda u: u.ikatan.redeem("back", 1, 1, "", NOW))

    assert kantor.run(lambda u: u.pegawai.identify(1, TODAY))[0].nama == "Hendra Wiguna"
    active = [row.user_id for row in kantor.rows(IkatanChatRow) if row.status == "aktif"]
    assert active == [1]


def test_an_unreachable_chat_tells_whose_it_is(kantor):
    (ikatan,) = kantor.run(lambda u: u.ikatan.unreachable([1]))
    assert ikatan.kantor_id == kantor.id
    assert not kantor.rows(IkatanChatRow)[0].terjangkau
    assert kantor.run(lambda u: u.ikatan.unreachable([1])) == ()


def test_a_chat_that_is_back_tells_whose_it_is_once(kantor):
    assert kantor.run(lambda u: u.ikatan.reachable([1, 2])) == ()
    kantor.run(lambda u: u.ikatan.unreachable([1]))

    (ikatan,) = kantor.run(lambda u: u.ikatan.reachable([1, 2]))
    assert ikatan.chat_id == 1
    assert kantor.run(lambda u: u.ikatan.reachable([1, 2])) == ()
    assert kantor.rows(IkatanChatRow)[0].terjangkau


def test_somebody_without_a_post_acts_as_themselves(kantor):
    kantor.vacate(CAMAT)

    pelaku = kantor.run(lambda u: u.pegawai.pelaku_self(1, kantor.id, TODAY))

    assert pelaku is not None
    assert (pelaku.nama, pelaku.jabatan_id, pelaku.jabatan) == ("Hendra Wiguna", 0, "")


def test_the_admins_are_found_with_their_chats(joined):
    (admin,) = joined.run(lambda u: u.pegawai.admins(joined.id))

    assert (admin.nama, admin.chat_id, admin.jabatan) == ("Ratna Dewi", 2, SEKCAM)
