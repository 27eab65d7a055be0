"""The laws that import-linter and ruff cannot see; each was broken: see test_laws_are_caught.py.

Exceptions stand here and nowhere else, each with its reason. One that nothing needs is a fault.
"""

import ast
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from importlib import import_module
from pathlib import Path
from statistics import median
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connection, models
from django.test import RequestFactory
from django.urls import URLPattern

from houvast.accounts.rules import InformationClass, Role
from houvast.database.safety import OPEN_TABLES
from houvast.demo.urls import urlpatterns as demo_urls
from houvast.urls import urlpatterns as root_urls
from houvast.web.urls import urlpatterns as web_urls
from houvast.web.words import WORDS
from tests.words_we_avoid import AVOIDED, FORBIDDEN_NAMES

SOURCE = (ROOT := Path(__file__).parents[1]) / "src" / "houvast"
ONE_CLOCK = {"database/migrations/0001_one_clock.py", "demo/clock.py"}
FINE_NAMES = {
    "tracks.rules.domains.LifeDomain.network": "a life domain of the scan: one of four words",
    "placements.rules.states.ConsentScope.work_profile_to_employer": "a scope of consent, T-30",
}
RUNG = "a rung of our ladder: how late we are, not how someone is"
NUMBERS = dict.fromkeys(("tracks.Rung.level", "tracks.Glance.rung"), RUNG)
NUMBERS["cooperation.SafetyRung.level"] = RUNG
WEEK = "free busy school_days school_hours hours_least hours_most minutes"
NUMBERS |= {f"matching.WorkWishes.{one}": "what someone wants of a week" for one in WEEK.split()}
AGREED = "what was agreed on a job: a job, not a person"
NUMBERS |= {f"placements.AgreedTerms.{one}": AGREED for one in ("hours", "days", "wage_cents")}
"""Numbers in tables about a young person (T-79)."""
SORTED_BY = (
    "accept_by|answer_by|asked_at|at|capacity|confirm_by|due|from_on|introduce_by|level|made_at|made_on"
    "|overdue_since|proposed_at|recorded_at|shown_at|side|since|text|user__name|lead_coach__name|day|*NEWEST|*order"
    "|*ORDERS[order]|planned_at|until|user_id|Lower('called')|come_back_on|set_at|name|pk|track_id"
)
"""What lists of people are sorted by (T-83). `order` stands for two dates of a signal, which
`tests/tracks/test_signal_list.py` names, ORDERS for four facts of a track (`test_team.py`)."""
NO_TERM = {
    **dict.fromkeys(["accounts_membership", "accounts_hiringcontract"], "about colleagues"),
    **dict.fromkeys(["evidence_cardversion", "plans_questionversion"], "about no person at all"),
    **dict.fromkeys(["areas_programmelink", "watching_limit", "watching_rolehours"], "of nobody"),
    **dict.fromkeys(["sharing_ground", "sharing_partnership", "capture_outreachplace"], "adults"),
    **dict.fromkeys(["accounts_token", "accounts_identity"], "how colleagues and systems sign in"),
    "accounts_receipt": "a hash and an id, so that a request sent twice is one",
} | dict.fromkeys(["audit_waiting", "audit_seal", "audit_anchor", "audit_witnessed"], "only hashes")
INSIDE = {
    "sharing/actions/__init__.py assign": "access is given within the act that needs it",
    "placements/actions/under_way.py check_leads": "asks, and changes nothing",
    "tracks/actions/ladder.py answer_rungs": "an act answers the rung",
    "tracks/actions/moments.py check_may": "asks, and changes nothing",
    "tracks/actions/moments.py plan": "each act on a track plans its moment",
    "employers/actions/rows.py known": "asks, and changes nothing",
    "employers/actions/rows.py add": "the last line of an act",
    "capture/actions/intake.py write": "each item is an act",
}
"""Functions of actions that know who acts and leave no entry: the act around them does."""
SHARED_VERBS = {"demo.story": "what the fictional town did before it was opened"}
FROM_ABOVE = {
    "tracks.file_viewed": "placements shows the file of a track with its placements",
    "tracks.searched": "one look finds young people and employers",
}
NOT_ON_SCREEN = {Role: {Role.YOUNG_PERSON}}  # young people do not sign in yet
UNSEEN = {
    "reference": "Kind How",
    "tracks": "Initiator ContactState NextMomentState OfferState RungState BlockKind"
    " MergeState ClosingState MilestoneKind",
    "matching": "Verdict StepCode MindCode Mover Week",
    "placements": "ConsentScope",
    "cooperation": "Beside",
    "employers": "Act Way",
}
"""Enumerations without words because no screen shows them; one that gets words leaves this list."""


