"""Matching the werkprocessen of an opleiding with those of its successor."""

from naadloos.engines.overlap import Ancestry, TextUnit, match_successors


def unit(code: str, title: str, *texts: str) -> TextUnit:
    return TextUnit(code, title, texts)


def test_the_same_code_with_nearly_the_same_title_comes_first() -> None:
    old = [unit("25786 B1-K1-W1", "Bereidt het werk voor en richt de werkplek in")]
    new = [
        unit("29990 B1-K1-W2", "Bereidt het werk voor en richt de werkplek in"),
        unit("29990 B1-K1-W1", "Bereidt het werk goed voor en richt de werkplek in"),
    ]
    (found,) = match_successors(old, new)
    assert (found.new, found.why) == ("29990 B1-K1-W1", Ancestry.CODE)


def test_what_moved_to_another_code_is_found_by_its_text() -> None:
    old = [unit("25786 B1-K1-W1", "Metselt muren", "Hij metselt schoon werk met stenen en mortel.")]
    new = [
        unit("29990 B1-K1-W1", "Rekent prijzen uit", "Hij telt de kosten van het werk op."),
        unit("29990 B1-K2-W4", "Metselt wanden", "Hij metselt schoon werk met stenen en mortel."),
    ]
    (found,) = match_successors(old, new)
    assert (found.new, found.why) == ("29990 B1-K2-W4", Ancestry.TEXT)
    assert found.ratio is not None
    assert 0.5 <= found.ratio < 1


def test_what_resembles_nothing_has_no_counterpart_and_nothing_is_given_twice() -> None:
    old = [unit("1 B1-K1-W1", "Metselt muren"), unit("1 B1-K1-W2", "Metselt muren"), unit("1 B1-K1-W3", "Kookt soep")]
    new = [unit("2 B1-K1-W1", "Metselt muren")]
    found = match_successors(old, new)
    assert [item.new for item in found] == ["2 B1-K1-W1", None, None]
    assert [item.why for item in found] == [Ancestry.CODE, Ancestry.NONE, Ancestry.NONE]
    assert found[2].ratio is None


def test_only_titles_count_when_one_side_has_no_texts() -> None:
    old = [unit("1 B1-K1-W1", "Metselt muren")]
    new = [unit("2 B1-K9-W1", "Metselt muren", "Een heel lange tekst over van alles en nog wat dat er niet toe doet.")]
    assert match_successors(old, new)[0].new == "2 B1-K9-W1"
