"""How a happening stands to what was told before, by the words around its trigger."""

import pytest

from rashomon.link.incidents_cues import brings_up, days_from, is_another, is_definite, opens_another, takes_up


@pytest.mark.parametrize(
    ("between", "days"),
    [
        (" the two agreed, two days after a ", -2),
        (", a week before the ", 7),
        (" it opened, 3 days after gunmen of the north ", -3),
        (", two months after a ", None),  # no day
        (" and the day after the ", None),
        (", two days after a clash, the mayor met a crowd and then with some of the women at the new town hall ", None),
    ],
)
def test_a_happening_may_be_so_long_before_the_day_told(between, days):
    assert days_from(between) == days


@pytest.mark.parametrize(
    ("sentence", "opens"),
    [
        ("In a separate incident, gunmen took three herders.", True),
        ("In another attack on Monday two died.", True),
        ("Separately, police held two men.", True),
        ("In a similar blast last year nobody was hurt.", False),
        ("In the attack two men died.", False),
        ("The two incidents are separate.", False),
    ],
)
def test_a_sentence_may_begin_with_another_happening(sentence, opens):
    assert opens_another(sentence) is opens


def test_articles_take_up_and_bring_up():
    assert is_definite("after the deadly ")
    assert not takes_up("after the deadly ")
    assert takes_up("after the ")
    assert brings_up("there was a ")
    assert [is_another(words) for words in ("an earlier ", "the second ")] == [True, False]
