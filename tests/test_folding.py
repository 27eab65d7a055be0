"""Templates folded for a language say what they say unfolded."""

import gc
import weakref
from datetime import date

import pytest
from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.template.base import TextNode
from django.template.context import Context, RequestContext
from django.template.engine import Engine
from django.test import RequestFactory
from django.utils.functional import SimpleLazyObject
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy, override
from hypothesis import given
from hypothesis import strategies as st

from houvast.tracks.rules.states import TrackState
from houvast.web.escaping import escaped, markup
from houvast.web.forms.tracks import DetailsForm
from houvast.web.templatetags.fixed import FixedSentence

PAGES = {
    "base.html": "<p>{% icon 'home' %} {% translate 'Opslaan' %}</p>"
    "{% block main %}-{% endblock %}",
    "page.html": """{% extends "base.html" %}{% load i18n %}{% block main %}
        {{ number }} {{ when }} {{ none }} {{ missing }} {{ word|safe }} {{ word }} {{ lazy }}
        {% autoescape off %}{{ word }}{{ many }}{% endautoescape %}
        {% translate "Opslaan" as said %}{{ said|upper }} {{ block.super }}
        <a href="{% url "today" %}">{% translate "Vandaag" %}</a>
        {% for one in many %}
          {% if one == "b" %}{% translate "Vandaag" %}{% elif one == "c" %}{% icon "home" %}
          {% else %}{% translate "Opslaan" %}{{ one }}{% endif %}
          {% include "part.html" with word=one only %}
        {% empty %}{% translate "Vandaag" %}{% endfor %}
        {% with deep=3 %}{% include "tree.html" %}{% endwith %}
        {% include which %}{% translate which %}{% translate dutch %}{% icon glyph %}
        {% comment %}no{% endcomment %}
        {% blocktranslate with who=word n=many|length %}{{ who }}: {{ n }}%{% endblocktranslate %}
        {% blocktranslate asvar kept %}Vandaag {{ number }} {{ gone }}{% endblocktranslate %}
        {{ kept }}
        {% blocktranslate count n=2 %}{{ n }} x{% plural %}{{ n }} y{% endblocktranslate %}
        {% tag "red" word %}{% tag "red" word as red %}{{ red }}{% name full=word %}
        {% if deep.a and not gone.b or many|length > 9 %}a{% endif %}
        {% if word|add:gone %}b{% endif %}
        {% endblock %}""",
    "part.html": "[{% translate 'Opslaan' %}{{ word }}{{ many|length }}]",
    "tree.html": "<{{ deep }}{% if deep > 0 %}{% with deep=deep|add:'-1' %}"
    "{% include 'tree.html' %}{% endwith %}{% endif %}>",
}
GIVEN = {
    "many": ["a", "b", "<c>"],
    "which": "part.html",
    "glyph": "home",
    "dutch": "Vandaag",
    "word": "&",
    "number": 12345.5,
    "when": date(2027, 2, 2),
    "none": None,
    "lazy": gettext_lazy("Vandaag"),
}


def engine(*, folded: bool) -> Engine:
    return engine_of(PAGES, folded=folded)


def engine_of(pages: dict[str, str], *, folded: bool) -> Engine:
    plain = ("django.template.loaders.locmem.Loader", pages)
    loaders = [("houvast.web.folding.Loader", [plain])] if folded else [plain]
    options = settings.TEMPLATES[0]["OPTIONS"]
    return Engine(
        loaders=loaders, builtins=options["builtins"], libraries=dict(options["libraries"])
    )


@pytest.mark.parametrize("values", [GIVEN, GIVEN | {"many": []}], ids=["rows", "none"])
def test_a_folded_page_says_the_same_in_both_languages_again_and_again(values):
    quick, plain = engine(folded=True), engine(folded=False)
    for language in ("nl", "en", "nl"):
        with override(language):
            pages = [
                each.get_template("page.html").render(Context(values)) for each in (quick, plain)
            ]
            assert pages[0] == pages[1]
            assert ("Save" in pages[0]) is (language == "en")


def test_what_never_changes_is_one_piece_of_text():
    with override("nl"):
        (first, second) = engine(folded=True).get_template("base.html").nodelist
    assert isinstance(first, TextNode)
    assert first.s.endswith("Opslaan</p>")
    assert second.nodelist[0].s == "-"


def test_a_sentence_that_goes_into_the_context_stays():
    with override("nl"):
        page = engine(folded=True).get_template("page.html")
    assert len(page.nodelist.get_nodes_by_type(FixedSentence)) == 1


class Odd:
    """What values can be: fields, things to call, errors, and keys beside fields."""

    field, nothing = "<field>", None

    def act(self):
        return "acted"

    def asks(self, more):
        return more

    def changes(self):
        raise AssertionError("never called in a page")

    changes.alters_data = True

    @property
    def lost(self):
        raise ObjectDoesNotExist

    @property
    def wrong(self):
        raise ValueError("wrong here")


class Keyed(Odd):
    def __getitem__(self, key):
        return {"field": "by key"}[key]


ODD = {
    "odd": Odd(),
    "keyed": Keyed(),
    "kind": Odd,
    "keys": {"field": 1, "items": "a key", "odd": Odd()},
    "rows": [Odd(), "b"],
    "lazy": SimpleLazyObject(Odd),
    "state": TrackState.CLOSED,
    "form": DetailsForm(),
}
STEPS = ("field", "nothing", "act", "asks", "changes", "lost", "odd", "items", "0", "value", "name")


@pytest.mark.parametrize("step", STEPS)
def test_every_kind_of_value_is_looked_up_as_django_does(step):
    for first in (*ODD, "gone"):
        named = f"{first}.{step}"
        source = f"{{{{ {named} }}}}{{{{ {named}.field }}}}{{% if {named} == None %}}n{{% endif %}}"
        pages = [
            engine_of({"odd": source}, folded=one).get_template("odd") for one in (True, False)
        ]
        said = [one.render(Context(ODD)) for one in pages]
        assert said[0] == said[1], named


def test_an_error_in_a_value_is_an_error_in_the_page():
    page = engine_of({"odd": "{{ odd.wrong }}"}, folded=True).get_template("odd")
    with pytest.raises(ValueError, match="wrong here"):
        page.render(Context(ODD))


def test_a_page_leaves_nothing_behind_of_what_it_was_given():
    odd = Odd()
    left = weakref.ref(odd)
    context = RequestContext(RequestFactory().get("/"))
    context.push({"odd": odd})
    gc.disable()
    try:
        engine_of({"odd": "{{ odd.field }}"}, folded=True).get_template("odd").render(context)
        del odd, context
        assert left() is None
    finally:
        gc.enable()


VALUES = st.text() | st.sampled_from(["'", "<a>", "&amp;", mark_safe("<b>")]) | st.integers()


@given(VALUES, VALUES)
def test_markup_escapes_as_django_does(one, other):
    assert markup("<i>{}</i>{}", one, other) == format_html("<i>{}</i>{}", one, other)
    assert escaped(one) == conditional_escape(one)
