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
  const bare = text => text.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '-').replace(/\\d+/g, '0')
  const own = one => one.name === 'value' && one.ownerElement.type === 'hidden' ? '' : one.value
  const long = words => `text${Math.ceil(Math.log2(words.length))}`
  const part = node => {
    if (node.nodeType === 3) return node.data.trim() && long(node.data)
    if (node.nodeType !== 1) return ''
    const said = [...node.attributes].map(one => `${one.name}=${bare(own(one))}`).join(' ')
    const now = [node.checked, node.disabled, node.open, node === document.activeElement]
    return `<${node.tagName} ${said} ${now}>${[...node.childNodes].map(part).join('')}</>`
  }
  return part(document.documentElement)
}"""
"""Every element with its attributes and state; of the words only where and about how long.

Keys and numbers are left out: those of another young person change nothing that axe looks at.
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
