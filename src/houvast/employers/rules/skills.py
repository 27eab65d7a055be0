"""What people learn and use at work (vaardigheid): a closed, short list in plain words.

The values are codes of skill groups of ESCO 1.2, second level: "This service uses the ESCO
classification of the European Commission" (CC BY 4.0). Left out are the groups that hardly stand in
work to begin with, and S1.15 (more than one language), which would tell where somebody comes from.
"""

from collections.abc import Iterable
from enum import StrEnum

from houvast.errors import Refused, gettext_noop

MOST_SKILLS = 8
"""Of one workplace, asked or taught. Who asks for everything asks for nothing."""


class Skill(StrEnum):
    """A group of skills, asked by a workplace, taught there, or had by a young person."""

    EXPLAINING = "S1.3"
    SELLING = "S1.6"
    WORKING_TOGETHER = "S1.8"
    SOLVING_PROBLEMS = "S1.9"
    DESIGNING = "S1.12"
    WRITING = "S1.13"
    PERFORMING = "S1.14"
    RECORDING = "S2.2"
    MEASURING = "S2.5"
    CALCULATING = "S2.6"
    CHECKING = "S2.8"
    GUIDING = "S3.1"
    PROTECTING = "S3.3"
    HELPING_VISITORS = "S3.4"
    PREPARING_FOOD = "S3.5"
    CARING = "S3.6"
    PLANNING = "S4.2"
    OFFICE_WORK = "S4.4"
    LEADING = "S4.5"
    PROGRAMMING = "S5.1"
    SETTING_UP_COMPUTERS = "S5.2"
    USING_COMPUTERS = "S5.6"
    SORTING_AND_PACKING = "S6.1"
    MOVING_AND_LIFTING = "S6.2"
    GROWING_PLANTS = "S6.4"
    ASSEMBLING = "S6.5"
    USING_HAND_TOOLS = "S6.7"
    HANDLING_ANIMALS = "S6.9"
    CLEANING = "S6.11"
    HANDLING_TEXTILE = "S6.12"
    HANDLING_WASTE = "S6.13"
    BUILDING = "S7.1"
    INSTALLING = "S7.2"
    FINISHING_BUILDINGS = "S7.3"
    OPERATING_TRUCKS = "S8.1"
    DRIVING = "S8.2"
    OPERATING_MACHINES = "S8.5"
    REPAIRING_MACHINES = "S8.7"
    REPAIRING_ELECTRICAL = "S8.8"


def check_skills(codes: Iterable[str], *, field: str) -> tuple[str, ...]:
    """The codes, each once, in the order of the list. Raises Refused for one that is not in it."""
    asked = {one.strip() for one in codes}
    if not asked <= set(Skill):
        raise Refused(
            gettext_noop("Deze vaardigheid kennen we niet. Kies er een uit de lijst."),
            field=field,
        )
    if len(asked) > MOST_SKILLS:
        raise Refused(
            gettext_noop("Kies er hoogstens {most}. Wat is hier echt belangrijk?"),
            field=field,
            most=MOST_SKILLS,
        )
    return tuple(one.value for one in Skill if one in asked)
