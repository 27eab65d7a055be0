"""Tests in a real browser, on committed data. See conftest.py for `page` and `browser_page`.

Axe takes half a second for a page. A walk comes to the same screen many times, mostly with other
words in it; axe is asked again only when the page is built in another way.
"""

from axe_playwright_python.base import AxeResults
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

AXE = Axe()
ASK = """axe.run({resultTypes: ['violations']}).then(found => ({violations: found.violations}))"""
"""All rules that axe has; of what it found only the violations come back."""

BUILT = """() => {
  const said = new Set('value aria-label title alt datetime content d points'.split(' '))
  const bare = text => text.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '-').replace(/[\\d.]+/g, '0')
  const own = ({name, value}) => `${name}=${said.has(name) ? Boolean(value.trim()) : bare(value)}`
  const part = node => {
    if (node.nodeType === 3) return node.data.trim() && `text${node.data.trim().length > 60}`
    if (node.nodeType !== 1) return ''
    const now = [node.checked, node.disabled, node.open]
    const parts = [...node.childNodes].map(part)
    const unlike = parts.filter((one, at) => one !== parts[at - 1])
    const marks = [...node.attributes].map(own).join(' ')
    return `<${node.tagName} ${marks} ${now}>${unlike.join('')}</>`
  }
  return part(document.documentElement)
}"""
"""Every element with its attributes and state; of words only whether they are there, and short.

Keys, numbers and names are left out, and of rows that are alike the second: another young person
changes nothing that axe looks at.
"""

_accepted: set[tuple[object, ...]] = set()


def ready(page: Page) -> Page:
    """The page with its script at work: its words are there a moment before its keys are."""
    page.wait_for_load_state("load")
    return page


def press(page: Page, *keys: str) -> None:
    """Press keys, one after another, once the page listens to them."""
    for key in keys:
        ready(page).keyboard.press(key)


def assert_accessible(page: Page) -> None:
    """No violation that axe can find (WCAG 2.2, A and AA) on the page as it is now."""
    ready(page)
    size = page.viewport_size or {}
    built = (*size.values(), page.evaluate(BUILT))
    if built in _accepted:
        return
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.axe_script)
    result = AxeResults(page.evaluate(ASK))
    assert result.violations_count == 0, f"{page.url}\n{result.generate_report()}"
    _accepted.add(built)
