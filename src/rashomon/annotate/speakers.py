"""Who spoke before: pronouns and nouns that point back to a speaker, and the chain that goes on with the same words.

Only where it is plain: "he" after the sentence in which a man spoke, "the officials" after "two Libyan officials".
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import msgspec

from rashomon.annotate.cues import verb_at
from rashomon.annotate.kinds import gender_of_name
from rashomon.annotate.source_heads import head_of, is_anaphoric
from rashomon.annotate.source_words import Mentions, source_table
from rashomon.annotate.sources import NOBODY, Party, party
from rashomon.annotate.trees import Tree
from rashomon.parse import Range
from rashomon.records import Mention, SourceKind, Span

LONGEST_SUBJECT = 20
PAPER_WORDS = 4
OWN_PAPER = frozenset({"a", "an", "its", "his", "her", "their", "one"})
NEAR = 2
"""Sentences back in which a pronoun still finds its speaker."""
SINGULAR = frozenset({"he", "she"})
SEX = {"he": "male", "she": "female"}
PLURAL = frozenset({"they"})
THING = frozenset({"it"})
FITS: dict[str, frozenset[SourceKind]] = {
    "person": frozenset({"person", "anonymous"}),
    "plural": frozenset({"anonymous", "crowd", "body", "media"}),
    "thing": frozenset({"body", "media", "document"}),
}


ISSUERS: frozenset[SourceKind] = frozenset({"person", "body"})
"""Whose statement "the statement" is; a paper's "report" tells what others gave it."""


class Place(msgspec.Struct, frozen=True):
    """Where somebody spoke: the sentence of the cue, the one in which the words end, and whether marks hold them."""

    sentence: int
    until: int
    quoted: bool


class Speech(msgspec.Struct, frozen=True):
    """One time that somebody spoke."""

    sentence: int
    party: Party
    through: tuple[Party, ...]
    plural: bool
    words: frozenset[str]
    """Lemmas of the words that describe the party."""
    until: int
    """The sentence in which the words end."""
    quoted: bool
    papers: frozenset[str] = frozenset()
    """Lemmas of what the words stood in: "said in a statement"."""


