"""The compose file: nobody is root, nothing can be written that is not named, nothing is open to other machines."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from infra.access import USERS
from infra.compose.environment import variables
from infra.topics import STAGES

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")
FILE: dict[str, Any] = yaml.safe_load(TEXT)
SERVICES: dict[str, dict[str, Any]] = FILE["services"]
STUDIO = [stage.name for stage in STAGES]
JOBS, PEOPLE = ["topics", "bucket"], ["desk", "keeper"]
USED = dict(re.findall(r"\$\{(\w+):-([^}]*)\}", TEXT))
DEMANDED = set(re.findall(r"\$\{(\w+):\?", TEXT))
EXAMPLE = variables((ROOT / ".env.example").read_text(encoding="utf-8"))

BUYERS = ("script", "character", "audio", "video")
KEYS, SIGNING = ("${HOLYSHEEP_API_KEY:-}", "${DUANJU_KEYS:-}"), "${DUANJU_WEBHOOK_SECRETS}"
PAYING = dict.fromkeys(BUYERS, (*KEYS, SIGNING)) | {
    "gateway": ("${DUANJU_WEBHOOK_SECRETS:?is empty, see .env.example}",),
    "desk": KEYS,
}
"""What those have besides who buy from providers, hear from them, or ask whether they answer."""

every = pytest.mark.parametrize("name", SERVICES)
of_the_studio = pytest.mark.parametrize("name", STUDIO)


def test_everybody_is_there() -> None:
    assert set(SERVICES) == {*STUDIO, *JOBS, *PEOPLE, "kafka", "minio", "simulator", "prometheus", "grafana"}


@every
def test_nobody_is_root(name: str) -> None:
    service = SERVICES[name]
    if "user" in service:
        assert re.sub(r"\$\{\w+:-(.*)\}", r"\1", service["user"]).partition(":")[0] not in ("", "0", "root")
        return
    file = ROOT / service["build"]["dockerfile"]
    last_stage = file.read_text(encoding="utf-8").rpartition("\nFROM ")[2]
    assert "\nUSER 10001:10001\n" in last_stage


@every
def test_a_container_can_do_nothing_that_it_does_not_need(name: str) -> None:
    service = SERVICES[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert "cap_add" not in service
    assert "privileged" not in service
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert service["init"] is True


@every
def test_a_container_cannot_take_the_machine_along(name: str) -> None:
    service = SERVICES[name]
    assert re.fullmatch(r"\d+[mg]", service["mem_limit"])
    assert service["pids_limit"] <= 512
    assert {"max-size", "max-file"} <= service["logging"]["options"].keys()


@every
def test_ports_are_open_to_this_machine_alone_and_can_be_changed(name: str) -> None:
    for port in SERVICES[name].get("ports", ()):
        assert re.fullmatch(rf"127\.0\.0\.1:\$\{{DUANJU_PORT_{name.upper()}:-\d+\}}:\d+", port)


@every
def test_images_are_pinned(name: str) -> None:
    tag = SERVICES[name]["image"].partition(":")[2]
    assert re.match(r"v?\d|\$\{DUANJU_(VERSION:-local|MINIO:-release)\}", tag)
    assert "latest" not in tag


def test_the_images_that_ours_are_made_of_are_pinned() -> None:
    for file in (ROOT / "infra" / "docker").glob("*Dockerfile"):
        text = file.read_text(encoding="utf-8")
        stages = set(re.findall(r" AS (\S+)$", text, re.MULTILINE))
        for base in re.findall(r"^FROM (\S+)", text, re.MULTILINE):
            assert base in stages or "$" in base or re.search(r":[\w.-]*\d", base) or base == "debian:bookworm-slim", (
                base
            )


@every
def test_whoever_stays_is_started_again_and_can_be_asked_how_it_is(name: str) -> None:
    stays = name not in (*JOBS, *PEOPLE)
    assert SERVICES[name].get("restart", "no") == ("unless-stopped" if stays else "no")
    assert ("healthcheck" in SERVICES[name]) == stays


@of_the_studio
def test_a_service_starts_when_broker_and_store_are_set_up_and_has_time_to_stop(name: str) -> None:
    waits_for = {other: how["condition"] for other, how in SERVICES[name]["depends_on"].items()}
    assert waits_for == dict.fromkeys(JOBS, "service_completed_successfully")
    assert SERVICES[name]["stop_grace_period"] == "40s"


@pytest.mark.parametrize(("job", "server"), [("topics", "kafka"), ("bucket", "minio")])
def test_a_job_waits_for_its_server(job: str, server: str) -> None:
    assert SERVICES[job]["depends_on"] == {server: {"condition": "service_healthy"}}


@pytest.mark.parametrize("user", USERS, ids=lambda user: user.name)
def test_everybody_has_a_password_of_its_own_and_nobody_elses(user: Any) -> None:
    upper = user.name.upper()
    environment = SERVICES[user.name]["environment"]
    secrets = {value for value in environment.values() if re.search("PASSWORD|SECRET|KEY", str(value))}
    known = {f"${{DUANJU_BROKER_PASSWORD_{upper}}}"} if user.is_known_to_the_broker else set()
    known |= {value for value in secrets if value in PAYING.get(user.name, ())}
    assert secrets == {f"${{DUANJU_STORE_KEY_{upper}}}", f"${{DUANJU_STORE_SECRET_{upper}}}", *known}
    assert environment["DUANJU_STORE_ACCESS_KEY"] == f"${{DUANJU_STORE_KEY_{upper}}}"
    assert environment.get("DUANJU_BROKER_USER") == (user.name if user.is_known_to_the_broker else None)


@pytest.mark.parametrize("name", PAYING)
def test_who_buys_has_what_that_takes(name: str) -> None:
    assert set(PAYING[name]) <= set(SERVICES[name]["environment"].values())


@pytest.mark.parametrize("name", (*BUYERS, "showrunner", "gateway", "desk"))
def test_who_asks_for_a_price_reads_what_is_offered(name: str) -> None:
    assert {"DUANJU_CATALOGUE", "DUANJU_PRICES", "DUANJU_RULES"} <= SERVICES[name]["environment"].keys()
    assert "/offers" in _folders(name)


@every
def test_who_asks_a_provider_sees_the_keys_and_nobody_else_does(name: str) -> None:
    asks = name in (*BUYERS, "desk")
    assert (asks, asks) == ("/keys" in _folders(name), "DUANJU_KEYS" in SERVICES[name].get("environment", {}))


@every
def test_the_providers_files_are_never_written_by_a_container(name: str) -> None:
    folders = _folders(name)
    assert all(folders[target]["read_only"] for target in ("/offers", "/keys") if target in folders)


def test_the_simulator_knows_no_password_and_waits_to_be_asked_for() -> None:
    service = SERVICES["simulator"]
    assert not [value for value in service["environment"].values() if re.search("PASSWORD|SECRET|KEY", value)]
    assert service["profiles"] == ["simulator"]


def _folders(name: str) -> dict[str, dict[str, Any]]:
    """The mounts of a container that are written out, by where it sees them."""
    return {each["target"]: each for each in SERVICES[name].get("volumes", ()) if isinstance(each, dict)}


def test_the_jobs_hand_out_a_password_to_everybody() -> None:
    known = {user.name.upper() for user in USERS if user.is_known_to_the_broker}
    assert {f"DUANJU_BROKER_PASSWORD_{name}" for name in known} <= SERVICES["topics"]["environment"].keys()
    everybody = {user.name.upper() for user in USERS}
    pairs = {f"DUANJU_STORE_{part}_{name}" for part in ("KEY", "SECRET") for name in everybody}
    assert pairs <= SERVICES["bucket"]["environment"].keys()


def test_the_example_explains_each_variable_and_says_its_default() -> None:
    assert {name: value for name, value in EXAMPLE.items() if name not in DEMANDED} == USED
    assert {name: EXAMPLE[name] for name in DEMANDED} == dict.fromkeys(DEMANDED, "")


def test_every_password_that_is_used_is_demanded() -> None:
    assert set(re.findall(r"\$\{(\w+)\}", TEXT)) <= DEMANDED


def test_who_watches_reaches_neither_broker_nor_store() -> None:
    assert {name for name, service in SERVICES.items() if "watch" in service["networks"]} == {
        *STUDIO,
        "prometheus",
        "grafana",
    }
    assert not {"prometheus", "grafana"} & {n for n, service in SERVICES.items() if "studio" in service["networks"]}


def test_prometheus_finds_every_service_by_its_name() -> None:
    config = yaml.safe_load((ROOT / "infra/prometheus/prometheus.yml").read_text(encoding="utf-8"))
    (found,) = (job for job in config["scrape_configs"] if job["job_name"] == "duanju")
    assert sorted(found["dns_sd_configs"][0]["names"]) == sorted(STUDIO)
