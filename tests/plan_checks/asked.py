"""A question that a municipality asks itself, proposed and agreed on."""

from datetime import date

from houvast.plans.actions.asking import agree_question, propose_question
from houvast.plans.reads.own_questions import one_question_page
from houvast.plans.rules.own_questions import OwnQuestion

CLUBS = OwnQuestion(
    question="Doen sportclubs mee, met naam?",
    why="Op de club zien zij iedere week iemand die hen kent.",
    source="Motie van de raad, 3 februari 2026",
    read_on=date(2026, 11, 1),
    strong=("sportclub", "voetbalvereniging"),
    weak=("club", "trainer", "sport"),
    alike=("sportkantine",),
    examples=("Drie sportclubs leiden jongeren op tot trainer.",),
    counters=("De vergadering is in de sportkantine.",),
    gap_text="Wij maken voor [dag] afspraken met [club] over [aantal] plekken.",
)
SPORT = """# Plan sport

Dit plan is voor jongeren van 16 tot 27 jaar in de wijk Noord. Wij bieden betaalde leerwerkplekken.

De voetbalvereniging leidt tien jongeren op tot trainer. Elke sportclub heeft een vaste begeleider.
"""


def waiting(by, code):
    """What waits for a second person."""
    return one_question_page(by, code).waiting.id


def agreed_on(first, second, question=CLUBS, code=""):
    """The id of a question that two people agreed on."""
    code = propose_question(by=first, question=question, reason="De raad vroeg het.", code=code)
    return agree_question(by=second, version_id=waiting(second, code))
