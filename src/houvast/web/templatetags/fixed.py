"""Django's tags for sentences and addresses, that work out only once what never changes.

A page says a hundred fixed sentences and names as many addresses. Django translates and escapes
each sentence anew, and tries patterns for each address. The settings put these tags in the place
of Django's own, so templates are written as always.
"""

from uuid import UUID

from django import template
from django.template.base import Node, Parser, Token, Variable
from django.template.context import Context
from django.template.defaulttags import URLNode
from django.template.defaulttags import url as plain_url
from django.templatetags import i18n
from django.urls import NoReverseMatch
from django.utils.translation import get_language

from houvast.web.addresses import address
from houvast.web.escaping import escaped

register = template.Library()
register.tags.update(i18n.register.tags)
register.filters.update(i18n.register.filters)


class FixedSentence(Node):
    """`{% translate "…" %}`: the words in each language, from the first time they were said."""

    child_nodelists = ()

    def __init__(self, plain: i18n.TranslateNode) -> None:
        self.plain, self.kept_as, plain.asvar = plain, plain.asvar, None
        self.said: dict[str | None, str] = {}

    def render(self, context: Context) -> str:
        """The words; with `as` they go into the context instead."""
        language = get_language()
        if language not in self.said:
            self.said[language] = self.plain.render(context)
        if self.kept_as is None:
            return self.said[language]
        context[self.kept_as] = self.said[language]
        return ""


class FixedScreen(URLNode):
    """`{% url "…" key %}`: a screen by its name; other arguments than keys go Django's way."""

    def render(self, context: Context) -> str:
        """The address; with `as` it goes into the context instead, empty without such a screen."""
        keys = [one.resolve(context) for one in self.args]
        if not all(type(one) is UUID for one in keys):
            return super().render(context)
        try:
            found = escaped(address(self.view_name.var, *keys))
        except NoReverseMatch:
            return super().render(context)
        if self.asvar is None:
            return found
        context[self.asvar] = found
        return ""


@register.tag("translate")
def translate(parser: Parser, token: Token) -> Node:
    """As Django's; what is said of a variable, or in a context, is worked out each time."""
    plain = i18n.do_translate(parser, token)
    said = plain.filter_expression
    fixed = isinstance(said.var, Variable) and said.var.literal is not None and not said.filters
    return FixedSentence(plain) if fixed and plain.message_context is None else plain


@register.tag("url")
def url(parser: Parser, token: Token) -> Node:
    """As Django's; a screen whose name is not written out is looked up each time."""
    plain = plain_url(parser, token)
    named = not plain.view_name.is_var and not plain.view_name.filters and not plain.kwargs
    return FixedScreen(plain.view_name, plain.args, {}, plain.asvar) if named else plain
