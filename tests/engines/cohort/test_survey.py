"""What may be shown of a questionnaire: worked out by hand, and by trying every pair of views."""

import random
from collections.abc import Sequence
from decimal import Decimal
from itertools import combinations, pairwise

import pytest

from naadloos.engines.cohort.questionnaires import Audience, questionnaires
from naadloos.engines.cohort.survey import Answers, Interval, ItemResult, Part, may_show, results

PUPILS = questionnaires()[Audience.PUPILS]


def of(key: str, *batches: Sequence[str]) -> ItemResult:
    """The result of one item of the pupils; "" is a question that was left open."""
    filled = [[{key: answer} if answer else {} for answer in batch] for batch in batches]
    return next(each for each in results(PUPILS, filled) if each.item.key == key)


def interval(value: str, low: str, high: str) -> Interval:
    return Interval(Decimal(value), Decimal(low), Decimal(high))


def test_nothing_is_shown_below_five() -> None:
    assert [may_show(n) for n in (0, 4, 5)] == [False, False, True]
    assert all(each.n == 0 for each in results(PUPILS, []))
    found = of("praktijk", "4444")
    assert (found.n, found.mean, found.parts, found.share) == (0, None, None, None)


def test_nothing_is_shown_of_an_item_that_fewer_than_five_answered() -> None:
    found = of("praktijk", ["4", "5", "1", "2", "weet_niet", "", ""])
    assert (found.n, found.mean, found.parts, found.share) == (0, None, None, None)


def test_mean_and_interval_by_hand() -> None:
    # Five times 4: 0.75 of the way from 1 to 5. Wilson with z = 1.96 and n = 5:
    # middle (0.75 + 3.8416 / 10) / 1.76832 = 0.6414, half 1.96 x sqrt(0.0375 + 0.038416) / 1.76832 = 0.3054,
    # so 0.3360 to 0.9468 of the way: 2.34 to 4.79.
    assert of("praktijk", "44444").mean == interval("4.0", "2.3", "4.8")
    # 3 + 4 + 4 + 5 + 5 + 5 = 26, by six 4.33; the interval is that of 4.3, 0.825 of the way with n = 6:
    # middle (0.825 + 3.8416 / 12) / 1.64027 = 0.6981, half 1.96 x sqrt(0.024063 + 0.026678) / 1.64027 = 0.2692,
    # so 0.4290 to 0.9673 of the way: 2.72 to 4.87.
    assert of("praktijk", "344555").mean == interval("4.3", "2.7", "4.9")


def test_the_interval_tells_nothing_that_the_mean_does_not_tell() -> None:
    assert of("praktijk", "33333").mean == of("praktijk", "11355").mean


def test_a_reversed_item_is_turned_round_and_its_words_are_not() -> None:
    found = of("dubbel", "1111122222")
    assert found.mean is not None
    assert found.mean.value == Decimal("4.5")
    assert found.parts == {Part.DISAGREE: 10, Part.NEUTRAL: 0, Part.AGREE: 0}
    assert found.share is not None
    assert found.share.value == 0
    assert of("dubbel", "12333").mean == of("praktijk", "54333").mean


def test_counts_only_when_each_is_zero_or_five() -> None:
    assert of("praktijk", "44555").parts == {Part.DISAGREE: 0, Part.NEUTRAL: 0, Part.AGREE: 5}
    assert of("praktijk", "1122244555").parts == {Part.DISAGREE: 5, Part.NEUTRAL: 0, Part.AGREE: 5}
    assert of("praktijk", "1123344555").parts is None
    assert of("praktijk", "1123344555").mean is not None


def test_a_share_from_ten_answers_and_only_with_five_on_each_side() -> None:
    assert of("praktijk", "444555555").share is None
    # 5 of 10: Wilson 23.66 to 76.34 %.
    assert of("praktijk", "1133345555").share == interval("50", "23", "77")
    assert of("praktijk", "1133345555").parts is None
    assert of("praktijk", "1444445555").share is None


