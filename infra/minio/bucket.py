"""The bucket, and what happens to uploads that a killed worker left half-done."""

from collections.abc import Iterator

from minio.commonconfig import ENABLED, Filter
from minio.error import S3Error
from minio.lifecycleconfig import AbortIncompleteMultipartUpload, LifecycleConfig, Rule

from infra.minio.answers import Server

_RULE = "duanju-incomplete-uploads"
_DAYS = 1
_NO_SUCH_RULES = frozenset({"InvalidArgument", "MalformedXML", "NotImplemented"})


def settle_bucket(server: Server) -> Iterator[str]:
    """Create the bucket; let it remove incomplete uploads after a day. Tell each change; a repeat makes none.

    Other rules of the bucket stay. MinIO takes no such rule, since it removes them after a day anyway.
    """
    bucket = server.bucket
    with server.told():
        if not server.objects.bucket_exists(bucket.name):
            server.objects.make_bucket(bucket.name, bucket.region)
            yield f"created {bucket}"
        found = server.objects.get_bucket_lifecycle(bucket.name)
        rules = list(found.rules) if found else []
        if all(rule.rule_id != _RULE for rule in rules) and _takes(server, [*rules, _rule()]):
            yield f"{bucket} removes incomplete uploads after {_DAYS} day now"


def _takes(server: Server, rules: list[Rule]) -> bool:
    try:
        server.objects.set_bucket_lifecycle(server.bucket.name, LifecycleConfig(rules))
    except S3Error as error:
        if error.code in _NO_SUCH_RULES:
            return False
        raise
    return True


def _rule() -> Rule:
    return Rule(
        status=ENABLED,
        rule_id=_RULE,
        rule_filter=Filter(prefix=""),
        abort_incomplete_multipart_upload=AbortIncompleteMultipartUpload(days_after_initiation=_DAYS),
    )
