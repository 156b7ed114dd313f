"""Tests on real servers: skipped aloud where there is no engine, never in CI."""

import docker
import pytest
from docker.errors import DockerException

from tests.containers import need_engine


@pytest.mark.parametrize(("ci", "outcome"), [("", pytest.skip.Exception), ("true", pytest.fail.Exception)])
def test_a_missing_engine_skips_aloud_and_fails_in_ci(
    monkeypatch: pytest.MonkeyPatch, ci: str, outcome: type[BaseException]
) -> None:
    def away() -> None:
        raise DockerException("connection refused")

    monkeypatch.setattr(docker, "from_env", away)
    monkeypatch.setenv("CI", ci)
    with pytest.raises(outcome, match=r"NOT TESTED on real MinIO and Kafka: .*connection refused"):
        need_engine()
