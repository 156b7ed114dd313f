"""The alert rules: each fires when it should and not before, and has a page that says what to do."""

import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from infra.prometheus.embedded import PRODUCTION, RULES, embedded
from tests.prometheus import program

ROOT = Path(__file__).parents[2]
CASES = sorted((Path(__file__).parent / "alerts").glob("*.yml"))
ALERTS: list[dict[str, Any]] = [
    rule
    for path in sorted(RULES.glob("*.yml"))
    for group in yaml.safe_load(path.read_text())["groups"]
    for rule in group["rules"]
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_alerts_fire_when_they_should(case: Path) -> None:
    done = subprocess.run([program("promtool"), "test", "rules", case], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_alert_is_tested_firing_and_silent() -> None:
    firing: set[str] = set()
    silent: set[str] = set()
    for case in CASES:
        for test in yaml.safe_load(case.read_text())["tests"]:
            for check in test["alert_rule_test"]:
                (firing if check["exp_alerts"] else silent).add(check["alertname"])
    assert firing == silent == {rule["alert"] for rule in ALERTS}


@pytest.mark.parametrize("rule", ALERTS, ids=lambda rule: str(rule["alert"]))
def test_an_alert_has_a_page_that_says_what_to_look_at_and_what_to_do(rule: dict[str, Any]) -> None:
    page = (ROOT / rule["annotations"]["runbook"]).read_text(encoding="utf-8")
    assert page.startswith(f"# {rule['alert']}\n")
    assert "\n## Look at\n" in page
    assert "\n## Do\n" in page


def test_every_page_belongs_to_an_alert() -> None:
    pages = {f"docs/runbooks/{page.name}" for page in (ROOT / "docs/runbooks").glob("*.md")}
    assert pages == {rule["annotations"]["runbook"] for rule in ALERTS}


@pytest.mark.parametrize("which", ["production", "embedded"])
def test_prometheus_accepts_the_configuration(which: str, tmp_path: Path) -> None:
    config = PRODUCTION
    if which == "embedded":
        config = tmp_path / "prometheus.yml"
        config.write_text(embedded(tmp_path / "targets.json", "1s"))
    done = subprocess.run([program("promtool"), "check", "config", config], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert re.search(rf"SUCCESS: {len(ALERTS)} rules found", done.stdout)
