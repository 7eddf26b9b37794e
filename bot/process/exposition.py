"""Figures as Prometheus reads them. Imported by who is asked for them: a start has no use for it."""

from collections.abc import Iterator, Sequence

from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest
from prometheus_client.metrics_core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from bot.process.figures import Counter, Figure

CONTENT_TYPE = CONTENT_TYPE_LATEST


def expose(figures: Sequence[Figure]) -> bytes:
    """Return the text of these figures."""
    return generate_latest(_Read(figures))


class _Read(Collector):
    """Figures that were read already: reading them takes a transaction, and that is awaited."""

    def __init__(self, figures: Sequence[Figure]) -> None:
        self._figures = figures

    def collect(self) -> Iterator[Metric]:
        """Yield them."""
        for one in self._figures:
            kind = CounterMetricFamily if isinstance(one, Counter) else GaugeMetricFamily
            if not one.label:
                yield kind(one.name, one.about, one.value)
            else:
                several = kind(one.name, one.about, labels=[one.label])
                for which, value in one.values.items():
                    several.add_metric([which], value)
                yield several