@cache
def text_of(path: Path) -> str:
    return path.read_text()


@cache
def nodes_of(path: Path) -> tuple[ast.AST, ...]:
    return tuple(ast.walk(ast.parse(text_of(path))))


def short(path: Path) -> str:
    return str(path.relative_to(SOURCE if path.is_relative_to(SOURCE) else ROOT))


def module_of(path: Path) -> str:
    return short(path).removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def python(*domains: str, migrations: bool = False) -> list[Path]:
    files = [one for name in domains or ["."] for one in sorted((SOURCE / name).rglob("*.py"))]
    return [one for one in files if migrations or "migrations" not in one.parts]


def found(kind: Any, *paths: Path) -> list[tuple[str, Any]]:
    """All nodes of a kind in some files, each with where it stands."""
    every = ((path, node) for path in paths for node in nodes_of(path) if isinstance(node, kind))
    return [(f"{short(path)}:{node.lineno}", node) for path, node in every]


def called(node: ast.Call) -> str:
    return getattr(node.func, "id", getattr(node.func, "attr", ""))


def calls(node: ast.AST, *names: str) -> bool:
    return any(isinstance(one, ast.Call) and called(one) in names for one in ast.walk(node))


def arguments(node: ast.FunctionDef) -> dict[str, str]:
    every = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
    return {one.arg: ast.unparse(one.annotation) if one.annotation else "" for one in every}


def is_rule(path: Path) -> bool:
    return path.name == "rules.py" or "rules" in path.parent.parts


def own_models() -> list[type[models.Model]]:
    every = apps.get_models(include_auto_created=True)
    return [one for one in every if one.__module__.startswith("houvast.")]


def routes() -> list[URLPattern]:
    every = [one for one in [*web_urls, *demo_urls, *root_urls] if isinstance(one, URLPattern)]
    return [one for one in every if one.callback.__module__.startswith("houvast.")]


def height(label: str) -> int:
    contracts = tomllib.loads(text_of(ROOT / "pyproject.toml"))["tool"]["importlinter"]["contracts"]
    layers = next(one["layers"] for one in contracts if one["type"] == "layers")
    order = [line.replace(" ", "").split("|") for line in reversed(layers)]
    return next(at for at, line in enumerate(order) if label in line)


def test_a_foreign_key_points_down_or_stays_home():
    keys = [key for one in own_models() for key in one._meta.concrete_fields if key.related_model]
    homes = [(key, key.model._meta.app_label, key.related_model._meta.app_label) for key in keys]
    away = [(key, here, there) for key, here, there in homes if here != there]
    assert away
    assert [str(key) for key, here, there in away if height(there) >= height(here)] == []


def test_models_are_looked_up_by_import_not_by_name():
    every = found(ast.Call, *python())
    assert [where for where, node in every if called(node) == "get_model"] == []


def test_no_road_leads_from_work_to_young_people():  # T-83
    people = re.compile(r"houvast\.(people|sharing|tracks|placements)\b")
    imports = found(ast.ImportFrom, *python("employers"))
    roads = [where for where, node in imports if people.match(node.module or "")]
    reads = [one for one in python("tracks", "matching", "placements") if "/reads" in str(one)]
    for where, node in found(ast.FunctionDef, *reads):
        roads += [where for one in arguments(node) if re.search("workplace|employer", one)]
    assert roads == []


def test_lists_of_people_are_sorted_by_facts_about_our_service():  # T-83
    every = found(ast.Call, *python("people", "sharing", "tracks", "matching", "placements"))
    orders = [key for _, node in every if called(node) == "order_by" for key in node.args]
    assert {ast.unparse(one).strip("'-") for one in orders} == set(SORTED_BY.split("|"))


def written() -> list[Path]:
    return [*python(), *(one for name in ("tests", "tools") for one in (ROOT / name).rglob("*.py"))]


def test_a_file_stays_small():
    shown = [one for kind in ("html", "css", "js") for one in SOURCE.rglob(f"*.{kind}")]
    long = [one for one in [*written(), *shown] if text_of(one).count("\n") > 400]
    assert [short(one) for one in long] == []


def test_a_function_stays_small():
    every = found(ast.FunctionDef | ast.AsyncFunctionDef, *written())
    long = [(where, one.name) for where, one in every if one.end_lineno - one.lineno >= 40]
    assert long == []


def test_most_files_are_short():
    assert median(text_of(one).count("\n") for one in python() if text_of(one)) <= 120


