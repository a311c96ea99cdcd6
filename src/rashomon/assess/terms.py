"""What words a stretch of text has for comparison: stems without function words, concepts, nations, negation.

A stem is for matching alone and is never shown: inflection off first, then the commonest derivations, so that
`operating`, `operations` and `operate` meet. Tables: `lexicon/concepts.toml`, `stances.toml`, `countries.toml`.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import islice, pairwise
from sys import intern

import msgspec

from rashomon.assess.phrases import around_phrases, has_phrase, spaced
from rashomon.lexicon import table
from rashomon.lexicon.groups import Forms, Phrases, Words

_WORD = re.compile(r"[^\W_]+(?:[.'’\-‑][^\W_]+)*\.?(?<!\w\w\.)|\d+(?:[.,]\d+)*")
_AGE = re.compile(r"\b(\d{1,3})[-‑ ]year[-‑ ]old")
_DERIVED = ("ations", "ation", "ments", "ment", "ion", "ings", "ly", "ness")
_FORCE_WORDS, _SENDING_WORDS = 5, 10
_ARTICLES = frozenset(("the", "a", "an"))
_PEOPLE_POINTED = frozenset(("he", "she", "they", "we", "i", "you"))
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}\b)")
_POINTS_TO_NUMBER = frozenset(("it", "that", "this", "number", "figure", "toll", "count", "total"))
_AGAINST = frozenset(("with", "and", "but", "saying", "that", "telling", "when"))
_HEAD_ENDS = frozenset(("of", "to", "for", "from", "in", "that", "on"))
_MAIN_WORDS, _REACHED, _LEAD_WORDS, _CUE_WORDS, _OPEN_WORDS = 10, 4, 8, 2, 3
_BACK_WORDS, _SUBJECT_WORDS, _SUPPOSED, _POINTING_WORDS = 12, 3, 6, 8
_KEPT = 300_000
"""Texts of a pile of which what they hold is kept."""
_PLURAL_KEPT = ("ss", "us", "is", "ews", "series")


class _Irregular(msgspec.Struct, frozen=True):
    source: str
    forms: dict[str, str]


class _Concept(msgspec.Struct, frozen=True):
    name: str
    source: str
    words: str


class _Concepts(msgspec.Struct, frozen=True):
    function_words: Words
    irregular: _Irregular
    concept: tuple[_Concept, ...]


class StrongAct(msgspec.Struct, frozen=True):
    """A speech act that a headline may name, and the stems that bear it out in the text."""

    name: str
    source: str
    headline: str
    borne_out_by: str


class _WideSide(msgspec.Struct, frozen=True):
    name: str
    source: str
    words: str
    nations: str


class _Stances(msgspec.Struct, frozen=True):
    negation: Forms
    approximate_negation: Forms
    smallness: Forms
    falsity: Words
    truth: Words
    supposing: Forms
    naming: Words
    pointing_back: Phrases
    speaking_for: Words
    number_pointing: Words
    accusing: Words
    disagreeing: Phrases
    sweeping: Forms
    subordinator: Forms
    open_matter: Words
    headline_care: Forms
    no_negation: Forms
    obliging: Forms
    open_clause: Forms
    verbal: Forms
    exclusive: Forms
    attitude: Words
    agreeing: Words
    denying: Words
    pointing: Words
    rejecting: Words
    withheld: Words
    first_person: Forms
    third_person: Forms
    plain_modifier: Words
    disowning: Words
    company: Forms
    ground: Words
    sending: Words
    strong_act: tuple[StrongAct, ...]
    wide_side: tuple[_WideSide, ...]


class _Country(msgspec.Struct, frozen=True):
    names: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()


class _Countries(msgspec.Struct, frozen=True):
    countries: dict[str, _Country]


class Terms(msgspec.Struct, frozen=True):
    """The words of a stretch, for comparison."""

    stems: frozenset[str]
    concepts: frozenset[str]
    nations: frozenset[str]
    """ISO 3166-1 alpha-2 codes of the nations that its adjectives and country names give."""
    wide: frozenset[str]
    """Names of the wide sides (`western`, `foreign`) that it speaks of."""
    ages: frozenset[str]
    """Ages that it gives of people: `17` of `a 17-year-old boy`."""
    negated: bool
    """Whether its main clause is worded as negative."""
    denied: frozenset[str]
    """The stems that its main negation reaches: the content words right after it."""
    first_person: bool
    pronoun_first: bool
    """Whether its first word points to somebody named before."""
    open_matter: bool
    """Whether its main negation leaves the matter open: `it was not clear who …`."""
    sweeping: bool
    exclusive: bool
    attitude: bool


def words(text: str) -> list[str]:
    """The words of `text` in lower case, in order, apostrophes straight."""
    return list(_words(text))


@lru_cache(maxsize=_KEPT)
def _words(text: str) -> tuple[str, ...]:
    """The same, kept: a content is asked about its words by one question after the other."""
    return tuple(intern(w.lower().replace("’", "'")) for w in _told(text))


def vocabulary(text: str) -> frozenset[str]:
    """The different words of a long text, which are not kept."""
    return frozenset(w.lower().replace("’", "'") for w in _WORD.findall(text))


@lru_cache(maxsize=1 << 10)
def _told(text: str) -> tuple[str, ...]:
    """The words of `text` as they stand, in order, kept as long as one question about a text follows the other."""
    return tuple(_WORD.findall(text))


@lru_cache(maxsize=_KEPT)
def stem(word: str) -> str:
    """The stem of a word: `deployed`, `deployment` and `deploys` are `deploy`."""
    word = word.lower().replace("’", "'").removesuffix("'s").strip(".'")
    word = table("concepts", _Concepts).irregular.forms.get(word, word)
    if len(word) <= 3 or word[0].isdigit():
        return word
    word = _uninflected(word)
    word = next((word.removesuffix(d) for d in _DERIVED if word.endswith(d) and len(word) - len(d) >= 5), word)
    return word.removesuffix("e") if len(word) > 3 else word


def _uninflected(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("ied") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("s") and not word.endswith(_PLURAL_KEPT):
        word = word[:-1]
    for ending in ("ing", "ed"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            bare = word.removesuffix(ending)
            doubled = len(bare) > 3 and bare[-1] == bare[-2] and bare[-1] not in "lsz"
            return bare[:-1] if doubled else bare
    return word


@cache
def stems_of(row: str) -> frozenset[str]:
    """The stems of a table's words in a row."""
    return frozenset(stem(w) for w in row.split())


