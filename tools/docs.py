"""Write the parts of the documentation that are made from the code: `python -m tools.docs`.

Such a part stands between `<!-- made: name -->` and `<!-- end -->`; tests/test_docs.py compares it
with the code, so what is written there cannot lie. The text around it is ours and stays.
"""

import inspect
import os
import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from houvast.accounts.rules import PURPOSES_OF, SCOPES_OF, InformationClass, Role
from houvast.employers.rules.roles import MAY
from houvast.sharing.rules import ORDER, lines
from houvast.sharing.rules.fields import Activity, Table
from houvast.tracks.rules.promise import Terms

ROOT = Path(__file__).resolve().parents[1]
UNDERSTAND = ROOT / "docs" / "understand"
PART = re.compile(r"(<!-- made: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)
TERM = re.compile(r"^    (\w+): \S+.* = (?:\(([^)]*)\)|(\d+))(?:  # (.*))?$", re.MULTILINE)


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table in markdown."""
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)


def matrix() -> str:
    """Who may see what: one row per standing and purpose, the roles of equal rows together."""
    return table(
        ["stands as", "for", *(kind.value for kind in ORDER), "roles"],
        [
            [
                f"`{one.basis.value}`",
                f"`{one.purpose.value}`",
                *(cell.value for cell in one.cells.values()),
                ", ".join(role.value.replace("_", " ") for role in one.roles),
            ]
            for one in lines()
        ],
    )


def purposes() -> str:
    """For which purposes a role acts."""
    rows = [
        [f"`{role.value}`", ", ".join(f"`{one.value}`" for one in allowed)]
        for role, allowed in PURPOSES_OF.items()
    ]
    missing = [role.value.replace("_", " ") for role in Role if role not in PURPOSES_OF]
    return table(
        ["role", "acts for"], [*rows, ["every other role", f"nothing: {', '.join(missing)}"]]
    )


def classes() -> str:
    """Which tables hold which kind of data."""
    from django.apps import apps

    held: dict[InformationClass, list[str]] = {kind: [] for kind in ORDER}
    for model in apps.get_models():
        kind = getattr(model, "information_class", None)
        if kind is not None:
            held[kind].append(f"`{model._meta.db_table}`")
    return table(
        ["class", "tables"],
        [[kind.value, ", ".join(sorted(names)) or "none yet"] for kind, names in held.items()],
    )


def open_tables() -> str:
    """The tables of ours without row security."""
    from houvast.database.safety import OPEN_TABLES

    return table(["table", "why"], [[f"`{name}`", why] for name, why in OPEN_TABLES.items()])


def employers() -> str:
    """Who may do what with employers and workplaces."""
    return table(
        ["act", "roles"],
        [
            [f"`{act.value}`", ", ".join(one.value.replace("_", " ") for one in who)]
            for act, who in MAY.items()
        ],
    )


def terms() -> str:
    """What a programme promises by default, and which of it a programme can set."""
    from houvast.tracks.models import Promise

    stored = {field.name for field in Promise._meta.concrete_fields}
    rows = [
        [f"`{name}`", (many or one).strip(), unit or "", "yes" if name in stored else "no"]
        for name, many, one, unit in TERM.findall(inspect.getsource(Terms))
    ]
    return table(["term", "default", "unit", "a programme can set it"], rows)


def screens() -> str:
    """Every address of the screens, with what it does."""
    from houvast.web.menus import MENUS
    from houvast.web.urls import urlpatterns

    rows = []
    for one in urlpatterns:
        view: Callable[..., object] = one.callback
        menu = [role for role, places in MENUS.items() if one.name in {at.to for at in places}]
        rows.append(
            [
                f"`{one.name}`",
                f"`/{one.pattern}`",
                _methods(view),
                (view.__doc__ or "").strip().splitlines()[0],
                ", ".join(role.value.replace("_", " ") for role in menu),
            ]
        )
    return table(["name", "address", "how", "what it does", "in the menu of"], rows)


def endpoints() -> str:
    """Every endpoint of the API with the scope it asks."""
    from houvast.api.document import document

    rows = [
        [
            f"`{method.upper()} {path}`",
            one["summary"],
            "".join(re.findall(r"`[a-z]+:[a-z]+`", one["description"])) or "any",
        ]
        for path, methods in document()["paths"].items()
        for method, one in methods.items()
    ]
    return table(["endpoint", "what it does", "scope"], rows)


def scopes() -> str:
    """What a token can be made for."""
    rows = [
        [f"`{role.value}`", f"`{purpose.value}`", ", ".join(f"`{one.value}`" for one in allowed)]
        for (role, purpose), allowed in SCOPES_OF.items()
    ]
    return table(["role", "purpose", "scopes to choose from"], rows)


def problems() -> str:
    """Every kind of no."""
    from houvast.api.problems import KIND, SAYS

    rows = [[f"`{KIND}{kind}`", str(says[0]), str(says[2])] for kind, says in SAYS.items()]
    return table(["type", "status", "what it says"], rows)


def vacancies() -> str:
    """What becomes what when vacancies come in or go out."""
    from houvast.employers.rules.vum.fields import FIELDS, VERSION

    rows = [
        [
            f"`{one.path}`",
            one.way.value,
            ", ".join(f"`{key}`" for key in one.ours),
            one.rule,
        ]
        for one in FIELDS
    ]
    return f"`{VERSION}`\n\n" + table(["VUM", "way", "here", "rule"], rows)


def processing() -> str:
    """The register of processing, as far as it is the same everywhere."""
    from houvast.sharing.reads.processing import by_kind
    from houvast.sharing.rules.fields import activities

    held = by_kind()

    def of(one: Activity) -> list[Table]:
        lie = [table for kind in one.kinds for table in held.get(kind, ())]
        return [table for table in lie if table.serves(one.controllers)]

    return table(
        ["for", "controller", "of whom", "kinds", "from", "seen by", "kept"],
        [
            [
                f"`{one.purpose.value}`",
                ", ".join(one.controllers),
                _each(table.about for table in of(one)),
                " ".join(one.kinds),
                _each(table.source for table in of(one)),
                _each(one.roles),
                _each(_kept(table) for table in of(one)),
            ]
            for one in activities()
        ],
    )


def fields() -> str:
    """Every column that holds something of somebody."""
    from houvast.sharing.reads.processing import by_kind
    from houvast.sharing.rules.fields import tables

    kind_of = {one.name: kind.value for kind, some in by_kind().items() for one in some}
    return table(
        ["table", "class", "about", "from", "kept", "holds"],
        [
            [
                f"`{one.name}`",
                kind_of.get(one.name, "none"),
                _each([one.about]),
                _each([one.source]),
                _kept(one),
                "; ".join(
                    f"{_each([held])}: {' '.join(name for name, at in one.columns if at is held)}"
                    for held in dict.fromkeys(held for _, held in one.columns)
                ),
            ]
            for one in tables().values()
        ],
    )


def _each(names: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(one.replace("_", " ") for one in names))


def _kept(one: "Table") -> str:
    return one.term.value if one.term else f"{one.days} days"


def rules() -> str:
    """Every rule of trust, with what is not built of it."""
    from houvast.cli.check_rules import rules as known

    def all_of_it(why: str) -> str:
        return f"all of it: {why}" if why else ""

    return table(
        ["rule", "about", "what it says", "not built"],
        [
            [one.id, one.part.lower(), one.says, one.rest or all_of_it(one.not_built)]
            for one in known()
        ],
    )


def _methods(view: Callable[..., object]) -> str:
    """See, send, or both, from the decorator that limits a view."""
    allowed = inspect.getclosurevars(view).nonlocals["request_method_list"]
    return ", ".join(
        word for word, method in (("see", "GET"), ("send", "POST")) if method in allowed
    )


WRITERS = (
    matrix,
    purposes,
    classes,
    open_tables,
    employers,
    terms,
    screens,
    endpoints,
    scopes,
    problems,
    vacancies,
    processing,
    fields,
    rules,
)
PARTS = {one.__name__: one for one in WRITERS}


def made() -> dict[Path, str]:
    """Each page that has parts made from the code, as it should be."""
    pages = {}
    for path in sorted(UNDERSTAND.glob("*.md")):
        text = path.read_text()
        if PART.search(text):
            pages[path] = PART.sub(lambda at: at[1] + PARTS[at[2]]() + at[3], text)
    return pages


def main() -> None:
    """Write the pages. Asks no database."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "houvast.settings")
    os.environ.setdefault("HOUVAST_DEMO", "1")
    django.setup()
    for path, text in made().items():
        path.write_text(text)
        print(f"written: {path.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
