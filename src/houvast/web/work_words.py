"""The words on screen for employers and workplaces; `words.py` takes them in."""

from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from houvast.employers.rules.skills import Skill
from houvast.employers.rules.states import ConditionCode, WorkKind, WorkplaceState

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

WORK_WORDS: "dict[type[StrEnum], dict[str, _StrPromise]]" = {
    WorkKind: {
        WorkKind.SIDE_JOB: _("Bijbaan"),
        WorkKind.INTERNSHIP: _("Stage"),
        WorkKind.BBL: _("Leren en werken (BBL)"),
        WorkKind.LEARNING_PLACE: _("Leerwerkplek"),
        WorkKind.TRIAL_PLACEMENT: _("Proefplaatsing"),
        WorkKind.REGULAR_JOB: _("Gewone baan"),
    },
    Skill: {
        Skill.EXPLAINING: _("Iets uitleggen"),
        Skill.SELLING: _("Verkopen"),
        Skill.WORKING_TOGETHER: _("Samenwerken"),
        Skill.SOLVING_PROBLEMS: _("Oplossingen bedenken"),
        Skill.DESIGNING: _("Ontwerpen en tekenen"),
        Skill.WRITING: _("Schrijven"),
        Skill.PERFORMING: _("Optreden"),
        Skill.RECORDING: _("Gegevens opschrijven"),
        Skill.MEASURING: _("Meten"),
        Skill.CALCULATING: _("Rekenen"),
        Skill.CHECKING: _("Controleren of iets goed is"),
        Skill.GUIDING: _("Mensen begeleiden"),
        Skill.PROTECTING: _("Opletten en beveiligen"),
        Skill.HELPING_VISITORS: _("Bezoekers helpen"),
        Skill.PREPARING_FOOD: _("Eten en drinken maken"),
        Skill.CARING: _("Voor mensen zorgen"),
        Skill.PLANNING: _("Werk plannen"),
        Skill.OFFICE_WORK: _("Werk op kantoor"),
        Skill.LEADING: _("Leiding geven"),
        Skill.PROGRAMMING: _("Programmeren"),
        Skill.SETTING_UP_COMPUTERS: _("Computers klaarmaken"),
        Skill.USING_COMPUTERS: _("Werken met de computer"),
        Skill.SORTING_AND_PACKING: _("Sorteren en inpakken"),
        Skill.MOVING_AND_LIFTING: _("Tillen en verplaatsen"),
        Skill.GROWING_PLANTS: _("Werken met planten"),
        Skill.ASSEMBLING: _("Dingen in elkaar zetten"),
        Skill.USING_HAND_TOOLS: _("Werken met gereedschap"),
        Skill.HANDLING_ANIMALS: _("Werken met dieren"),
        Skill.CLEANING: _("Schoonmaken"),
        Skill.HANDLING_TEXTILE: _("Werken met kleding en stof"),
        Skill.HANDLING_WASTE: _("Afval verwerken"),
        Skill.BUILDING: _("Bouwen en herstellen"),
        Skill.INSTALLING: _("Leidingen en kabels aanleggen"),
        Skill.FINISHING_BUILDINGS: _("Schilderen en afwerken"),
        Skill.OPERATING_TRUCKS: _("Heftruck of graafmachine bedienen"),
        Skill.DRIVING: _("Rijden"),
        Skill.OPERATING_MACHINES: _("Machines bedienen"),
        Skill.REPAIRING_MACHINES: _("Fietsen, auto's en machines repareren"),
        Skill.REPAIRING_ELECTRICAL: _("Elektrische apparaten repareren"),
    },
    ConditionCode: {
        ConditionCode.LICENCE_AM: _("Bromfietsrijbewijs (AM)"),
        ConditionCode.LICENCE_B: _("Autorijbewijs (B)"),
        ConditionCode.LICENCE_T: _("Trekkerrijbewijs (T)"),
        ConditionCode.LICENCE_C: _("Vrachtwagenrijbewijs (C)"),
        ConditionCode.FORKLIFT: _("Heftruckcertificaat"),
        ConditionCode.VCA: _("VCA, een bewijs over veilig werken"),
        ConditionCode.HACCP: _("HACCP, een bewijs over werken met eten"),
        ConditionCode.DUTCH_A2: _("Nederlands op niveau A2"),
        ConditionCode.DUTCH_B1: _("Nederlands op niveau B1"),
        ConditionCode.DUTCH_B2: _("Nederlands op niveau B2"),
        ConditionCode.LIFTING: _("Tillen"),
        ConditionCode.HEIGHTS: _("Werken op hoogte"),
        ConditionCode.STANDING: _("Lang staan"),
        ConditionCode.OUTDOORS: _("Buiten werken"),
        ConditionCode.COLD: _("Werken in de kou"),
        ConditionCode.CUSTOMERS: _("Met bezoekers omgaan"),
        ConditionCode.ALONE: _("Alleen werken"),
        ConditionCode.NIGHT: _("Nachtwerk"),
    },
    WorkplaceState: {
        WorkplaceState.DRAFT: _("Concept"),
        WorkplaceState.OFFERED: _("Beschikbaar"),
        WorkplaceState.FILLED: _("Vervuld"),
        WorkplaceState.WITHDRAWN: _("Ingetrokken"),
        WorkplaceState.STALE: _("Nog vrij? Bel even"),
    },
}
