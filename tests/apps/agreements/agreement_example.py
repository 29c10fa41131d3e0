"""Route documents to compose from: one with everything filled in, one with nothing but a name."""

from datetime import date
from decimal import Decimal
from typing import Any

from naadloos.engines.route import RouteDocument, validate_document


def minimal_route(**route: Any) -> RouteDocument:
    head = {
        "name": "Techniek",
        "type": "DLR",
        "years": 3,
        "partners": [],
        "profiles": [],
        "qualifications": [],
    }
    return validate_document({"route": {**head, "cohorts": [], **route}})


def full_data() -> dict[str, Any]:
    clauses = {
        "b": "Het bevoegd gezag van beide partijen benoemt de leden van de stuurgroep voor drie jaar.\n"
        "De stuurgroep mag besluiten over rooster en inzet van het gezamenlijke budget.",
        "c": "De stuurgroep stuurt twee keer per jaar een verslag aan beide besturen.",
        "d": "Docenten van beide kanten geven les. De praktijklokalen van de instelling zijn beschikbaar.",
        "f": "De mentor meldt een mogelijke overstap binnen twee weken aan het overstapoverleg.",
        "g": "Bedrijven beoordelen elk jaar de praktijkopdrachten en geven gastlessen.",
        "h": "Een geschil gaat eerst naar de bestuurders. Daarna kiezen zij een bemiddelaar.",
        "i": "Opzeggen kan per 1 augustus, een jaar vooraf. Gestarte cohorten maken de route af.",
        "j": "De MR en de studentenraad vergaderen een keer per jaar samen over de route.",
        "kwaliteit": "De partners bespreken de uitkomsten elk najaar.",
        "klachten": "Een klacht kan altijd eerst naar de mentor.",
        "privacy": "De partners wisselen alleen gegevens uit die nodig zijn voor het volgen van de route.",
        "overig": "Deze overeenkomst staat op de website van beide partners.",
    }
    return {
        "route": {
            "name": "Bouwen en Interieur",
            "type": "DLR",
            "years": 3,
            "location": "Lijsterlaan 4, Waterdam",
            "partners": [
                {
                    "key": "v",
                    "side": "vmbo",
                    "name": "Het Lijstercollege",
                    "kind": "vmbo",
                    "brin": "01AB",
                    "place": "Waterdam",
                },
                {
                    "key": "m",
                    "side": "mbo",
                    "name": "ROC Waterdam",
                    "kind": "mbo",
                    "brin": "02CD",
                    "place": "Waterdam",
                },
                {"key": "c", "side": "anders", "name": "Bouwbedrijf De Kraan", "kind": "bedrijf"},
            ],
            "profiles": [{"key": "p1", "profile": "BWI", "leerweg": "kb", "offered_by": "v"}],
            "qualifications": [
                {
                    "key": "q1",
                    "crebo": "25786",
                    "name": "Timmerman",
                    "level": 3,
                    "leertraject": "BOL",
                    "related": "ja",
                }
            ],
            "cohorts": [
                {
                    "key": "c1",
                    "start_year": 2027,
                    "hours_norm": "nieuw",
                    "norm_decided_on": date(2026, 11, 3),
                    "norm_decided_by": "beide besturen",
                }
            ],
        },
        "purpose": {
            "problem": "Leerlingen kiezen laat en stoppen vaak in het eerste jaar van het mbo.",
            "why_route": "Met één programma zien zij eerder wat het beroep is.",
            "not_for": "leerlingen die nog geen richting hebben gekozen.",
            "goals": [
                {
                    "key": "g1",
                    "title": "Minder uitval",
                    "indicator": "uitval",
                    "baseline": "9%",
                    "target": "5%",
                    "year": 2030,
                }
            ],
        },
        "partners": {
            "contacts": [
                {
                    "key": "k1",
                    "partner": "v",
                    "name": "S. de Groot",
                    "function": "rector-bestuurder",
                    "mandate": "ja",
                },
                {
                    "key": "k2",
                    "partner": "m",
                    "name": "A. Yıldız",
                    "function": "lid college van bestuur",
                    "mandate": "ja",
                },
            ],
            "first_agreements": [
                {
                    "key": "f1",
                    "subject": "Gezamenlijke voorlichting",
                    "agreement": "in januari",
                    "status": "akkoord",
                },
                {"key": "f2", "subject": "Bus", "agreement": "nog bespreken", "status": "open"},
            ],
        },
        "vision": {
            "vision": "De leerling merkt niet waar het vmbo ophoudt en het mbo begint.",
            "different_on_purpose": "de begeleiding in de vakantieweken.",
        },
        "organisation": {
            "bodies": [
                {
                    "key": "b1",
                    "kind": "stuurgroep",
                    "name": "Stuurgroep Bouwen",
                    "task": "bewaakt programma, kwaliteit en geld.",
                    "rhythm": "vier keer per jaar",
                    "reports_to": "beide besturen",
                },
                {
                    "key": "b2",
                    "kind": "medezeggenschap",
                    "name": "Overleg MR en studentenraad",
                    "task": "adviseert.",
                },
            ],
            "members": [
                {"key": "m1", "body": "b1", "name": "S. de Groot", "side": "vmbo", "role": "voorzitter"},
                {"key": "m2", "body": "b1", "name": "A. Yıldız", "side": "mbo", "role": "lid"},
            ],
        },
        "programme": {
            "description": "De groep is op maandag op het vmbo en op dinsdag op het mbo.",
            "modules": [{"key": "mo1", "code": "P/BWI/01", "title": "Bouwproces en bouwvoorbereiding"}],
            "keuzedelen": [{"key": "kd1", "code": "K0001", "title": "Duurzaam bouwen", "sbu": 240}],
            "units": [
                {
                    "key": "u1",
                    "title": "Houtskeletbouw",
                    "kind": "bundel",
                    "hours": Decimal("1250.50"),
                    "side": "samen",
                    "law_part": "combinatie",
                    "combined_split": "module 1 is vo, werkproces 3 is mbo",
                    "team": True,
                    "first_year": 1,
                    "last_year": 2,
                    "deeltaken": ["P/BWI/01/01", "P/BWI/01/02"],
                    "werkprocessen": ["25786 B1-K1-W3"],
                },
                {
                    "key": "u2",
                    "title": "Stage",
                    "kind": "bpv",
                    "hours": 400,
                    "hour_kind": "bpv",
                    "side": "mbo",
                    "law_part": "mbo",
                    "first_year": 3,
                    "last_year": 3,
                },
                {
                    "key": "u3",
                    "title": "Nederlands",
                    "kind": "avo",
                    "hours": 200,
                    "side": "vmbo",
                    "law_part": "vo",
                    "first_year": 1,
                    "last_year": 1,
                },
                {
                    "key": "u4",
                    "title": "Portfolio",
                    "kind": "lob",
                    "hours": 40,
                    "hour_kind": "zelfstudie",
                    "side": "samen",
                    "law_part": "vo-vakoverstijgend",
                    "first_year": 2,
                    "last_year": 2,
                },
            ],
            "placements": [
                {"key": "pl1", "unit": "u1", "route_year": 1, "period": 1, "hours": Decimal("625.5")},
                {"key": "pl2", "unit": "u1", "route_year": 2, "period": 2, "hours": 625},
            ],
        },
        "exams": {
            "mark_rule": "het gemiddelde van schoolexamen en centraal examen.",
            "irregularities": "zie het examenreglement van de school.",
            "assessments": [
                {
                    "key": "a1",
                    "title": "Praktijktoets houtverbinding",
                    "subject": "BWI",
                    "kind": "SE",
                    "counts_for": "beide",
                    "side": "samen",
                    "route_year": 1,
                    "period": 3,
                    "weight": Decimal("2.50"),
                    "form": "praktijk",
                    "minutes": 120,
                    "retake": "een keer",
                    "deeltaken": ["P/BWI/01/01"],
                },
                {
                    "key": "a2",
                    "title": "cspe BWI",
                    "kind": "cspe",
                    "counts_for": "vmbo",
                    "side": "vmbo",
                    "route_year": 2,
                    "period": 4,
                    "weight": 50,
                    "form": "centraal",
                },
                {
                    "key": "a3",
                    "title": "Proeve Timmerman",
                    "kind": "PvB",
                    "counts_for": "mbo",
                    "side": "mbo",
                    "route_year": 3,
                    "period": 4,
                    "form": "in het bedrijf",
                },
            ],
            "regulations": [{"key": "r1", "school_year": 2027, "fixed_on": date(2027, 9, 20)}],
        },
        "monitoring": {
            "cycle": "Elk jaar in november bespreekt de stuurgroep de uitkomsten.",
            "indicators": [
                {
                    "key": "i1",
                    "title": "Doorstroom naar leerjaar 3 van de route",
                    "owner": "kwaliteitszorg",
                    "source": "eigen administratie",
                    "moment": "oktober",
                    "baseline": "82%",
                    "target": "90%",
                }
            ],
            "evaluations": [{"key": "e1", "title": "Eerste evaluatie", "on": date(2028, 11, 1), "owner": "stuurgroep"}],
        },
        "finance": {
            "principles": "Ieder betaalt de docenten die hij zelf inzet.",
            "funding_handed_over": "nee",
            "cost_items": [
                {
                    "key": "ci1",
                    "title": "Docenten in leerjaar 3",
                    "phase": "vo",
                    "owner": "Het Lijstercollege",
                    "executor": "ROC Waterdam",
                    "amount": 12500,
                    "basis": "begroting 2027",
                    "confirmed": True,
                    "settlement": "uren",
                    "settlement_amount": Decimal("3000.5"),
                },
                {
                    "key": "ci2",
                    "title": "Vervoer",
                    "phase": "route",
                    "owner": "beide",
                    "amount": 800,
                    "settlement": "verdeling",
                    "settlement_text": "ieder de helft",
                },
            ],
        },
        "agreement": {
            "starts_on": date(2027, 8, 1),
            "ends_on": date(2031, 7, 31),
            "clauses": [{"key": f"cl_{name}", "subject": name, "text": text} for name, text in clauses.items()],
            "registrations": [{"key": "re1", "kind": "melding", "done_on": date(2027, 3, 1), "value": "brief 12"}],
        },
        "execution": {
            "basic_week": "Woensdag is de praktijkdag.",
            "team": [{"key": "t1", "name": "J. Özdemir", "side": "vmbo", "teaches": "BWI", "qualified": "ja"}],
            "practice_places": [
                {
                    "key": "pp1",
                    "company": "Bouwbedrijf De Kraan",
                    "place": "Waterdam",
                    "places": 6,
                    "recognised": "onbekend",
                }
            ],
        },
        "not_applicable": [
            {
                "key": "n1",
                "step": 8,
                "item": "verrekening",
                "reason": "De partners verrekenen in jaar 1 niets.",
            }
        ],
    }


def full_route(**sections: dict[str, Any]) -> RouteDocument:
    """The full example; a keyword replaces facts in that section."""
    data = full_data()
    for name, changed in sections.items():
        data[name] = {**data[name], **changed}
    return validate_document(data)
