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
    monkeypatch.setattr(
        page, "evaluate", lambda said, *more: (asked.append(said), real(said, *more))[1]
    )

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


COLOURS = """<!doctype html><html lang="nl"><title>Proef</title><style>
.card {{ background: {behind}; opacity: {seen} }} p {{ color: {ink}; font-size: {size}px }}
</style><main><h1>Proef</h1><div class="card"><p {more}>Ilias</p></div></main></html>"""
FINE = {"behind": "#fff", "seen": 1, "ink": "#555", "size": 16, "more": ""}


def test_contrast_is_asked_of_each_set_of_colours_and_of_what_was_hidden(page, monkeypatch):
    asked = []
    real = page.evaluate
    monkeypatch.setattr(
        page, "evaluate", lambda said, *more: (asked.append(more), real(said, *more))[1]
    )

    def fresh(**other):
        """Of how many colours it asks, where the page is built as before."""
        asked.clear()
        browser._accepted.clear()
        page.set_content(COLOURS.format(**FINE | other))
        assert_accessible(page)
        return sum(len(keys) for (keys,) in filter(None, asked))

    browser._contrasts.clear()
    assert fresh() == 2
    assert fresh() == 0
    for wrong in ({"ink": "#999"}, {"behind": "#888"}, {"seen": 0.4}):
        for _ in "twice":
            with pytest.raises(AssertionError, match="color-contrast"):
                fresh(**wrong)
    assert fresh(ink="#888", size=32) == 1
    with pytest.raises(AssertionError, match="color-contrast"):
        fresh(ink="#888")
    assert fresh(ink="#aaa", more="hidden") == 0
    with pytest.raises(AssertionError, match="color-contrast"):
        fresh(ink="#aaa")
