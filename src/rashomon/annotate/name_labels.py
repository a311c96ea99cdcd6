"""The labels of names, made one for each name of a report, and mended where the words around it are plain.

A tagger reads each place by itself: one name may come out a person here and a town there. The label it is surest of
over the whole report holds, but for a country's name, a name after "in" or "near", and a town before its state.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from rashomon.annotate.kinds import demonyms, is_acronym, kind_table, known_names
from rashomon.annotate.place_relations import abbreviations
from rashomon.annotate.trees import Tree
from rashomon.gazetteer import Gazetteer, PlaceKind, folded
from rashomon.parse import Name, Range

LOCATIVE = frozenset(
    {"in", "near", "outside", "throughout", "across", "at", "from", "around", "northwest", "southeast"}
)
WIDE: tuple[PlaceKind, ...] = ("country", "admin1", "admin2")
_STATE = re.compile(r",\s+(?P<state>[A-Z][\w.]*(?:\s[A-Z]\w+)?)")
_OWNER = re.compile(r"([A-Z][\w.\-]*(?: [A-Z][\w.\-]*)*)['’]s\s+(?=[A-Z])")
_BACKED = re.compile(r"([A-Z][\w.]*)-([a-z]+)\s+(?=[A-Z])")
_MEMBER_FOR = re.compile(r"[RD]-(?=[A-Z])")
_BACKED_ALONE = re.compile(r"([A-Z][\w.]*)-([a-z]+)")
_TAIL = re.compile(r"(?<=[\w.])(?<!\bof)(?<!\bfor)(?<!\band)(?<!\bthe)(?<!\bin)(?<!\bto)(?:\s+[a-z]{4,})+$")
_LONGEST_PERSON = 2
_OF_MORE = re.compile(r"[-‑]\w|,?\s+(?:and|or)\s+[A-Z]|,\s+[A-Z]")
"""What makes an article before a town's name its noun's: "the Houston-based", "the Paris and Brussels attacks"."""
_CONTRACTED = re.compile(r"\s+(?:Ill|Im|Ive|Id)$")
"""The next sentence's "I’ll" on a page that lost its apostrophes and commas."""
_TAIL_WORDS = re.compile(r"(?:[ \u00a0][\w&’'\-]+){1,6}")
_HALF_WORD = re.compile(r"[a-z]+\s+(?=[A-Z])")
"""What a name has taken along of the word before it: "based" of "the Britain-based Observatory"."""
_SHORTEST = 5
WORLD_CITY = 1_000_000
_APOSTROPHE = re.compile(r"\w['’\x92]\w")
_SHORT_STEM = 3
_OF_PLACE = ("an", "er", "ite", "n")
_STEMS = re.compile(r"^(.+?)(?:n|an|ian|er|ite)$")
_FOR_OR_AGAINST = re.compile(r"(?:anti|pro|non|ex|mid|post|pre)-(?=[A-Z])", re.IGNORECASE)
_WORD_BEFORE = re.compile(r"([A-Za-z]+)\.?[ \u00a0]$")
_POSSESSIVE = re.compile(r"(?<=\w)['’\x92]s?$")


def with_outlet(names: Sequence[Name], text: str, outlet: str | None) -> list[Name]:
    """The names, the report's own outlet as one wherever it is written out: "Libya's Channel" is no Libya."""
    if not outlet or len(outlet.split()) == 1:
        return list(names)
    places = [m.span() for m in re.finditer(re.escape(outlet), text)]
    kept = [n for n in names if not any(start < n.end and n.start < end for start, end in places)]
    found = [*kept, *(Name(start, end, "Organization", 1.0) for start, end in places)]
    return sorted(found, key=lambda name: (name.start, name.end))


