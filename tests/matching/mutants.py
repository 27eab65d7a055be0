"""Rules that are broken on purpose, one small change at a time, without touching a file.

A mutant is a module as it is written but for one comparison, sum, "and" or number. Only the code of
the function that changed is put in the place of the real one, so whoever imported it meets it too.
"""

import ast
import inspect
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass
from types import CodeType, FunctionType, ModuleType
from typing import Any

OTHER: dict[type, type] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.And: ast.Or,
    ast.Or: ast.And,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.FloorDiv: ast.Mult,
}
"""What each sign is taken for."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """One small change to one function of a module."""

    module: ModuleType
    path: tuple[str, ...]
    """The function, with its class before it."""
    line: int
    words: str
    code: CodeType

    def __str__(self) -> str:
        return f"{self.module.__name__.rpartition('.')[2]}.{'.'.join(self.path)}: {self.words}"

    @contextmanager
    def loose(self) -> Iterator[None]:
        """The rule is broken inside the block, for everybody."""
        function = _function(self.module, self.path)
        before = function.__code__
        function.__code__ = self.code
        _forget()
        try:
            yield
        finally:
            function.__code__ = before
            _forget()


def mutants(module: ModuleType) -> Iterator[Mutant]:
    """Every small change to every function of a module, from top to bottom."""
    tree = ast.parse(inspect.getsource(module))
    for path, at in _functions(tree):
        for change in _changes(at):
            other = deepcopy(tree)
            twin = next(one for name, one in _functions(other) if name == path)
            change.make(twin)
            whole = compile(ast.fix_missing_locations(other), module.__file__ or "", "exec")
            found = _code(whole, path)
            if found.co_freevars == _function(module, path).__code__.co_freevars:
                yield Mutant(module, path, change.line, change.words, found)


@dataclass(frozen=True, slots=True)
class _Change:
    number: int
    """Which node of the function, as `ast.walk` meets them."""
    line: int
    words: str
    alter: Callable[[Any], None]

    def make(self, function: ast.AST) -> None:
        for number, node in enumerate(ast.walk(function)):
            if number == self.number:
                self.alter(node)


def _changes(function: ast.AST) -> Iterator[_Change]:
    notes = {id(one) for note in _notes(function) for one in ast.walk(note)}
    for number, node in enumerate(ast.walk(function)):
        if id(node) not in notes:
            line, words = getattr(node, "lineno", 0), _written(node)
            for change in _of_node(node):
                yield _Change(number, line, f"{change.__name__.strip('_')} {words}", change)


def _of_node(node: ast.AST) -> Iterator[Callable[[Any], None]]:
    match node:
        case ast.Compare():
            yield from (_turned(at) for at, one in enumerate(node.ops) if type(one) in OTHER)
        case ast.BoolOp() | ast.BinOp() if type(node.op) in OTHER:
            yield _another_sign
        case ast.UnaryOp(op=ast.Not()):
            yield _yes_instead_of
        case ast.Constant(value=int(value)) if not isinstance(value, bool):
            yield _one_more_than


def _notes(function: ast.AST) -> Iterator[ast.AST]:
    """Annotations and defaults decide nothing when the function runs."""
    for node in ast.walk(function):
        if isinstance(node, ast.arg | ast.AnnAssign) and node.annotation:
            yield node.annotation
        if isinstance(node, ast.FunctionDef):
            yield from [one for one in (node.returns, *node.decorator_list) if one]
            yield from node.args.defaults


def _turned(at: int) -> Callable[[ast.Compare], None]:
    def turned(node: ast.Compare) -> None:
        node.ops[at] = OTHER[type(node.ops[at])]()

    return turned


def _another_sign(node: Any) -> None:
    node.op = OTHER[type(node.op)]()


def _yes_instead_of(node: Any) -> None:
    node.operand = ast.UnaryOp(ast.Not(), node.operand)


def _one_more_than(node: Any) -> None:
    node.value += 1


def _written(node: ast.AST) -> str:
    return " ".join(ast.unparse(node).split())[:70] if isinstance(node, ast.expr) else ""


def _functions(tree: ast.AST, above: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.ClassDef):
            yield from _functions(node, (*above, node.name))
        elif isinstance(node, ast.FunctionDef):
            yield (*above, node.name), node


def _code(whole: CodeType, path: tuple[str, ...]) -> CodeType:
    for name in path:
        whole = next(
            one for one in whole.co_consts if isinstance(one, CodeType) and one.co_name == name
        )
    return whole


def _function(module: ModuleType, path: tuple[str, ...]) -> FunctionType:
    found: Any = module
    for name in path:
        found = vars(found)[name]
    while not isinstance(found, FunctionType):
        found = _inside(found)
    return inspect.unwrap(found)


def _inside(found: Any) -> Any:
    for name in ("fget", "func", "__wrapped__", "__func__"):
        if (inner := getattr(found, name, None)) is not None:
            return inner
    raise TypeError(f"{found} has no function inside")


def _forget() -> None:
    """What was kept with the real rule is not an answer of the broken one."""
    for one in KEPT:
        one.cache_clear()


KEPT: list[Any] = []
"""Functions that keep their answers; whoever breaks rules names them."""
