"""Voices of providers: given to whoever asks for one by name, and to nobody else."""

import pytest

from services.character.voices import is_remote, remote_voice
from shared.providers.catalogue import Catalogue
from shared.runtime import Permanent

CATALOGUE = Catalogue.read()


def test_a_voice_of_the_catalogue_is_given_as_it_was_asked_for() -> None:
    assert remote_voice(CATALOGUE, "zh-CN", "holysheep/Tianmei") == "holysheep/Tianmei"
    assert is_remote("holysheep/Tianmei") and not is_remote("zf_xiaoxiao") and not is_remote("")


@pytest.mark.parametrize(
    ("language", "wish", "there"),
    [
        ("zh-CN", "holysheep/Nobody", "holysheep/Tianmei"),
        ("en-US", "holysheep/Tianmei", "holysheep/Emma"),
        ("zh-CN", "elsewhere/Tianmei", "holysheep/Tianmei"),
    ],
)
def test_a_voice_that_is_not_there_is_refused_with_those_that_are(language: str, wish: str, there: str) -> None:
    with pytest.raises(Permanent) as told:
        remote_voice(CATALOGUE, language, wish)  # type: ignore[arg-type]
    assert wish in str(told.value) and there in str(told.value)


def test_a_model_whose_voices_nobody_listed_is_believed_to_have_it() -> None:
    [speech, *_] = CATALOGUE.models("speech")
    open_to_all = CATALOGUE.model_copy(update={"model": (speech.model_copy(update={"voices": {}}),)})
    assert remote_voice(open_to_all, "zh-CN", "holysheep/Anybody") == "holysheep/Anybody"
