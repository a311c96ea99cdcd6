"""Whether the name of a country or capital stands for those who govern it, by the words beside it.

Place for people, the commonest metonymy of place names (Markert and Nissim 2007): "the US is hopeful", "taken by the
United States", "in cooperation with Britain", "rebel backer Qatar". Such a name is a party and no point on a map. Word
lists: lexicon/place_words.toml, `parties`. Order of words decides, no parse: the two sides of a name suffice.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

from rashomon.annotate.kinds import demonyms
from rashomon.annotate.place_relations import place_words
from rashomon.gazetteer import Gazetteer, folded

LOOK_BACK = 110
_WORD = r"(?:(?:[A-Z]\.)+|[A-Z][\w’'\-]*)"
_NAME = rf"(?:the\s+)?{_WORD}(?:\s+{_WORD})*"
_BEFORE = rf"(?:{_NAME}(?:,\s+(?:and\s+)?|\s+(?:and|or)\s+))*(?:the\s+)?$"
"""What of a list of names stands before the name: "Britain and the [US]"."""
_AFTER = re.compile(rf"(?:,\s+{_NAME})*(?:,?\s+and\s+{_NAME})?(?=[\s,])")
_ADVERBS = (
    r"(?:also|now|never|not|no\s+longer|already|still|once|again|even|just|since|long|often|well"
    r"|itself|themselves|\w+ly)"
)
_BE = rf"(?:is|are|was|were|(?:has|have|had)\s+(?:{_ADVERBS}\s+)?been|remains?|remained|seems?|appears?|became)"
_HAVE = r"(?:has|have|had)"
_MODAL = r"(?:will|would|could|should|may|might|can|must|does|do|did|to)(?:n[’']t)?"
_GOVERNED = re.compile(
    r"\b(?:of|in|from|to|with|at|on|near|across|inside|outside|into|over|for|against|between|around|through|throughout"
    r"|towards?|via|within|beyond|off|under|including|like|than|northern|southern|eastern|western|central)\s+"
    rf"(?:(?!what\b|which\b|whom\b|that\b)[\w\-]+\s+)?{_BEFORE}"
)
"""What makes a name before a verb no subject of it: "officials in Libya said", "rebels in oil-rich Libya said"."""
_ASIDE = r"(?:(?!border|frontier|road|area|strait|line)[^.;:\n]){0,30}?"
"""What may stand between "talks" and "between"."""
_OF_MORE = re.compile(r"['’]?s\b|[-‑]\w|[ \u00a0][A-Z]")
"""What makes a name part of more: "Libya’s", "Tbilisi-based", "Paris Police"."""
_AND_ADJECTIVE = re.compile(r"\s+and\s+(?:the\s+)?([A-Z]\w+)(?=\s)")
_AMONG = re.compile(r"\b(?:in|of|from|to|across|throughout|between|among)\s+(?:[\w\-]+\s+){0,3}$")


def is_land(name: str, gazetteer: Gazetteer) -> bool:
    """Whether a name is, before all else, that of a country."""
    first = next(iter(gazetteer.lookup(name)), None)
    return first is not None and first.kind == "country"


def is_seat_of_power(name: str, gazetteer: Gazetteer) -> bool:
    """Whether a name is, before all else, that of a country or of a country's capital."""
    known = gazetteer.lookup(name)
    if not known or known[0].own:
        return False
    town = next((t for t in known if t.kind == "settlement"), None)
    land = gazetteer.country(town.country) if town is not None and town.country else None
    is_capital = land is not None and town is not None and folded(land.capital) == folded(town.name)
    return known[0].kind == "country" or is_capital


def is_party(text: str, start: int, end: int) -> bool:
    """Whether the country or capital at `text[start:end]` acts, feels, is dealt with or is addressed.

    "The US is hopeful", "France and the UK have stationed troops", "by Russia", "ties with Moscow", "asked Libya",
    "regime ally Iran", "Turkey-backed"; not "officials in Libya said", "the border with Libya", "Libya was bombed".
    """
    before = text[max(0, start - LOOK_BACK) : start]
    before = before[before.rfind("\n") + 1 :]
    if text[start - 4 : start].lower().strip() in ("pro-", "anti-") or _hyphened().match(text, end):
        return True
    if _OF_MORE.match(text, end):
        return bool(_abroad().match(text, end))
    reach = _AFTER.match(text, end)
    after = reach.end() if reach else end
    if _dealt_with().search(before) or (_to_act().search(before) and re.match(r"\s+to\s+[a-z]", text[after:])):
        return True
    told = _member().search(before)
    if told is not None and not _AMONG.search(before[: told.start()]):
        return bool(_acts(comma=True).match(text, after))
    return not _GOVERNED.search(before) and any(bool(_acts(comma=False).match(text, at)) for at in (end, after))


def is_adjective_of_state(text: str, end: int) -> bool:
    """Whether what follows a country's name is a state's, so that the name is its adjective: "France soldiers", "US and
    British troops"; or an outlet of that country: "France’s Le Monde newspaper".
    """
    beside = _AND_ADJECTIVE.match(text, end)
    at = beside.end() if beside is not None and folded(beside[1]) in demonyms() else end
    return bool(_own().match(text, at) or _outlet().match(text, end))


