"""Names for made-up young people. Put together by the dice; nobody is meant."""

from random import Random

GIVEN = (
    "Ilias Shanice Lynn Jolanta Luuk Yara Nora Milan Daan Fatima Jay Chantal Ömer Sjors Amina"
    " Ruben Kim Tobias Soraya Bram Zoë Elif Marlon Anouar Sem Naomi Tygo Hatice Jaylen Roos"
    " Mo Kaylee Quinty Bilal Femke Rayan Dewi Thijs Aïsha Jordy Nisrine Stijn Selma Giovanni"
    " Lotte Yusuf Merel Ravi Sanne Emre Indy Noud Samantha Achmed Puck Dylan Chaima Joris"
    " Melissa Hamza Fenna Darnell Esmée Imran Lisa Kaj Rania Wessel Priya Damian Hafsa Guus"
    " Tamara Ayoub Britt Rodney Leyla Pepijn Jamila Rick Anisa Sven Marisol Tarik Julia Enzo"
    " Safae Mees Charlaine Youssef Isa Bryan Meryem Teun Kelly Zakaria Floor Ricardo Dounia"
    " Niels Lena Mehmet Sofie Jermaine Nadine Walid Evi Kjeld Shirley Khalid Tess-Marie Levi"
    " Halima Jesse Vera Abdel Maud Clyde Ikram Jasper Bo Serkan Lieke Winston Nour Casper"
    " Mila Idris Anouk Xavi Rosa Farid Jill"
)
FAMILY = (
    "Aksoy|van Dijk|Visser|Benali|Kowalczyk|El Amrani|Koster|Özdemir|Ramdin|Haddou|Martis"
    "|Vermeulen|Yıldız|van den Hoek|Warsame|Pietersz|Nguyen|de Graaf|Bensaïd|Jansen|Dijkgraaf"
    "|Şahin|Croes|Tahiri|Postma|Bouali|van der Meer|Soerel|Demir|Hofman|Achahbar|Lont"
    "|Wielinga|Mendes|Kromo|van Vliet|Ouali|Brandsma|Tesfay|Molenaar|Çelik|Isenia|Bakker"
    "|El Khattabi|Winter|Doğan|Sewnath|van Leeuwen|Mulder|Abdi|Kuipers|Rosaria|Smit|Bouzerda"
    "|Nowak|Terpstra|Aslan|Petronia"
)


def draw(dice: Random, count: int) -> list[tuple[str, str, str]]:
    """Some people as (nickname, given name, family name); each nickname is there once."""
    first, last = GIVEN.split(), FAMILY.split("|")
    found: dict[str, tuple[str, str, str]] = {}
    while len(found) < count:
        turn = len(found)
        given = first[turn] if turn < len(first) else dice.choice(first)
        family = dice.choice(last)
        called = given if given not in found else f"{given} {family[0].upper()}."
        found.setdefault(called, (called, given, family))
    people = list(found.values())
    dice.shuffle(people)
    return people
