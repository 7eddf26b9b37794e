"""What the tests of starting stand on."""

import pytest

from sop_flows.sop.catalog import load_catalog
from tests.support.office import Pejawaran
from tests.support.surat import COLUMNS, Loket, activate


@pytest.fixture
def loket(kantor: Pejawaran) -> Loket:
    """Return the Sekretaris of the sample office, about to start SOP 002."""
    teks = load_catalog().get("pengumpulan-data-kinerja").teks
    return Loket(kantor, activate(kantor, teks, COLUMNS))
