"""Templates with all that never changes worked out: one for each language, kept by the process.

A page is a thousand pieces, and half of them say the same to everybody: sentences, pictures, and
the markup between them. They are put together when a template is first asked for. Templates are
written as always.
"""

from collections.abc import Iterator
from typing import Any

from django.template import Origin, Template
from django.template.base import Node, NodeList, TextNode, VariableNode
from django.template.context import Context
from django.template.defaulttags import CommentNode, CsrfTokenNode, IfNode, LoadNode
from django.template.engine import Engine
from django.template.library import InclusionNode, SimpleNode
from django.template.loader_tags import IncludeNode
from django.template.loaders.base import Loader as Plain
from django.template.loaders.cached import Loader as Cached
from django.templatetags.i18n import BlockTranslateNode
from django.templatetags.static import StaticNode
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from houvast.web.lookups import quicken
from houvast.web.pieces import (
    Answer,
    Choice,
    FormKey,
    Included,
    Part,
    Pieces,
    Printed,
    Row,
    Sentence,
    Words,
)
from houvast.web.templatetags.fixed import FixedScreen, FixedSentence
from houvast.web.templatetags.houvast import icon


class Folding(Plain):
    """Folds a template before anybody sees it."""

    def get_template(self, template_name: str, skip: list[Origin] | None = None) -> Template:
        """The template; raises TemplateDoesNotExist, as always."""
        found = super().get_template(template_name, skip)
        _fold(found.nodelist, self.engine)
        found.__class__ = Folded
        return found


class Folded(Template):
    """A template that leaves nothing behind of what it was given."""

    def render(self, context: Context) -> SafeString:
        """The page, or a part of it."""
        outermost = context.template is None
        try:
            return super().render(context)
        finally:
            if outermost:
                # These name the context that holds them: a circle that only the collector breaks.
                context.dicts.clear()


class Loader(Cached, Folding):
    """Keeps each template for each language, folded."""

    def cache_key(self, template_name: str, skip: list[Origin] | None = None) -> str:
        """The name, with the language that is spoken now."""
        return f"{get_language()} {super().cache_key(template_name, skip)}"


def _fold(pieces: NodeList, engine: Engine) -> None:
    """Put text that stands beside text together, here and in everything inside."""
    kept: list[Node] = []
    for piece in pieces:
        ready = TextNode(piece.render(Context())) if _never_changes(piece) else piece
        last = kept[-1] if kept else None
        if isinstance(ready, TextNode) and isinstance(last, TextNode):
            kept[-1] = TextNode(last.s + ready.s)
        else:
            kept.append(ready)
    pieces[:] = [one for one in kept if not isinstance(one, TextNode) or one.s]
    _quick_row(pieces)
    for piece in pieces:
        quicken(piece)
        _quick(piece, engine)
        for inside in _inside(piece):
            _fold(inside, engine)


def _quick_row(pieces: Any) -> None:
    if all(isinstance(one, TextNode) for one in pieces):
        pieces.__class__ = Words
        pieces.said = SafeString("".join(one.s for one in pieces))
    else:
        pieces.__class__ = Pieces


def _never_changes(piece: Node) -> bool:
    match piece:
        case CommentNode() | LoadNode():
            return True
        case FixedSentence():
            return piece.kept_as is None
        case FixedScreen():
            return piece.asvar is None and not piece.args
        case StaticNode():
            return piece.varname is None and _written_out(piece.path)
        case SimpleNode():
            constant = all(map(_written_out, piece.args))
            return piece.func is icon and constant and piece.target_var is None
    return False


def _written_out(said: Any) -> bool:
    return not said.is_var and not said.filters


def _quick(piece: Any, engine: Engine) -> None:
    """Give the piece its quick class; what an error says about it stays with it."""
    kind = type(piece)
    if kind is VariableNode:
        piece.__class__ = Printed
    elif kind is CsrfTokenNode:
        piece.__class__ = FormKey
    elif kind is IfNode:
        piece.__class__ = Choice
    elif kind is SimpleNode and _makes_markup(piece):
        piece.__class__ = Answer
    elif kind is BlockTranslateNode and not piece.plural and not piece.message_context:
        piece.__class__ = Sentence
        piece.prepare()
    elif kind is IncludeNode and _written_out(piece.template):
        piece.__class__, piece.template = Included, Part(piece.template.var, engine)
    elif kind is InclusionNode and not piece.takes_context:
        piece.__class__, piece.part = Row, Part(piece.filename, engine)


def _makes_markup(piece: SimpleNode) -> bool:
    return not piece.takes_context and not piece.kwargs and piece.target_var is None


def _inside(piece: Node) -> Iterator[NodeList]:
    if isinstance(piece, IfNode):
        yield from (inside for _asked, inside in piece.conditions_nodelists)
        return
    yield from (found for name in piece.child_nodelists if (found := getattr(piece, name, None)))