def corrected(tree: Tree, names: Sequence[Name], gazetteer: Gazetteer | None) -> list[Name]:
    """The names in text order, cut at line ends, with one label for each spelling, places mended by the gazetteer."""
    lines = [bare for name in names for one in _lines(tree.text, name) for bare in bare_names(tree.text, one)]
    lines = _outer([_whole(tree.text, name) for name in lines])
    known = {folded(tree.text[n.start : n.end]) for n in lines}
    lines = [_without_lost_apostrophe(tree.text, n, known, gazetteer) for n in lines]
    label = _labels(tree.text, lines)
    told = [
        Name(n.start, n.end, _titled(tree.text, n, label[folded(tree.text[n.start : n.end])]), n.confidence)
        for n in lines
        if is_written_as_name(tree.text[n.start : n.end])
    ]
    if gazetteer is None:
        return told
    told = [
        Name(n.start, n.end, "Misc", n.confidence)
        if n.label == "Location" and _takes_article(tree, n, gazetteer)
        else n
        for n in told
    ]
    told = [
        Name(n.start, n.end, "NORP", n.confidence) if _is_of_a_place(tree.text, n, told, gazetteer) else n for n in told
    ]
    people = {w for n in told if n.label == "Person" for w in _second_words(tree.text[n.start : n.end])}
    surnames = _surnames(tree.text, told)
    told = [
        Name(n.start, n.end, "Person", n.confidence)
        if n.label == "Location" and _is_surname(tree, n, surnames, gazetteer)
        else n
        for n in told
    ]
    places = {
        folded(tree.text[n.start : n.end])
        for n in told
        if n.label not in ("Location", "Facility") and _stands_as_place(tree, n, people, gazetteer)
    }
    return [
        Name(n.start, n.end, "Location" if folded(tree.text[n.start : n.end]) in places else n.label, n.confidence)
        for n in told
    ]


def _lines(text: str, name: Name) -> list[Name]:
    """A name that runs over a line's end, into a bracket it does not close, or from a town to its state ("Dalby,
    Ohio"), as one for each part.
    """
    whole = text[name.start : name.end]
    is_listed = name.label == "Location" and "," in whole
    if "\n" not in whole.strip() and whole.count("(") == whole.count(")") and not is_listed:
        return [name]
    parts = re.finditer(r"[^\n(),]+" if is_listed else r"[^\n()]+", whole)
    inner = [(name.start + p.start() + len(p[0]) - len(p[0].lstrip()), p[0].strip()) for p in parts]
    return [Name(start, start + len(bare), name.label, name.confidence) for start, bare in inner if bare]


def _without_lost_apostrophe(text: str, name: Name, known: set[str], gazetteer: Gazetteer | None) -> Name:
    """The name without a possessive: "Syrias army" of a page that lost its apostrophes is Syria's.

    A lost one is put back only where the report has the name without it, where its last word is a country's then, or
    where a page without any apostrophe names a place ("Idlibs").
    """
    whole = text[name.start : name.end]
    contracted = _CONTRACTED.search(whole)
    if contracted and not _APOSTROPHE.search(text):
        return Name(name.start, name.start + contracted.start(), name.label, name.confidence)
    possessive = _POSSESSIVE.search(whole)
    if possessive and folded(whole) not in known_names():
        return Name(name.start, name.start + possessive.start(), name.label, name.confidence)
    shorter = Name(name.start, name.end - 1, name.label, name.confidence)
    if name.label == "NORP" or len(whole) < _SHORTEST or not whole.endswith("s") or whole.endswith("ss"):
        return name
    if folded(whole[:-1]) in known and whole[:-1][-1].islower():
        return shorter
    if gazetteer is None or name.label not in ("Location", "Person") or gazetteer.lookup(whole):
        return name
    last = whole[:-1].split()[-1]
    is_country = any(t.kind == "country" for one in (whole[:-1], last) for t in gazetteer.lookup(one)[:1])
    has_none = name.label == "Location" and gazetteer.is_known(whole[:-1]) and not _APOSTROPHE.search(text)
    return shorter if is_country or has_none else name


def _whole(text: str, name: Name) -> Name:
    """A body's name that the tagger cut short, as far as a known name goes: "Syrian Observatory [for Human Rights]"."""
    tail = _TAIL_WORDS.match(text, name.end)
    if name.label in ("Person", "NORP") or tail is None:
        return name
    ends = [word.end() for word in re.finditer(r"\S+", tail[0])]
    known = [e for e in ends if folded(text[name.start : name.end + e]) in known_names()]
    return Name(name.start, name.end + known[-1], name.label, name.confidence) if known else name


