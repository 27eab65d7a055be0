"""How publishers call what we know: columns of sheets, ids and titles of tables, columns of panels.

Everything else in a table is not read (rule A-12). Facts of CBS 83765NED to 86165NED and of the
police's 47018NED and 47022NED.
"""

from dataclasses import dataclass

from houvast.areas.rules.indicators import STORED


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure as its publishers call it.

    `sheet` are the headers of the yearly sheets, `cell` the id in OData 4, `title` the name in
    OData 3 without its running number, `panel` the columns of the joined panels.
    """

    indicator: str
    sheet: tuple[str, ...] = ()
    cell: str = ""
    title: str = ""
    panel: tuple[str, ...] = ()

    @property
    def number(self) -> int:
        """The number of the indicator."""
        return STORED[self.indicator]


MEASURES = (
    Measure(
        "population", ("a_inw", "aant_inw"), "T001036", "AantalInwoners",
        ("population", "Population", "kwb2024_inwoners"),
    ),
    Measure("young_15_24", ("a_15_24",), "53050", "k_15Tot25Jaar", ("kwb2024_inwoners15tot25",)),
    Measure("aged_65", ("a_65_oo",), "80200", "k_65JaarOfOuder", ("kwb2024_inwoners65plus",)),
    Measure(
        "young_15_24_share", panel=("pop_15_24", "Demographics: 15-24 years (%)"),
    ),
    Measure("aged_65_share", panel=("pop_65plus", "Demographics: 65+ years (%)")),
    Measure(
        "working_share", ("p_arb_pp",), "M001796_2", "Nettoarbeidsparticipatie",
        ("employment_rate", "HumanCapital: Labour participation (%)"),
    ),
    Measure(
        "lowest40_person_share", ("p_ink_li",), "D000187", "k_40PersonenMetLaagsteInkomen",
        ("income_low", "Inequality: Bottom-40% income share (%)"),
    ),
    Measure(
        "highest20_person_share", ("p_ink_hi",), "D000185", "k_20PersonenMetHoogsteInkomen",
        ("income_high", "Inequality: Top-20% income share (%)"),
    ),
    Measure(
        "social_minimum_share", ("p_hh_osm",), "", "HuishOnderOfRondSociaalMinimum",
        ("Inequality: At-or-below social minimum (%)",),
    ),
    Measure(
        "low_income_household_share", ("p_hh_lkk",), "", "HuishoudensMetEenLaagInkomen",
        ("Inequality: Low income threshold (%)",),
    ),
    Measure("bijstand", ("a_soz_wb",), "D006842", "PersonenPerSoortUitkeringBijstand"),
    Measure("bijstand_per_1000", panel=("Inequality: Bijstand recipients (per 1k)",)),
    Measure("ww", ("a_soz_ww",), "D001827", "PersonenPerSoortUitkeringWW"),
    Measure(
        "owner_occupied_share", ("p_koopw",), "1014800", "Koopwoningen",
        ("dwelling_ownership", "Housing: Owner-occupied (%)", "kwb2024_koopwoningen"),
    ),
    Measure(
        "urbanity", ("ste_mvs",), "ST0001", "MateVanStedelijkheid",
        ("urbanity", "Services: Degree of urbanisation (1\u20135)", "kwb2024_stedelijkheid"),
    ),
    Measure(
        "address_density", ("ste_oad",), "ST0003", "Omgevingsadressendichtheid",
        ("kwb2024_adressendichtheid",),
    ),
    Measure(
        "area_size", ("a_opp_ha", "opp_tot"), "T001455_2", "OppervlakteTotaal", (),
    ),
)  # fmt: skip
BY_SHEET = {name: one for one in MEASURES for name in one.sheet}
BY_CELL = {one.cell: one for one in MEASURES if one.cell}
BY_TITLE = {one.title: one for one in MEASURES if one.title}
BY_PANEL = {name: one for one in MEASURES for name in one.panel}
REFUSED_CELLS = frozenset(
    f"{measure}_{part}"
    for measure, parts in (("1012600", "12"), ("H007933", "123"), ("H008859", "123"))
    for part in parts
)
"""Measures of CBS about origin and country of birth: known by their id, and never read (A-12)."""

TOTAL = "0.0.0"
"""All offences together: never added to its parts."""
THEFT = (
    *(f"1.1.{one}" for one in range(1, 3)),
    *(f"1.2.{one}" for one in range(1, 6)),
    *("1.5.2", "1.6.2", "2.5.1", "2.5.2"),
)
OFFENCES = {
    TOTAL: "offences_total",
    **{
        sort: of
        for of, sorts in (
            ("offences_property", THEFT),
            ("offences_violence", [f"1.4.{one}" for one in range(1, 8)]),
            ("offences_vandalism", ("2.1.1", "2.2.1", "2.4.1", "2.4.2")),
        )
        for sort in sorts
    },
}
"""Sorts of offences of the police, by what we count them under."""
