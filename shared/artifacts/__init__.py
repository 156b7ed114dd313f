"""The artifact store: what every adapter promises."""

from shared.artifacts.port import Artifacts, Listed, Lost, StoreError, StoreFull, StoreUnavailable

__all__ = ["Artifacts", "Listed", "Lost", "StoreError", "StoreFull", "StoreUnavailable"]