@cache
def function_stems() -> frozenset[str]:
    """Stems that say nothing of the matter."""
    told = table("concepts", _Concepts).function_words.words.split()
    return frozenset(told) | frozenset(stem(w) for w in told)


def matter_stems(text: str) -> frozenset[str]:
    """The stems of a text that say something of its matter."""
    return frozenset(map(stem, words(text))) - function_stems()


@cache
def _concept_of() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for concept in table("concepts", _Concepts).concept:
        for word in concept.words.split():
            found.setdefault(stem(word), set()).add(concept.name)
    return {word: frozenset(names) for word, names in found.items()}


def concepts_of(word: str) -> frozenset[str]:
    """The concepts that a stem stands for."""
    return _concept_of().get(word, frozenset())


@cache
def stance_words(group: str) -> frozenset[str]:
    """The stems of a group of `stances.toml`: `attitude`, `agreeing`, `denying`, `pointing`."""
    told: Words = getattr(table("stances", _Stances), group)
    return stems_of(told.words)


@cache
def _forms(group: str) -> frozenset[str]:
    told: Forms = getattr(table("stances", _Stances), group)
    return frozenset(told.forms.replace("’", "'").split())


@cache
def strong_acts() -> tuple[StrongAct, ...]:
    """The speech acts that a headline may overstate."""
    told: tuple[StrongAct, ...] = table("stances", _Stances).strong_act
    return told


@cache
def _wide_words() -> dict[str, str]:
    return {w: side.name for side in table("stances", _Stances).wide_side for w in side.words.split()}


@cache
def wide_nations() -> dict[str, frozenset[str]]:
    """The nations of each wide side; `*` is any."""
    return {side.name: frozenset(side.nations.split()) for side in table("stances", _Stances).wide_side}


@cache
def _nation_of() -> dict[str, str]:
    """Demonyms and short names of one word, in lower case (`US` as it stands: `us` is a pronoun)."""
    found: dict[str, str] = {}
    for code, country in sorted(table("countries", _Countries).countries.items()):
        for name in (*country.demonyms, *(d + "s" for d in country.demonyms), *country.names):
            if " " not in name:
                found.setdefault(name if name.isupper() else name.lower(), code)
    return found


