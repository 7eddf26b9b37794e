"""Reading and checking an SOP file as it was sent: everything that is wrong with it, at once."""

from sop_flows.deferred import dataclass
from sop_flows.sop.catalog import Masalah, SopUnreadable, Template, no_text, read_template
from sop_flows.sop.check import check
from sop_flows.sop.findings import Parah, Temuan


@dataclass(frozen=True, slots=True, kw_only=True)
class Pemeriksaan:
    """What a check of a file came to; without a template it is no SOP file at all."""

    nama_file: str
    template: Template | None = None
    masalah: tuple[Masalah, ...] = ()
    temuan: tuple[Temuan, ...] = ()

    @property
    def can_run(self) -> bool:
        return self.template is not None and not self.tolakan

    @property
    def tolakan(self) -> tuple[Temuan, ...]:
        """What stops the SOP from running."""
        return tuple(t for t in self.temuan if t.parah is Parah.TOLAK)

    @property
    def peringatan(self) -> tuple[Temuan, ...]:
        """What is odd about the sheet."""
        return tuple(t for t in self.temuan if t.parah is not Parah.TOLAK)


def examine(isi: bytes, nama_file: str) -> Pemeriksaan:
    """Return what is wrong with a file, or the SOP that it describes."""
    try:
        template = read_template(isi.decode(), nama_file)
    except UnicodeDecodeError:
        return Pemeriksaan(nama_file=nama_file, masalah=no_text(nama_file).masalah)
    except SopUnreadable as unreadable:
        return Pemeriksaan(nama_file=nama_file, masalah=unreadable.masalah)
    return Pemeriksaan(nama_file=nama_file, template=template, temuan=check(template.sop))
