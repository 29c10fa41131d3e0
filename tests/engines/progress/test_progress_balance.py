"""Done, missing and double: by hand, and against a slow second reckoning on random pupils."""

from datetime import date
from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from naadloos.engines.progress import Diploma, Fact, Kind, Outcome, Part, Programme, Standing, Way, balance

V, M = Diploma.VMBO, Diploma.MBO
DAY = date(2028, 6, 1)
WAYS = {"metsel": Way("metsel", "metselen", "25786"), "timmer": Way("timmer", "timmeren", "25829")}


def unit(
    key: str, diplomas: set[Diploma], *, deel: str = "", mbo: str = "", hours: int = 10, only: str = "", year: int = 1
) -> Part:
    codes = frozenset(each for each in mbo.split(",") if each)
    return Part(
        Kind.UNIT,
        key,
        key.title(),
        frozenset(diplomas),
        frozenset(deel.split()),
        codes,
        Decimal(hours),
        frozenset(only.split()),
        year,
    )


def exam(key: str, diplomas: set[Diploma], *, deel: str = "", only: str = "") -> Part:
    return Part(
        Kind.ASSESSMENT,
        key,
        key.title(),
        frozenset(diplomas),
        frozenset(deel.split()),
        variants=frozenset(only.split()),
    )


def did(*keys: str, kind: Kind = Kind.UNIT, outcome: Outcome = Outcome.PASSED) -> list[Fact]:
    return [Fact(kind, key, DAY, outcome) for key in keys]


def keys(found: object, standing: Standing) -> list[str]:
    return [line.part.key for line in found.of(standing)]  # type: ignore[attr-defined]


def test_a_shared_unit_counts_for_both_diplomas_and_its_hours_are_left_once() -> None:
    programme = Programme((unit("ne", {V}), unit("muur", {V, M}, deel="P1", mbo="25786 W1", hours=30)), WAYS)
    before = balance(programme, [], variant="metsel")
    assert before.left == Decimal(40)
    assert keys(before.vmbo, Standing.MISSING) == ["ne", "muur"]
    assert keys(before.mbo, Standing.MISSING) == ["muur"]
    after = balance(programme, did("muur"), variant="metsel")
    assert (keys(after.vmbo, Standing.DONE), keys(after.mbo, Standing.DONE)) == (["muur"], ["muur"])
    assert after.left == Decimal(10)


def test_werkprocessen_of_another_crebo_do_not_count() -> None:
    programme = Programme((unit("hout", {V, M}, deel="P3", mbo="25829 W5"),), WAYS)
    found = balance(programme, did("hout"), variant="metsel")
    assert (keys(found.vmbo, Standing.DONE), found.mbo.lines) == (["hout"], ())
    assert keys(balance(programme, did("hout"), variant="timmer").mbo, Standing.DONE) == ["hout"]


def test_a_switcher_keeps_what_has_the_same_content_and_the_rest_is_double() -> None:
    programme = Programme(
        (
            unit("oud1", {V}, deel="P1 P2", only="metsel"),
            unit("oud2", {V}, deel="P9", only="metsel"),
            unit("nieuw", {V}, deel="P1 P2", only="timmer", hours=25),
            unit("half", {V}, deel="P2 P3", only="timmer"),
        ),
        WAYS,
    )
    found = balance(programme, did("oud1", "oud2"), variant="timmer").vmbo
    assert keys(found, Standing.COUNTS) == ["nieuw"]
    assert found.of(Standing.COUNTS)[0].instead == ("Oud1",)
    assert keys(found, Standing.MISSING) == ["half"]
    assert found.of(Standing.MISSING)[0].contents == ("P3",)
    assert str(found.of(Standing.MISSING)[0].why) == "Al gedaan in Oud1; nog nodig: P3."
    assert keys(found, Standing.DOUBLE) == ["oud2"]
    assert (found.hours(Standing.COUNTS), found.hours(Standing.DOUBLE)) == (Decimal(25), Decimal(10))


def test_the_same_content_on_purpose_in_one_variant_is_not_double() -> None:
    programme = Programme((unit("een", {M}, mbo="25786 W1"), unit("twee", {M}, mbo="25786 W1")), WAYS)
    found = balance(programme, did("een"), variant="metsel").mbo
    assert (keys(found, Standing.DONE), keys(found, Standing.MISSING), keys(found, Standing.DOUBLE)) == (
        ["een"],
        ["twee"],
        [],
    )


def test_content_done_twice_over_a_switch_is_double_and_says_where() -> None:
    programme = Programme(
        (unit("oud", {V}, deel="P1", only="metsel"), unit("nieuw", {V}, deel="P1", only="timmer")), WAYS
    )
    found = balance(programme, did("oud", "nieuw"), variant="timmer").vmbo
    assert keys(found, Standing.DOUBLE) == ["oud"]
    assert "P1) is ook gedaan in Nieuw" in str(found.of(Standing.DOUBLE)[0].why)


def test_a_unit_done_in_two_years_is_double_and_a_retake_is_not() -> None:
    programme = Programme((unit("a", {V}), exam("t", {V})), WAYS)
    again = date(2029, 6, 1)
    facts = [*did("a"), Fact(Kind.UNIT, "a", again, Outcome.PASSED), *did("t", kind=Kind.ASSESSMENT)]
    facts.append(Fact(Kind.ASSESSMENT, "t", again, Outcome.PASSED))
    found = balance(programme, facts, variant="metsel").vmbo
    assert (keys(found, Standing.DONE), keys(found, Standing.DOUBLE)) == (["a", "t"], ["a"])


