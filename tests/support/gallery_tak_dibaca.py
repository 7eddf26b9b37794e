"""The gallery of what is told about a message that is no answer, and of what a group is told."""

from sop_flows.ports.layar.tugas import SebabLepas
from tests.support.wall import draw_layar, show


def tak_dibaca() -> None:
    """Hang what is said of words that are not read."""
    show("keterangan_tak_dibaca", lambda: draw_layar("keterangan_tak_dibaca", teks="1=<250>"))
    for sebab in SebabLepas:
        show(
            f"bukan_jawaban: {sebab}",
            lambda x=sebab: draw_layar("bukan_jawaban", teks="<12>", sebab=x),
        )
    show("petunjuk_grup", lambda: draw_layar("petunjuk_grup", bot="tapak_bot"))
    show("tinggalkan_grup", lambda: draw_layar("tinggalkan_grup"))