def nations(text: str) -> frozenset[str]:
    """Codes of the nations that words of `text` name by an adjective, a people's noun or a short name."""
    known = _nation_of()
    bare = [w.replace("’", "'").removesuffix("'s") for w in _told(text) if w[0].isupper()]
    cased = [w if w.replace(".", "").isupper() else w.lower() for w in bare]
    return frozenset(known[c] for c in cased if c in known)


def _wide_sides(text: str) -> frozenset[str]:
    """Wide sides that `text` names; before a name the word is a direction (`western Libya`)."""
    told = _told(text)
    known = _wide_words()
    return frozenset(
        known[w.lower()]
        for i, w in enumerate(told)
        if w.lower() in known and not (i + 1 < len(told) and told[i + 1].istitle())
    )


def grounds(text: str) -> frozenset[str]:
    """Codes of the countries whose ground `text` names by an adjective: `on Libyan soil`, `the Syrian border`."""
    ground, told = stance_words("ground"), _told(text)
    return frozenset(c for a, b in pairwise(told) if stem(b) in ground for c in nations(a))


class Sides(msgspec.Struct, frozen=True):
    """Whose forces a clause speaks of: nations by code, wide sides by name."""

    nations: frozenset[str]
    wide: frozenset[str]


@lru_cache(maxsize=_KEPT)
def forces_of(text: str) -> Sides:
    """Whose forces `text` speaks of: the nations and wide sides before a word for forces, or that send some.

    `French special forces`, `British and US teams`, `the UK has stationed elite forces`; not the American
    ones of `soldiers injured in the American strike`.
    """
    told = _told(text)
    stems = [stem(w) for w in told]
    force = [i for i, s in enumerate(stems) if "armed_force" in _concept_of().get(s, ())]
    sent = [i for i, s in enumerate(stems) if s in stance_words("sending")]
    kept = [
        w
        for i, w in enumerate(told)
        if any(i < f <= i + _FORCE_WORDS and _unbroken(stems[i + 1 : f]) for f in force)
        or (force and any(i < s <= i + _SENDING_WORDS for s in sent))
    ]
    wide = _wide_sides(" ".join(w.lower() for w in kept))
    return Sides(nations=frozenset(c for w in kept for c in nations(w)), wide=wide)


def _unbroken(between: list[str]) -> bool:
    """Whether nothing but adjectives, names and `and` can stand between: no other function word."""
    return all(s == "and" or s not in function_stems() for s in between)


@lru_cache(maxsize=_KEPT)
def acting_part(text: str) -> str:
    """The part of a clause before it names company or an opponent: who acts, what is done, where."""
    for found in _WORD.finditer(text):
        if found.start() and found[0].lower() in _forms("company"):
            return text[: found.start()]
    return text


def _negating(word: str) -> bool:
    return word in _forms("negation") or word.endswith("n't")


def _main_part(told: list[str]) -> list[str]:
    """The words of a clause before any clause within it begins."""
    cut = next((i for i, w in enumerate(told) if i and w in _forms("subordinator")), len(told))
    return told[:cut]


def _main_negator(told: list[str]) -> int | None:
    """Where the main clause of `told` is negated: early, and before any clause within it begins."""
    for i, word in enumerate(told[:_MAIN_WORDS]):
        if i and word in _forms("subordinator"):
            return None
        after = told[i + 1] if i + 1 < len(told) else ""
        if _is_small(told, i):
            return i
        if _negating(word) and after not in _forms("no_negation") and not after[:1].isdigit():
            return i
    return None


def _is_small(told: list[str], i: int) -> bool:
    """Whether a word says that there was next to nothing: `few passengers`, `only a few`, `hardly anybody`."""
    before = told[i - 1] if i else ""
    if told[i] in ("few", "handful") and before == "a":
        return i > 1 and told[i - 2] in _forms("smallness")
    if told[i] == "few":
        return not before or before in _forms("smallness")
    return told[i] in _forms("approximate_negation")


def _leaves_open(told: list[str], negator: int | None) -> bool:
    after = told[negator + 1 : negator + 1 + _OPEN_WORDS] if negator is not None else []
    return any(stem(w) in stance_words("open_matter") for w in after)


def _reached(told: list[str], negator: int | None) -> frozenset[str]:
    after = map(stem, told[negator + 1 :]) if negator is not None else iter(())
    return frozenset(islice((s for s in after if s not in function_stems()), _REACHED))


