"""Tests in a real browser, on committed data. See conftest.py for `page` and `browser_page`."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

AXE = Axe()


def assert_accessible(page: Page) -> None:
    """No violation that axe can find (WCAG 2.2, A and AA) on the page as it is now."""
    result = AXE.run(page)
    assert result.violations_count == 0, f"{page.url}\n{result.generate_report()}"
