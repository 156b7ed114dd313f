"""The page of faults is what the table says."""

from tests.faults import PAGE, page


def test_the_page_is_up_to_date() -> None:
    assert PAGE.read_text("utf-8") == page(), "run `python -m tests.faults`"
