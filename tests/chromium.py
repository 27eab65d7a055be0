"""One Chromium for each process of the tests: to start one costs as much as a short walk in it.

What belongs to a visitor (cookies, cache, storage) is in a context, and those end with each test.
"""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.db import connections
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright
from pytest_django.live_server_helper import LiveServer

from tools.browser import NONE, chromium

OPTIONS = ["--no-sandbox", "--disable-gpu", "--lang=nl"]
HERE = {"locale": "nl-NL", "timezone_id": "Europe/Amsterdam"}


class Chromium:
    """Started when it is first used. Playwright's event loop is only there while it is used."""

    def __init__(self) -> None:
        self._play: Playwright | None = None
        self._browser: Browser | None = None
        self._loop: asyncio.AbstractEventLoop | None = None

    @contextmanager
    def in_use(self) -> Iterator[Browser]:
        """The browser, without any context; those that are opened in the block are closed."""
        asyncio._set_running_loop(self._loop)
        try:
            browser = self._started()
            try:
                yield browser
            finally:
                for context in browser.contexts:
                    context.close()
        finally:
            asyncio._set_running_loop(None)  # or Django would take all other tests for async ones

    def on_disk(self, profile: Path, **more: Any) -> BrowserContext:
        """A browser of its own, whose cookies and storage are files in this folder."""
        self._started()
        assert self._play is not None
        return self._play.chromium.launch_persistent_context(
            profile, executable_path=chromium(), args=OPTIONS, **more
        )

    def _started(self) -> Browser:
        if self._play is None:
            self._play = sync_playwright().start()
            self._loop = asyncio.get_running_loop()
        if self._browser is None or not self._browser.is_connected():  # a test may have ended it
            path = chromium()
            assert path is not None, NONE
            self._browser = self._play.chromium.launch(executable_path=path, args=OPTIONS)
        return self._browser

    def end(self) -> None:
        """End the browser and Playwright, if they were started."""
        if self._play is None:
            return
        asyncio._set_running_loop(self._loop)
        try:
            if self._browser is not None:
                self._browser.close()
            self._play.stop()
        finally:
            asyncio._set_running_loop(None)


@pytest.fixture(scope="session")
def one_chromium() -> Iterator[Chromium]:
    one = Chromium()
    yield one
    one.end()


@pytest.fixture
def browser_page(
    server: LiveServer,
    one_chromium: Chromium,
) -> Iterator[Callable[..., Page]]:
    """Open pages in a real Chromium, each with its own cookies: `browser_page(width, height)`.

    The worker of the street stays out, unless a test is about it: it fetches its files each time.
    """
    with one_chromium.in_use() as browser:

        def open_page(width: int = 1280, height: int = 800, **more: Any) -> Page:
            given = {"service_workers": "block"} | HERE | more
            return browser.new_context(
                base_url=server.url, viewport={"width": width, "height": height}, **given
            ).new_page()

        try:
            yield open_page
        finally:
            connections.close_all()  # inside: under Playwright's loop Django keeps its own set


@pytest.fixture
def page(browser_page: Callable[..., Page]) -> Page:
    """One page of the size of a laptop."""
    return browser_page()
