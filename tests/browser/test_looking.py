"""The look itself: what axe finds is told, and it is asked about what it has not seen."""

import pytest

from tests import browser
from tests.browser import assert_accessible

pytestmark = pytest.mark.browser
PAGE = """<!doctype html><html lang="nl"><title>Proef</title>
<main><h1>Proef</h1><p id="p-{key}">{words}</p><img src="data:," {alt}></main></html>"""
KEY, OTHER = "7d1e0c6a-8f6f-4a53-9a61-000000000001", "7d1e0c6a-8f6f-4a53-9a61-000000000002"


def test_what_is_wrong_is_found_and_what_is_known_is_not_asked_again(page, monkeypatch):
    asked = []
    real = page.evaluate
    monkeypatch.setattr(page, "evaluate", lambda said: (asked.append(said), real(said))[1])

    def look(key=KEY, words="Ilias", alt='alt=""'):
        asked.clear()
        page.set_content(PAGE.format(key=key, words=words, alt=alt))
        assert_accessible(page)
        return browser.ASK in asked

    assert look()
    assert not look(key=OTHER, words="Marit")
    assert look(words="Een heel lange naam " * 9)
    for _ in "twice":
        with pytest.raises(AssertionError, match="image-alt"):
            look(alt="")
    page.set_viewport_size({"width": 390, "height": 844})
    assert look()
