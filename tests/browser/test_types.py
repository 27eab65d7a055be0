"""What becomes part of a page is looked through by the browser first (trust T-97)."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.browser.test_walk import Visitor
from tests.cast import STAFF, found, open_track

pytestmark = pytest.mark.browser

TAKEN = """text => {
  const place = document.createElement('div');
  for (const put of [
    () => { place.innerHTML = text; }, () => new DOMParser().parseFromString(text, 'text/html'),
    () => document.createRange().createContextualFragment(text),
    () => Document.parseHTMLUnsafe(text),
  ]) {
    try { put(); return true; }
    catch (error) { if (error.name !== 'TypeError') return error.name; }
  }
  return false;
}"""
RUN = {
    "a handler": "<p>Ilias<img src=x onerror=alert(1)></p>",
    "a handler in a drawing": "<svg><g onload=alert(1)></g></svg>",
    "a script": "<script>alert(1)</script>",
    "a script of elsewhere": "<script src=https://elders.example/x.js></script>",
    "an address that runs": "<a href=' java\tscript:alert(1)'>x</a>",
    "a form that runs": "<form><button formaction=javascript:alert(1)>x</button></form>",
    "a page within": "<iframe srcdoc='<p>x'></iframe>",
    "another beginning of addresses": "<base href=https://elders.example/>",
    "a page that leads away": "<meta http-equiv=refresh content='0;url=https://elders.example'>",
    "a program": "<object data=x></object>",
    "what htmx would run": "<b hx-on:click=alert(1)>x</b>",
    "what waits in a template": "<template><p><template><img onerror=x></template></template>",
}
SOUND = (
    "<!doctype html><title>x</title><script src=/static/x.js></script>"
    "<p hx-get=/zoeken/>onclick=alert(1)<input name=q value='javascript:alert(1)'>"
    "<a href='/jongeren/'>javascript:</a><img src='data:image/png;base64,AA'>"
)
OTHERS = """() => ['mine', 'default', 'reading', 'worker', 'worker'].map(name => {
  try { trustedTypes.createPolicy(name, {createHTML: text => text}); return 'made'; }
  catch (error) { return error.name; }
})"""
SCRIPTS = """() => [
  script => { script.src = '/static/x.js'; }, script => { script.text = 'alert(1)'; },
  () => new Worker('/ander.js'),
].map(one => {
  try { one(document.createElement('script')); return 'taken'; }
  catch (error) { return error.name; }
})"""


def test_no_text_with_something_that_runs_becomes_part_of_a_page(browser_page, server):  # T-97
    town = found("Waterrade", STAFF, timezone.localdate())
    open_track(town)
    anouk = Visitor(browser_page(1440, 900)).sign_in("anouk")
    page = anouk.page
    assert {name: page.evaluate(TAKEN, text) for name, text in RUN.items()} == dict.fromkeys(
        RUN, False
    )
    assert page.evaluate(TAKEN, SOUND) is True
    assert set(page.evaluate(OTHERS)) == {"TypeError"}
    assert set(page.evaluate(SCRIPTS)) == {"TypeError"}
    finder, answered = page.locator("#finder"), page.locator("#found")
    finder.press_sequentially("Ili")
    expect(answered.locator(".find")).to_have_count(1)
    page.route("**/zoeken/**", lambda one: one.fulfill(body="<p class=find onclick=alert(1)>x</p>"))
    finder.press_sequentially("as")
    expect(page.locator("#said")).to_contain_text("Dit lukt nu niet.")
    expect(answered.locator("[onclick]")).to_have_count(0)
