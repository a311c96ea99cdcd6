"""Whether a cue stands in the sense of saying: each class with a deed and with a statement that it must leave."""

import pytest

from rashomon.annotate.cue_senses import is_other_sense
from rashomon.annotate.draft import Draft
from rashomon.annotate.trees import Tree
from rashomon.parse import Range

TAGS = {
    "VERB": {
        "found": "find", "discovered": "discover", "needed": "need", "read": "read", "seen": "see",
        "saw": "see", "questioned": "question", "appeared": "appear", "appears": "appear", "thanked": "thank",
        "congratulated": "congratulate", "identified": "identify", "released": "release", "publish": "publish",
        "published": "publish", "declare": "declare", "reported": "report", "asking": "ask", "determining": "determine",
        "determined": "determine", "called": "call", "said": "say", "say": "say", "tweeted": "tweet",
        "winning": "win", "want": "want", "described": "describe", "leading": "lead", "closed": "close",
        "demanded": "demand", "shouted": "shout",
    },
    "AUX": {"was": "be", "were": "be", "is": "be", "had": "have", "has": "have", "did": "do", "can": "can",
            "will": "will"},
    "ADP": {w: w for w in ("in", "of", "at", "to", "for", "about", "on", "with", "as", "over")},
    "DET": {w: w for w in ("the", "a", "an", "no", "his", "their", "three")},
    "ADV": {w: w for w in ("not", "first", "quickly", "also")},
    "PRON": {w: w for w in ("it", "they", "she", "he", "who", "that", "what", "anybody")},
    "SCONJ": {w: w for w in ("if", "how", "whether")},
    "ADJ": {w: w for w in ("empty", "calm", "heated", "injured", "local", "big")},
    "PUNCT": {w: w for w in ("-", "“", "”", ",")},
}  # fmt: skip


def tagged(text):
    """A parse that tells tags and lemmas alone: a word that no list holds is a noun, or a name in capitals."""
    found = []
    for n, form in enumerate(text.split()):
        hit = next(((u, m[form.lower()]) for u, m in TAGS.items() if form.lower() in m), None)
        upos, lemma = hit or ("PROPN" if form[0].isupper() and n else "NOUN", form.lower().rstrip("s"))
        found.append(f"{form}/{lemma}/{upos}/{1 if n else 0}/{'dep' if n else 'root'}")
    return " ".join(found)


def other(hand_made, text, source, cue, content):
    spans = [text.index(part) if part else 0 for part in (source, cue, content)]
    source, cue, content = (
        (Range(start, start + len(part)),) if part else ()
        for start, part in zip(spans, (source, cue, content), strict=True)
    )
    tree = Tree(text, hand_made(text, tagged(text)))
    return is_other_sense(tree, Draft(source=source, cue=cue, content=content))


DEEDS = [
    ("Divers found rope and two anchors", "Divers", "found", "rope and two anchors"),
    ("The champion needed three sets to win", "The champion", "needed", "three sets to win"),
    ("Ines read a novel in bed", "Ines", "read", "a novel in bed"),
    ("The month has seen ten shops closed", "The month", "has seen", "ten shops closed"),
    ("Detectives questioned an injured driver at home", "Detectives", "questioned", "an injured driver at home"),
    ("The guards appeared calm", "The guards", "appeared", "calm"),
    ("Ruiz congratulated Sato", "Ruiz", "congratulated", "Sato"),
    ("Fans shouted at police", "Fans", "shouted at", "police"),
    ("Officers identified the suspect", "Officers", "identified", "the suspect"),
    ("The court released several documents about dams", "The court", "released", "several documents about dams"),
    ("The daily will publish a list of firms", "The daily", "will publish", "a list of firms"),
    ("Sato did not declare victory", "Sato", "did not declare", "victory"),
    ("Radio reported the big story", "Radio", "reported", "the big story"),
    ("Agents were quickly determining how it burned", "Agents", "were quickly determining", "how it burned"),
    ("Witnesses called to the stand", "", "called to", "the stand"),
    ("A heated debate over dams", "", "heated debate over", "dams"),
    ("a self - described poet from Vigo", "self", "described", "poet from Vigo"),
    ("if Ana had tweeted the same", "Ana", "had tweeted", "the same"),
    ("anybody can say that it rained", "anybody", "can say", "that it rained"),
    ("what they want to do was local", "they", "want", "to do was local"),
]

TOLD = [
    ("Divers found that ropes were old", "Divers", "found", "that ropes were old"),
    ("Divers found no anchors", "Divers", "found", "no anchors"),
    ("A study found 31 leaks", "A study", "found", "31 leaks"),
    ("A poll found Sato leading by eight points", "A poll", "found", "Sato leading by eight points"),
    ("Villagers saw it as an insult", "Villagers", "saw", "it as an insult"),
    ("Senators questioned his oversight of dams", "Senators", "questioned", "his oversight of dams"),
    ("It appears that it rained", "It", "appears", "that it rained"),
    ("Ruiz appears determined to stay", "Ruiz", "appears", "determined to stay"),
    ("Ruiz thanked Sato for winning", "Ruiz", "thanked", "Sato for winning"),
    ("Police identified the suspect as Sato", "Police", "identified", "the suspect as Sato"),
    ("The daily first published the video", "The daily", "first published", "the video"),
    ("The daily published the name of officers", "The daily", "published", "the name of officers"),
    ("Nurses demanded details", "Nurses", "demanded", "details"),
    ("Agents determined how it burned", "Agents", "determined", "how it burned"),
    ("Ana read “ the dam will not hold today ”", "Ana", "read", "“ the dam will not hold today ”"),
    ("Ana said dams", "Ana", "said", "dams"),
]


@pytest.mark.parametrize(("text", "source", "cue", "content"), DEEDS)
def test_a_deed_is_no_statement(hand_made, text, source, cue, content):
    assert other(hand_made, text, source, cue, content)


@pytest.mark.parametrize(("text", "source", "cue", "content"), TOLD)
def test_what_is_told_stays(hand_made, text, source, cue, content):
    assert not other(hand_made, text, source, cue, content)
