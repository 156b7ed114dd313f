"""What a file is by its first bytes, whatever its name and headers say. Pure."""

from typing import Literal

MediaKind = Literal["video", "audio", "image"]

HEAD = 12
"""So many bytes tell."""


def kind_of(head: bytes) -> MediaKind | None:
    """What begins so: MP4, WebM; WAV, MP3, Ogg, FLAC; PNG, JPEG, WebP; None if it is none of them."""
    if head[4:8] == b"ftyp" or head.startswith(b"\x1a\x45\xdf\xa3"):
        return "video"
    if head.startswith((b"OggS", b"fLaC", b"ID3")) or _is_riff(head, b"WAVE") or _is_mp3_frame(head):
        return "audio"
    if head.startswith((b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")) or _is_riff(head, b"WEBP"):
        return "image"
    return None


def _is_riff(head: bytes, form: bytes) -> bool:
    return head.startswith(b"RIFF") and head[8:12] == form


def _is_mp3_frame(head: bytes) -> bool:
    """An MP3 without a tag begins with a frame: eleven set bits, the version, then layer III. A JPEG has eight."""
    return len(head) > 1 and head[0] == 0xFF and head[1] & 0xE6 == 0xE2
