"""The embedded stack's configuration: the production one, with the workers from the stack's own list."""

from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent
PRODUCTION = HERE / "prometheus.yml"
RULES = HERE / "rules"


def embedded(targets: Path, interval: str | None = None) -> str:
    """The configuration as YAML. ``targets`` is the list that the stack rewrites whenever a worker moves.

    ``interval`` (``1s``) replaces the time between two scrapes and between two evaluations of the rules.
    """
    config: dict[str, Any] = yaml.safe_load(PRODUCTION.read_text(encoding="utf-8"))
    if interval:
        config["global"] = {"scrape_interval": interval, "evaluation_interval": interval}
    config["rule_files"] = [str(RULES / "*.yml")]
    files = {"files": [str(targets.absolute())], "refresh_interval": "5s"}
    config["scrape_configs"] = [{"job_name": "duanju", "honor_labels": True, "file_sd_configs": [files]}]
    return yaml.safe_dump(config, sort_keys=False, width=120)
