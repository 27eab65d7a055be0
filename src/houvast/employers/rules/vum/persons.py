"""A file in which a person stands is refused as a whole: no jobseeker comes in through vacancies.

The names are those of the specification of profiles (VNG, WerkzoekendenProfielen 0.8.2 to 0.8.7)
that no vacancy has, and what people call a person elsewhere. A name that is also of a vacancy, such
as `contactpersoon`, is no sign; a mail address or telephone number outside it is.
"""

from typing import Any

from houvast.errors import Refused, gettext_noop

PERSONS = gettext_noop(
    "In dit bestand staan personen. Houvast leest alleen vacatures in. Er is niets van bewaard."
)
OF_A_PERSON = frozenset(
    {
        "achternaam", "arbeidsmarktkwalificatie", "bemiddelingsberoep", "bemiddelingspostcode",
        "bsn", "burgerservicenummer", "codestatusopleiding", "codewerkendenkniveauwerkzoekende",
        "datumcertificaat", "datumdiploma", "eisaanwerk", "geboortedatum", "geboorteland",
        "geslacht", "geslachtsaanduiding", "geslachtsnaam", "idwerkzoekende",
        "indicatieaanpassingwerkomgeving", "indicatiebegeleiding",
        "indicatiebeschikbaarheidcontactgegevens", "indicatiewerkvariatie", "interesse",
        "kandidaat", "kandidaten", "klantprofiel", "maximalereisafstand", "maximalereistijd",
        "mobiliteit", "naaminteresse", "naamorganisatie", "nationaliteit", "persoon", "personen",
        "persoonlijkepresentatie", "toelichtingwerkervaring", "voorkeursland", "voorletters",
        "voornaam", "voornamen", "werkzoekende", "werkzoekenden", "werkzoekendenprofiel",
        "werkzoekendeprofielmatches",
    }
)  # fmt: skip
REACHES = frozenset({"emailadres", "telefoonnummer"})
"""Of a vacancy they stand within contactpersoon alone."""


def check_no_persons(found: Any) -> None:
    """Go on with a file without persons. Raises Refused (field "file")."""
    level: list[tuple[Any, bool]] = [(found, False)]
    while level:
        below: list[tuple[Any, bool]] = []
        for one, contact in level:
            if isinstance(one, list):
                below.extend((each, contact) for each in one)
            elif isinstance(one, dict):
                for name, value in one.items():
                    flat = name.casefold()
                    if flat in OF_A_PERSON or (flat in REACHES and not contact):
                        raise Refused(PERSONS, field="file")
                    below.append((value, contact or flat == "contactpersoon"))
        level = below