def _forms(verbs: Iterable[str], irregular: Mapping[str, Iterable[str]], *, ending: str) -> set[str]:
    """The forms of verbs with -s, -ed or -ing; irregular ones as the table has them."""
    forms: set[str] = set()
    for verb in verbs:
        told = [form for form in irregular.get(verb, ()) if form.endswith("ing") == (ending == "ing")]
        stem = verb[:-1] if verb.endswith("e") and ending != "s" else verb
        if ending == "s":
            plain = verb + ("es" if verb.endswith(("s", "sh", "ch", "x")) else "s")
            forms.add(next((f for f in irregular.get(verb, ()) if f.endswith("ies")), plain))
        else:
            forms.update(form for form in told or [stem + ending] if not form.endswith("ies"))
    return forms


def _listed(words: Iterable[str]) -> str:
    return "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in sorted(words, key=lambda w: (-len(w), w)))


@cache
def _acts(*, comma: bool) -> re.Pattern[str]:
    """What stands behind a subject that acts or feels: "has also stationed", "is hopeful", "will import"."""
    words = place_words().parties
    third = _listed(_forms(set(words.acts) - set(words.not_third_person), words.irregular, ending="s"))
    past = _listed(_forms(words.acts, words.irregular, ending="ed"))
    going = _listed(_forms(words.acts, words.irregular, ending="ing"))
    takes = rf"(?:\w+\s+)?(?:{_listed(words.takes)})"
    adverbs = rf"(?:{_ADVERBS}\s+)*"
    finite = rf"(?:{third}|{past}|(?:takes|took)\s+{takes})"
    perfect = rf"{_HAVE}\s+{adverbs}(?:{past}|taken\s+{takes})"
    planned = rf"{_MODAL}\s+{adverbs}(?:{_listed(words.acts)}|take\s+{takes})"
    felt = rf"{_BE}\s+{adverbs}(?:{going}|taking\s+{takes}|(?:(?:very|so|more|less|too)\s+)?(?:{_listed(words.feels)})"
    felt += rf"|(?:un)?likely\s+to\s+(?:{_listed(words.acts)}))"
    opening = r",?\s+" if comma else r"\s+"
    return re.compile(rf"{opening}{adverbs}(?:{finite}|{perfect}|{planned}|{felt})\b")


@cache
def _dealt_with() -> re.Pattern[str]:
    """What stands before one that is dealt with: "relations with", "taken by", "accused", "rebel backer"."""
    words = place_words().parties
    addressed = {
        form
        for ending in ("s", "ed", "ing")
        for form in _forms(words.addressed, words.addressed_irregular, ending=ending)
    } | set(words.addressed)
    not_agents = "".join(rf"(?<!\b{w}\s)" for w in words.not_agents)
    cues = (
        rf"(?i:{_listed(words.with_)})[”\"]?\s+with\s+",
        rf"(?i:{_listed(words.with_)})\b{_ASIDE}\bbetween\s+",
        rf"(?i:{_listed(words.with_)})\b{_ASIDE}\bbetween\s+[^.;:,\n]{{0,40}}?\band\s+",
        rf"(?i:{_listed(words.from_)})\s+from\s+",
        rf"(?i:{_listed(words.against)})\s+against\s+",
        rf"{not_agents}(?i:by)\s+",
        rf"(?i:{_listed(addressed)})\s+",
        rf"(?i:{_listed(words.groups)})\b[^.;:\n]{{0,40}}?\b(?:includ\w+|compris\w+|of|between|with)\s+",
    )
    described = rf"(?i:{_listed(words.described)})\s+$"
    return re.compile(rf"\b(?:(?:{'|'.join(cues)}){_BEFORE}|{described})")


@cache
def _to_act() -> re.Pattern[str]:
    """What stands before one that is wanted, allowed or forced to do something."""
    verbs = place_words().parties.to_act
    forms = {form for ending in ("s", "ed", "ing") for form in _forms(verbs, {}, ending=ending)} | set(verbs)
    return re.compile(rf"\b(?:{_listed(forms)})\s+{_BEFORE}")


@cache
def _member() -> re.Pattern[str]:
    """A country as an example of those that act: "other countries, including France, have also sent troops"."""
    members = _listed(place_words().parties.members)
    return re.compile(rf"\b(?:{members}),?\s+(?:including|such\s+as|like|notably)\s+{_BEFORE}")


@cache
def _hyphened() -> re.Pattern[str]:
    return re.compile(rf"[-‑–](?:{_listed(place_words().parties.hyphened)})\b", re.IGNORECASE)


@cache
def _own() -> re.Pattern[str]:
    return re.compile(rf"[ \u00a0](?:{_listed(place_words().parties.own)})(?![\w\-])", re.IGNORECASE)


@cache
def _abroad() -> re.Pattern[str]:
    """What a state has or does outside its land, and what only a government has, after a genitive."""
    words = place_words().parties
    nouns = _listed([*words.abroad, *words.of_seat])
    return re.compile(rf"['’]?s\s+(?:[\w\-]+\s+){{0,3}}?(?:{nouns})\b")


@cache
def _outlet() -> re.Pattern[str]:
    """An outlet's name and what it is, after a genitive."""
    nouns = _listed(place_words().parties.outlets)
    return re.compile(rf"['’]?s\s+{_WORD}(?:\s+{_WORD}){{0,4}}?\s+(?i:{nouns})\b")
