"""The artifact store: what every adapter promises."""

from shared.artifacts.port import Artifacts, Listed, Lost, StoreError, StoreFull, StoreRefused, StoreUnavailable

__all__ = ["Artifacts", "Listed", "Lost", "StoreError", "StoreFull", "StoreRefused", "StoreUnavailable"]
