"""Messages about a signature in ink: its witness told, and heard."""

from sop_flows.deferred import dataclass
from sop_flows.ports.layar.isi import Isi
from sop_flows.waktu.periode import Periode


@dataclass(frozen=True, slots=True, kw_only=True)
class TentangBasah(Isi):
    """A signature in ink: in which berkas, and by whom; ``kantor`` only where the reader serves several."""

    berkas: int
    judul: str
    periode: Periode | None = None
    oleh: str
    jabatan: str
    kantor: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SaksiBasah(TentangBasah):
    """Somebody was named as the witness of a signature in ink."""

    layar = "saksi_basah"
    tugas: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SaksiMenyanggah(TentangBasah):
    """The witness of a signature in ink says that they saw nothing."""

    layar = "saksi_menyanggah"
    saksi: str
    is_saksi: bool = False
    """Whether that is who reads it."""
