"""What kind of party a source is, by its noun's number and article, by its name, and by the table of sources."""

from __future__ import annotations

from rashomon.annotate.kinds import is_acronym, known_names
from rashomon.annotate.outlets import is_outlet_name
from rashomon.annotate.source_words import lemma_of, source_table
from rashomon.annotate.trees import Tree
from rashomon.gazetteer import folded
from rashomon.records import EntityKind, Mention, SourceKind
from rashomon.timex.numbers import number_at

KIND_OF_ENTITY: dict[EntityKind, SourceKind] = {
    "person": "person",
    "armed_group": "body",
    "military": "body",
    "government": "body",
    "party": "body",
    "company": "body",
    "media": "media",
    "organisation": "body",
    "people": "crowd",
    "place": "body",
    "facility": "body",
    "other": "body",
}
LONGEST_TITLE = 5
FEWEST_INITIALS = 4
"""From so many capitals on a name in initials is a body's; persons have two or three ("JFK")."""
SITES = (".com", ".net", ".org", ".news", "-tv")
"""Ends of the names of sites and stations."""
FROM_CROWD = 5
"""From so many on people who say the same are a crowd."""
DEFINITE = frozenset({"the", "this", "that", "these", "those", "his", "her", "their", "its", "such"})


def kind_of_noun(tree: Tree, head: int) -> SourceKind:
    """What kind of party the noun at `head` names, by number, article and the table."""
    sources, lemma = source_table(), lemma_of(tree, head)
    plural = _is_plural(tree, head)
    many = tree.lower(head).removesuffix("s") in sources.many.lemmas
    if tree.words[head].upos == "NUM" or tree.lower(head) == "another" or many:
        return "crowd" if many else "anonymous"
    if tree.words[head].upos in ("PRON", "DET") and tree.lower(head) in sources.quantifier.lemmas:
        return "anonymous" if tree.lower(head) == "one" else "crowd"
    if _is_press(tree, head, lemma, plural) or _is_news(tree, head, lemma):
        return "media"
    if plural and _is_crowd(tree, head, lemma):
        return "crowd"
    if plural and lemma in sources.crowd.lemmas:
        person = lemma in sources.anonymous.lemmas or lemma == "people"
        return "anonymous" if _is_counted(tree, head) and person else "crowd"
    if lemma in sources.office.lemmas and not plural and _is_the_one(tree, head):
        return "person"
    for kind, heads in (
        ("anonymous", sources.anonymous.lemmas),
        ("document", sources.document.lemmas),
        ("media", sources.media.lemmas),
        ("body", sources.body.lemmas),
        ("crowd", sources.crowd.lemmas),
    ):
        if lemma in heads:
            single = kind == "crowd" and not plural and lemma.endswith(sources.trade.suffixes)
            return "anonymous" if single else kind  # type: ignore[return-value]
    if tree.words[head].upos == "PROPN":
        return "person"
    if tree.words[head].upos == "NOUN" and plural and lemma not in sources.official.lemmas:
        return "crowd"
    return "anonymous" if tree.words[head].upos in ("NOUN", "ADJ") else "unresolved"


def kind_of_nominal(by_noun: SourceKind, by_mention: EntityKind) -> SourceKind:
    """The table's kind; where it has none the mention's, people and persons without a name being anonymous."""
    if by_noun != "unresolved" or by_mention == "other":
        return by_noun
    return "anonymous" if by_mention in ("person", "people") else KIND_OF_ENTITY[by_mention]


def kind_of_name(tree: Tree, mention: Mention, head: int) -> SourceKind:
    """The kind of a named party; "newspaper" beside a name says more of it than the name does."""
    if lemma_of(tree, head) in source_table().media.lemmas:
        return "body" if _is_of_members(tree, mention, head) else "media"
    bodies = ("organisation", "government", "military", "company", "party")
    titled = mention.span.text.split(" ")[0].rstrip(".").lower() in source_table().honorific.lemmas
    if titled and not (mention.kind in bodies and lemma_of(tree, head) in source_table().body.lemmas):
        return "person"
    if mention.span.text.lower().endswith(SITES):
        return "media"
    if (
        mention.kind in ("organisation", "company")
        and mention.span.text.split(" ")[-1] in source_table().media.name_ends
    ):
        return "media"
    text = mention.span.text
    initials = is_acronym(text) and len(text) >= FEWEST_INITIALS and folded(text) not in known_names()
    if mention.kind == "person" and (initials or " & " in text):
        return "body"
    return KIND_OF_ENTITY[mention.kind]