def content_stems(text: str) -> frozenset[str]:
    """The stems of `text` without function words and negations."""
    return frozenset(s for s in map(stem, words(text)) if s) - function_stems() - _forms("negation")


@lru_cache(maxsize=_KEPT)
def terms(text: str) -> Terms:
    """The words of `text` for comparison."""
    told = words(text)
    negator = _main_negator(told)
    stems = content_stems(text)
    concepts = frozenset(c for s in stems for c in _concept_of().get(s, ()))
    return Terms(
        stems=stems,
        concepts=concepts,
        nations=nations(text),
        wide=_wide_sides(text),
        ages=frozenset(_AGE.findall(text)),
        negated=negator is not None,
        denied=_reached(told, negator),
        first_person=bool(_forms("first_person") & set(told)),
        pronoun_first=bool(told) and told[0] in _forms("third_person"),
        open_matter=_leaves_open(told, negator),
        sweeping=bool(_forms("sweeping") & set(told)),
        exclusive=bool(_forms("exclusive") & set(told)),
        attitude=any(stem(w) in stance_words("attitude") for w in _main_part(told)),
    )


_LEADING = re.compile(r"[\s:;,–—-]+|(?:that|[Aa]nd|[Bb]ut)\s+")


@lru_cache(maxsize=1 << 10)
def lead_in(text: str) -> int:
    """How many characters stand before a content's clause: a conjunction, a colon, `media reports that`."""
    at = 0
    while found := _LEADING.match(text, at):
        at = found.end()
    told = list(islice(_WORD.finditer(text, at), _LEAD_WORDS))
    that = next((i for i, word in enumerate(told) if word[0].lower() == "that"), 0)
    before = [word[0] for word in told[:that]]
    pointing = stance_words("pointing") - {stem(w) for w in ("it", "this", "that")}
    if any(stem(w) in pointing for w in before) and all(_leads(w, pointing) for w in before):
        end = told[that].end()
        return end + len(text[end:]) - len(text[end:].lstrip())
    return at if at < len(text) else 0


def _leads(word: str, pointing: frozenset[str]) -> bool:
    """Whether a word may stand between a report's mention and what it says: a name, a function word, `media`."""
    return word[0].isupper() or stem(word) in pointing | function_stems() | {"media", "news"}


def says_something(text: str) -> bool:
    """Whether `text` begins as a clause or a name does, not as an open question or a bare infinitive."""
    first = next(iter(words(text)), "")
    return bool(first) and first not in _forms("open_clause")


def tells_what_was_said(text: str) -> bool:
    """Whether `text` has a clause of its own or a noun for something said, not a thing alone."""
    told = words(text)
    return told[:1] == ["that"] or bool({stem(w) for w in told[:_LEAD_WORDS]} & stance_words("pointing"))


def is_withheld(text: str) -> bool:
    """Whether `text`, under a denial, is a thing that somebody is refused: `full citizenship`, `access to the site`."""
    told = words(text)
    before = told[: next((i for i, w in enumerate(told) if w in _HEAD_ENDS), len(told))]
    return bool(before) and stem(before[-1]) in stance_words("withheld") and not is_clause(" ".join(before))


def disowns(text: str) -> bool:
    """Whether `text`, under a denial, is of one's own part in a deed: `any involvement in the attack`."""
    told = [s for s in map(stem, words(text)) if s not in function_stems()]
    return bool(told) and told[0] in stance_words("disowning")


def takes_care(text: str) -> bool:
    """Whether a headline leaves its matter to somebody or in doubt, by a word or by marks of quotation."""
    told = frozenset(words(text))
    marks = any(mark in text for mark in '“”"‘?') or " '" in f" {text}"
    return marks or bool(_forms("headline_care") & told)


def follows_saying(before: str) -> bool:
    """Whether `before` ends with a word of saying, so that a time after it is the saying's: `… he said on`."""
    return bool(_forms("headline_care") & set(words(before)[-_CUE_WORDS:]))


def is_clause(text: str) -> bool:
    """Whether `text` has a verb that can be seen: an auxiliary or a past form."""
    past = table("concepts", _Concepts).irregular.forms
    return any(w in _forms("verbal") or w in past or (w.endswith("ed") and "-" not in w) for w in words(text))


def is_verbal(word: str) -> bool:
    """Whether a word is an auxiliary, in lower case."""
    return word in _forms("verbal")


