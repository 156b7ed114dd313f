"""Topics: every one that is declared, with its partitions, and how long it keeps its records."""

from collections.abc import Iterable, Iterator

from confluent_kafka.admin import AdminClient, AlterConfigOpType, ConfigEntry, ConfigResource, NewPartitions, NewTopic

from infra.kafka.answers import results, told
from infra.topics import all_topics, carries_events

_EVENTS_DAYS, _DEAD_LETTERS_DAYS = 7, 30
_DAY_MS = 24 * 3600 * 1000
_SECONDS = 10.0
_RETENTION = "retention.ms"


def settle_topics(admin: AdminClient, partitions: int) -> Iterator[str]:
    """Create what is missing, enlarge what is too small, correct how long it keeps; tell each change.

    A topic with more partitions than wanted stays as it is: there is no way back. A repeat changes nothing.
    """
    wanted = all_topics(partitions)
    with told():
        there = {name: len(topic.partitions) for name, topic in admin.list_topics(timeout=_SECONDS).topics.items()}
    if missing := {name: count for name, count in wanted.items() if name not in there}:
        results(admin.create_topics([_new(name, count) for name, count in missing.items()]))
        yield from (f"created topic {name}, partitions: {count}" for name, count in missing.items())
    known = wanted.keys() & there.keys()
    if small := {name: wanted[name] for name in sorted(known) if there[name] < wanted[name]}:
        results(admin.create_partitions([NewPartitions(name, count) for name, count in small.items()]))
        yield from (f"enlarged topic {name}, partitions: {count} (from {there[name]})" for name, count in small.items())
    yield from _settle_retention(admin, known)


def _new(name: str, partitions: int) -> NewTopic:
    return NewTopic(name, partitions, config={_RETENTION: _retention(name)})


def _retention(topic: str) -> str:
    return str((_EVENTS_DAYS if carries_events(topic) else _DEAD_LETTERS_DAYS) * _DAY_MS)


def _settle_retention(admin: AdminClient, topics: Iterable[str]) -> Iterator[str]:
    resources = [ConfigResource(ConfigResource.Type.TOPIC, name) for name in sorted(topics)]
    found = results(admin.describe_configs(resources)) if resources else {}
    if wrong := [each for each, config in found.items() if config[_RETENTION].value != _retention(each.name)]:
        corrected = [_corrected(each.name) for each in wrong]
        results(admin.incremental_alter_configs(corrected))
        yield from (f"topic {each.name} keeps its records for {_retention(each.name)} ms now" for each in wrong)


def _corrected(topic: str) -> ConfigResource:
    entry = ConfigEntry(_RETENTION, _retention(topic), incremental_operation=AlterConfigOpType.SET)
    return ConfigResource(ConfigResource.Type.TOPIC, topic, incremental_configs=[entry])
