"""Templates folded for a language say what they say unfolded."""

from datetime import date

import pytest
from django.conf import settings
from django.template.base import TextNode
from django.template.context import Context
from django.template.engine import Engine
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy, override
from hypothesis import given
from hypothesis import strategies as st

from houvast.web.escaping import escaped, markup
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
        {% include which %}{% translate which %}{% icon glyph %}{% endblock %}""",
    "part.html": "[{% translate 'Opslaan' %}{{ word }}{{ many|length }}]",
    "tree.html": "<{{ deep }}{% if deep > 0 %}{% with deep=deep|add:'-1' %}"
    "{% include 'tree.html' %}{% endwith %}{% endif %}>",
}
GIVEN = {
    "many": ["a", "b", "<c>"],
    "which": "part.html",
    "glyph": "home",
    "word": "&",
    "number": 12345.5,
    "when": date(2027, 2, 2),
    "none": None,
    "lazy": gettext_lazy("Vandaag"),
}


def engine(*, folded: bool) -> Engine:
    plain = ("django.template.loaders.locmem.Loader", PAGES)
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


VALUES = st.text() | st.sampled_from(["'", "<a>", "&amp;", mark_safe("<b>")]) | st.integers()


@given(VALUES, VALUES)
def test_markup_escapes_as_django_does(one, other):
    assert markup("<i>{}</i>{}", one, other) == format_html("<i>{}</i>{}", one, other)
    assert escaped(one) == conditional_escape(one)
