"""The samples are what the examples are told like today."""

from pathlib import Path

import pytest

from tests.story.samples import SAMPLES, pages

PAGES = pages()


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_sample_is_the_dialogue_of_its_example(path: Path) -> None:
    assert path.read_text("utf-8") == PAGES[path], "run 'python -m tests.story samples' and commit docs/samples"


def test_no_sample_is_left_of_an_example_that_is_gone() -> None:
    assert set(SAMPLES.glob("*.md")) == set(PAGES)
