"""The core of a content: what a return can change, without what a new ronde adds by itself."""

from sop_flows.deferred import replace
from sop_flows.naskah.isi import Isi, IsiUnit


def core_of(isi: Isi) -> Isi:
    """Return a content without its rounds, marks and notes: the same before and after a return.

    A note is no change of what it is about; an answer that was asked for is.
    """
    return replace(
        isi,
        unit=tuple(map(without_marks, isi.unit)),
        kerja=tuple(replace(one, catatan="") for one in isi.kerja if one.isian),
    )


def without_marks(unit: IsiUnit) -> IsiUnit:
    """Return what a unit handed in, whichever ronde it was and whatever was marked."""
    indikator = tuple(replace(one, ditandai=False) for one in unit.indikator)
    return replace(unit, ronde=1, indikator=indikator)