def asks_a_clock(node: Any) -> bool:
    match node:
        case ast.Attribute(ast.Name(of) | ast.Attribute(attr=of), "now" | "utcnow" | "today"):
            return of in ("timezone", "datetime", "date")
        case ast.Attribute(ast.Name("time"), name):
            return name in ("time", "time_ns", "localtime", "gmtime", "strftime")
        case ast.Call(args=[], keywords=[]):
            return called(node) in ("localdate", "localtime")
        case ast.keyword(name):
            return name in ("auto_now", "auto_now_add")
        case ast.ImportFrom(module, names):
            return any(one.name in ("now", "Now", module == "time" and "time") for one in names)
    return False


def test_rules_do_not_read_the_clock():
    word = re.compile(r"\.(today|now)\(|\blocaldate\b|^\s*(import|from) time\b", re.M)
    rules = [one for one in python() if is_rule(one)]
    assert rules
    assert [short(one) for one in rules if word.search(text_of(one))] == []


def test_nobody_asks_another_clock_than_that_of_the_database():
    kinds = ast.Attribute | ast.Call | ast.keyword | ast.ImportFrom
    files = [one for one in python() if short(one) not in {*ONE_CLOCK, "web/staying.py"}]
    asked = [where for where, node in found(kinds, *files) if asks_a_clock(node)]
    asked += [short(one) for one in SOURCE.rglob("*.html") if "{% now " in text_of(one)]
    assert asked == []


ANOTHER_CLOCK = re.compile(
    r"(?<!\w)(now\(\)|(current|clock|statement|transaction|local)_?(date|time(stamp)?)\b)", re.I
)


def test_sql_asks_the_one_clock_too():
    asked = {short(one) for one in SOURCE.rglob("*.sql") if ANOTHER_CLOCK.search(text_of(one))}
    for path in python(migrations=True):
        said = {node.value for _, node in found(ast.Expr, path)}
        texts = [str(node.value) for _, node in found(ast.Constant, path) if node not in said]
        asked |= {short(path) for text in texts if ANOTHER_CLOCK.search(text)}
    assert asked == ONE_CLOCK


def test_every_table_says_what_it_holds_and_until_when():  # T-09
    kept = [one for one in own_models() if one._meta.db_table not in {**OPEN_TABLES, **NO_TERM}]
    kinds = {one: getattr(one, "information_class", None) for one in kept}
    silent = [one for one in kept if not isinstance(kinds[one], InformationClass)]
    assert silent + [one for one in kept if one._meta.get_field("destroy_on").null] == []
    assert len(kept) + len(OPEN_TABLES) + len(NO_TERM) == len(own_models())
    assert [table for table, reason in OPEN_TABLES.items() if len(reason) < 9] == []


GUARDED = """
select relname from pg_class where relrowsecurity and relforcerowsecurity
  and exists (select from pg_policy where polrelid = pg_class.oid)
"""
COLUMNS = """
select relname || '.' || attname from pg_attribute join pg_class on pg_class.oid = attrelid
where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm') and attnum > 0
  and split_part(relname, '_', 1) = any(%s)
"""


def unguarded(cursor: Any) -> set[str]:
    """Own tables that are not closed until a policy opens them."""
    cursor.execute(GUARDED)
    guarded = {name for (name,) in cursor.fetchall()}
    return {one._meta.db_table for one in own_models()} - OPEN_TABLES.keys() - guarded


def judging_columns(cursor: Any) -> list[str]:
    """Columns of the database that could hold a judgement about somebody."""
    cursor.execute(COLUMNS, [list({one._meta.app_label for one in own_models()})])
    columns = [name for (name,) in cursor.fetchall()]
    assert columns
    return [one for one in columns if judges(one)]


def test_every_table_is_closed_until_a_policy_opens_it(db):  # T-89
    with connection.cursor() as cursor:
        assert unguarded(cursor) == set()


def test_no_column_can_hold_a_judgement_about_a_person(db):  # T-79, T-80
    with connection.cursor() as cursor:
        assert judging_columns(cursor) == []


def judges(name: str) -> bool:
    snake = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()
    return bool(re.search(rf"(?<![a-z])({FORBIDDEN_NAMES})|({FORBIDDEN_NAMES})(?![a-z])", snake))


def names_in(path: Path) -> Iterator[str]:
    """Classes with their fields and values: of tables, reads, forms and enumerations."""
    for _, node in found(ast.ClassDef, path):
        yield node.name
        for line in node.body:
            match line:
                case ast.Assign(_, ast.Constant(str(name))) | ast.Assign([ast.Name(name)]):
                    yield f"{node.name}.{name}"
                case ast.AnnAssign(ast.Name(name)):
                    yield f"{node.name}.{name}"


def test_no_name_can_hold_a_judgement_about_a_person():  # T-79, T-80
    names = [f"{module_of(path)}.{name}" for path in python() for name in names_in(path)]
    names += [f"urls.{one.name}" for one in routes()] + [verb for _, verb in verbs()]
    assert {one for one in names if judges(one.rsplit(".", 1)[-1])} == FINE_NAMES.keys()


