"""The decision is the only path to a yes: nothing else makes one, permissions only ask (T-88)."""

import ast
from functools import cache
from pathlib import Path

SOURCE = Path(__file__).parents[2] / "src" / "houvast"
RULES = SOURCE / "sharing" / "rules"
MAKES = {"Decision", "PERMIT", "MATRIX", "ENOUGH"}
"""What a yes is made of."""


@cache
def files() -> dict[Path, ast.Module]:
    return {one: ast.parse(one.read_text()) for one in SOURCE.rglob("*.py")}


def imported(tree: ast.Module) -> set[str]:
    """What a file takes from the rules of sharing."""
    return {
        name.name
        for one in ast.walk(tree)
        if isinstance(one, ast.ImportFrom)
        and (one.module or "").startswith("houvast.sharing.rules")
        for name in one.names
    }


def of_permissions(path: Path) -> bool:
    return path.stem == "permissions"


def test_only_permissions_ask_for_a_decision_and_nobody_else_makes_one():
    outside = {path: imported(tree) for path, tree in files().items() if RULES not in path.parents}
    assert {path for path, names in outside.items() if "decide" in names} == {
        path
        for path in outside
        if of_permissions(path) and {"tracks", "cooperation", "meetings"} & {*path.parts}
    }
    made = {path: names & MAKES for path, names in outside.items()}
    allowed = {path for path in made if of_permissions(path)}
    assert {path for path, names in made.items() if names} <= allowed
    assert {name for names in made.values() for name in names} <= {"Decision"}


def test_the_rules_are_not_gone_round_through_the_module():
    whole = [
        path
        for path, tree in files().items()
        for one in ast.walk(tree)
        if isinstance(one, ast.Import | ast.ImportFrom)
        for name in one.names
        if f"{getattr(one, 'module', '')}.{name.name}" == "houvast.sharing.rules"
        or name.name == "houvast.sharing.rules"
    ]
    assert whole == []


def test_what_permissions_answer_about_a_person_is_what_was_decided_and_nothing_more():
    """A function that gives a decision does so by `return decide(...)`, and never builds one."""
    asked = 0
    for path, tree in files().items():
        if not of_permissions(path):
            continue
        assert not [one for one in ast.walk(tree) if _calls(one, "Decision")], path
        for function in (one for one in ast.walk(tree) if isinstance(one, ast.FunctionDef)):
            if function.returns and ast.unparse(function.returns) == "Decision":
                answers = [one for one in ast.walk(function) if isinstance(one, ast.Return)]
                assert all(_calls(one.value, "decide") for one in answers), function.name
                asked += len(answers)
    assert asked


def _calls(node: ast.AST | None, name: str) -> bool:
    return isinstance(node, ast.Call) and getattr(node.func, "id", "") == name
