"""What a store's refusal means, in the port's words and in words for a person. Keys of ours appear in none of them."""

import errno
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from xml.etree.ElementTree import ParseError

from minio.error import InvalidResponseError, MinioException, S3Error, ServerError
from urllib3.exceptions import HTTPError

from shared.artifacts.port import StoreError, StoreFull, StoreRefused, StoreUnavailable
from shared.artifacts.s3.bucket import Bucket

_MISSING = {"NoSuchKey", "NoSuchObject"}
_FULL = {"XMinioStorageFull", "XMinioAdminBucketQuotaExceeded", "QuotaExceeded", "InsufficientStorage"}
_INSUFFICIENT_STORAGE = 507
_NO_SPACE = "no space left on device"
"""What MinIO says of a disk that ran full while it wrote, with the code InternalError."""
_NO_ROOM = {errno.ENOSPC, errno.EDQUOT}

_REFUSED = {
    "NoSuchBucket": "{bucket} does not exist: create it, or correct DUANJU_STORE",
    "InvalidAccessKeyId": "{bucket} does not know our access key: correct DUANJU_STORE_ACCESS_KEY",
    "SignatureDoesNotMatch": "{bucket} finds our secret key wrong: correct DUANJU_STORE_SECRET_KEY",
    "AccessDenied": "{bucket} forbids what we ask: give our access key a policy for this service, or correct the key",
    "RequestTimeTooSkewed": "{bucket} finds our clock off by many minutes: set the clocks of both machines by NTP",
    "AuthorizationHeaderMalformed": "{bucket} is in another region: correct DUANJU_STORE_REGION",
    "InvalidRegion": "{bucket} is in another region: correct DUANJU_STORE_REGION",
    "PermanentRedirect": "{bucket} is elsewhere: correct DUANJU_STORE_ENDPOINT and DUANJU_STORE_REGION",
}


class Taken(StoreError):
    """A create-only PUT met something that is there."""


class Denied(StoreRefused):
    """We may not do that, says the store."""


def is_missing(error: S3Error) -> bool:
    """Whether the store says that nothing lies under the key."""
    return error.code in _MISSING


@contextmanager
def classified(bucket: Bucket) -> Iterator[None]:
    """Whatever goes wrong inside becomes one of the port's errors, or Taken."""
    try:
        yield
    except S3Error as error:
        raise _refusal(error, bucket) from error
    except ServerError as error:
        raise _by_status(error.status_code, bucket) from error
    except (InvalidResponseError, ParseError) as error:
        raise StoreUnavailable(f"what answers at {bucket.endpoint} is no S3 server, or a broken one") from error
    except (HTTPError, MinioException) as error:
        raise _silence(error, bucket) from error
    except OSError as error:  # of the file that is sent or written
        if error.errno in _NO_ROOM:
            raise StoreFull(f"the disk of this machine is full: {error}") from error
        raise StoreUnavailable(f"a file on its way to or from the store cannot be used: {error}") from error


def _refusal(error: S3Error, bucket: Bucket) -> StoreError:
    if error.code == "PreconditionFailed":
        return Taken(f"{bucket} has it already")
    if error.code in _FULL or error.response.status == _INSUFFICIENT_STORAGE or _NO_SPACE in (error.message or ""):
        return _full(bucket)
    if error.code in _REFUSED:
        kind = Denied if error.code == "AccessDenied" else StoreRefused
        return kind(_REFUSED[error.code].format(bucket=bucket))
    if error.code == "IncompleteBody":  # MinIO's word, at times, for a disk that ran full while it wrote
        return StoreUnavailable(f"{bucket} broke off while we sent it something: is its disk full?")
    return StoreUnavailable(f"{bucket} does not do what we ask ({error.code}: {error.message})")


def _by_status(status: int, bucket: Bucket) -> StoreError:
    if status == _INSUFFICIENT_STORAGE:
        return _full(bucket)
    return StoreUnavailable(f"{bucket} does not work (HTTP status {status})")


def _full(bucket: Bucket) -> StoreError:
    return StoreFull(f"{bucket} has no room left: remove what is not needed, or enlarge its disk or quota")


def _silence(error: Exception, bucket: Bucket) -> StoreError:
    root = _root(error)
    if isinstance(root, ssl.SSLError):
        return StoreRefused(f"{bucket} has no TLS we trust ({root}): correct DUANJU_STORE_ENDPOINT or DUANJU_STORE_CA")
    return StoreUnavailable(f"{bucket} does not answer ({root}): is it up, and is DUANJU_STORE_ENDPOINT right?")


def _root(error: BaseException) -> BaseException:
    """What the layers of the client wrap: as a cause, or as an argument."""
    while deeper := error.__cause__ or error.__context__ or next(filter(_is_error, error.args), None):
        error = deeper
    return error


def _is_error(argument: object) -> bool:
    return isinstance(argument, BaseException)