def test_yes_or_no_has_no_mean() -> None:
    found = of("anders_havo", ["ja"] * 15 + ["nee"] * 5 + ["weet_niet"] * 3)
    assert (found.n, found.mean) == (20, None)
    assert found.parts == {Part.DISAGREE: 5, Part.NEUTRAL: 0, Part.AGREE: 15}
    # 15 of 20: Wilson 53.13 to 88.81 %.
    assert found.share == interval("75", "53", "89")
    assert of("anders_havo", ["ja"] * 4 + ["nee"] * 6).share is None


def test_a_batch_in_which_few_answered_an_item_waits_for_the_next() -> None:
    first = of("praktijk", "44444")
    unknown = ["weet_niet"] * 4
    assert of("praktijk", "44444", ["1", *unknown]) == first
    assert of("praktijk", "44444", ["1", *unknown], "3333").n == 10


def test_counts_that_would_give_a_small_group_of_newcomers_away_are_hidden() -> None:
    assert of("praktijk", "44444").parts is not None
    # Four of the five newcomers agree: the difference would show the one who does not.
    assert of("praktijk", "44444", "44441").parts is None
    assert of("praktijk", "44444", "44441", "11114").parts == {Part.DISAGREE: 5, Part.NEUTRAL: 0, Part.AGREE: 10}


def test_an_answer_to_a_question_that_is_gone_does_not_count() -> None:
    assert all(each.n == 0 for each in results(PUPILS, [[{"weg": "3"}] * 9]))


def test_the_order_within_a_batch_does_not_show() -> None:
    assert of("praktijk", "12345") == of("praktijk", "54321")


def views(answers: Sequence[Answers]) -> list[tuple[ItemResult, ...]]:
    """What is on the page after each answer that comes in."""
    shown: list[list[Answers]] = []
    waiting: list[Answers] = []
    seen = []
    for answer in answers:
        waiting.append(answer)
        if may_show(len(waiting)):
            shown.append(waiting)
            waiting = []
        seen.append(results(PUPILS, shown))
    return seen


@pytest.mark.parametrize("seed", range(12))
def test_no_two_views_differ_by_fewer_than_five_people(seed: int) -> None:
    draw = random.Random(seed)  # noqa: S311
    # Some groups agree on most, so that counts are shown often enough to be compared.
    weights = draw.choice([[1, 1, 1, 1, 1, 1, 1], [0, 0, 0, 8, 8, 1, 1], [3, 3, 0, 8, 8, 3, 0]])
    answers = []
    for _ in range(60):
        answer = {}
        for item in PUPILS.items:
            options = [*item.answers, ""]
            chosen = draw.choices(options, weights[-len(options) :] if len(options) < 7 else weights)[0]
            if chosen:
                answer[item.key] = chosen
        answers.append(answer)
    seen = views(answers)
    shown = 0
    for earlier, later in combinations(seen, 2):
        for one, other in zip(earlier, later, strict=True):
            assert other.n == one.n or other.n - one.n >= 5
            if one.n == other.n:
                assert one == other
            for each in (one, other):
                assert each.n == 0 or each.n >= 5
            if one.parts and other.parts:
                shown += 1
                assert all(other.parts[part] - one.parts[part] in {0, *range(5, 99)} for part in Part)
            counts = [round(each.share.value * each.n / 100) for each in (one, other) if each.share]
            if len(counts) == 2:
                assert counts[1] - counts[0] in {0, *range(5, 99)}
    assert shown or weights[0] == 1


def test_one_more_answer_never_changes_what_is_shown_alone() -> None:
    """Whoever looks after every answer sees it stand still four times of five, whatever people say."""
    draw = random.Random(7)  # noqa: S311
    answers = [{"praktijk": draw.choice("12345")} for _ in range(50)]
    seen = views(answers)
    changes = [number for number, (one, other) in enumerate(pairwise(seen), start=2) if one != other]
    assert changes == list(range(5, 51, 5))
