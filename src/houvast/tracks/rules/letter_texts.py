"""The texts themselves, in plain Dutch (B1). Published: never changed, a new one comes beside it.

`# ` is the title, `## ` a heading, `- ` an item; an empty line ends a part.
"""

FOR_YOUNG_PERSON = """
# Wat wij van jou bewaren

Beste {name},

De gemeente {municipality} wil je helpen met wat jij belangrijk vindt, zoals school, werk of wonen.
Jouw coach is {coach}. Daarvoor bewaren wij gegevens over jou. In deze brief lees je wat we
bewaren, waarom, en wat jij mag. Lees hem rustig, of vraag je coach om hem samen te lezen.

## Wie bewaart de gegevens?

{sender}, {address}. Je kunt bellen of mailen: {phone}, {email}.

## Wat bewaren we?

- je naam, je geboortedatum en hoe we je bereiken
- waarom we contact met je zochten
- wanneer we elkaar spraken, en wat we afspraken
- jouw plan: wat je wilt, wat lukt en welke hulp je krijgt
- welk werk je wilt, en of je werk hebt
- wie in jouw gegevens keek, en wanneer

## Hoe komen we eraan?

Het meeste vertel je zelf. Soms hoorden we iets van een ander, zoals school, een ouder of een
hulpverlener. Vraag je coach gerust van wie. Je krijgt daar eerlijk antwoord op.

## Waarom mag dat?

{ground}

## Wie kan het lezen?

- je coach, en wie voor je coach invalt
- iemand die met je meedenkt over werk, als dat nodig is
- de teamleider en de regisseur zien je roepnaam en afspraken, geen notities

Een werkgever hoort alleen wat jij zelf goedvindt. Iemand anders krijgt alleen iets als dat nodig
is en mag. Wij schrijven op wie iets kreeg, en jij mag dat weten.

## Hoe lang bewaren we het?

Tot {months} maanden nadat we stoppen. Daarna wordt alles vernietigd.

## Wat mag jij?

- lezen wat er over jou staat, en een kopie krijgen
- zeggen dat iets niet klopt, dan kijken we ernaar en verbeteren we het
- vragen om iets weg te halen
- vragen om je gegevens even niet te gebruiken
- zeggen dat je het er niet mee eens bent

Zeg het tegen je coach, of bel of mail ons. Je hoeft niet te zeggen waarom. Binnen een maand
hoor je van ons. Een computer beslist nooit over jou. Dat doen altijd mensen.

## Niet tevreden?

De gemeente heeft iemand die controleert of we goed met gegevens omgaan: de functionaris
gegevensbescherming (FG). Die bereik je zo: {fg}. Je kunt ook een klacht sturen naar de Autoriteit
Persoonsgegevens. Kijk op autoriteitpersoonsgegevens.nl.

Meedoen mag, het moet niet. Stop je, dan blijft de deur open.

Groeten, ook namens {coach},

{sender}
"""

FOR_PARENTS = """
# Wat wij van uw kind bewaren

Beste ouder of verzorger van {name},

De gemeente {municipality} helpt {name} met school, werk of andere dingen. De coach is {coach}.
Daarvoor bewaren wij gegevens over uw kind. Omdat uw kind nog jong is, krijgt u deze brief. Uw kind
krijgt ook een brief.

## Wie bewaart de gegevens?

{sender}, {address}. U kunt bellen of mailen: {phone}, {email}.

## Wat bewaren we?

- de naam en de geboortedatum, en hoe we uw kind bereiken
- waarom we contact zochten
- wanneer we elkaar spraken, en wat we afspraken
- het plan: wat uw kind wil, wat lukt en welke hulp er is
- welk werk uw kind wil, en of er werk is
- wie in de gegevens keek, en wanneer

## Hoe komen we eraan?

Het meeste vertelt uw kind zelf. Soms hoorden we iets van een ander, zoals school of een
hulpverlener. De coach vertelt u graag wat kan.

## Waarom mag dat?

{ground}

## Wie kan het lezen?

- de coach, en wie voor de coach invalt
- iemand die meedenkt over werk, als dat nodig is
- de teamleider en de regisseur zien de roepnaam en afspraken, geen notities

Een werkgever hoort alleen wat uw kind en u zelf goedvinden. Iemand anders krijgt alleen iets als
dat nodig is en mag. Wij schrijven op wie iets kreeg.

## Hoe lang bewaren we het?

Tot {months} maanden nadat we stoppen. Daarna wordt alles vernietigd.

## Wat mag u?

- lezen wat er over uw kind staat, en een kopie krijgen
- zeggen dat iets niet klopt, dan kijken we ernaar en verbeteren we het
- vragen om iets weg te halen
- vragen om de gegevens even niet te gebruiken
- zeggen dat u het er niet mee eens bent

Uw kind mag dit ook zelf. Is uw kind 16 jaar of ouder, dan beslist uw kind alleen. Bel of mail ons,
of zeg het tegen de coach. Binnen een maand hoort u van ons. Een computer beslist nooit over uw
kind. Dat doen altijd mensen.

## Niet tevreden?

De gemeente heeft iemand die controleert of we goed met gegevens omgaan: de functionaris
gegevensbescherming (FG). Die bereikt u zo: {fg}. U kunt ook een klacht sturen naar de Autoriteit
Persoonsgegevens. Kijk op autoriteitpersoonsgegevens.nl.

Met vriendelijke groet, ook namens {coach},

{sender}
"""

