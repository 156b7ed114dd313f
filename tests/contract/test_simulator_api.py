"""Every call of the provider's API as its users document it, asked of the simulated one."""

import base64
import json
from collections.abc import AsyncIterator
from fractions import Fraction
from io import BytesIO
from typing import Any

import av
import httpx
import pytest

from tests.simulated import CHAT, FILM, SPEECH, Client, provider

PIXEL = base64.b64encode(b"\x89PNG\r\n\x1a\n and so on").decode()
SOUND = base64.b64encode(b"RIFF and so on").decode()
FOREIGN = {"video_url": "https://example.com/a.mp4", "audio_url": "https://example.com/a.wav"}


@pytest.fixture
async def api() -> AsyncIterator[Client]:
    async with provider() as client:
        yield client


def answered(response: httpx.Response) -> dict[str, Any]:
    assert response.status_code == 200, response.text
    return dict(response.json())


def refused(response: httpx.Response, status: int) -> dict[str, Any]:
    assert response.status_code == status, response.text
    error: dict[str, Any] = response.json()["error"]
    assert error["error_code"] and error["message"]
    return error


def told(data: bytes) -> tuple[float, set[str]]:
    """The seconds of a file by its container, and what streams it has."""
    with av.open(BytesIO(data), "r") as found:
        assert found.duration
        return found.duration / av.time_base, {stream.type for stream in found.streams}


async def test_models_are_listed(api: Client) -> None:
    listed = answered(await api.get("models"))
    assert {"kling-v1-6", "deepseek-v3.2", "tts-1-hd"} <= {model["id"] for model in listed["data"]}


async def test_a_completion_has_choices_and_usage(api: Client) -> None:
    found = answered(await api.post("chat/completions", {**CHAT, "temperature": 0.7, "max_tokens": 400}))
    (choice,) = found["choices"]
    assert choice["message"]["role"] == "assistant" and choice["message"]["content"]
    assert choice["finish_reason"] == "stop"
    usage = found["usage"]
    assert usage["total_tokens"] == usage["prompt_tokens"] + usage["completion_tokens"] > 0
    assert api.charges[0].units == str(usage["total_tokens"])


async def test_a_completion_is_cut_at_max_tokens(api: Client) -> None:
    found = answered(await api.post("chat/completions", {**CHAT, "max_tokens": 3}))
    assert (found["choices"][0]["finish_reason"], found["usage"]["completion_tokens"]) == ("length", 3)


async def test_json_is_answered_in_the_shape_that_was_asked_for(api: Client) -> None:
    schema = {"type": "object", "properties": {"mood": {"enum": ["calm"]}, "shots": {"type": "integer", "minimum": 7}}}
    by_schema = {"type": "json_schema", "json_schema": {"name": "x", "schema": schema}}
    in_words = [{"role": "user", "content": f"Answer as {json.dumps(schema)}"}]
    for body in (
        {**CHAT, "response_format": by_schema},
        {**CHAT, "messages": in_words, "response_format": {"type": "json_object"}},
    ):
        found = json.loads(answered(await api.post("chat/completions", body))["choices"][0]["message"]["content"])
        assert found["mood"] == "calm" and found["shots"] >= 7
    free = answered(await api.post("chat/completions", {**CHAT, "response_format": {"type": "json_object"}}))
    assert isinstance(json.loads(free["choices"][0]["message"]["content"]), dict)


async def test_pictures_are_looked_at_for_a_price_each(api: Client) -> None:
    picture = {"type": "image_url", "image_url": {"url": f"data:image/png;base64,{PIXEL}"}}
    content = [{"type": "text", "text": "Is it the same face?"}, picture, picture]
    answered(await api.post("chat/completions", {**CHAT, "messages": [{"role": "user", "content": content}]}))
    assert [(charge.unit, charge.units, charge.price) for charge in api.charges] == [("image", "2", "0.12")]


async def test_a_reference_picture_gets_an_id(api: Client) -> None:
    body = {"image": f"data:image/png;base64,{PIXEL}", "name": "林小满", "description": "24, ponytail"}
    assert answered(await api.post("images/references", body))["reference_id"]
    for wrong in ("not base64!", base64.b64encode(b"not a picture").decode()):
        assert refused(await api.post("images/references", {**body, "image": wrong}), 400)["param"] == "image"


async def test_a_film_becomes_a_job_and_the_job_a_film(api: Client) -> None:
    picture = {"image": PIXEL, "name": "林小满"}
    reference = answered(await api.post("images/references", picture))["reference_id"]
    everything = {
        **FILM,
        **{"negative_prompt": "text", "duration": 6.5, "resolution": "720p", "fps": 30, "seed": -1, "num_videos": 1},
        **{
            "character_reference": reference,
            "reference_image": PIXEL,
            "style": "cinematic",
            "emotion_tone": "nostalgic",
        },
        "callback_url": "http://127.0.0.1:9/nobody",
    }
    job = answered(await api.post("video/generate", everything))
    assert job["status"] == "queued"
    done = await api.finished(job["job_id"])
    assert done["status"] == "completed"
    film = await api.download(done["video_url"])
    assert film.headers["content-type"] == "video/mp4"
    with av.open(BytesIO(film.content), "r") as opened:
        video = opened.streams.video[0]
        frames = list(opened.decode(video))
        assert (video.width, video.height, video.average_rate) == (720, 1280, Fraction(30))
        assert len(frames) == 195
        assert frames[0].to_ndarray().std() > 1
    thumbnail = await api.download(done["thumbnail_url"])
    assert thumbnail.content.startswith(b"\x89PNG")
    (charge,) = api.charges
    assert (charge.units, charge.price, charge.job_id) == ("6.5", "0.52", job["job_id"])


