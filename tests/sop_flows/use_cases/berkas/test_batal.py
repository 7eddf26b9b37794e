"""Giving up a berkas: once, and only one that still runs."""

import pytest

from sop_flows.errors import NotFound
from sop_flows.use_cases.berkas.steer import ask_cancel, cancel_berkas
from tests.support.office import Pejawaran
from tests.support.story import SEKCAM


def test_nobody_is_asked_why_a_berkas_is_given_up_that_has_ended(kantor: Pejawaran):
    berkas_id = kantor.start()
    kantor.say(SEKCAM, ask_cancel, berkas_id=berkas_id)
    kantor.say(SEKCAM, cancel_berkas, berkas_id=berkas_id, alasan="Salah periode")

    with pytest.raises(NotFound):
        kantor.say(SEKCAM, ask_cancel, berkas_id=berkas_id)
    with pytest.raises(NotFound):
        kantor.say(SEKCAM, cancel_berkas, berkas_id=berkas_id, alasan="Salah periode")
