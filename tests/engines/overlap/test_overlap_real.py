"""On the real texts of Bouwen, wonen en interieur and the werkprocessen of the Metselaar (crebo 25786)."""

from naadloos.engines.overlap import Likelihood, TextUnit, is_generic, propose


def test_bwi_with_metselaar_finds_the_masonry(
    bwi_deeltaken: list[TextUnit], metselaar: list[TextUnit], slo_deeltaken: list[TextUnit]
) -> None:
    found = propose(bwi_deeltaken, metselaar, background=slo_deeltaken)
    trade = [each for each in found if not each.generic]
    assert (trade[0].deeltaak, trade[0].werkproces) == ("P/BWI/02/02", "25786 B1-K1-W3")
    assert trade[0].likelihood is Likelihood.LIKELY
    assert ("metselwerk", "metselwerk") in {(term.vmbo, term.mbo) for term in trade[0].terms}


def test_bwi_interior_is_not_called_likely_for_a_metselaar(
    bwi_deeltaken: list[TextUnit], metselaar: list[TextUnit], slo_deeltaken: list[TextUnit]
) -> None:
    interior = [each for each in bwi_deeltaken if each.code.startswith("P/BWI/04")]
    assert interior
    found = propose(interior, metselaar, background=slo_deeltaken)
    assert [each for each in found if each.likelihood is Likelihood.LIKELY and not each.generic] == []


def test_metselaar_has_four_generic_werkprocessen(metselaar: list[TextUnit]) -> None:
    assert [each.title for each in metselaar if is_generic(each.title)] == [
        "Richt werkplek in voor metselen",
        "Ruimt werkplek op",
        "Richt werkplek in voor lijmen",
        "Ruimt werkplek op",
    ]


def test_an_eindterm_mostly_finds_its_own_deeltaak(slo_deeltaken: list[TextUnit]) -> None:
    bouw = [each for each in slo_deeltaken if "/BWI/" in each.code]
    wanted: dict[str, str] = {}
    eindtermen = []
    rest = []
    for each in bouw:
        first, *kept = each.texts
        if kept:
            eindtermen.append(TextUnit(f"e {each.code}", first))
            wanted[f"e {each.code}"] = each.code
        rest.append(TextUnit(each.code, each.title, tuple(kept)))
    found = propose(eindtermen, rest, per_deeltaak=3)
    hits = {each.deeltaak for each in found if wanted[each.deeltaak] == each.werkproces}
    assert len(hits) / len(wanted) > 0.5
