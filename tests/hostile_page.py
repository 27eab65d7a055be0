"""The forms of a page as `test_hostile_forms` reads them, to know what can be sent."""

from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass
class Control:
    """A field of a form as the page shows it."""

    name: str
    kind: str
    value: str = ""
    options: list[str] = field(default_factory=list)
    required: bool = False


class Page(HTMLParser):
    """The forms of a page by their address, and what says which error belongs where."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.forms: dict[str, dict[str, Control]] = {}
        self.ids: set[str] = set()
        self.described: set[str] = set()
        self.summary = self.depth = 0
        self.words: list[str] = []
        self._form: dict[str, Control] = {}
        self._area: Control | None = None
        self._select: Control | None = None
        self.feed(html[max(html.find("<main"), 0) :])  # around it stands the same on each page

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = {key: value or "" for key, value in attrs}
        self.ids.add(named.get("id", ""))
        self.described |= set(named.get("aria-describedby", "").split())
        if tag == "form":
            self._form = self.forms.setdefault(named.get("action", ""), {})
        elif "formnovalidate" in named:
            return  # a search: it saves nothing
        elif tag in ("input", "textarea", "select", "button") and named.get("name"):
            self._control(tag, named)
        elif tag == "option" and self._select:
            self._choice(self._select, named["value"], "selected" in named)
        if tag == "div":
            self.depth += self.summary > 0
            self.summary = self.summary or int("errors" in named.get("class", "").split())

    def _control(self, tag: str, named: dict[str, str]) -> None:
        kind = named.get("type", "text") if tag == "input" else tag
        fresh = Control(named["name"], kind, required="required" in named or tag == "button")
        one = self._form.setdefault(named["name"], fresh)
        if kind in ("radio", "checkbox", "button"):
            self._choice(one, named.get("value", "on"), "checked" in named)
        elif tag == "input":
            one.value = named.get("value", "")
        self._area = one if tag == "textarea" else None
        self._select = one if tag == "select" else None

    @staticmethod
    def _choice(one: Control, value: str, chosen: bool) -> None:
        one.options.append(value)
        one.value = value if chosen else one.value

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self._area:
            self._area.value, self._area = self._area.value.removeprefix("\n"), None
        elif tag == "div" and self.summary:
            self.summary, self.depth = (1, self.depth - 1) if self.depth else (0, 0)

    def handle_data(self, data: str) -> None:
        if self._area:
            self._area.value += data
        if self.summary and data.strip():
            self.words.append(data.strip())
