"""What a paper in Word is made of: who asks for one knows no more of Word than this."""

from sop_flows.deferred import dataclass
from sop_flows.papers.isi import IsiPaper


@dataclass(frozen=True, slots=True)
class IsiWord:
    """What a paper in Word is made of."""

    paper: IsiPaper
    template: bytes | None = None
    """The office's own; None for ours."""
    logo: bytes = b""
    """The picture of which the letterhead names the sha256; the office's own template has its own."""