def _outer(names: Sequence[Name]) -> list[Name]:
    """The names, those left out that begin inside one before them."""
    kept: list[Name] = []
    for name in sorted(names, key=lambda n: (n.start, -n.end)):
        if not kept or name.start >= kept[-1].end:
            kept.append(name)
    return kept


def is_written_as_name(name: str) -> bool:
    """Whether a name has a capital, a digit or letters that know no capitals, or is known in small letters ("isis")."""
    plain = any(c.isupper() or c.isdigit() or (c.isalpha() and not c.islower()) for c in name)
    return plain or folded(name) in known_names()


def _titled(text: str, name: Name, label: str) -> str:
    """The label of a name, a person's after a rank: "President Obama" is no town in Japan."""
    before = _WORD_BEFORE.search(text[max(0, name.start - 20) : name.start])
    if label != "Location" or before is None or not before[1][0].isupper():
        return label
    titles = kind_table().titles
    return "Person" if folded(before[1]) in (*titles.ranks, *titles.honorifics) else label


def bare_names(text: str, name: Name) -> list[Name]:
    """A name without the common words that the tagger took along: "Le Monde newspaper", "UN-backed GNA".

    A possessive is a name of its own where a table knows it or it is written as initials: "GNA's Presidency Council".
    """
    whole = text[name.start : name.end]
    if folded(whole) in known_names():
        return [name]
    owner = _OWNER.match(whole)
    if owner and (folded(owner[1]) in known_names() or (is_acronym(owner[1]) and len(owner[1]) > 2)):
        own = Name(name.start, name.start + len(owner[1]), "Organization", name.confidence)
        return [own, *bare_names(text, Name(name.start + owner.end(), name.end, name.label, name.confidence))]
    half = _HALF_WORD.match(whole)
    if half and text[name.start - 1 : name.start] in ("-", "‑"):
        return bare_names(text, Name(name.start + half.end(), name.end, name.label, name.confidence))
    member = _MEMBER_FOR.match(whole) or _FOR_OR_AGAINST.match(whole)
    if member:
        return [Name(name.start + member.end(), name.end, name.label, name.confidence)]
    alone = _BACKED_ALONE.fullmatch(whole)
    if alone and alone[2].lower() in kind_table().backed.entries:
        return [Name(name.start, name.start + alone.end(1), name.label, name.confidence)]
    start = name.start + (4 if whole.startswith("the ") else 0)
    backed = _BACKED.match(whole)
    if backed and backed[2].lower() in kind_table().backed.entries:
        start = name.start + backed.end()
    without_tail = _TAIL.sub("", text[start : name.end])
    cut = name.label == "Location" or folded(without_tail) in known_names()
    end = start + len(without_tail) if cut and without_tail else name.end
    return [Name(start, end, name.label, name.confidence)]


def _labels(text: str, names: Sequence[Name]) -> Mapping[str, str]:
    """One label for each name of the report: the one that the model is surest of, over all its places."""
    weight: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for name in names:
        weight[folded(text[name.start : name.end])][name.label] += name.confidence
    return {name: max(sorted(told), key=lambda label: told[label]) for name, told in weight.items()}


def _second_words(name: str) -> list[str]:
    """The words of a full name: alone they are that person, not a town."""
    words = folded(name).split()
    return words if len(words) > 1 else []


def _is_of_a_place(text: str, name: Name, names: Sequence[Name], gazetteer: Gazetteer) -> bool:
    """Whether a name is what the people or things of a place are called: "Sabrathan" beside Sabratha, "Ohioans"."""
    plain = folded(text[name.start : name.end])
    if plain in demonyms():
        return False  # "Libyan territory" is a place
    if name.label not in ("Location", "Person") or not plain.rstrip("s").endswith(_OF_PLACE) or gazetteer.lookup(plain):
        return False
    here = {folded(text[n.start : n.end]) for n in names if n.label in ("Location", "Organization")}
    for stem in _STEMS.findall(plain.removesuffix("s")):
        for place in (stem, *(stem + end for end in ("a", "e", "o", "i", "ia"))):
            wide = any(t.kind in ("country", "admin1") for t in gazetteer.lookup(place)[:1]) and len(stem) > _SHORT_STEM
            if (place in here and (len(stem) > _SHORT_STEM or gazetteer.is_known(place))) or wide:
                return True
    return False


