"""The grammar of time expressions: patterns over the class letters of `words`, each with examples beside it.

Extents go by TimeML 1.2.1: determiners and modifiers belong to the expression, prepositions and a genitive's mark do
not. Where patterns meet, the one that begins first and then the longest wins.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from typing import TypeAlias

import msgspec

from rashomon.timex import build_counted as counted
from rashomon.timex import build_dates as dates
from rashomon.timex import build_units as units
from rashomon.timex.parts import Parts, Said
from rashomon.timex.words import Token

Builder: TypeAlias = Callable[[Parts], Said | None]

MOD = "(?:d?(?P<k>k)-?c?d?|(?P<k2>[eE])(?=[thw@]))?"
WEEKDAY = "(?:(?P<wd>w),?)?"
SPOKEN = "a?(?:(?P<frac>u)|(?P<mins>n)U?)(?P<way>[l>])(?P<spoken>n)(?P<mer3>M)?"
MILITARY = "(?P<four>[ny])(?:(?P<hours>U)|(?=z))"
CLOCK = f"(?:(?P<clock>C)(?P<mer>M)?|(?P<hour>n)(?:(?P<mer2>M)|O)|(?P<noon>q)|{MILITARY}|{SPOKEN})(?P<zone>z)?"
AFTER = "(?:,?I?(?P<clock>C)(?P<mer>M)?(?P<zone>z)?|,?I?(?P<hour>n)(?P<mer2>M)(?P<zone2>z)?|I?(?P<noon>q))?"
DAY = "(?P<day>[no2])"
YEAR = "(?:,?(?P<y>[yZ]))"
WHICH = "(?P<which>[ltL0])"
COUNT = "(?P<f>f)?(?P<count>[nNya])(?:[b%]|N)?"
HALF = "(?:&a(?P<half>u))"


class Rule(msgspec.Struct, frozen=True):
    """A pattern over letters, what builds its reading, and examples of what it takes."""

    pattern: str
    build: Builder
    examples: tuple[str, ...]


RULES: tuple[Rule, ...] = (
    Rule("(?P<iso>9)(?:,?I?(?P<clock>C)(?P<mer>M)?(?P<zone>z)?)?", dates.numeric,
         ("2016-02-26", "26.02.2016", "21/02/2018 16:45", "on 16.11.")),
    Rule(f"{MOD}{WEEKDAY}(?P<m>m){DAY}{YEAR}?{AFTER}", dates.date, ("May 12, 2016", "Fri Feb 26, 2016 11:14:49")),
    Rule(f"{MOD}{WEEKDAY}d?{DAY}c?(?P<m>m){YEAR}?{AFTER}", dates.date, ("12 May 2016", "the 12th of May")),
    Rule(f"{CLOCK},?I?{WEEKDAY}(?P<m>m){DAY}{YEAR}?", dates.date, ("5 p.m. EST Nov. 9",)),
    Rule(f"{CLOCK},?I?{WEEKDAY}{DAY}c?(?P<m>m){YEAR}?", dates.date, ("14:00 on 9 May",)),
    Rule(f"{MOD}(?P<m>m)[,c]?(?P<y>[yZ])", dates.date, ("late June 2015", "June of 2015")),
    Rule(f"{MOD}(?P<m>m)c?(?P<ofwhich>[lth])(?P<ofunit>u)", dates.date, ("June of last year",)),
    Rule(f"{MOD}d?{WHICH}(?P<m>m){DAY}?", dates.date, ("last November", "this May 12")),
    Rule(f"{MOD}(?P<m>m)", dates.month, ("early May", "mid-November")),
    Rule(f"d(?P<week>u)c(?P<m>m){DAY}(?:-[no])?{YEAR}?", dates.week_of, ("the week of March 6",)),
    Rule(f"d(?P<week>u)cd?{DAY}(?:-[no])?c?(?P<m>m){YEAR}?", dates.week_of, ("the weekend of 12-13 March",)),
    Rule(f"{MOD}{WHICH}(?P<wd>w),(?P<m>m){DAY}{YEAR}?{AFTER}", dates.date, ("next Tuesday, April 5",)),
    Rule(f"d?(?P<nth>[o2l])(?P<wd>w)[cI](?P<m>m){YEAR}?", dates.weekday_of_month, ("the first Monday of May",)),
    Rule("(?P<wd>w)d(?P<day>o)", dates.named_day, ("Friday the 18th",)),
    Rule("(?P<overnight>D)I?(?P<wd>w)", dates.weekday, ("overnight on Sunday",)),
    Rule("(?P<days>w)(?:,w)*&w(?P<part>p)", counted.first_weekdays, ("Monday and Tuesday nights",)),
    Rule(f"{CLOCK},?I?d?{WHICH}?(?P<wd>w)(?P<part>p)?", dates.weekday, ("9:15 a.m. Saturday", "noon on Friday")),
    Rule("(?P<hour>n)I(?P<wd>w)(?P<part>p)", dates.hour_in_words, ("ten on Sunday night",)),
    Rule("(?P<hour>n)Id?(?P<part>p)", dates.hour_in_words, ("five in the morning",)),
    Rule("(?P<wd>w)(?P<wk>u)", dates.week_on, ("Tuesday week",)),
    Rule("a(?P<wk>u)F(?P<wd>w)", dates.week_on, ("a week from Tuesday",)),
    Rule(f"{MOD}(?:[dt]?{WHICH})?(?P<wd>w)(?:'?,?(?P<part>p))?{AFTER}", dates.weekday,
         ("late Tuesday", "Wednesday evening")),
    Rule("(?:d?(?P<part>p)c|(?P<part2>p)[,I]?)(?P<wd>w)(?:,?(?P<m>m)(?P<day>[no])(?:,?(?P<y>y))?)?", dates.night_of,
         ("the night of Friday, Oct. 23",)),
    Rule("(?P<wd>w)c?(?P<ofwhich>[lth])(?P<ofunit>u)", dates.weekday, ("Monday of last week",)),
    Rule("(?:k-?)?(?P<part>p)(?:c|,)?(?P<at>@)", dates.deictic, ("mid-afternoon yesterday",)),
    Rule(f"{MOD}(?P<at>[@D])(?:'?(?P<part>p))?{AFTER}", dates.deictic, ("late yesterday", "tomorrow morning")),
    Rule(f"{CLOCK},?(?P<at>[@D])(?P<part>p)?", dates.deictic, ("5 p.m. today",)),
    Rule("d(?P<unit>u)(?P<dir>[eE])(?P<at>@)", dates.deictic, ("the day before yesterday",)),
    Rule("(?:(?P<k>k)-?)?(?P<which>[lth])(?P<part>p)", dates.part_of_day, ("this morning", "last night")),
    Rule("d(?P<which>[l=])(?P<part>p)", dates.part_of_day, ("the next morning", "the same night")),
    Rule("(?P<k>k)-?(?P<part>p)", dates.part_of_day, ("mid-afternoon",)),
    Rule("d(?P<part>p)|(?P<dawn>p)", dates.part_alone, ("through the night", "before dawn")),
    Rule("(?P<m>m)[no]&(?P<day>[no])", dates.second_day, ("April 24 and 25",)),
    Rule("(?P<day>[no])(?:[&>v]|-)d?[no]c?(?P<m>m)(?:,?(?P<y>y))?", dates.first_day, ("12 to 14 May", "3 and 5 May")),
    Rule(f"{MOD}(?P<wd>w)I(?P<part>p)", dates.weekday, ("Sunday at dawn",)),
    Rule("d?(?P<part>p)cd?(?P<day>[no])c?(?P<m>m)(?:,?(?P<y>y))?", dates.night_of, ("the night of 12 May",)),
    Rule("d?(?P<part>p)c(?P<m>m)(?P<day>[no])(?:,?(?P<y>y))?", dates.night_of, ("the morning of May 12, 2014",)),
    Rule("d?(?P<nth>[o2l])(?P<week>u)c(?P<m>m)(?:,?(?P<y>y))?", dates.week_of_month, ("the second week of June",)),
    Rule("d(?P<day>o)", dates.day_alone, ("on the 14th",)),
    Rule(f"{CLOCK}(?:Id(?P<part>p)|I(?P<part2>p))?", dates.clock,
         ("10:35 a.m.", "5 p.m. EST", "midnight", "half past six in the evening")),
    Rule("d?(?P<midweek>W)", units.midweek, ("midweek",)),
    Rule("(?P<k>k)-(?P<unit>u)", units.midweek, ("mid-week",)),
    Rule(f"{MOD}d?(?P<which>[lthL0=])%?(?P<fiscal>i)?(?P<unit>u)", units.unit, ("last week", "early next year")),
    Rule(f"{MOD}d?(?P<which>[lt])(?P<unit>u)'(?P<o>[o2])-?(?P<sub>u)", units.sub_unit, ("this year's third quarter",)),
    Rule("(?P<which>l)(?P<unit>u)'(?P<sub>u)", units.sub_unit, ("last year's quarter",)),
    Rule(f"{MOD}d?(?P<fiscal>i)?-?(?P<o>[o2l])-?(?P<fiscal2>i)?(?P<sub>u)(?:c?{YEAR}|c?(?P<which>[lt])(?P<unit>u))?",
         units.sub_unit, ("the third quarter of 1984", "third-quarter")),
    Rule("d?(?P<o>[o2l])(?P<sub>u)c(?:d?(?P<dec>[rR])|(?P<m>m)(?P<y>y)?)", units.sub_unit,
         ("the last half of the '80s",)),
    Rule("d?(?P<o>[o2l])(?P<sub>u)cd(?P<theunit>u)", units.sub_unit, ("the first half of the year",)),
    Rule("d(?P<y>y)-?(?P<o>[o2])?-?(?P<sub>u)", units.sub_unit, ("the 1988 third quarter",)),
    Rule("d?(?P<k>k)cd(?P<unit>u)", units.end_of_unit, ("the end of the year",)),
    Rule("(?P<k2>[eE])Id(?P<unit>u)", units.end_of_unit, ("earlier in the year",)),
    Rule("d(?P<fiscal>i)?(?P<sub>u)", units.the_unit, ("the weekend", "the quarter", "the fiscal year")),
    Rule("d=?(?:P|(?P<sub>u))(?:I?(?P<which>l)(?P<unit>u)|a(?P<unit2>u)(?P<ago>[ge]))", units.year_before,
         ("the same period last year", "the quarter a year ago")),
    Rule("d?(?P<unit>u)'?-?(?P<k>k)", units.year_end, ("year-end", "year's end")),
    Rule(f"{MOD}(?:d(?P<the>u))?(?P<fiscal>i)?(?P<y>y)", units.year, ("early 1990", "fiscal 1988", "the year 2000")),
    Rule(f"{MOD}d?(?P<dec>[rR])", units.decade, ("the 1990s", "the nineties", "the mid-1990s")),
    Rule(f"{MOD}d?(?P<o>[o2])-?(?P<cent>u)", units.century, ("the 20th century",)),
    Rule(f"{MOD}[dt]?{WHICH}(?P<s>s)", units.season, ("last fall", "this past summer")),
    Rule(f"{MOD}d?(?P<s>s)(?:c?{YEAR}|c?(?P<ofwhich>[lt])(?P<ofunit>u))?", units.season, ("the summer of 2014",)),
    Rule(f"(?P<g>G)(?:{YEAR}|(?P<ofwhich>[lt])(?P<ofunit>u))?", units.holiday, ("Christmas Day 2013",)),
    Rule(f"{WHICH}(?P<g>G)", units.holiday, ("last Christmas",)),
    Rule(f"{COUNT}(?P<unit>[uU])-?(?:{HALF})?(?P<ago>g)", counted.ago, ("three days ago", "nearly four years ago")),
    Rule("(?P<f>f)?(?P<count>[nN])(?:>|v|-)n(?P<unit>[uU])(?P<ago>g)", counted.ago_or_so, ("30 or 40 years ago",)),
    Rule("(?P<unit>[uU])-?(?P<ago>g)(?:P|(?P<o>[o2])?(?P<sub>u))?", counted.ago, ("years ago", "the year-ago quarter")),
    Rule("d=?(?P<unit>u)-(?P<ago>[ge])(?:P|(?P<o>[o2])?(?P<sub>u))?", counted.ago, ("the year-earlier period",)),
    Rule(f"{COUNT}(?P<unit>[uU])(?:{HALF})?(?P<ago>[eE])", counted.shifted, ("a year earlier", "two weeks later")),
    Rule("(?P<unit>U)(?P<ago>[eE])|(?P<unit1>u)-(?P<ago1>e)", counted.shifted, ("days later", "year-earlier")),
    Rule("d(?P<unit>u)(?P<ago>[eE])", counted.shifted, ("the year before",)),
    Rule(f"{COUNT}(?P<unit>[uU])FV", counted.from_now, ("three weeks from now",)),
    Rule(f"{COUNT}(?P<unit>[uU])'T", counted.from_now, ("in three weeks' time",)),
    Rule("(?P<count>[na])(?P<unit>[uU])(?P<ago>g)(?:(?P<at>@)|(?P<wd>w))", counted.ago_to_the_day,
         ("a week ago today", "two weeks ago Monday")),
    Rule("d?(?P<which>[lL])(?:(?P<count>[nNy])%?)?(?P<unit>U)", counted.stretch, ("the last 10 days",)),
    Rule("d?(?P<which>[lL])(?P<count>n)>(?P<high>n)%?(?P<unit>U)", counted.stretch, ("the next 12 to 18 months",)),
    Rule("(?P<f>f)d(?P<which>[lL])(?P<count>[nNy])%?(?P<unit>U)", counted.stretch, ("at least the past 18 months",)),
    Rule("d?(?P<count>[nNy])(?P<which>[lL])(?P<unit>U)", counted.stretch, ("the two previous years",)),
    Rule("d(?:[o2])?(?P<count>[nNy])(?:[b%])?(?P<unit>U)", counted.length, ("the first nine months",)),
    Rule("dU(?P<ahead>A)", counted.length_ahead, ("the weeks ahead",)),
    Rule("(?P<f>f)?(?P<count>[nN])-?(?:>|v|-)-?(?P<high>n)-?%?(?P<unit>[uU])", counted.length, ("two to three weeks",)),
    Rule("(?P<f>f)?F(?P<count>n)[>&](?P<high>n)%?(?P<unit>[uU])", counted.length, ("between two and three weeks",)),
    Rule("(?P<f>f)?(?P<count>a)(?P<unit>u)v(?P<high>n)", counted.length, ("a year or two",)),
    Rule(f"{COUNT}-?(?P<unit>[uU])(?:{HALF})?", counted.length, ("10-year", "nearly two months")),
    Rule("(?P<f>f)?(?P<count>[na])(?:n/n|&a(?P<nhalf>u))(?P<unit>U)", counted.length, ("2 1/2 years",)),
    Rule("(?P<f>f)?(?P<nhalf>u)-?a?(?P<unit>u)", counted.length, ("half an hour", "half-hour")),
    Rule(f"{COUNT}(?P<unit>[uU])&(?P<count2>n)(?P<unit2>[uU])", counted.length, ("two years and three months",)),
    Rule("(?P<unit>U)(?P<long>-%)?", counted.bare, ("for weeks", "decades-long")),
    Rule("(?P<recent>N)(?P<unit>U)(?:&U)?", counted.recent, ("recent weeks",)),
    Rule("d(?P<past>l)(?![nNyuUwpmsG-])", counted.the_past, ("the past",)),
    Rule("(?P<v>V)", counted.vague, ("now", "recently", "the future")),
    Rule("(?P<j>J)", counted.periodic, ("daily",)),
    Rule("(?P<every>j)(?:(?P<other>b)|(?P<count>n)|(?P<o>[o2]))?(?P<each>[uUwpsm])(?P<part>p)?", counted.every,
         ("every Monday", "every other day", "each July")),
    Rule("(?:(?P<times>[nN])X|(?P<once>1))(?:a|j)(?P<each>u)", counted.times_a, ("three times a week",)),
    Rule("(?P<days>w)(?P<part>p)?", counted.weekdays, ("Mondays", "Tuesday nights")),
)  # fmt: skip


@cache
def _compiled() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(rule.pattern) for rule in RULES)


@lru_cache(maxsize=1 << 12)
def _rules_in(letters: str) -> frozenset[int]:
    """The rules whose pattern is found in a stretch of letters, by their numbers."""
    return frozenset(number for number, pattern in enumerate(_compiled()) if pattern.search(letters))


class Found(msgspec.Struct, frozen=True, array_like=True):
    """A reading of `tokens[first:last]` (half-open)."""

    first: int
    last: int
    said: Said


def _without_conjunction(said: Said | None, tokens: Sequence[Token], match: re.Match[str]) -> Said | None:
    """A reading without the "before" or "after" that its pattern took for "earlier" or "later": "after this week"."""
    at = match.start("k2") if "k2" in match.re.groupindex else -1
    if said is None or at < 0 or tokens[at].lower in {"earlier", "later"}:
        return said
    return msgspec.structs.replace(said, skip=at - match.start() + 1, mod=None)


VERBS_TOO = frozenset({"end", "start"})
HELPERS = frozenset({"to", "will", "would", "should", "may", "might", "could", "must", "did", "does", "not"})


def _without_verb(said: Said | None, tokens: Sequence[Token], match: re.Match[str]) -> Said | None:
    """A reading without the verb that its pattern took for a part of the time: "is to [end] Friday"."""
    at = match.start("k") if "k" in match.re.groupindex else -1
    if said is None or at < 0 or at + 1 >= match.end() or tokens[at].lower not in VERBS_TOO:
        return said
    helped = match.start() == at and at > 0 and tokens[at - 1].lower in HELPERS
    if not helped and tokens[at + 1].letter not in "wltL0h@":
        return said
    return msgspec.structs.replace(said, skip=at - match.start() + 1, mod=None)


NOUN_NEXT = re.compile(
    r"\s(?!(?:and|or|of|to|in|on|at|for|by|from|with|when|that|as|is|was|were|had|has|but|than)\b)[a-z]"
)


def _without_article(said: Said | None, text: str, tokens: Sequence[Token], match: re.Match[str]) -> Said | None:
    """A reading without the article that is its noun's: "the [third-quarter] results", "a [late-November] trip"."""
    first, last = match.start(), match.end()
    if said is None or said.skip or said.drop or tokens[first].letter not in "da" or last - first < len("d1-"):
        return said
    joined = any(t.letter == "-" for t in tokens[last - 2 : last])
    if not joined or text[tokens[first].end : tokens[last - 1].end].count(" ") > 1:
        return said
    return msgspec.structs.replace(said, skip=1) if NOUN_NEXT.match(text, tokens[last - 1].end) else said


def readings(text: str, tokens: Sequence[Token]) -> tuple[Found, ...]:
    """The time expressions in a run of tokens, in order; they do not overlap."""
    letters = "".join(t.letter for t in tokens)
    candidates: list[tuple[int, int, int, Said]] = []
    for order in sorted(frozenset[int]().union(*map(_rules_in, letters.split("x")))):  # no pattern takes an x
        rule = RULES[order]
        for match in _compiled()[order].finditer(letters):
            said = _without_conjunction(rule.build(Parts(text, tokens, match)), tokens, match)
            said = _without_verb(_without_article(said, text, tokens, match), tokens, match)
            if said is not None:
                first, last = match.start() + said.skip, match.end() - said.drop
                candidates.append((first, -last, order, said))
    found: list[Found] = []
    reached = 0
    for first, last, _, said in sorted(candidates, key=lambda c: c[:3]):
        if first >= reached:
            found.append(Found(first, -last, said))
            reached = -last
    return tuple(found)
