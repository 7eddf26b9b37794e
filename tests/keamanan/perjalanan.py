"""A whole berkas, stopped at every place where somebody could do something."""

from collections.abc import Iterator

from sop_flows.engine.aksi import Kerja
from tests.keamanan.kantor import Kantor


def stages(k: Kantor) -> Iterator[tuple[str, int]]:
    """Yield the name of each stage with the berkas, which goes on when the next one is asked for."""
    berkas = k.begin()
    for no, step in enumerate(k.kebijakan.jalan, start=1):
        k.fill(berkas)
        if not step.lalui:
            yield step.nama or f"{no}. {step.di} {step.aksi}", berkas
        for post in step.putusan:
            k.decide(berkas, step.di, post)
        facts = {"unit": tuple(k.unit[kode] for kode in step.unit)} if step.unit else {}
        k.do(berkas, step.di, Kerja(step.aksi), untuk=step.untuk, oleh=step.oleh, **facts)
    yield "selesai", berkas
