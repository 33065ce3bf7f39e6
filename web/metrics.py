"""Figures for Prometheus: requests by route and status, the cache, the queue of queries.

A request is counted in plain Python numbers, because that takes a tenth of the time that a counter
of the client library does; the library writes them out.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from itertools import accumulate
from typing import TYPE_CHECKING, Final

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import (
    CounterMetricFamily,
    GaugeMetricFamily,
    HistogramMetricFamily,
    InfoMetricFamily,
)
from prometheus_client.metrics_core import Metric
from starlette.types import Scope

from graph.errors import StoreError

if TYPE_CHECKING:
    from web.cache import Cache
    from web.service import Service

_BOUNDS: Final = (0.001, 0.005, 0.02, 0.1, 0.5, 2.0, 10.0)
"""Upper bounds of the ranges in which durations are counted, in seconds."""

_METHODS: Final = frozenset(("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS"))


class Timing:
    """How many requests there were of one kind, and how long they took."""

    __slots__ = ("counts", "seconds")

    def __init__(self) -> None:
        self.counts = [0] * (len(_BOUNDS) + 1)
        self.seconds = 0.0

    def add(self, seconds: float) -> None:
        """Count a request."""
        self.counts[bisect_left(_BOUNDS, seconds)] += 1
        self.seconds += seconds

    @property
    def buckets(self) -> list[tuple[str, float]]:
        """Return upper bound → how many requests took no longer, as Prometheus has it."""
        bounds = [*map(str, _BOUNDS), "+Inf"]
        return list(zip(bounds, accumulate(self.counts), strict=True))


class Metrics:
    """The figures of one application.

    Args:
        service: Whose queue and store they tell of.
        cache: Whose hits they tell of.
    """

    def __init__(self, service: "Service", cache: "Cache") -> None:
        self._service = service
        self._cache = cache
        self._timings: defaultdict[tuple[str, str, str], Timing] = defaultdict(Timing)

    def timing(self, scope: Scope, status: int) -> Timing:
        """Return where a request is counted that was answered with a status."""
        method = scope["method"] if scope["method"] in _METHODS else "other"
        return self._timings[template_of(scope), method, str(status)]

    def text(self) -> bytes:
        """Return all figures in the format of Prometheus."""
        registry = CollectorRegistry()
        registry.register(self)
        return generate_latest(registry)

    def collect(self) -> Iterator[Metric]:
        """Yield the figures."""
        requests = HistogramMetricFamily(
            "comity_http_request_duration_seconds",
            "Time from a request to the end of its answer.",
            labels=["route", "method", "status"],
        )
        for labels, timing in list(self._timings.items()):
            requests.add_metric(list(labels), timing.buckets, timing.seconds)
        yield requests
        cache, turns = self._cache, self._service.evaluator.turns
        yield CounterMetricFamily(
            "comity_cache_hits", "Requests answered from memory.", value=cache.hits
        )
        yield CounterMetricFamily(
            "comity_cache_misses", "Requests whose answers could be kept.", value=cache.misses
        )
        yield GaugeMetricFamily("comity_cache_bytes", "Size of the answers.", value=cache.size)
        yield GaugeMetricFamily(
            "comity_queries_busy", "Free-form queries under way.", value=turns.busy
        )
        yield GaugeMetricFamily(
            "comity_queries_waiting", "Free-form queries that wait.", value=turns.waiting
        )
        killed = CounterMetricFamily(
            "comity_queries_killed",
            "Free-form queries that were ended: out of time, process lost, client gone.",
            labels=["reason"],
        )
        for reason in ("time", "lost", "left"):
            killed.add_metric([reason], self._service.evaluator.killed[reason])
        yield killed
        try:
            version = {"version": self._service.store.version}
        except StoreError:
            return
        yield InfoMetricFamily("comity_store", "The store that is read.", value=version)


def template_of(scope: Scope) -> str:
    """Return the route that answered a request, as the OpenAPI document spells it.

    >>> template_of({"path": "/nowhere"})
    'none'
    """
    path = getattr(scope.get("route"), "path", None)
    if path is None and scope["path"].startswith("/static/"):
        return "/static"
    return str(path) if path else "none"