def test_no_number_is_kept_about_a_person():  # T-79
    about = {"people.Person", "tracks.Track", "tracks.Signal"}
    numbers = (models.IntegerField, models.FloatField, models.DecimalField)
    kept = set()
    for model in own_models():
        fields = model._meta.concrete_fields
        near = {one.related_model._meta.label for one in fields if one.related_model}
        if about & {model._meta.label, *near}:
            ours = [one for one in fields if isinstance(one, numbers) and not one.primary_key]
            kept |= {f"{model._meta.label}.{one.name}" for one in ours}
    assert kept == NUMBERS.keys()


def test_every_action_leaves_a_trail():
    silent = []
    for path in python():
        if "/actions" not in short(path) or short(path).startswith("audit/"):
            continue
        functions = [one for _, one in found(ast.FunctionDef, path)]
        steps = {one.name for one in functions if one.name[0] == "_" and calls(one, "recorded")}
        for one in functions:
            given = arguments(one)
            public = one.name[0] != "_" and "by" in given and "Operation" not in given.values()
            if public and not calls(one, "recorded", *steps):
                silent.append(f"{short(path)} {one.name}")
    assert sorted(silent) == sorted(INSIDE)


def verbs() -> Iterator[tuple[str, str]]:
    """Each verb of the audit trail where it is written; a step of a domain may pass it on."""
    for path in python():
        functions = [one for _, one in found(ast.FunctionDef, path) if "verb" in arguments(one)]
        doors = {"recorded", *(one.name for one in functions if calls(one, "recorded"))}
        given = [node.args[1] for _, node in found(ast.Call, path) if called(node) in doors]
        named = [one for _, one in found(ast.Assign, path) if ast.unparse(one.targets[0]) == "verb"]
        given += [one.value for one in named if isinstance(one.value, ast.Constant)]
        texts = [ast.unparse(one).strip("'") for one in given]
        yield from ((short(path).split("/")[0], text) for text in texts if text != "verb")


def test_a_verb_has_one_meaning_and_the_name_of_its_domain():
    times = Counter(verb for _, verb in verbs())
    strange = [verb for verb in times if not re.fullmatch(r"[a-z]+\.[a-z_]{3,40}", verb)]
    twice = {verb for verb in times if times[verb] > 1} ^ SHARED_VERBS.keys()
    foreign = {verb for home, verb in verbs() if home != verb.split(".")[0]} ^ FROM_ABOVE.keys()
    assert (strange, twice, foreign) == ([], set(), set())


def test_every_screen_says_which_methods_it_answers():  # T-85
    def answers_anything(view: Any) -> bool:
        try:
            return view(RequestFactory().generic("TRACE", "/")).status_code != 405
        except Exception:
            return True  # it ran, and missed the arguments of its address

    assert [one.name for one in routes() if answers_anything(one.callback)] == []
    assert "django.contrib.admin" not in settings.INSTALLED_APPS  # it shows every table


def sentences() -> Iterator[tuple[str, str]]:
    for path in SOURCE.rglob("*.html"):
        said = re.findall(r"{%-?\s*translate\s+(\"[^\"]*\"|'[^']*')", text_of(path))
        around = re.sub(r"(?s){%.*?%}|{{.*?}}|{#.*?#}|<[^>]*>", " ", text_of(path))
        yield from ((short(path), text) for text in [*said, around])
    for where, node in found(ast.Call, *python()):
        if called(node) == "_" or "gettext" in called(node):
            texts = [one.value for one in node.args if isinstance(one, ast.Constant)]
            yield where, " ".join(str(one) for one in texts)


def test_screens_say_none_of_the_words_that_we_avoid():
    avoided = re.compile(rf"(?<![\w-])({AVOIDED})(en|n|s)?(?![\w-])", re.I)
    every = list(sentences())
    assert len(every) > 500
    assert [(where, word[0]) for where, text in every if (word := avoided.search(text))] == []


def test_every_value_on_screen_has_a_word():
    shown = {kind: set(kind) - NOT_ON_SCREEN.get(kind, set()) for kind in WORDS}
    wrong = {kind.__name__ for kind in WORDS if shown[kind] != set(WORDS[kind])}
    for domain, unseen in UNSEEN.items():
        names = {f"houvast.{module_of(one)}" for one in python(domain) if is_rule(one)}
        values = [one for name in names for one in vars(import_module(name)).values()]
        kinds = [one for one in values if isinstance(one, type) and issubclass(one, StrEnum)]
        ours = {one.__name__ for one in kinds if one.__module__ in names and one not in WORDS}
        wrong |= ours ^ set(unseen.split())
    assert wrong == set()
