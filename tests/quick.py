"""What makes a process of the tests quick, without any test noticing."""

import gc
from collections.abc import Iterator
from threading import local
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.core.handlers.base import BaseHandler
from django.template.base import Template
from django.test.client import ClientHandler
from hypothesis import HealthCheck, settings

settings.register_profile(
    "busy", settings(), deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("busy")
"""How long one example takes says how busy the machine is, and nothing of what is tested."""

SELDOM = (50_000, 20, 50)
"""A page makes many objects and few circles of them, so Python need not look for those so often."""

LONGEST = (
    "tests/browser/test_walk.py",
    "tests/test_doors.py",
    "tests/campaign/test_promise.py",
    "tests/api/test_campaign.py",
    "tests/offline/test_campaign.py",
    "tests/test_queries.py",
)
"""Files with a test of a minute: begun last, it would be waited for while the others are ready."""


def longest_first(items: list[pytest.Item]) -> None:
    """Let the long ones begin; the order of the rest stays."""
    items.sort(key=lambda one: not one.nodeid.startswith(LONGEST))


def pytest_collection_finish() -> None:
    """All that is loaded by now stays: looking through it again for rubbish finds none."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*SELDOM)


@pytest.fixture(scope="session", autouse=True)
def one_context_for_a_page(django_test_environment: None) -> Iterator[None]:
    """Let `answer.context` hold what a view gave to its page, and not a copy for each of its parts.

    Django's test client keeps one for every template, and each field of a form is drawn by several.
    """
    noticed, at_work = Template._render, local()  # type: ignore[attr-defined]

    def drawn(self: Template, context: Any) -> Any:
        if getattr(at_work, "drawing", False):
            return self.nodelist.render(context)
        at_work.drawing = True
        try:
            return noticed(self, context)
        finally:
            at_work.drawing = False

    Template._render = drawn  # type: ignore[attr-defined]
    yield
    Template._render = noticed  # type: ignore[attr-defined]


CHAIN = (
    "_middleware_chain",
    "_view_middleware",
    "_template_response_middleware",
    "_exception_middleware",
)
"""What `load_middleware` makes of the settings, in Django 5."""


@pytest.fixture(scope="session", autouse=True)
def one_chain_for_all_clients(django_test_environment: None) -> Iterator[None]:
    """Let the clients of a process share their middleware, as the requests of the product do.

    Each would make its own, and look through all static files for it. Other settings: another one.
    """
    load, made = BaseHandler.load_middleware, dict[int, tuple[Any, dict[str, Any]]]()

    def shared(self: ClientHandler, is_async: bool = False) -> None:
        now = django_settings._wrapped
        if id(now) not in made:
            load(self, is_async)
            made[id(now)] = now, {name: getattr(self, name) for name in CHAIN}
        self.__dict__.update(made[id(now)][1])

    ClientHandler.load_middleware = shared  # type: ignore[method-assign]
    yield
    del ClientHandler.load_middleware