LEAFLET = """
# Wat de gemeente van jou bewaart

De gemeente {municipality} wil je helpen met wat jij belangrijk vindt, zoals school, werk of wonen.
Daarvoor bewaren wij gegevens over jou. Je coach vertelt je erover. In deze folder kun je het
nalezen.

## Wie bewaart de gegevens?

{sender}, {address}. Je kunt bellen of mailen: {phone}, {email}.

## Wat bewaren we?

- je naam, je geboortedatum en hoe we je bereiken
- waarom we contact met je zochten, en van wie we dat hoorden
- wanneer we elkaar spraken, en wat we afspraken
- jouw plan, en welk werk je wilt of hebt
- wie in jouw gegevens keek, en wanneer

## Waarom mag dat?

{ground}

## Wie kan het lezen?

- je coach, en wie voor je coach invalt
- iemand die met je meedenkt over werk, als dat nodig is
- de teamleider en de regisseur zien je roepnaam en afspraken, geen notities

Een werkgever hoort alleen wat jij zelf goedvindt. Iemand anders krijgt alleen iets als dat nodig
is en mag.

## Hoe lang bewaren we het?

Tot {months} maanden nadat we stoppen. Daarna wordt alles vernietigd.

## Wat mag jij?

- lezen wat er over jou staat, en een kopie krijgen
- iets laten verbeteren of weghalen
- vragen om je gegevens even niet te gebruiken
- zeggen dat je het er niet mee eens bent

Zeg het tegen je coach, of bel of mail ons. Binnen een maand hoor je van ons. Een computer
beslist nooit over jou. Dat doen altijd mensen.

## Niet tevreden?

De functionaris gegevensbescherming (FG) controleert of we goed met gegevens omgaan: {fg}. Je kunt
ook een klacht sturen naar de Autoriteit Persoonsgegevens: autoriteitpersoonsgegevens.nl.
"""

AFTER_EMERGENCY = """
# Iemand keek in jouw gegevens

Beste {name},

Jouw coach is {coach}. Wij bewaren gegevens over jou, en meestal kijkt alleen je coach daarin. Pas
geleden keek iemand anders, omdat die dacht dat er meteen gevaar was. Dat heet noodtoegang. Jij mag
dat weten.

## Wie keek er, en wanneer?

{looks}

## Wat kon die persoon zien?

- je naam, je geboortedatum en hoe we je bereiken
- wanneer we elkaar spraken, en hoe dat ging
- jouw plan, en onze volgende afspraak

Niet de notities van je coach.

## Wat gebeurt er nu?

Iemand anders kijkt na of dit echt nodig was. Was het niet nodig? Dan hoor je dat, en wat wij eraan
doen.

## Wat mag jij?

- vragen waarom dit gebeurde
- zeggen dat je het er niet mee eens bent
- lezen wat er over jou staat, en een kopie krijgen

Zeg het tegen je coach, of bel of mail ons: {sender}, {address}, {phone}, {email}.

## Niet tevreden?

De gemeente heeft iemand die controleert of we goed met gegevens omgaan: de functionaris
gegevensbescherming (FG). Die bereik je zo: {fg}. Je kunt ook een klacht sturen naar de Autoriteit
Persoonsgegevens. Kijk op autoriteitpersoonsgegevens.nl.

Groeten, ook namens {coach},

{sender}
"""

LIFTING = """
# We gaan een gegeven van jou weer gebruiken

Beste {name},

Jij vroeg ons om een gegeven over jou niet te gebruiken. Dat deden we meteen. Sinds {since} bewaren
we het alleen, en wie het eerder van ons kreeg, kan het niet lezen. Het gaat om dit gegeven: {what}.

## Wat verandert er?

Vanaf {lift_on} kan wie het eerder kreeg, het weer lezen. Alleen zolang dat nodig is en mag. Tot die
dag verandert er niets.

## Waarom?

{reason}

Dit besliste de privacy officer van de gemeente {municipality}. Dat is iemand die let op jouw
gegevens, en die jouw coach niet is.

## Ben je het er niet mee eens?

Zeg het tegen je coach, of bel of mail ons, liefst voor {lift_on}. Dan blijft het beperkt en kijken
we opnieuw. Je hoeft niet te zeggen waarom. Wil je weten wie het gegeven kreeg? Vraag het ons.

{sender}, {address}. Telefoon: {phone}. Mail: {email}.

## Niet tevreden?

De gemeente heeft iemand die controleert of we goed met gegevens omgaan: de functionaris
gegevensbescherming (FG). Die bereik je zo: {fg}. Je kunt ook een klacht sturen naar de Autoriteit
Persoonsgegevens. Kijk op autoriteitpersoonsgegevens.nl.

Groeten, ook namens {coach},

{sender}
"""
