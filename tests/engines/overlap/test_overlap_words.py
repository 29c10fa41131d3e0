import pytest

from naadloos.engines.overlap import is_generic
from naadloos.engines.overlap.words import content_words, plain, words


@pytest.mark.parametrize(
    "title",
    [
        "Bereidt werkzaamheden voor",
        "Bereidt de werkzaamheden voor",
        "Voorbereiden van elektrotechnische installatiewerkzaamheden",
        "Rondt de werkzaamheden af",
        "Evalueert de werkzaamheden",
        "Communiceert over het werk",
        "Ruimt werkplek op",
        "Richt werkplek in voor metselen",
        "Werkt samen in een projectteam",
        "Overlegt en stemt af met derden",
        "Voert werkzaamheden uit",
        "EVALUEERT de samenwerking",
    ],
)
def test_generic_titles_are_recognised(title: str) -> None:
    assert is_generic(title)


@pytest.mark.parametrize(
    "title",
    [
        "Bereidt ondergronden voor",
        "Bereidt gerechten en componenten",
        "Maakt metselwerk",
        "Dekt metselwerk af",
        "Voert werkzaamheden uit met gereedschappen en/of (robot)machines",
        "Voert verpleegtechnische handelingen uit",
        "Handelt meldingen af",
        "",
        "12",
    ],
)
def test_trade_titles_are_not_generic(title: str) -> None:
    assert not is_generic(title)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("De kandidaat kan een muur metselen", ["een", "muur", "metselen"]),
        ("de kandidaat heeft kennis", ["heeft", "kennis"]),
        ("De beginnend beroepsbeoefenaar metselt", ["metselt"]),
        ("CO2-uitstoot van 3D-printen in 2025", ["co2", "uitstoot", "van", "3d", "printen", "in"]),
    ],
)
def test_boilerplate_and_bare_numbers_are_no_words(text: str, left: list[str]) -> None:
    assert words(text) == left


def test_content_words_leave_out_function_words_and_single_letters() -> None:
    assert content_words("a.d.h.v. een tekening van de muur") == ["tekening", "muur"]


def test_plain_makes_accents_and_compositions_equal() -> None:
    assert plain("Coördineert") == plain("Coo\u0308rdineert") == "coordineert"
