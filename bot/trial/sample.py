"""The sample offices of a trial, all on one bot, each with its own phones."""

from typing import Final

from bot.trial.kantor import disdukcapil, jambi, pejawaran, pematangsiantar, tarakan
from bot.trial.kantor.rows import head_of, phones_of
from bot.trial.store import Json
from sop_flows.deferred import dataclass
from storage.documents.kantor.buku import BukuKantor


@dataclass(frozen=True, slots=True)
class Sample:
    """One office, and the number of its first phone."""

    buku: BukuKantor
    first_user: int

    @property
    def kode(self) -> str:
        """The code of the office."""
        return head_of(self.buku).kode

    @property
    def nama(self) -> str:
        """The name of the office."""
        return head_of(self.buku).nama

    def phones(self) -> list[Json]:
        """Return the phones of everybody in the office, the leading people first."""
        return phones_of(self.buku, self.first_user)


PEJAWARAN: Final = Sample(pejawaran.SAMPLE, pejawaran.FIRST_USER)
PEMATANGSIANTAR: Final = Sample(pematangsiantar.OFFICE, 2001)
JAMBI: Final = Sample(jambi.OFFICE, 3001)
DISDUKCAPIL: Final = Sample(disdukcapil.OFFICE, 4001)
TARAKAN: Final = Sample(tarakan.OFFICE, 5001)

SAMPLES: Final = (PEJAWARAN, PEMATANGSIANTAR, JAMBI, DISDUKCAPIL, TARAKAN)
