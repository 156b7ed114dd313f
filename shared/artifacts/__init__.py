"""The artifact store: what every adapter promises."""

from shared.artifacts.port import (
    Artifacts,
    Inventory,
    Item,
    Listed,
    Lost,
    StoreError,
    StoreFull,
    StoreRefused,
    StoreUnavailable,
)

__all__ = [
    "Artifacts",
    "Inventory",
    "Item",
    "Listed",
    "Lost",
    "StoreError",
    "StoreFull",
    "StoreRefused",
    "StoreUnavailable",
]
