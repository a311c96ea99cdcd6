"""What a page says to its reader: calls to do something with it, and the terms on which it is read.

Neither is told by set phrases, which every site words in its own way, but by whom a sentence speaks to and of what.
"""

from __future__ import annotations

import re

from rashomon.read.tables import Talk, page_talk
from rashomon.read.units import Unit

_SENTENCE = re.compile(r"[^.!?]+[.!?]*")
_WORDS = re.compile(r"[a-z]+(?:[-’'][a-z]+)*")
_QUOTED = re.compile(r"[“”\"«»]|(?<!\w)[‘']")
_LONGEST = 45
_BUTTON = 7
"""Words on a button at most."""
_LEAST_TERMS = 3


def is_call(unit: Unit) -> bool:
    """Whether a line asks the reader to do something with the page ("Follow us on WhatsApp", "Try our price index free
    for a month"), perhaps behind a question ("Got a picture? Send it to our desk"). Advice that speaks of neither the
    page nor its channels ("Boil your water, the mayor said") is none, nor is what stands in quotation marks.
    """
    talk = page_talk()
    first = unit.words[0].casefold() if unit.words else ""
    opens = first in talk.buttons or first in talk.verbs or first in talk.polite or "?" in unit.line
    if not opens or len(unit.words) > _LONGEST or _QUOTED.search(unit.line):
        return False
    sentences = [found[0] for found in _SENTENCE.finditer(unit.line)][:2]
    asked = sentences if sentences[0].endswith("?") or first in talk.buttons | talk.verbs else sentences[:1]
    return any(_calls(_WORDS.findall(sentence.casefold().replace("’", "'")), talk) for sentence in asked)


def _calls(words: list[str], talk: Talk) -> bool:
    while words and words[0] in talk.polite:
        words = words[1:]
    if not words or not (talk.telling | talk.past).isdisjoint(words):
        return False
    named = set(words[1:])
    if not named.isdisjoint(talk.channels) or (len(words) <= _BUTTON and not named.isdisjoint(talk.objects)):
        return words[0] in talk.buttons or words[0] in talk.verbs
    return words[0] in talk.buttons and not named.isdisjoint(talk.reader)


def is_terms(unit: Unit) -> bool:
    """Whether a paragraph gives terms, an offer or the rules of a forum: several words of such notices, and "you", "we"
    or "this site" in it, told by nobody.
    """
    talk = page_talk()
    words = {word.casefold() for word in unit.words}
    if not (talk.telling | talk.past).isdisjoint(words) or talk.parties.isdisjoint(words):
        return False
    if _QUOTED.search(unit.line):
        return False
    return any(len(words & group) >= _LEAST_TERMS for group in (talk.terms, talk.offers, talk.forum))