def _takes_article(tree: Tree, name: Name, gazetteer: Gazetteer) -> bool:
    """Whether a town's name stands alone after "the": a ship's, a team's or a hotel's, for a town takes no article."""
    words = tree.within([Range(name.start, name.end)])
    if not words or words[0] == 0 or tree.lower(words[0] - 1) != "the":
        return False
    if _OF_MORE.match(tree.text, name.end):
        return False
    after = tree.words[words[-1] + 1] if words[-1] + 1 < len(tree.words) else None
    noun = after is not None and (after.upos in ("NOUN", "PROPN", "ADJ") or tree.lower(words[-1] + 1).endswith("ing"))
    if after is not None and noun and after.start <= name.end + 1:
        return False
    known = gazetteer.lookup(tree.text[name.start : name.end])
    return bool(known) and all(t.kind in ("settlement", "airfield") and not t.name.startswith("The ") for t in known)


def _surnames(text: str, names: Sequence[Name]) -> set[str]:
    """The last words of full names of people that stand as such at least as often as they stand as a place alone."""
    folds = [(n.label, folded(text[n.start : n.end]).split()) for n in names]
    full = Counter(words[-1] for label, words in folds if label == "Person" and len(words) > 1)
    alone = Counter(words[0] for label, words in folds if label == "Location" and len(words) == 1)
    return {word for word, times in full.items() if times >= alone[word]}


def _is_surname(tree: Tree, name: Name, surnames: set[str], gazetteer: Gazetteer) -> bool:
    """Whether a name that was taken for a place is a person's of the report: "fled Castro’s Cuba" beside Fidel Castro;
    not "in Houston", not "Jordan", which are places first.
    """
    plain = folded(tree.text[name.start : name.end])
    if plain not in surnames or _after_locative(tree, name) or _before_state(tree.text, name.end, gazetteer):
        return False
    first = next(iter(gazetteer.lookup(plain)), None)
    return first is None or (first.kind not in WIDE[:2] and first.population < WORLD_CITY)


def _stands_as_place(tree: Tree, name: Name, people: set[str], gazetteer: Gazetteer) -> bool:
    """Whether a name that was taken for something else stands as a place here."""
    text = tree.text[name.start : name.end]
    plain = folded(text)
    known = gazetteer.lookup(text)[:3] if gazetteer.is_known(text) else ()
    if not known or plain in people:
        return False
    if name.label == "NORP" and all(folded(t.name) != plain for t in known):
        return False  # "from Democrats", though a town was once called Democrat
    if any(t.kind == "country" and folded(t.name) == plain for t in known) or known[0].own:
        return True
    if any(t.kind == "country" for t in known[:1]) and name.label == "Organization":
        return True
    if name.label == "Person" and len(plain.split()) > _LONGEST_PERSON:
        return False
    return _after_locative(tree, name) or _before_state(tree.text, name.end, gazetteer)


def _after_locative(tree: Tree, name: Name) -> bool:
    """Whether "in", "near" ... governs the name, and nothing but the name stands under it."""
    words = tree.within([Range(name.start, name.end)])
    head = tree.top(words)
    if head is None or tree.words[head].deprel.split(":")[0] not in ("nmod", "obl"):
        return False
    case = [c for c in tree.all_children(head, "case") if c < words[0]]
    return len(case) == 1 and case[0] == words[0] - 1 and tree.lower(case[0]) in LOCATIVE


def _before_state(text: str, end: int, gazetteer: Gazetteer) -> bool:
    """Whether a state, province or country follows after a comma: "Marion, Ohio"."""
    found = _STATE.match(text, end)
    if found is None:
        return False
    state = found["state"]
    return state in abbreviations() or any(t.kind in WIDE[:2] for t in gazetteer.lookup(state)[:1])
