"""Words that say how someone is, or where from, and nothing about the work: refused at entry.

Such a word looks like a demand of the work and shuts out by descent, sex, age, health or manners
(matching section 14, trap 10; Algemene wet gelijke behandeling, article 5). Each comes with what to
write instead. The list can only grow; it catches words, a colleague catches the rest.
"""

import re

from houvast.errors import Refused, gettext_noop

LOOKS = gettext_noop(
    "“{word}” gaat over hoe iemand is, niet over het werk."
    " Schrijf op wat iemand doet, zoals: bezoekers ontvangen."
)
SPEECH = gettext_noop(
    "“{word}” sluit mensen uit zonder dat het werk het vraagt."
    " Kies een taalniveau als eis, en schrijf op waarvoor het nodig is."
)
PERSON = gettext_noop(
    "“{word}” mag geen eis zijn voor werk. Schrijf op wat iemand moet kunnen of doen."
)
CONDUCT = gettext_noop("“{word}” is geen eis. Vraagt het werk een VOG? Zet dat dan aan.")

PROXIES: tuple[tuple[str, str], ...] = (
    (r"representati(ef|eve)", LOOKS),
    (r"uitstraling", LOOKS),
    (r"verzorgd uiterlijk|net(te)? voorkomen|verzorgde verschijning", LOOKS),
    (r"past? in (het|ons) team|bij ons past|culturele fit", LOOKS),
    (r"jong(e)? en dynamisch(e)?|jong team", LOOKS),
    (r"accentloos|accentloze|zonder accent|geen accent", SPEECH),
    (r"moedertaal|native|moerstaal", SPEECH),
    (r"(perfect|foutloos|vloeiend|vlekkeloos)(e)? nederlands", SPEECH),
    (r"(echte |geboren )?nederland(er|se nationaliteit)|autochtoon|allochtoon|westers(e)?", PERSON),
    (r"blank(e)?|wit(te)? huid|hoofddoek(je)?|keppel(tje)?|baard", PERSON),
    (r"christelijk(e)?|islamitisch(e)?|moslim|joods(e)?|gelovig(e)?", PERSON),
    (r"stoere (jongens?|mannen)|mannelijk(e)?|vrouwelijk(e)?|dames?|heren|meisjes?", PERSON),
    (r"(alleen|liefst|graag een) (mannen|vrouwen|man|vrouw|jongens?|meiden)", PERSON),
    (r"zwanger(schap)?|kinderwens|getrouwd|alleenstaand(e)?", PERSON),
    (r"(goed|volledig|kern)?gezond(e)?|geen (ziekte|beperking|handicap)|niet ziek", PERSON),
    (r"goede buurt|nette buurt|goede komaf|goed gezin|nette familie", PERSON),
    (r"strafblad|onbesproken gedrag|nooit met (de )?politie", CONDUCT),
)
COMPILED = tuple((re.compile(rf"(?<!\w)({words})(?!\w)", re.I), why) for words, why in PROXIES)


def check_job_related(text: str, *, field: str) -> str:
    """The text as it is. Raises Refused with the word that is not about the work, and a way out."""
    plain = " ".join(text.split())
    for words, why in COMPILED:
        if found := words.search(plain):
            raise Refused(why, field=field, word=found[0])
    return text
