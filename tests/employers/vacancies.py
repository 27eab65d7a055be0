"""Vacancies in the shape of VUM of firms that do not exist, and files that nobody should read."""

import gzip
import io
import json
import zipfile
from typing import Any

BAKERY = {
    "handelsnaamOrganisatie": "Bakkerij De Korst",
    "adresHouding": [
        {
            "codeFunctieAdres": "V",
            "adres": {
                "adresNederland": {"postcode": "1234AB", "woonplaatsnaam": "Waterrade"},
            },
        },
        {
            "codeFunctieAdres": "E",
            "adres": {"adresNederland": {"postcode": "1235XY", "woonplaatsnaam": "Waterrade"}},
        },
    ],
    "contactpersoon": [
        {
            "naamContactpersoonAfdeling": "Joke Bol",
            "telefoonnummer": ["0612345678"],
            "emailadres": ["joke@korst.invalid"],
        }
    ],
    "sector": [{"codeSbi": 10711}],
}


WHOLE: dict[str, Any] = {
    "idVacature": "v-1",
    "nummerVacature": "24763",
    "naamVacature": "Hulp in de bakkerij",
    "omschrijvingVacature": "Je bakt brood. Je bent representatief. Bel 06 12345678.",
    "codeWerkEnDenkniveauMinimaal": "3",
    "indicatieLdrRegistratie": 1,
    "sollicitatiewijze": [{"codeSollicitatiewijze": "3"}],
    "werkgever": BAKERY,
    "sector": {"codeSbi": 10711},
    "arbeidsVoorwaarden": {"salarisIndicatie": "2500"},
    "contractvorm": [{"codeTypeArbeidscontract": "O", "codeTypeOvereenkomst": "01"}],
    "beroep": {"codeBeroepsnaam": "20039", "omschrijvingBeroepsnaam": "Bakkershulp"},
    "werkervaring": [{"aantalJarenWerkzaamInBeroep": 2}],
    "rijbewijs": [{"codeSoortRijbewijs": "B"}, {"codeSoortRijbewijs": "CE"}],
    "vervoermiddel": [{"indicatieBeschikbaarVoorUitvoeringWerk": 1, "codeVervoermiddel": 3}],
    "flexibiliteit": {"codeRegiostraal": 3, "indicatieOnregelmatigWerkOfPloegendienst": 2},
    "werktijden": {
        "aantalWerkurenPerWeekMinimaal": 16,
        "aantalWerkurenPerWeekMaximaal": 24,
        "indicatieKantoortijden": 1,
    },
    "cursus": [{"naamCursus": "Veilig werken"}],
    "opleiding": [
        {
            "codeNiveauOpleiding": 2,
            "opleidingsnaam": {"omschrijvingOpleidingsnaam": "Bakker"},
        }
    ],
    "gedragscompetentie": [{"omschrijvingGedragscompetentie": "Samenwerken."}],
    "vakvaardigheid": [{"omschrijving": "Deeg kneden"}],
    "taalbeheersing": [
        {
            "codeTaal": "nld",
            "codeNiveauTaalbeheersingMondeling": 3,
            "codeNiveauTaalbeheersingLezen": 2,
        },
        {"codeTaal": "deu", "codeNiveauTaalbeheersingMondeling": 4},
    ],
}
"""A vacancy in which everything stands that a vacancy can say."""


def vacancy(**changes: Any) -> dict[str, Any]:
    """The whole vacancy with other fields; None leaves one out."""
    return {name: one for name, one in (WHOLE | changes).items() if one is not None}


def file_of(*vacancies: Any) -> bytes:
    return json.dumps(vacancies or [vacancy()]).encode()


def person(**more: Any) -> dict[str, Any]:
    """Somebody who looks for work, in the shape in which profiles are exchanged."""
    return {"idWerkzoekende": "12345", "rijbewijs": [{"codeSoortRijbewijs": "B"}], **more}


