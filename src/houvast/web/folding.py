"""Templates with all that never changes worked out: one for each language, kept by the process.

A page is a thousand pieces, and half of them say the same to everybody: sentences, pictures, and
the markup between them. They are put together when a template is first asked for. Templates are
written as always.
"""

from collections.abc import Iterator
from typing import Any

from django.template import Origin, Template
from django.template.base import (
    Node,
    NodeList,
    TextNode,
    VariableNode,
    render_value_in_context,
)
from django.template.context import Context
from django.template.defaulttags import IfNode
from django.template.engine import Engine
from django.template.library import SimpleNode
from django.template.loader_tags import IncludeNode
from django.template.loaders.base import Loader as Plain
from django.template.loaders.cached import Loader as Cached
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from houvast.web.escaping import escaped
from houvast.web.templatetags.fixed import FixedScreen, FixedSentence
from houvast.web.templatetags.houvast import icon


class Folding(Plain):
    """Folds a template before anybody sees it."""

    def get_template(self, template_name: str, skip: list[Origin] | None = None) -> Template:
        """The template; raises TemplateDoesNotExist, as always."""
        found = super().get_template(template_name, skip)
        _fold(found.nodelist, self.engine)
        return found


class Loader(Cached, Folding):
    """Keeps each template for each language, folded."""

    def cache_key(self, template_name: str, skip: list[Origin] | None = None) -> str:
        """The name, with the language that is spoken now."""
        return f"{get_language()} {super().cache_key(template_name, skip)}"


def _fold(pieces: NodeList, engine: Engine) -> None:
    """Put text that stands beside text together, here and in everything inside."""
    kept: list[Node] = []
    for piece in map(_ready, pieces):
        last = kept[-1] if kept else None
        if isinstance(piece, TextNode) and isinstance(last, TextNode):
            kept[-1] = TextNode(last.s + piece.s)
        else:
            kept.append(piece)
    pieces[:] = kept
    for piece in kept:
        if isinstance(piece, IncludeNode):
            _name(piece, engine)
        for inside in _inside(piece):
            _fold(inside, engine)


class Printed(VariableNode):
    """A value in a page, as Django prints it; most hold nothing to escape."""

    def render(self, context: Context) -> str:
        """The value as text."""
        value = self.filter_expression.resolve(context)
        if type(value) is SafeString:
            return value
        if type(value) is str and context.autoescape:
            return escaped(value)
        return render_value_in_context(value, context)


def _ready(piece: Node) -> Node:
    """The piece in its quickest shape; what an error says about it stays with it."""
    if _never_changes(piece):
        return TextNode(piece.render(Context()))
    if type(piece) is VariableNode:
        piece.__class__ = Printed
    return piece


def _never_changes(piece: Node) -> bool:
    match piece:
        case FixedSentence():
            return piece.kept_as is None
        case FixedScreen():
            return piece.asvar is None and not piece.args
        case SimpleNode():
            constant = not any(one.is_var or one.filters for one in piece.args)
            return piece.func is icon and constant and piece.target_var is None
    return False


def _inside(piece: Node) -> Iterator[NodeList]:
    if isinstance(piece, IfNode):
        yield from (inside for _asked, inside in piece.conditions_nodelists)
        return
    yield from (found for name in piece.child_nodelists if (found := getattr(piece, name, None)))


def _name(piece: IncludeNode, engine: Engine) -> None:
    """A part that is always the same one is found once."""
    if not piece.template.is_var and not piece.template.filters:
        named = Part(piece.template.var, engine)
        piece.template = named  # type: ignore[assignment]  # nothing but `resolve` is asked of it


class Part:
    """Stands in the place of the name of a template, and gives the template itself."""

    def __init__(self, name: str, engine: Engine) -> None:
        self.name, self.engine = name, engine
        self.found: Template | None = None

    def resolve(self, context: Context) -> Any:
        """The template, from the first time it is asked for: a part may hold itself."""
        if self.found is None:
            self.found = self.engine.get_template(self.name)
        return self.found