def test_a_test_that_was_failed_is_missing_and_says_so() -> None:
    found = balance(
        Programme((exam("t", {V, M}),), WAYS), did("t", kind=Kind.ASSESSMENT, outcome=Outcome.FAILED), variant="metsel"
    )
    assert [str(line.why) for line in found.mbo.of(Standing.MISSING)] == ["Wel gedaan, niet behaald."]


def test_only_the_committee_says_whether_a_test_of_the_old_variant_counts() -> None:
    programme = Programme(
        (exam("oud", {V}, deel="P1", only="metsel"), exam("nieuw", {V}, deel="P1", only="timmer")), WAYS
    )
    found = balance(programme, did("oud", kind=Kind.ASSESSMENT), variant="timmer").vmbo
    assert keys(found, Standing.COUNTS) == ["nieuw"]
    assert "examencommissie beslist" in str(found.of(Standing.COUNTS)[0].why)


def test_a_late_starter_is_behind_with_what_the_years_before_asked() -> None:
    programme = Programme((unit("a", {V}, year=1), unit("b", {V}, year=2)), WAYS)
    found = balance(programme, [], variant="metsel", route_year=2).vmbo
    assert [line.part.key for line in found.behind] == ["a"]


def test_what_an_earlier_version_asked_is_known_and_what_nobody_knows_is_told() -> None:
    programme = Programme((unit("a", {V}),), WAYS, earlier=(unit("weg", {V}), unit("a", {V}, hours=99)))
    found = balance(programme, did("weg", "raar", "a"), variant="metsel")
    assert keys(found.vmbo, Standing.DOUBLE) == ["weg"]
    assert [each.key for each in found.unknown] == ["raar"]
    assert found.vmbo.hours(Standing.DONE) == Decimal(10)


CODES = ("P1", "P2", "P3")
parts = st.lists(
    st.builds(
        Part,
        st.sampled_from(Kind),
        st.sampled_from("abcdefgh"),
        st.just("t"),
        st.sets(st.sampled_from(Diploma), min_size=1).map(frozenset),
        st.sets(st.sampled_from(CODES)).map(frozenset),
        st.sets(st.sampled_from(("25786 W1", "25829 W1", "MBO2/NE"))).map(frozenset),
        st.integers(1, 50).map(Decimal),
        st.sets(st.sampled_from(("metsel", "timmer"))).map(frozenset),
    ),
    max_size=8,
    unique_by=lambda part: (part.kind, part.key),
)
facts = st.lists(
    st.builds(
        Fact,
        st.sampled_from(Kind),
        st.sampled_from("abcdefghz"),
        st.dates(DAY, date(2029, 1, 1)),
        st.sampled_from(Outcome),
    ),
    max_size=8,
)


# A busy machine makes the examples slowly; that is no fault.
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(parts, facts, st.sampled_from(("metsel", "timmer")))
def test_nothing_is_lost_and_nothing_stands_twice(found: list[Part], done: list[Fact], variant: str) -> None:
    """The slow second reckoning: go through every part and every code one by one."""
    result = balance(Programme(tuple(found), WAYS), done, variant=variant)
    passed = {(each.kind, each.key) for each in done if each.outcome is not Outcome.FAILED}
    crebo = WAYS[variant].crebo
    for diploma, listed in ((V, result.vmbo), (M, result.mbo)):
        expected: dict[tuple[Kind, str], Standing] = {}
        stood_in: set[tuple[Kind, str]] = set()
        spare = []
        for part in found:
            counts = set(part.diplomas)
            mine = [code for code in part.mbo if code[:5] == crebo or code.startswith("MBO")]
            if counts == {V, M} and part.mbo and not mine and (not part.variants or variant in part.variants):
                counts = {V}
            asked = not part.variants or variant in part.variants
            if asked and diploma in counts:
                expected[part.kind, part.key] = Standing.DONE if (part.kind, part.key) in passed else Standing.MISSING
            elif not asked and diploma in counts and (part.kind, part.key) in passed:
                spare.append(part)
        for part in found:
            name = (part.kind, part.key)
            if expected.get(name) is not Standing.MISSING:
                continue
            wanted = set(part.deeltaken) if diploma is V else {c for c in part.mbo if c[:5] == crebo or c[0] == "M"}
            helpers = [
                each
                for each in spare
                if each.kind is part.kind and wanted & set(each.deeltaken if diploma is V else each.mbo)
            ]
            if wanted and all(any(c in (e.deeltaken if diploma is V else e.mbo) for e in helpers) for c in wanted):
                expected[name] = Standing.COUNTS
                stood_in |= {(each.kind, each.key) for each in helpers}
        told = {
            (line.part.kind, line.part.key): line.standing
            for line in listed.lines
            if line.standing is not Standing.DOUBLE
        }
        assert told == expected
        doubles = {(line.part.kind, line.part.key) for line in listed.of(Standing.DOUBLE)} - set(expected)
        assert doubles == {(each.kind, each.key) for each in spare} - stood_in
        whole = sum(part.hours or 0 for part in found if (part.kind, part.key) in expected)
        assert whole == sum(listed.hours(each) for each in (Standing.DONE, Standing.COUNTS, Standing.MISSING))
    assert {each.key for each in result.unknown} == {e.key for e in done} - {p.key for p in found} | {
        each.key for each in done if (each.kind, each.key) not in {(p.kind, p.key) for p in found}
    }
