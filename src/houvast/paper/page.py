"""The same paper as one page for a browser: it asks for no other file, and prints."""

from collections.abc import Iterator
from html import escape

from houvast.paper.printing import UNWRITTEN, Paper, Part, Picture, Table

STYLE = (
    "body{font:1rem/1.5 sans-serif;max-width:48rem;margin:2rem auto;padding:0 1rem;color:#1b2430}"
    "table{border-collapse:collapse;width:100%;margin:1rem 0}th,td{text-align:left;padding:.25rem"
    " .5rem;border-bottom:1px solid #bbb;vertical-align:top}figure{margin:1rem 0}svg{max-width:100%"
    ";height:auto}footer{margin-top:2rem;border-top:1px solid #bbb;color:#4b5563}"
)


def page(paper: Paper) -> bytes:
    """The paper as HTML, in UTF-8."""
    title, body = _safe(paper.title), "".join(_parts(paper))
    return (
        f'<!doctype html><html lang="{_safe(paper.language)}"><head><meta charset="utf-8"><meta'
        f' name="viewport" content="width=device-width, initial-scale=1"><title>{title}</title>'
        f"<style>{STYLE}</style></head><body><main>{body}</main>"
        f"<footer>{_safe(paper.foot)}</footer></body></html>\n"
    ).encode()


def _parts(paper: Paper) -> Iterator[str]:
    for one in paper.parts:
        if isinstance(one, Picture):
            yield f'<figure role="img" aria-label="{_safe(one.said)}">{one.svg}</figure>'
        elif isinstance(one, Table):
            yield _table(one)
        else:
            yield _lines(one)


def _lines(part: Part) -> str:
    each = map(_safe, part.lines)
    match part.kind:
        case "title":
            return f"<h1>{' '.join(each)}</h1>"
        case "heading":
            return f"<h2>{' '.join(each)}</h2>"
        case "items":
            return "<ul>" + "".join(f"<li>{one}</li>" for one in each) + "</ul>"
    return "".join(f"<p>{one}</p>" for one in each)


def _table(table: Table) -> str:
    head = "".join(f'<th scope="col">{_safe(one)}</th>' for one in table.head)
    rows = "".join(
        f'<tr><th scope="row">{_safe(first)}</th>'
        + "".join(f"<td>{_safe(one)}</td>" for one in rest)
        + "</tr>"
        for first, *rest in table.rows
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _safe(text: object) -> str:
    """What somebody wrote stays text."""
    return escape(UNWRITTEN.sub("", str(text)))
