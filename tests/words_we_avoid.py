"""Words that no name and no screen may hold; `test_architecture.py` looks for them."""

FORBIDDEN_NAMES = (
    "score|rank|risk|priority|urgency|severity|chance|likelihood|probability|threat|danger|predict"
    "|target|profile|suspect|offence|offender|criminal|gender|nationality|origin|birth_country"
    "|religion|ethnic|political|diagnosis|disorder|debt_amount|friend|network|social_media|risico"
    "|rang|prioriteit|urgentie|kans|gevaar|dreiging|voorspel|doelwit|profiel|verdacht|dader|delict"
    "|strafblad|geslacht|nationaliteit|herkomst|afkomst|geboorteland|geloof|etnisch|diagnose"
    "|schuld|uitkering|politie|justitie|bsn"
)
"""The one list, without `index`: no part of a name begins or ends so (T-79, T-80, matching F1)."""

AVOIDED = (
    "cliënt|klant|kandida(at|ten)|dader|risicojongere|doelgroeper|ex-crimineel|risicosignaal"
    "|no-show|norm|diagnose|score|index|uitstroom|match|matchscore|ranking|geschikt(heid)?"
    "|achterstandswijk|probleemwijk|VOG geweigerd|risico|rang|prioriteit|kansarm|probleemjongere"
    "|allochtoon|herkomst|screening|profiel|target|potentieel crimineel|overlastgever|verdachte"
    "|casemanager|consulent|ketenmarinier|deadline|overdue|pending|alert|veroorzaakt|voorspelt"
)
"""Starred words of the glossary and the list of the experience design (section 10)."""
