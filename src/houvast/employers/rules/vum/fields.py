"""Which field of a VUM vacancy is what here: one table, with a version.

Made after the specification of the pilot of VNG (Vacatures 0.8.2, 2022); a later one was not seen.
Whoever changes a row gives `VERSION` a new number and says so in docs/decide.
"""

from dataclasses import dataclass
from enum import StrEnum

from houvast.employers.rules.states import ConditionCode, Sector, WorkKind

SPECIFICATION = "0.8.2"
VERSION = "vum-0.8.2/1"


class Way(StrEnum):
    """Which way a field goes."""

    BOTH = "both"
    """In and out, and in again as it was."""
    IN = "in"
    OUT = "out"
    TEXT = "text"
    """In as a line of the description, to read: nothing is decided by it."""
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a vacancy; `ours` are columns of a table of employers or workplaces."""

    path: str
    way: Way
    ours: tuple[str, ...] = ()
    rule: str = ""


FIELDS = (
    Field("idVacature", Way.BOTH, ("external_id",), "known again by source and id; out: ours"),
    Field("nummerVacature", Way.IN, ("external_id",), "when there is no idVacature"),
    Field("naamVacature", Way.BOTH, ("title",)),
    Field(
        "omschrijvingVacature", Way.BOTH, ("description",),
        "to read; sentences with a telephone number, a mail address or a word about how somebody"
        " is are left out, and told",
    ),
    Field("codeWerkEnDenkniveauMinimaal", Way.TEXT, ("description",), "0 and 7 say nothing"),
    Field("indicatieLdrRegistratie", Way.NEVER, (), "about health"),
    Field("sluitingsDatumVacature", Way.BOTH, ("closing_on",)),
    Field("sollicitatiewijze", Way.NEVER, (), "a young person is introduced, and applies nowhere"),
    Field("werkgever.handelsnaamOrganisatie", Way.BOTH, ("name",), "never merged unasked"),
    Field("werkgever.webadres", Way.NEVER),
    Field(
        "werkgever.adresHouding", Way.BOTH, ("employer_pc4", "pc4", "place_name"),
        "V is where the employer is, E where the work is, one address is both; four digits of the"
        " postcode. Abroad or unknown: no postcode, which is a step. Out: without letters there is"
        " no postcode, so the digits stand in locatieomschrijving",
    ),
    Field(
        "werkgever.contactpersoon", Way.IN, ("contact", "phone", "email"),
        "with the employers only, to look at; never out",
    ),
    Field("werkgever.sector", Way.IN, ("sector",), "codeSbi of two or five digits: its section"),
    Field("sector", Way.IN, ("sector",), "when the employer has none"),
    Field("arbeidsVoorwaarden.datumAanvangWerkzaamheden", Way.BOTH, ("start_on",)),
    Field("arbeidsVoorwaarden.datumEindeWerkzaamheden", Way.BOTH, ("end_on",)),
    Field(
        "arbeidsVoorwaarden.omschrijvingArbeidsvoorwaarden", Way.TEXT, ("description",),
        "out: a kind of work that VUM has no code for, in words",
    ),
    Field(
        "arbeidsVoorwaarden.salarisIndicatie", Way.TEXT, ("description",),
        "never read as a wage; out: the wage in words",
    ),
    Field("contractvorm.codeTypeArbeidscontract", Way.OUT, ("end_on",), "B with a last day"),
    Field(
        "contractvorm.codeTypeOvereenkomst", Way.BOTH, ("kind",),
        "01 regular, 02 BBL, 04 learning place; 03 is refused, two kinds too. Out: side job 01,"
        " internship and trial 04, with the kind under `houvast`, so that it comes in again as it"
        " was",
    ),
    Field(
        "beroep", Way.BOTH, ("occupation",),
        "the name; a code of BO&C is not ours, so it waits to be coded by a person",
    ),
    Field("werkervaring", Way.TEXT, ("description",)),
    Field(
        "rijbewijs", Way.BOTH, ("open_asks",),
        "AM, B, C, T: a question to the employer, hard only when somebody here writes the reason",
    ),
    Field("vervoermiddel", Way.TEXT, ("description",), "only what is needed for the work itself"),
    Field("flexibiliteit.codeRegiostraal", Way.NEVER, (), "would be a travel requirement"),
    Field(
        "flexibiliteit.indicatieOnregelmatigWerkOfPloegendienst", Way.TEXT, ("description",),
        "1: day-parts stay unknown, which is a step",
    ),
    Field("flexibiliteit.datumAanvangBeschikbaarVoorWerk", Way.NEVER, (), "the start says it"),
    Field("flexibiliteit.datumEindeBeschikbaarVoorWerk", Way.NEVER, (), "the end says it"),
    Field("werktijden.aantalWerkurenPerWeekMinimaal", Way.BOTH, ("hours",), "0 is 1"),
    Field("werktijden.aantalWerkurenPerWeekMaximaal", Way.BOTH, ("hours",)),
    Field(
        "werktijden.indicatieKantoortijden", Way.BOTH, ("day_parts",),
        "1: mornings and afternoons of working days; 0 and 2 stay unknown",
    ),
    Field("cursus", Way.TEXT, ("description",)),
    Field("opleiding", Way.TEXT, ("description",)),
    Field("gedragscompetentie", Way.TEXT, ("description",)),
    Field("vakvaardigheid", Way.TEXT, ("description",)),
    Field(
        "taalbeheersing", Way.BOTH, ("open_asks",),
        "Dutch: 2 is A2, 3 is B1, 4 is B2, the highest counts: a question to the employer. Another"
        " language would tell where somebody comes from, and stays out",
    ),
)  # fmt: skip

KINDS = {
    "01": WorkKind.REGULAR_JOB,
    "02": WorkKind.BBL,
    "04": WorkKind.LEARNING_PLACE,
}
VOLUNTARY = "03"
CODE_OF = {
    **{kind: code for code, kind in KINDS.items()},
    WorkKind.SIDE_JOB: "01",
    WorkKind.INTERNSHIP: "04",
    WorkKind.TRIAL_PLACEMENT: "04",
}
WITHOUT_CODE = (WorkKind.SIDE_JOB, WorkKind.INTERNSHIP, WorkKind.TRIAL_PLACEMENT)
"""Kinds that VUM has no code for: they go out as another, with the kind beside it."""
OURS = "houvast"
"""Beside the fields of VUM: which version of this table wrote it, and the kind as it is here."""
LICENCES = {
    "AM": ConditionCode.LICENCE_AM,
    "B": ConditionCode.LICENCE_B,
    "C": ConditionCode.LICENCE_C,
    "T": ConditionCode.LICENCE_T,
}
DUTCH = ("nld", "dut")
DUTCH_LEVELS = {  # stored in Dutch, as all that comes in
    2: ConditionCode.DUTCH_A2,
    3: ConditionCode.DUTCH_B1,
    4: ConditionCode.DUTCH_B2,
}
NO_LEVEL = (0, 1, 8)
MODES = ("Mondeling", "Schriftelijk", "Lezen", "Luisteren")
OFFICE = sum(1 << (4 * day + part) for day in range(5) for part in (0, 1))
"""Mornings and afternoons of Monday to Friday, as bits of a week."""
VISITED, WORKED = "V", "E"
"""codeFunctieAdres: where the employer is (vestiging), and where the work is (werklocatie)."""
AREA = "postcodegebied {pc4}"
LEVELS = {
    "1": "geen opleiding",
    "2": "basisschool",
    "3": "vmbo",
    "4": "mbo, havo of vwo",
    "5": "hbo",
    "6": "universiteit",
}
STUDIES = {
    "1": "basisschool",
    "2": "vmbo",
    "3": "havo of vwo",
    "4": "mbo",
    "5": "hbo",
    "6": "universiteit",
}
VEHICLES = {
    1: "auto",
    2: "bromfiets",
    3: "fiets",
    4: "motor",
}
SECTIONS = (
    (3, Sector.A), (9, Sector.B), (33, Sector.C), (35, Sector.D), (39, Sector.E), (43, Sector.F),
    (47, Sector.G), (53, Sector.H), (56, Sector.I), (63, Sector.J), (66, Sector.K), (68, Sector.L),
    (75, Sector.M), (82, Sector.N), (84, Sector.O), (85, Sector.P), (88, Sector.Q), (93, Sector.R),
    (96, Sector.S), (98, Sector.T), (99, Sector.U),
)  # fmt: skip
"""The last division of each section of SBI 2008."""


def section_of(code: int) -> Sector | None:
    """The section of a code of SBI with two or five digits.

    Of another length it cannot be told: as a number a code lost the 0 it may have begun with.
    """
    digits = str(code)
    if len(digits) not in (2, 5):
        return None
    return next((one for last, one in SECTIONS if int(digits[:2]) <= last), None)


def field_of(ours: str) -> str:
    """How VUM calls what stands in a column here: where to mend it."""
    return next(one.path for one in FIELDS if ours in one.ours and one.way is not Way.TEXT)