def zipped(content: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        packed.writestr("vacatures.json", content)
    return made.getvalue()


HOSTILE = {
    "half of it": (b'[{"idVacature": "1",', "klopt de JSON niet"),
    "levels": (b"[" * 100_000, "te diep genest"),
    "levels within bounds of the reader": (b"[" * 40 + b"{}" + b"]" * 40, "te diep genest"),
    "a name twice": (b'[{"idVacature": "1", "idVacature": "2"}]', "idVacature” staat twee keer"),
    "NaN": (b'[{"idVacature": NaN}]', "geen getal is"),
    "endless": (b'[{"idVacature": 1e999}]', "geen getal is"),
    "digits": (b'[{"idVacature": 1' + b"0" * 5000 + b"}]", "geen getal is"),
    "half a letter": (b'[{"naamVacature": "\\ud800"}]', "onleesbaar teken"),
    "NUL": (b'[{"naamVacature": "\\u0000"}]', "onleesbaar teken"),
    "Latin": ('[{"naamVacature": "café"}]'.encode("latin-1"), "onleesbare tekens"),
    "numbers": (b"[1, 2, 3]", "geen lijst"),
    "nothing in it": (b"[]", "geen lijst"),
    "something else": (b'{"recepten": []}', "geen vacatures"),
    "a question": (file_of({"vraagObject": {"rijbewijs": []}}), "geen vacatures"),
    "packed": (zipped(file_of()), "geen xlsx of csv"),
    "packed otherwise": (gzip.compress(file_of()), "geen xlsx of csv"),
    "too big": (b'["' + b"x" * (10 * 1024 * 1024) + b'"]', "groter dan 10 MB"),
    "a person": (file_of(person()), "personen"),
    "a person among vacancies": (file_of(vacancy(), person()), "personen"),
    "a person within a vacancy": (file_of(vacancy(kandidaten=[{"naam": "X"}])), "personen"),
    "a number to reach somebody": (file_of(vacancy(telefoonnummer=["0612345678"])), "personen"),
}
"""Whole files that are refused, each with a part of the sentence."""

WRONG = [
    ({"naamVacature": 7}, "naamVacature (1): hier hoort een tekst."),
    ({"naamVacature": "x" * 2001}, "naamVacature (1): deze tekst heeft meer dan 2000 tekens"),
    ({"naamVacature": None}, "naamVacature (1): zonder naam van de werkplek"),
    ({"naamVacature": "Representatieve hulp"}, "naamVacature (1): “Representatieve” gaat over"),
    ({"werkgever": "Korst"}, "werkgever (1): hier hoort een deel met velden."),
    ({"werkgever": {}}, "werkgever.handelsnaamOrganisatie (1): zonder naam"),
    ({"werktijden": {}}, "werktijden.aantalWerkurenPerWeekMinimaal (1): schrijf de uren"),
    (
        {"werktijden": {"aantalWerkurenPerWeekMinimaal": "16"}},
        "werktijden.aantalWerkurenPerWeekMinimaal (1): hier hoort een heel getal.",
    ),
    (
        {"werktijden": {"aantalWerkurenPerWeekMaximaal": 99}},
        "werktijden.aantalWerkurenPerWeekMinimaal (1): Vul een aantal uren",
    ),
    ({"contractvorm": {}}, "contractvorm (1): hier hoort een lijst."),
    ({"contractvorm": [1]}, "contractvorm (1): hier hoort een deel met velden."),
    ({"contractvorm": None}, "contractvorm.codeTypeOvereenkomst (1): schrijf bijbaan"),
    (
        {"contractvorm": [{"codeTypeOvereenkomst": "03"}]},
        "contractvorm.codeTypeOvereenkomst (1): vrijwilligerswerk is geen werkplek",
    ),
    (
        {"contractvorm": [{"codeTypeOvereenkomst": "01"}, {"codeTypeOvereenkomst": "02"}]},
        "contractvorm.codeTypeOvereenkomst (1): deze vacature is voor meer soorten werk",
    ),
    ({"sluitingsDatumVacature": "2-3-2026"}, "sluitingsDatumVacature (1): hier hoort een dag"),
    ({"sluitingsDatumVacature": "2001-01-01"}, "sluitingsDatumVacature (1): Deze dag is meer"),
    ({"idVacature": "x" * 201}, "idVacature (1): dit is te lang"),
    (
        {"omschrijvingVacature": "Vraag naar 111222333"},
        "omschrijvingVacature (1): lijkt een burger",
    ),
]
"""What makes one vacancy stay out, with what is said."""