def supposes(text: str) -> bool:
    """Whether `text` says what would be, not what is."""
    return bool(_forms("supposing") & set(words(text)[:_SUPPOSED]))


def obliges(text: str) -> bool:
    """Whether `text` says what ought to be, not what is."""
    return bool(_forms("obliging") & set(words(text)))


@cache
def _phrases(group: str) -> tuple[str, ...]:
    told: Phrases = getattr(table("stances", _Stances), group)
    return told.phrases


def points_back(text: str) -> bool:
    """Whether a clause takes up what was just said by a word like `such`: `nobody gave any such order`."""
    return len(words(text)) <= _BACK_WORDS and has_phrase(spaced(words(text)), _phrases("pointing_back"))


def disagrees(text: str) -> bool:
    """Whether `text` sets somebody against who spoke before: `a survivor did not agree` (not: on a date)."""
    told = around_phrases(spaced(words(text)), _phrases("disagreeing"))
    return any(not after or after.split()[0] in _AGAINST for _, after in told)


def is_called_false(text: str, cue: str = "") -> bool:
    """Whether a content says of what somebody else said that it is not so: `that number is an invention`.

    What is called so must be a word that points, not a thing: `the teeth were false` is no stand to anything.
    """
    told = words(text)
    denied = any(map(_negating, told))
    judged = stance_words("truth") if denied else stance_words("falsity")
    at = next((i for i, w in enumerate(told) if stem(w) in judged), None)
    if at is None or at > _BACK_WORDS or told[at + 1 : at + 2] in (["that"], ["to"]):
        return False
    verb = next((i for i, w in enumerate(told[:at]) if w in _forms("verbal")), None)
    if verb is None and not any(stem(w) in stance_words("naming") for w in words(cue)):
        return False
    after = told[at + 1 : at + 2]
    if verb is not None and not (_is_predicate(told[verb + 1 : at]) and all(w in function_stems() for w in after)):
        return False
    subject = [stem(w) for w in told[: at if verb is None else verb] if not w[0].isdigit()]
    subject = [s for s in subject if s not in _ARTICLES]
    points = stance_words("pointing") | stance_words("number_pointing")
    return any(s in points for s in subject[:_SUBJECT_WORDS])


def number_denied(text: str) -> float | None:
    """The number of which a short clause says that it is not so: 96 of `it is not 96`; else None."""
    told = words(_THOUSANDS.sub("", text))
    if len(told) > _BACK_WORDS or not told or not (_POINTS_TO_NUMBER & set(told[:_SUBJECT_WORDS])):
        return None
    at = next((i for i, w in enumerate(told) if _negating(w)), None)
    number = next((w for w in told[at + 1 : at + 3] if w[0].isdigit()), None) if at is not None else None
    plain = (number or "").removesuffix(".")
    return float(plain) if plain.replace(".", "", 1).isdigit() else None


def _is_predicate(between: list[str]) -> bool:
    """Whether only articles, negators, auxiliaries and adverbs stand between a verb and what it says of its subject."""
    return all(w in function_stems() or w in _forms("verbal") or _negating(w) or w.endswith("ly") for w in between)


def points_to_number(text: str) -> bool:
    """Whether what `text` points to is a figure: `that number`, `the figure of 187`."""
    return any(stem(w) in stance_words("number_pointing") for w in words(text)[:_LEAD_WORDS])


def points_to_charge(text: str) -> bool:
    """Whether what `text` points to is something held against somebody: `the allegations`."""
    return any(stem(w) in stance_words("accusing") for w in words(text))


@cache
def _pointing_or_function() -> frozenset[str]:
    return stance_words("pointing") | function_stems()


def is_pointing(text: str) -> bool:
    """Whether `text` says nothing itself but points to what somebody said: `the Le Monde report`, `the news`.

    Names do not count; every other content word must be a pointing one.
    """
    told = _told(text)
    if len(told) > _POINTING_WORDS:
        return False
    if told and told[0].lower() in _PEOPLE_POINTED and is_clause(text):
        return False
    known = _pointing_or_function()
    plain = [w for i, w in enumerate(told) if not w[0].isupper() or (i == 0 and len(told) > 1 and stem(w) in known)]
    stems = [s for s in map(stem, plain) if s not in function_stems() or s in stance_words("pointing")]
    return bool(stems) and all(s in stance_words("pointing") for s in stems)
