"""The tags that stand in the place of Django's say what Django's say."""

from uuid import UUID, uuid4

import pytest
from django.template import Context, Engine
from django.urls import NoReverseMatch, get_resolver, reverse
from django.utils.translation import gettext, override

from houvast.tracks.rules.states import TrackState
from houvast.tracks.rules.steps import StepState
from houvast.web.addresses import address
from houvast.web.words import WORDS, word

ENGINE = Engine.get_default()


def drawn(source: str, **values: object) -> str:
    return ENGINE.from_string("{% load i18n %}" + source).render(Context(values))


def screens_by_keys():
    """Each screen whose address has nothing but keys, with how many."""
    for name, found in get_resolver().reverse_dict.lists():
        for possible, *_rest, converters in found:
            kinds = {type(one).__name__ for one in converters.values()}
            if isinstance(name, str) and kinds <= {"UUIDConverter"}:
                yield name, len(possible[0][1])


def test_each_address_is_the_one_of_django():
    screens = set(screens_by_keys())
    assert len(screens) > 100
    for name, number in screens:
        keys: list[UUID] = [uuid4() for _ in range(number)]
        assert address(name, *keys) == reverse(name, args=keys)


def test_an_address_in_a_template():
    key = uuid4()
    assert drawn("{% url 'track' key %}", key=key) == reverse("track", args=[key])
    assert drawn("{% url 'track' key as to %}[{{ to }}]", key=str(key)).startswith("[/")
    step = reverse("workplace_step", args=[key, "bevestigen"])
    assert drawn("{% url 'workplace_step' key 'bevestigen' %}", key=key) == step
    assert drawn("{% url 'no such screen' as to %}[{{ to }}]") == "[]"
    with pytest.raises(NoReverseMatch):
        drawn("{% url 'no such screen' %}")
    with pytest.raises(NoReverseMatch):
        drawn("{% url 'track' %}")


def test_a_fixed_sentence_is_said_in_the_language_of_who_asks():
    source = "{% load i18n %}{% translate 'Jongeren' %} {% translate 'Jongeren' as it %}{{ it }}"
    kept = ENGINE.from_string(source)
    for language in ("nl", "en", "nl"):
        with override(language):
            word = gettext("Jongeren")
            assert kept.render(Context()) == f"{word} {word}"
    assert drawn("{% translate word %}", word="Jongeren") == "Jongeren"


def test_a_sentence_is_as_safe_as_before():
    assert drawn("{% translate said %}", said="<b>") == "&lt;b&gt;"
    assert drawn("{% translate '100% zeker' %}") == "100% zeker"


def test_a_word_is_that_of_its_enumeration_and_of_the_language():
    for language in ("nl", "en", "nl"):
        with override(language):
            for kind in (TrackState, StepState):  # they share values
                assert [word(one) for one in kind] == [str(WORDS[kind][one]) for one in kind]
