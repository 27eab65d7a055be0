"""Tests in a real browser, on committed data. See conftest.py for `page` and `browser_page`.

Axe takes half a second for a page. A walk comes to the same screen many times, mostly with other
words in it; axe is asked again only when the page is built in another way. What costs most of it is
contrast, of each word with what lies behind it: that is asked once for each set of colours.
"""

from axe_playwright_python.base import AxeResults
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

AXE = Axe()
ASK = """async keys => {
  const resultTypes = ['violations'], include = keys.map(key => globalThis.coloured.get(key))
  const rest = await axe.run({resultTypes, rules: {'color-contrast': {enabled: false}}})
  if (!include.length) return {violations: rest.violations}
  const colours = await axe.run({include}, {resultTypes, runOnly: ['color-contrast']})
  return {violations: [...rest.violations, ...colours.violations]}
}"""
"""All rules that axe has; of what it found only the violations come back."""

COLOURED = """() => {
  const keys = new Map(), found = globalThis.coloured = new Map()
  const mix = (start, by, text) => {
    for (let at = 0; at < text.length; at++) start = Math.imul(start ^ text.charCodeAt(at), by)
    return (start >>> 0).toString(36)
  }
  const digest = (...all) => {
    const text = all.join('|')
    return mix(0x811c9dc5, 0x01000193, text) + mix(0x1b873593, 0x85ebca6b, text)
  }
  const behind = node => {
    if (!node) return ''
    if (!keys.has(node)) {
      const {backgroundColor, backgroundImage, opacity} = getComputedStyle(node)
      const now = [node.tagName, node.getAttribute('class'), node === document.activeElement]
      const back = [backgroundColor, backgroundImage, opacity]
      keys.set(node, digest(behind(node.parentElement), now, back))
    }
    return keys.get(node)
  }
  const speaks = node => /^(INPUT|SELECT|TEXTAREA)$/.test(node.tagName)
    || [...node.childNodes].some(one => one.nodeType === 3 && one.data.trim())
  const shows = node => {
    const {width, height, right, bottom} = node.getBoundingClientRect()
    return node.checkVisibility() && width > 1 && height > 1
      && right + scrollX > 0 && bottom + scrollY > 0
  }
  for (const node of document.body.querySelectorAll('*')) {
    if (!speaks(node) || !shows(node)) continue
    const {color, fontSize, fontWeight, textShadow} = getComputedStyle(node)
    const key = digest(behind(node), color, fontSize, fontWeight, textShadow, node.disabled)
    if (!found.has(key)) found.set(key, node)
  }
  return [...found.keys()]
}"""
"""One element for each set of colours: its own, its letters, and all that lies behind it."""

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
_contrasts: set[str] = set()


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
    fresh = [one for one in page.evaluate(COLOURED) if one not in _contrasts]
    result = AxeResults(page.evaluate(ASK, fresh))
    assert result.violations_count == 0, f"{page.url}\n{result.generate_report()}"
    _accepted.add(built)
    _contrasts.update(fresh)
