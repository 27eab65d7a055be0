"""The words on screen for work wishes and choices; `words.py` takes them in."""

from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from houvast.matching.rules.choices import ChoiceOutcome, NotNowReason
from houvast.matching.rules.codes import TravelMode
from houvast.matching.rules.occupations import Occupation

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

WISH_WORDS: "dict[type[StrEnum], dict[str, _StrPromise]]" = {
    ChoiceOutcome: {
        ChoiceOutcome.DISCUSS: _("Te bespreken"),
        ChoiceOutcome.NOT_NOW: _("Niet nu"),
        ChoiceOutcome.BACK: _("Weer in de lijst"),
    },
    NotNowReason: {
        NotNowReason.NOT_WANTED: _("Het werk trekt niet"),
        NotNowReason.TOO_FAR: _("Te ver weg"),
        NotNowReason.HOURS: _("Te veel of te weinig uren"),
        NotNowReason.DAYS: _("Andere dagen of tijden"),
        NotNowReason.PAY: _("Te weinig loon"),
        NotNowReason.EMPLOYER: _("Liever een andere werkgever"),
        NotNowReason.LATER: _("Eerst iets anders regelen"),
        NotNowReason.OTHER: _("Iets anders"),
    },
    TravelMode: {
        TravelMode.WALK: _("Lopen"),
        TravelMode.BICYCLE: _("Fiets"),
        TravelMode.PUBLIC: _("Bus, tram of trein"),
        TravelMode.MOPED: _("Scooter of brommer"),
        TravelMode.CAR: _("Auto"),
    },
    Occupation: {
        Occupation.CAR_MECHANIC: _("Automonteur"),
        Occupation.BICYCLE_MECHANIC: _("Fietsenmaker"),
        Occupation.MACHINE_MECHANIC: _("Monteur van machines"),
        Occupation.WELDER: _("Lasser"),
        Occupation.ELECTRICIAN: _("Elektricien"),
        Occupation.PLUMBER: _("Loodgieter"),
        Occupation.CLIMATE_INSTALLER: _("Monteur van verwarming en airco"),
        Occupation.CABLE_INSTALLER: _("Monteur van internet en telefoon"),
        Occupation.CARPENTER: _("Timmerman"),
        Occupation.BRICKLAYER: _("Metselaar"),
        Occupation.PAINTER: _("Schilder"),
        Occupation.ROOFER: _("Dakdekker"),
        Occupation.FURNITURE_MAKER: _("Meubelmaker"),
        Occupation.BUILDING_HAND: _("Hulp in de bouw"),
        Occupation.ROAD_HAND: _("Hulp bij wegen en straten"),
        Occupation.COOK: _("Kok"),
        Occupation.KITCHEN_HAND: _("Hulp in de keuken"),
        Occupation.WAITER: _("Bediening in een café of restaurant"),
        Occupation.BAKER: _("Bakker"),
        Occupation.BUTCHER: _("Slager of visboer"),
        Occupation.FAST_FOOD: _("Snackbar en afhalen"),
        Occupation.SHOP_ASSISTANT: _("Verkoper in een winkel"),
        Occupation.SHELF_FILLER: _("Vakkenvuller"),
        Occupation.CASHIER: _("Kassamedewerker"),
        Occupation.WAREHOUSE_HAND: _("Magazijn: laden en lossen"),
        Occupation.PACKER: _("Inpakker"),
        Occupation.STOCK_CLERK: _("Magazijn: voorraad bijhouden"),
        Occupation.FORKLIFT_DRIVER: _("Heftruckchauffeur"),
        Occupation.VAN_DRIVER: _("Chauffeur van een busje of taxi"),
        Occupation.TRUCK_DRIVER: _("Vrachtwagenchauffeur"),
        Occupation.DELIVERER: _("Bezorger"),
        Occupation.FACTORY_HAND: _("Werk in een fabriek"),
        Occupation.FOOD_MACHINES: _("Fabriek waar eten gemaakt wordt"),
        Occupation.GARDENER: _("Hovenier of kweker"),
        Occupation.GREENHOUSE_HAND: _("Werk in de kas of tuin"),
        Occupation.CATTLE_FARMER: _("Werk op een boerderij"),
        Occupation.ANIMAL_KEEPER: _("Dierenverzorger"),
        Occupation.CLEANER: _("Schoonmaker"),
        Occupation.WASTE_COLLECTOR: _("Afval ophalen"),
        Occupation.CARETAKER: _("Conciërge"),
        Occupation.GUARD: _("Beveiliger"),
        Occupation.CHILD_CARER: _("Kinderopvang"),
        Occupation.CLASSROOM_ASSISTANT: _("Hulp in de klas"),
        Occupation.NURSING_ASSISTANT: _("Helpende in de zorg"),
        Occupation.HOME_HELP: _("Hulp bij mensen thuis"),
        Occupation.HAIRDRESSER: _("Kapper"),
        Occupation.BEAUTICIAN: _("Schoonheid en nagels"),
        Occupation.SPORTS_LEADER: _("Sport en spel begeleiden"),
        Occupation.OFFICE_CLERK: _("Werk op kantoor"),
        Occupation.RECEPTIONIST: _("Receptie"),
        Occupation.CALL_CENTRE: _("Mensen helpen aan de telefoon"),
        Occupation.COMPUTER_HELP: _("Computerhulp"),
        Occupation.SOFTWARE_MAKER: _("Programmeur"),
        Occupation.WEBSITE_MAKER: _("Websites maken"),
        Occupation.DESIGNER: _("Vormgever of animatie"),
        Occupation.SOUND_AND_IMAGE: _("Geluid, licht en video"),
        Occupation.TAILOR: _("Kleding maken"),
    },
}
