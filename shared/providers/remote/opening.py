"""A stage's agency, wired to its worker."""

from datetime import UTC, datetime

from shared.providers.in_use import Remembered
from shared.providers.remote.agency import Agency, Lines
from shared.providers.remote.gate import Gate
from shared.providers.settings import RemoteSettings
from shared.runtime.service import Worker


def open_agency(worker: Worker, settings: RemoteSettings) -> Agency:
    """The agency of the worker's service; its gate's ``keep`` is background work.

    Raises Misconfigured where the catalogue, the rules, the prices or the file of keys cannot be read.
    """
    catalogue = settings.offers
    gate = Gate(
        worker.store,
        worker.settings.worker,
        {each.name: each.limits for each in catalogue.provider},
        {(each.provider, each.name): each.limits for each in catalogue.model},
        times=worker.settings.times,
    )
    return Agency(
        catalogue,
        settings.routing,
        settings.price_table,
        Remembered(worker.store),
        gate,
        Lines(settings, gate),
        lambda: datetime.now(UTC),
    )