class Speakers:
    """The speakers of a report so far, in text order."""

    def __init__(self, tree: Tree, mentions: Mentions, quoted: Sequence[Range] = ()) -> None:
        self._tree = tree
        self._quoted = quoted
        self._mentions = mentions
        self._speeches: list[Speech] = []
        self._pronouns: dict[str, str] = {}
        self._given: dict[int, Party] = {}
        """Whom a pronoun was given to, by where it stands."""

    def resolved(self, found: Party, source: Sequence[Range], sentence: int, content: Sequence[Range] = ()) -> Party:
        """`found` (what the source's words give) with what the speakers before tell of it; `content`: what is said."""
        pronoun = self._pronoun(source)
        if pronoun in THING and self._is_told_within(found, source, content):
            found = msgspec.structs.replace(NOBODY, span=found.span)
        if pronoun in SINGULAR:
            who = self._person(found, pronoun, source, sentence, content)
            if who is not None:
                self._given[source[0].start] = who
            return NOBODY if who is None else msgspec.structs.replace(who, span=found.span)
        same = self._same(found)
        if same is not None:
            return msgspec.structs.replace(same.party, span=found.span)
        if not source or not is_anaphoric(self._tree, source):
            return found
        before = self._pointed_to(found, source, sentence)
        if before is None and pronoun in THING and found.holder is None:
            first = self._tree.sentence(content[0].start) if content else sentence
            thing = self._subject_of(min(first, sentence) - 1)
            if thing is not None and thing.kind in FITS["thing"]:
                return msgspec.structs.replace(thing, span=found.span)
        return found if before is None else msgspec.structs.replace(before.party, span=found.span)

    def _is_told_within(self, found: Party, source: Sequence[Range], content: Sequence[Range]) -> bool:
        """Whether a party was named last in the very words that its pronoun is said to say."""
        told = [m for m in self._mentions.of(found.holder) if m.span.end <= source[0].start]
        return bool(told) and _holds(content, told[-1].span)

    def _pronoun(self, source: Sequence[Range]) -> str:
        words = self._tree.within(source)
        return self._tree.lower(words[0]) if len(words) == 1 else ""

    def _person(
        self, found: Party, pronoun: str, source: Sequence[Range], sentence: int, content: Sequence[Range]
    ) -> Party | None:
        """Who "he" or "she" is: whom the text's references give it to, for they know sexes and subjects; but not who
        is named in words that "he said" closes, nor who was last told of before somebody else spoke.
        """
        found = self._opened_by(found)
        known = found.kind in FITS["person"] and (found.text or "").lower() not in SINGULAR
        if not known or not self._is_somebody(found) or not self._may_be(found, pronoun):
            ahead = bool(content) and content[0].start > source[0].start
            only = self._subjects_before(source, pronoun) if ahead and not self._is_quoted(source) else {}
            return next(iter(only.values())) if len(only) == 1 else self._by_person(pronoun, sentence, source)
        told = [m for m in self._mentions.of(found.holder) if m.span.end <= source[0].start]
        inside = any(m.head != "pronoun" and _holds(content, m.span) for m in told)
        before = [m for m in told if not _holds(content, m.span)]
        latest = max((self._tree.sentence(m.span.start) for m in before), default=-1)
        there = [m for m in before if self._tree.sentence(m.span.start) == latest]
        if all(m.head == "pronoun" for m in there):
            found = next((self._given[m.span.start] for m in there if m.span.start in self._given), found)
        owner = self._owner_before(source, pronoun) if latest < sentence and not inside else None
        if owner is not None:
            return owner
        here = [m for m in before if m.head != "pronoun" and self._tree.sentence(m.span.start) == sentence]
        if here and not inside and _key(found) == _key(self._party_of(here[-1])):
            found = self._subject_rather(found, here[-1], pronoun, source) or found
        spoke = [s for s in self._speeches if s.sentence < sentence and s.until >= sentence - 1]
        other = bool(spoke) and _key(spoke[-1].party) != _key(found)
        if inside or (latest < sentence - 1 and (other or self._tells(sentence - 1))):
            return self._by_person(pronoun, sentence, source) or (None if inside else found)
        self._pronouns.setdefault(_key(found), pronoun)
        return found

    def _subject_rather(self, found: Party, last: Mention, pronoun: str, source: Sequence[Range]) -> Party | None:
        """The one other person who is a subject before a pronoun in its sentence, where whom it was given to is none
        (Grosz et al. 1995): "Orlo called Bast a friend but he told the Star ..."; right behind "in which" that
        party's own thing is meant. Where none is, and the party only stands in a phrase that opens the sentence, who
        spoke or acted before: "In the ruling on Bast's ban, he wrote ...".
        """
        tree, words = self._tree, self._tree.within(source)
        relative = tree.lower(words[0] - 1) in ("which", "whom")
        if self._is_subject(last.span) or (relative and self._is_owner(last.span)):
            return None
        number = tree.sentence(source[0].start)
        first = tree.sentences[max(number, 0)]
        fitting = {key: p for key, p in self._subjects_before(source, pronoun).items() if key != _key(found)}
        if fitting:
            return next(iter(fitting.values())) if len(fitting) == 1 else None
        opened = tree.words[first.first].upos == "ADP" and tree.lower(words[0] - 1) == ","
        alone = not any(tree.child(i, "nsubj", "nsubj:pass") is not None for i in range(first.first, words[0] - 1))
        return self._by_person(pronoun, number, source) if opened and alone else None

    def _subjects_before(self, source: Sequence[Range], pronoun: str) -> dict[str, Party]:
        """The persons who are subjects before a pronoun in its sentence, and that it can be of."""
        first = self._tree.sentences[max(self._tree.sentence(source[0].start), 0)]
        told = self._mentions.inside(Range(first.start, max(source[0].start, first.start)))
        subjects = [m for m in told if m.head != "pronoun" and m.kind == "person" and self._is_subject(m.span)]
        unquoted = [m for m in subjects if not self._is_quoted((Range(m.span.start, m.span.end),))]
        parties = [self._party_of(m) for m in unquoted]
        return {_key(p): p for p in parties if p.kind in FITS["person"] and self._may_be(p, pronoun)}

    def _owner_before(self, source: Sequence[Range], pronoun: str) -> Party | None:
        """Whose thing a clause is of, for "he" right behind its "which": "Bast's plea, which he says was a joke"."""
        words = self._tree.within(source)
        if not words or self._tree.lower(words[0] - 1) not in ("which", "whom"):
            return None
        first = self._tree.sentences[max(self._tree.sentence(source[0].start), 0)]
        told = self._mentions.inside(Range(first.start, max(source[0].start, first.start)))
        owners = [m for m in told if m.head == "name" and m.kind == "person" and self._is_owner(m.span)]
        parties = (self._party_of(m) for m in reversed(owners))
        return next((p for p in parties if self._may_be(p, pronoun)), None)

    def _party_of(self, mention: Mention) -> Party:
        return party(self._tree, self._mentions, (Range(mention.span.start, mention.span.end),))

    def _is_subject(self, span: Span) -> bool:
        top = self._tree.top(self._tree.within([Range(span.start, span.end)]))
        return top is not None and self._tree.words[top].deprel.startswith("nsubj")

    def _is_owner(self, span: Span) -> bool:
        top = self._tree.top(self._tree.within([Range(span.start, span.end)]))
        return top is not None and self._tree.words[top].deprel == "nmod:poss"

    def _opened_by(self, found: Party) -> Party:
        """A party known by a noun as whom a speaker's words that open with that noun name: "the spokesman of the
        ministry, Colonel Orlo, said he ...".
        """
        told = self._mentions.by_id.get(found.holder or "")
        if told is None or told.head == "name":
            return found
        opened = (s.party for s in reversed(self._speeches) if s.party.span and s.party.span.start == told.span.start)
        return next((p for p in opened if p.kind == "person" and p.span and told.span.end <= p.span.end), found)

    def _tells(self, number: int) -> bool:
        """Whether the main verb of a sentence is one of telling, its words not given: "A porter told us more"."""
        span = self._tree.sentences[number]
        root = next((i for i in range(span.first, span.last) if self._tree.words[i].deprel == "root"), None)
        verbs = (*source_table().handed.telling, *source_table().handed.talking)
        return root is not None and verb_at(self._tree, root) in verbs

    def _by_person(self, pronoun: str, sentence: int, source: Sequence[Range]) -> Party | None:
        """Who "he" or "she" is: the last person, in the sentences before, who spoke or was a sentence's subject; nobody
        where others are told of right before it, or a quotation holds it.
        """
        if self._is_quoted(source) or self._is_behind_another(source, sentence):
            return None
        for number in range(sentence, sentence - 1 - NEAR, -1):
            spoke = [s for s in self._speeches if s.sentence < sentence and s.sentence <= number <= s.until]
            for found in (spoke[-1].party if spoke else None, self._subject_of(number) if number < sentence else None):
                fits = found is not None and found.kind in FITS["person"] and self._is_somebody(found)
                if found is not None and fits and self._may_be(found, pronoun):
                    self._pronouns[_key(found)] = pronoun
                    return found
            if spoke and spoke[-1].until >= number and spoke[-1].party.kind in FITS["person"]:
                return None
        return None

    def _is_quoted(self, source: Sequence[Range]) -> bool:
        return any(q.start <= source[0].start < q.end for q in self._quoted)

    def _is_behind_another(self, source: Sequence[Range], sentence: int) -> bool:
        """Whether a pronoun that opens its words has a person named before it in its sentence: "Bast's post was lost,
        though he said ..." may be of Bast; behind what "he said" closes nobody in that is meant.
        """
        words = self._tree.within(source)
        first = self._tree.sentences[max(sentence, 0)].start
        before = self._mentions.inside(Range(first, max(source[0].start, first)))
        closes = bool(words) and words[0] > 0 and self._tree.words[words[0] - 1].upos == "PUNCT"
        named = (m for m in before if m.head == "name" and m.kind == "person")
        return not closes and any(not self._is_quoted((Range(m.span.start, m.span.end),)) for m in named)

    def _is_somebody(self, found: Party) -> bool:
        """Whether a party has a name, spoke before, or is described by a noun for persons: not "the building"."""
        sources = source_table()
        persons = (*sources.anonymous.lemmas, *sources.office.lemmas, *sources.crowd.lemmas)
        trade = found.kind == "anonymous" and found.head.endswith(sources.trade.suffixes)
        return found.kind == "person" or found.head in persons or trade

    def _may_be(self, found: Party, pronoun: str) -> bool:
        """Whether a party was called by no other pronoun, and its noun is of no other sex."""
        gender = source_table().gender
        names = [m.span.text for m in self._mentions.of(found.holder) if m.head == "name"]
        words = " ".join((found.text or "", *names)).lower().split()
        other = gender.female if pronoun == "he" else gender.male
        if (gender_of_name(found.text or "") or SEX[pronoun]) != SEX[pronoun]:
            return False
        plural = any(s.plural and _key(s.party) == _key(found) for s in self._speeches)
        fits = self._pronouns.get(_key(found), pronoun) == pronoun and not any(w.strip(".,") in other for w in words)
        return fits and not plural and bool(found.text)

    def _subject_of(self, number: int) -> Party | None:
        """The party that is the subject of a sentence's main clause, if it is a person."""
        if not 0 <= number < len(self._tree.sentences):
            return None
        span = self._tree.sentences[number]
        root = next((i for i in range(span.first, span.last) if self._tree.words[i].deprel == "root"), None)
        subject = self._tree.child(root, "nsubj") if root is not None else None
        if subject is None or self._tree.words[subject].upos not in ("NOUN", "PROPN") or self._is_scene(subject):
            return None
        ranges = self._tree.ranges(self._opening(span.first, root or 0, subject))
        found = party(self._tree, self._mentions, ranges)
        pointed = self._by_noun(found, ranges, subject) if found.holder is None or found.kind == "anonymous" else None
        return pointed.party if pointed is not None else found

    def _is_scene(self, subject: int) -> bool:
        """Whether what a parse took for a subject is several, or stands behind a preposition ("As a judge, he ...")."""
        tree, first = self._tree, self._tree.under(subject)[0]
        several = tree.words[subject].upos == "NOUN" and tree.lower(subject) != tree.words[subject].lemma.lower()
        return several or tree.words[first].upos == "ADP" or (first > 0 and tree.words[first - 1].upos == "ADP")

    def _opening(self, first: int, root: int, subject: int) -> list[int]:
        """The words from a sentence's start to its main verb, where they are its subject's phrase; else what hangs on
        the subject.
        """
        words = list(range(first, root))
        while words and self._tree.words[words[-1]].upos in ("AUX", "ADV", "PART", "PUNCT"):
            words.pop()
        plain = bool(words) and self._tree.words[words[0]].upos in ("DET", "PROPN", "NOUN", "ADJ", "NUM")
        if plain and subject in words and len(words) <= LONGEST_SUBJECT:
            return words
        return self._tree.under(subject, ("acl:relcl", "advcl"))

    def through(self, found: Party, source: Sequence[Range], sentence: int) -> tuple[Party, ...]:
        """The chain that goes on: of the same anonymous party through the report, of others while they speak on."""
        last = self._same(found)
        if last is None or not is_anaphoric(self._tree, source):
            return ()
        goes_on = found.kind in ("anonymous", "crowd") or sentence - last.until <= NEAR
        return last.through if goes_on else ()

    def goes_on(self, sentence: int) -> Speech | None:
        """Who speaks on in a quotation that nobody is said to say: whoever's quotation ended in the sentence before, or
        whose words, told in the outlet's, fill the sentence before in its paragraph.
        """
        last = self.last
        if last is None or not 0 <= sentence - last.until <= 1:
            return None
        return last if last.quoted or (sentence > last.until and self._tells_alone(last, sentence)) else None

    def _tells_alone(self, last: Speech, sentence: int) -> bool:
        """Whether one person alone spoke in the sentence before, in the same paragraph."""
        before, here = self._tree.sentences[last.until], self._tree.sentences[sentence]
        others = [s for s in self._speeches if s.until == last.until and _key(s.party) != _key(last.party)]
        return "\n" not in self._tree.text[before.end : here.start] and not others and last.party.kind in FITS["person"]

    def spoke(self, found: Party, source: Sequence[Range], at: Place, through: tuple[Party, ...]) -> None:
        """Remember that `found` spoke; a statement that goes on another's words keeps who it is."""
        if found.kind == "unresolved":
            return
        words = self._tree.within(source)
        lemmas = frozenset(self._tree.words[i].lemma.lower() for i in words if self._tree.words[i].upos != "PUNCT")
        known = self._same(found)
        if known is not None:
            lemmas |= known.words
        speech = Speech(
            party=found,
            through=through,
            plural=is_several(self._tree, source) if source else known is not None and known.plural,
            words=lemmas,
            sentence=at.sentence,
            until=at.until,
            quoted=at.quoted,
            papers=self._papers(at.sentence),
        )
        self._speeches.append(speech)

    def _papers(self, number: int) -> frozenset[str]:
        """The documents in which a sentence has somebody speak: "in a statement", "in its joint statement"."""
        tree, span = self._tree, self._tree.sentences[max(number, 0)]
        found = set()
        for index in range(span.first + 1, span.last):
            lemma = tree.words[index].lemma.lower()
            if lemma in source_table().document.lemmas and tree.words[index].upos == "NOUN":
                before = [tree.lower(i) for i in range(max(index - PAPER_WORDS, span.first), index)]
                put = any(a in ("in", "through", "issued") and b in OWN_PAPER for a, b in pairwise(before))
                found |= {lemma} if put else set()
        return frozenset(found)

    @property
    def last(self) -> Speech | None:
        """The last who spoke."""
        return self._speeches[-1] if self._speeches else None

    def _same(self, found: Party) -> Speech | None:
        """The last speech of the same party, by its holder or (nobody's) by its words."""
        for speech in reversed(self._speeches):
            if found.holder is not None and speech.party.holder == found.holder:
                return speech
            if found.holder is None and speech.party.holder is None and found.text and found.text == speech.party.text:
                return speech
        return None

    def _pointed_to(self, found: Party, source: Sequence[Range], sentence: int) -> Speech | None:
        head = head_of(self._tree, self._tree.within(source))
        if head is None:
            return None
        if self._tree.words[head].upos == "PRON":
            return self._by_pronoun(self._tree.lower(head), sentence)
        return self._by_noun(found, source, head)

    def _by_pronoun(self, pronoun: str, sentence: int) -> Speech | None:
        last = self.last
        if last is None or sentence - last.until > NEAR:
            return None
        fits = "plural" if pronoun in PLURAL else "thing" if pronoun in THING else ""
        if not fits or last.party.kind not in FITS[fits]:
            return None
        wrong_number = fits == "plural" and not last.plural
        return None if wrong_number and last.party.kind not in ("body", "media") else last

    def _by_noun(self, found: Party, source: Sequence[Range], head: int) -> Speech | None:
        """An earlier speaker with the same head noun, whose description holds all that this one says."""
        tree = self._tree
        lemma = tree.words[head].lemma.lower()
        says = {
            tree.words[i].lemma.lower() for i in tree.within(source) if tree.words[i].upos in ("ADJ", "NOUN", "PROPN")
        }
        plural = is_several(self._tree, source)
        if found.kind == "document" and says <= {lemma}:
            put_out = (s for s in reversed(self._speeches) if lemma in s.papers and s.party.kind in ISSUERS)
            issued = next(put_out, None)
            if issued is not None:
                return issued
        if found.kind not in ("anonymous", "crowd", "body", "media", "document", "person"):
            return None
        for speech in reversed(self._speeches):
            if speech.plural != plural:
                continue
            if says <= speech.words and (speech.party.head == lemma or lemma in speech.words):
                return speech
            if lemma in source_table().media.lemmas and speech.party.kind == "media" and len(says) == 1:
                return speech
        return None


def is_several(tree: Tree, source: Sequence[Range]) -> bool:
    """Whether a source's head is a plural, or "they"."""
    head = head_of(tree, tree.within(source))
    if head is None:
        return False
    if tree.words[head].upos == "PRON":
        return tree.lower(head) in PLURAL
    return tree.lower(head) != tree.words[head].lemma.lower() or tree.child(head, "conj") is not None


def _holds(content: Sequence[Range], span: Range | Span) -> bool:
    return any(c.start <= span.start and span.end <= c.end for c in content)


def _key(each: Party) -> str:
    return each.holder or each.text or ""
