"""What each step is for, in our own words: its aim, the questions to talk about, and what often goes wrong."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Guidance:
    aim: Any
    questions: tuple[Any, ...]
    pitfall: Any


GUIDANCE = {
    1: Guidance(
        _("Bepaal waarom u een route wilt en voor welke leerlingen, zodat later te zien is of het lukt."),
        (
            _(
                "Welke leerlingen zijn het: leerweg, profiel, hoeveel per jaar? "
                "Waar gaan zij nu heen, waar vallen zij uit?"
            ),
            _("Welk probleem lost u op: motivatie, uitval, dubbele lesstof, krimpende groepen, tekort in de regio?"),
            _("Waarom een route, en geen doorlopend programma of losse afspraken?"),
            _("Voor wie is de route niet bedoeld?"),
            _("Welke opleiding en welk niveau? Een doorlopende of een geïntegreerde leerroute?"),
        ),
        _("Veel routes stoppen omdat er te weinig leerlingen zijn. Reken daarom ook met een laag aantal."),
    ),
    2: Guidance(
        _("Zoek de partners die u nodig hebt en leg de eerste afspraken vast."),
        (
            _("Welke mbo-instelling biedt de opleiding aan op een afstand die leerlingen kunnen reizen?"),
            _("Wie mag namens elke partner beslissen, en waarover?"),
            _("Welke bedrijven, gemeente of welk samenwerkingsverband doen mee?"),
            _("Is het één verticale scholengemeenschap? Dan komt er een eigen regeling."),
        ),
        _("Een partner zonder iemand met mandaat kan niets toezeggen. Vraag er meteen naar."),
    ),
    3: Guidance(
        _("Maak samen een visie op grond van wat elke kant verwacht."),
        (
            _("Wat verwacht elke kant, waar maakt zij zich zorgen over en wat brengt zij in?"),
            _("Wat merkt een leerling van de route in de eerste week, na een jaar en bij het diploma?"),
            _("Wat blijft met opzet verschillend?"),
            _("Welke doelstelling hoort bij welk voordeel, en hoe meet u die?"),
        ),
        _("Een visie zonder meetbare doelstelling is later niet te toetsen."),
    ),
    4: Guidance(
        _("Kies een organisatie waarin vmbo en mbo allebei aan tafel zitten."),
        (
            _("Wie leidt de route, wie ontwikkelt, wie beslist waarover?"),
            _("Zitten in elk overleg mensen van beide kanten?"),
            _("Hoe vaak komt u bij elkaar, en wie legt aan wie verantwoording af?"),
            _("Wat kan misgaan, en wat doet u eraan?"),
        ),
        _("Een stuurgroep zonder bestuurders van beide kanten kan geen besluiten nemen."),
    ),
    5: Guidance(
        _("Ontwerp één programma waarin vmbo en mbo op elkaar aansluiten en niets dubbel is."),
        (
            _("Welke modules, keuzevakken, avo-vakken, kerntaken en keuzedelen horen erbij?"),
            _("Waar overlappen zij, en welke lessen kunnen voor beide tellen?"),
            _("Wat wordt wanneer gegeven, waar en door wie?"),
            _("Waar zit de praktijk, en hoe kan een leerling instappen of overstappen?"),
        ),
        _("Begin niet met het rooster. Bepaal eerst waar de stof overlapt; dan ontstaat ruimte."),
    ),
    6: Guidance(
        _("Maak één examenregeling die past bij het programma en bij de wet."),
        (
            _("Welke toetsen zijn er, wat dekken zij en voor welk diploma tellen zij?"),
            _("Welke toetsen tellen voor beide diploma's?"),
            _("Hoe wegen de toetsen, en wat mag een leerling herkansen?"),
            _("Wie stelt de regeling vast, en wie stemt ermee in?"),
        ),
        _("Het PTA moet elk jaar vóór 1 oktober zijn vastgesteld en verstuurd."),
    ),
    7: Guidance(
        _("Spreek af hoe u meet of de route doet wat zij belooft."),
        (
            _("Welke indicator hoort bij welke belofte, en wat is de nulmeting?"),
            _("Wie levert de cijfers, wanneer en uit welke bron?"),
            _("Wanneer bespreekt u ze samen, en wie volgt de maatregelen op?"),
        ),
        _("Met een kleine groep zegt één jaar weinig. Tel jaren bij elkaar op voordat u een conclusie trekt."),
    ),
    8: Guidance(
        _("Spreek af wie wat betaalt, en wanneer het geld komt."),
        (
            _("Welke kosten zijn er, van wie zijn zij volgens de wet en wie maakt ze echt?"),
            _("Hoe verrekent u uren die de ene partner voor de andere geeft?"),
            _("Wordt een deel van de bekostiging overgedragen? Dan horen bedrag en doel in de overeenkomst."),
            _("Hoe overbrugt u de jaren waarin het geld later komt dan de kosten?"),
        ),
        _("Het mbo krijgt zijn geld twee jaar na de telling. Een groeiende route kost eerst geld."),
    ),
    9: Guidance(
        _("Leg alle afspraken vast voordat de eerste les begint."),
        (
            _("Is over alle onderwerpen van de wet (a tot en met j) iets afgesproken?"),
            _("Hoe lang geldt de overeenkomst, en hoe wijzigt u haar?"),
            _("Wie moet instemmen of adviseren: MR, studentenraad?"),
            _("Zijn de melding en de registratie (RIO, ROD) geregeld?"),
        ),
        _("Wijzigt er later iets waarop de overeenkomst rust? Dan ziet u hier dat zij verouderd is."),
    ),
    10: Guidance(
        _("Zorg dat de eerste schooldag goed gaat."),
        (
            _("Wie geeft wat, en is iedereen bevoegd?"),
            _("Hoe ziet de basisweek eruit: dagen, plaatsen, reistijd?"),
            _("Zijn er genoeg plekken bij erkende leerbedrijven?"),
            _("Wat horen leerlingen en ouders, en wanneer?"),
        ),
        _("Plan de inschrijving en de overstap naar het mbo ruim voor 1 oktober."),
    ),
}
