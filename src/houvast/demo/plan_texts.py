"""Plans of the example, and what its municipality asks itself: written for it, and of nobody."""

from datetime import date

from houvast.plans.rules.own_questions import OwnQuestion

FIRST = """# Jongeren en werk in Waterrade

## Waar we staan

In de Havenwijk heeft 1 op de 5 jongeren geen werk en geen school. In de rest van Waterrade is dat
1 op de 14. Wij zien jongeren die snel geld verdienen aantrekkelijker vinden dan een baan die pas
na maanden begint.

## Voor wie

Dit plan is voor jongeren van 16 tot 27 jaar in de Havenwijk en in Zuidrand.

## Werk

Wij bieden betaalde leerwerkplekken bij bedrijven uit de buurt. Wie nog op school zit, krijgt hulp
bij het vinden van een zaterdagbaan.

## Werkgevers

Lokale werkgevers worden betrokken bij de aanpak. Het werkgeversservicepunt zoekt bedrijven die
plek hebben.

## Een vaste begeleider

De straatcoaches zoeken jongeren op: op straat, op het sportveld en in de avond. Elke jongere
krijgt een vaste begeleider, die blijft tot een jaar na de start van het werk.

## Eerst de basis

Wij helpen bij schulden en bij het aanvragen van een identiteitsbewijs, zodat iemand kan beginnen.

## Samen

Veiligheid en Werk & Inkomen overleggen elke twee weken over de aanpak.

## Volgen

Wij volgen of jongeren na zes maanden nog aan het werk zijn.
"""
"""Words mostly, and hardly a number."""

GOAL = """
## Doel

Eind 2028 werken 60 jongeren uit de Havenwijk en Zuidrand langer dan 6 maanden. Wij vergelijken dat
met de nulmeting van 2026.

## Middelen

Voor arbeidstoeleiding is € 350.000 per jaar beschikbaar, 2026-2029. Er komt 2,5 fte jobcoach bij,
betaald uit het budget van Werk & Inkomen. Vanaf 2030 staat dit structureel in de begroting.
"""
PROMISED = "Lokale werkgevers worden betrokken bij de aanpak."
SIGNED = "Twintig lokale werkgevers tekenden voor samen 45 betaalde plekken."
SECOND = FIRST.replace(PROMISED, SIGNED) + GOAL
"""What the first said without a number has one now, and there is money."""

YEARLY = """# Jaarverslag jongeren en werk

## Wat er van het doel kwam

In 2026 werken 21 jongeren uit de Havenwijk en Zuidrand langer dan 6 maanden. Bij een werkgever
begonnen 38 jongeren, en met 64 jongeren spraken de coaches voor het eerst.
"""
"""A report that the plan is held against: figures of a town that does not exist."""

STREETS = """# Veilig in de wijk

## Wat we zien

Bewoners van de Havenwijk melden overlast van groepen jongeren. De politie houdt vaker iemand aan
dan vorig jaar.

## Preventie

Voor preventie komt € 180.000 voor extra camera's en boa's rond het station beschikbaar.

## Voorlichting

Alle groepen 8 krijgen gastlessen over de gevaren van drugs. Ouders krijgen een informatieavond op
school.

## Samenwerking

De werkgroep werkt samen met politie, OM en de woningcorporatie aan een gezamenlijke werkwijze.
"""
"""In which work is only in other words."""

CLUBS = OwnQuestion(
    question="Doen sportclubs mee, met naam of aantal?",
    why="Op de club zien jongeren elke week iemand die hen kent.",
    source="Motie van de raad van Waterrade",
    read_on=date(2026, 1, 15),
    strong=("sportclub", "voetbalvereniging", "boksschool"),
    weak=("trainer", "club", "sportveld"),
    alike=("sportkantine",),
    examples=("Drie sportclubs leiden jongeren op tot trainer.",),
    counters=("De vergadering is in de sportkantine.",),
    gap_text="Voor [dag] maken wij met [club] afspraken over [aantal] plekken als trainer.",
)
PARENTS = OwnQuestion(
    question="Staat er hoe ouders meedenken?",
    why="Ouders merken vaak als eerste dat er iets verandert.",
    source="Gesprekken met ouders in de Havenwijk",
    read_on=date(2026, 1, 20),
    strong=("ouders denken mee", "ouderavond", "oudergroep"),
    weak=("ouders", "opvoeders", "gezin"),
    examples=("Ouders denken mee over het plan.", "Er is elke maand een ouderavond."),
    counters=("Ouders krijgen een boete.",),
    gap_text="Vanaf [maand] praten wij [hoe vaak] met ouders uit [wijk] over [onderwerp].",
)