def _is_of_members(tree: Tree, mention: Mention, head: int) -> bool:
    """Whether a name tells what a body is for or whose: "Network of Rural Clinics", no broadcaster."""
    if head + 2 >= len(tree.words) or tree.words[head].upos != "PROPN":
        return False
    first = next((i for i in range(head + 2, len(tree.words)) if tree.words[i].upos != "DET"), head)
    named = tree.text[tree.words[first].start].isupper() or tree.words[head + 1].end <= mention.span.end
    of = tree.lower(head + 1) in ("of", "for", "against", "on")
    return of and named and lemma_of(tree, head) in source_table().body.lemmas


def _is_news(tree: Tree, head: int, lemma: str) -> bool:
    """Whether a noun names a medium by its company: "news agency", "an AFP correspondent"."""
    media = source_table().media
    beside = lemma in media.news_of and any(tree.lower(c) == "news" for c in tree.children[head])
    return beside or (lemma in media.staff and _is_of_outlet(tree, head))


def _is_of_outlet(tree: Tree, head: int) -> bool:
    """Whether a nameless reporter is an agency's or a paper's, whose own reporting it is: "an AFP correspondent"."""
    before = tree.text[tree.words[head - 1].start : tree.words[head - 1].end] if head else ""
    return is_outlet_name(before)


def _is_plural(tree: Tree, head: int) -> bool:
    form, lemma = tree.lower(head), lemma_of(tree, head)
    if any(
        tree.lower(c) in ("a", "an", "one", "another", "this") for c in (*tree.all_children(head, "det", "nummod"),)
    ):
        return False
    coordinated = tree.child(head, "conj") is not None
    return (
        form != lemma or coordinated or lemma in ("people", "police", "some", "many", "other", "most", "few", "several")
    )


def _is_counted(tree: Tree, head: int) -> bool:
    """Whether a number stands before a noun: "two soldiers" are two persons, "soldiers" a crowd."""
    before = [i for i in range(max(head - LONGEST_TITLE, 0), head) if tree.words[i].upos == "NUM"]
    return tree.child(head, "nummod") is not None or bool(before and before[-1] >= head - 2)


def _is_many(tree: Tree, head: int) -> bool:
    """Whether more are counted before a noun than speak to a reporter off the record."""
    found = (number_at([tree.lower(i)], 0) for i in range(max(head - LONGEST_TITLE, 0), head))
    return any(number is not None and number.value >= FROM_CROWD for number in found)


def _is_joined_crowd(tree: Tree, head: int) -> bool:
    """Whether officials speak together with a crowd: "officials and residents"."""
    if head + 2 >= len(tree.words) or tree.lower(head + 1) != "and":
        return False
    joined = head + 2
    return lemma_of(tree, joined) in source_table().crowd.lemmas and tree.lower(joined) != lemma_of(tree, joined)


def _is_crowd(tree: Tree, head: int, lemma: str) -> bool:
    """Whether a plural names a crowd by its company: many of a trade, so many that they are counted, or with one."""
    spoken = (*source_table().official.lemmas, *source_table().body.lemmas)
    many = lemma not in spoken and _is_many(tree, head)
    return many or _is_uncounted_trade(tree, head, lemma) or _is_joined_crowd(tree, head)


def _is_uncounted_trade(tree: Tree, head: int, lemma: str) -> bool:
    """Whether a plural names many of one trade, no officials: "nurses", "dozens of mothers"; "two nurses" are two."""
    sources = source_table()
    if lemma in sources.many.lemmas:
        return True
    of_many = head > 1 and tree.words[head - 2].lemma.lower() in sources.many.lemmas
    common = (*sources.body.lemmas, *sources.document.lemmas, *sources.media.lemmas)
    trade = tree.words[head].upos == "NOUN" and lemma.endswith(sources.trade.suffixes) and lemma not in common
    listed = (lemma in sources.anonymous.lemmas or trade) and lemma not in sources.official.lemmas
    return listed and (of_many or not _is_counted(tree, head))


def _is_press(tree: Tree, head: int, lemma: str, plural: bool) -> bool:
    press = source_table().press
    if lemma not in press.lemmas or not plural:
        return False
    modifiers = {tree.words[c].lemma.lower() for c in tree.all_children(head, "amod", "compound", "det")}
    bare = not tree.all_children(head, "nmod:poss", "amod", "compound", "det")
    return bare or bool(modifiers & set(press.modifiers))


def _is_the_one(tree: Tree, head: int) -> bool:
    """Whether an office is one that a reader can point to: "the", or its country's or body's name, stands before it."""
    for index in range(head - 1, max(head - LONGEST_TITLE, -1), -1):
        form = tree.lower(index)
        if form in DEFINITE or form in ("'s", "’s") or (tree.words[index].upos == "PROPN" and form.isalpha()):
            return True
        if tree.words[index].upos not in ("ADJ", "NOUN", "NUM") and not form.endswith("ing"):
            return False
    return False