async def test_a_film_of_somebody_whom_nobody_showed_is_refused(api: Client) -> None:
    error = refused(await api.post("video/generate", {**FILM, "character_reference": ["ref-1"]}), 400)
    assert error["param"] == "character_reference" and "'ref-1'" in error["message"]
    assert api.charges == []


async def test_a_film_may_be_answered_at_once() -> None:
    async with provider({"jobs": {"at_once": 1}}) as api:
        found = answered(await api.post("video/generate", {**FILM, "num_videos": 2}))
        assert found["generation_id"] and found["processing_time_ms"] > 0 and found["thumbnail_url"]
        films = [(await api.download(url)).content for url in found["video_urls"]]
        assert films[0] != films[1] and all(told(film) == (5.0, {"video"}) for film in films)
        assert api.charges[0].units == "10"


async def test_a_job_that_nobody_asked_for_is_not_found(api: Client) -> None:
    refused(await api.get("video/jobs/job-1"), 404)


async def test_a_line_is_spoken_behind_an_address(api: Client) -> None:
    body = {
        "model": "voice-tts-3.0",
        "input": "妈，我回来了。",
        "voice": "Tianmei",
        "language": "zh-CN",
        "speed": 1,
        "pitch": 1.1,
    }
    found = answered(await api.post("audio/synthesis", {**body, "energy": 1.2, "output_format": "mp3"}))
    sound = await api.download(found["audio_url"])
    seconds, streams = told(sound.content)
    assert streams == {"audio"} and abs(seconds - found["duration"]) < 0.06
    assert (api.charges[0].unit, api.charges[0].price) == ("call", "0.02")


@pytest.mark.parametrize("form", ["wav", "mp3", "flac", "opus", "aac"])
async def test_a_line_is_spoken_in_bytes(api: Client, form: str) -> None:
    response = await api.post(
        "audio/speech", {**SPEECH, "speed": 0.5, "emotion_intensity": 1.2, "response_format": form}
    )
    assert response.status_code == 200 and response.headers["content-type"].startswith("audio/")
    with av.open(BytesIO(response.content), "r") as found:
        seconds = sum(frame.samples / frame.sample_rate for frame in found.decode(audio=0))
    assert abs(seconds - 3.2) < 0.15
    assert api.charges[0].unit == "minute"


async def test_a_voice_is_cloned(api: Client) -> None:
    body = {
        "voice_clone": True,
        "source_audio": SOUND,
        "character_name": "林小满",
        "language": "zh-CN",
        "style": "warm",
    }
    assert answered(await api.post("audio/speech", body))["voice_id"]
    refused(await api.post("audio/speech", {"voice_clone": True}), 400)


async def test_a_film_gets_its_speech_and_its_music(api: Client) -> None:
    job = answered(await api.post("video/generate", {**FILM, "duration": 7}))["job_id"]
    film = (await api.finished(job))["video_url"]
    synced = {
        "video_url": film,
        "audio_url": FOREIGN["audio_url"],
        "language": "zh-CN",
        "sync_mode": "precise",
        "enhance": True,
    }
    first = answered(await api.post("video/lipsync", synced))["synced_video_url"]
    body = {"video_url": first, "mood": "romantic", "volume": 0.3, "fade_in": 1, "fade_out": 2}
    second = answered(await api.post("audio/background", body))["final_video_url"]
    for url in (first, second):
        seconds, streams = told((await api.download(url)).content)
        assert abs(seconds - 7) < 0.1 and streams == {"video", "audio"}
    refused(await api.post("audio/background", {**body, "mood": "sleepy"}), 400)


@pytest.mark.parametrize(
    ("call", "body", "param"),
    [
        ("video/generate", {**FILM, "duration": 31}, "duration"),
        ("video/generate", {**FILM, "resolution": "480p"}, "resolution"),
        ("video/generate", {**FILM, "lenght": 5}, "lenght"),
        ("video/generate", {**FILM, "callback_url": "file:///etc/passwd"}, "callback_url"),
        ("video/lipsync", {**FOREIGN, "sync_mode": "slow"}, "sync_mode"),
        ("chat/completions", {**CHAT, "stream": True}, "stream"),
        ("chat/completions", {"model": "gpt-4.1"}, "messages"),
        ("audio/synthesis", {"input": "hello"}, "voice"),
    ],
)
async def test_what_is_wrong_is_refused_by_name_and_costs_nothing(
    api: Client, call: str, body: dict[str, Any], param: str
) -> None:
    assert refused(await api.post(call, body), 400)["param"] == param
    assert api.charges == []


async def test_without_a_good_key_nothing_is_answered(api: Client) -> None:
    api.key = "hs_somebody_else_s_key_of_forty_characters"
    assert refused(await api.get("models"), 401)["error_code"] == "invalid_api_key"
    assert refused(await api.post("video/generate", FILM), 401)["error_code"] == "invalid_api_key"
    assert api.charges == []


async def test_other_paths_and_broken_bodies_are_refused_in_the_same_words(api: Client) -> None:
    refused(await api.get("nothing"), 404)
    response = await api.http.post(
        f"{api.running.url}/video/generate", content=b"{", headers={"authorization": f"Bearer {api.key}"}
    )
    refused(response, 400)
