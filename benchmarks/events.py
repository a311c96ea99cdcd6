"""Figures for events and incidents.

    python -m benchmarks.events [plover] [ecb] [guns] [factuality] [speed] [--every K [--first N]]  (all by default)

plover      types on ../shared/data/plover (train to build, dev to report): of the sentences whose relation the contract
            has as an event, those with an event of the labelled type, and of those with any, those with the right one
ecb         ../shared/data/ecbplus dev: gold event mentions of the selected sentences found; clusters by score_coref,
            every mention counted, beside those found alone; incidents that hold two happenings of a topic
guns        ../shared/data/gun_violence/checked, every report in one pile: pairs of reports of one incident that share
            their chief incident, pairs of different incidents that do; the incident's day. With --every K the incidents
            of the unchecked file instead, every K-th from the N-th on: to develop on
factuality  UW and MEANTIME dev: Pearson's r and mean absolute error of what tense, polarity and certainty come to
speed       clustering of 120,000 events in 2,000 reports made of the above
"""

from __future__ import annotations

import argparse
import os
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from statistics import mean
from typing import Any

import msgspec
from msgspec.structs import replace

os.environ.setdefault("OMP_NUM_THREADS", "1")

from benchmarks.shared import rows, scorer, shared
from rashomon.annotate import Annotations, annotate
from rashomon.gazetteer import Gazetteer
from rashomon.link import Links, link
from rashomon.link.incidents_compare import kilometres_apart
from rashomon.model import ReadingModel
from rashomon.parse import Range
from rashomon.records import Event, EventType, Incident, Interval, Passage, Report

# The data's labels, and the contract's types that a relation so labelled may come to (README of the corpus: YIELD is
# CONCEDE and RETREAT; intentions count as AGREE, REJECT, THREATEN). Verbs of saying are statements, so ACCUSE, REJECT,
# REQUEST, SUPPORT and THREATEN are mostly no events here and are left out of the recall.
PLOVER: Mapping[str, tuple[EventType, ...]] = {
    "YIELD": ("CONCEDE", "RETREAT"),
    "ASSAULT": ("ASSAULT",),
    "COERCE": ("COERCE", "SANCTION"),
    "AGREE": ("AGREE",),
    "AID": ("AID",),
    "CONSULT": ("CONSULT",),
    "SANCTION": ("SANCTION", "COERCE"),
    "MOBILIZE": ("MOBILIZE",),
    "PROTEST": ("PROTEST",),
    "COOPERATE": ("COOPERATE",),
}


class Document(msgspec.Struct, frozen=True):
    """A report with its passages, and the corpus's row that it is of."""

    report: Report
    passages: tuple[Passage, ...]
    gold: dict[str, Any]


class Reader:
    """The reading model and the gazetteer, loaded once."""

    def __init__(self) -> None:
        self.model, self.gazetteer = ReadingModel.load(), Gazetteer.load()

    def read(self, document: Document) -> Annotations:
        """All rows of a document."""
        blocks = [Range(p.start, p.end) for p in document.passages if p.kind != "boilerplate"]
        parse = self.model.parse(document.report.id, document.report.text, blocks)
        return annotate(document.report, document.passages, parse, self.gazetteer)


def document(name: str, text: str, gold: dict[str, Any], cuts: Sequence[int], **known: Any) -> Document:
    """A document whose passages begin at `cuts`; `known` are fields of its report, and `first` its first's kind."""
    first = known.pop("first", "body")
    report = Report(id=f"R-{name}", sha256=name, names=(name,), words=len(text.split()), text=text, **known)
    ends = [*cuts[1:], len(text)]
    passages = tuple(
        Passage(id=f"P-{k}", report=report.id, start=a, end=b, text=text[a:b], kind=first if k == 0 else "body")
        for k, (a, b) in enumerate(zip(cuts, ends, strict=True))
    )
    return Document(report, passages, gold)


def linked(documents: Sequence[Document], read: Mapping[str, Annotations]) -> Links:
    """The pile linked."""
    texts = {d.report.id: d.report.text for d in documents}
    passages = {d.report.id: d.passages for d in documents}
    return link([d.report for d in documents], read, passages, {}, texts.__getitem__)


def plover(reader: Reader) -> None:
    """Types of single sentences."""
    for split in ("train", "dev"):
        right: Counter[str] = Counter()
        some: Counter[str] = Counter()
        total: Counter[str] = Counter()
        for row in rows(f"data/plover/plv_{split}.jsonl.gz"):
            label = row["label"]
            if label not in PLOVER:
                continue
            total[label] += 1
            found = {e.type for e in reader.read(document(row["id"], row["text"], row, [0])).events} - {"OTHER"}
            some[label] += bool(found)
            right[label] += bool(found & set(PLOVER[label]))
        each = ", ".join(f"{k.lower()} {right[k]}/{some[k]}/{n}" for k, n in sorted(total.items()))
        share = 100 * right.total() / some.total()
        print(f"plover {split}: with an event of the label's type {100 * right.total() / total.total():.1f} %; "
              f"of those with any event {share:.1f} %")  # fmt: skip
        print(f"  right/any/all: {each}")


def ecb_documents(split: str) -> list[Document]:
    """ECB+ documents, a sentence a passage; the address before the newer ones is boilerplate."""
    found = []
    for row in rows(f"data/ecbplus/{split}.jsonl.gz"):
        cuts = [0, *(a for a, _ in row["sentences"][1:])]
        first = "boilerplate" if "plus" in row["doc"] else "body"
        found.append(document(row["doc"], row["text"], row, cuts, first=first))
    return found


def ecb(reader: Reader, split: str = "dev") -> None:
    """Events found and incidents as clusters of them."""
    documents = ecb_documents(split)
    read = {d.report.id: reader.read(d) for d in documents}
    links = linked(documents, read)
    group = {a.row: a.group for a in links.incident_of}
    gold: dict[str, str] = {}
    told: dict[str, str] = {}
    first: dict[str, str] = {}
    found, every, ours, right = 0, 0, 0, 0
    for each in documents:
        events = read[each.report.id].events
        hit = set()
        for mention in each.gold["mentions"]:
            if not (mention["is_event"] and mention["selected"]):
                continue
            gold[mention["id"]] = mention["cluster"]
            here = [e for e in events if mention["start"] <= e.span.start < mention["end"]]
            hit |= {e.id for e in here}
            every += mention["type"] == "ACTION_OCCURRENCE"
            found += mention["type"] == "ACTION_OCCURRENCE" and bool(here)
            told[mention["id"]] = group.get(here[0].id, here[0].id) if here else f"none-{mention['id']}"
            first.update({mention["id"]: here[0].id} if here else {})
        chosen = [each.gold["sentences"][i] for i in each.gold["selected_sentences"]]
        inside = [e for e in events if any(a <= e.span.start < b for a, b in chosen)]
        ours, right = ours + len(inside), right + sum(e.id in hit for e in inside)
    print(f"ecb {split}: occurrences found {100 * found / every:.1f} % ({found}/{every}); "
          f"our triggers that are marked {100 * right / ours:.1f} % ({right}/{ours})")  # fmt: skip
    met = {m for m in gold if not told[m].startswith("none-")}
    _clusters("every gold mention", gold, told)
    _clusters("those found", {m: gold[m] for m in met}, {m: told[m] for m in met})
    kind = {e.id: e.mode or e.type for rows_ in read.values() for e in rows_.events}
    by_kind = {m: f"{told[m]}|{kind.get(first.get(m, ''), '')}" for m in met}
    _clusters("those found, by incident and mode (ECB+ has shot and death as two)", {m: gold[m] for m in met}, by_kind)
    lemmas = _same_lemma(documents)
    _clusters("those found, same head lemma in a topic", {m: gold[m] for m in met}, {m: lemmas[m] for m in met})
    subtopic = {d.report.id: d.gold["subtopic"] for d in documents}
    many = [i for i in links.incidents if len(i.reports) > 1]
    mixed = [i for i in many if len({subtopic[r] for r in i.reports}) > 1]
    print(f"  incidents in two and more reports {len(many)}, of which over both happenings of a topic {len(mixed)}")


def _same_lemma(documents: Sequence[Document]) -> dict[str, str]:
    """The baseline of the corpus's README: mentions of one head lemma within a topic are one."""
    baseline = scorer("baseline_ecb_lemma")
    trees = [str(shared(f"data/syntax/en_{name}-train.conllu.gz")) for name in ("ewt", "gum")]
    lemmas, tags = baseline.lexicon(trees)
    return {
        m["id"]: f"{d.gold['topic']}|{baseline.head_lemma(baseline.mention_text(d.gold, m), lemmas, tags)}"
        for d in documents
        for m in d.gold["mentions"]
    }


def _clusters(name: str, gold: dict[str, str], told: dict[str, str]) -> None:
    figures = scorer("score_coref").score(gold, told)
    parts = ", ".join(
        f"{k} {figures[k]['precision']:.1f}/{figures[k]['recall']:.1f}/{figures[k]['f1']:.1f}"
        for k in ("muc", "b3", "ceaf_e")
    )
    print(f"  {name}: {parts}; CoNLL F1 {figures['conll_f1']:.2f}")


def gun_documents(sample: slice | None = None) -> list[Document]:
    """Reports on shootings that pass the data's own sieve, title first: the checked ones, or a sample of the others."""
    found = []
    name = "checked" if sample is None else "unchecked"
    for row in list(rows(f"data/gun_violence/{name}.jsonl.gz"))[sample or slice(None)]:
        for each in row["reports"]:
            about = each["names_place"] or each["names_participant"]
            if not (each["checked"] == (sample is None) and each["speaks_of_guns"] and about):
                continue
            title = each["title"] or ""
            text = f"{title}\n\n{each['text']}" if title else each["text"]
            cuts = [0, *(m for m in _lines(text) if m)]
            day = each["published"]
            published = Interval(earliest=day, latest=day) if day else None
            first = "title" if title else "body"
            found.append(document(each["id"][:12], text, row, cuts, first=first, published=published))
    return found


def _lines(text: str) -> Iterable[int]:
    """Where each line with words begins."""
    at = 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            yield at
        at += len(line)


def guns(reader: Reader, sample: slice | None = None) -> None:
    """Reports of one incident together, of two apart; the incident's day."""
    documents = gun_documents(sample)
    read = {d.report.id: reader.read(d) for d in documents}
    links = linked(documents, read)
    gold = {d.report.id: d.gold for d in documents}
    chief, told = chief_incidents(read, links)
    names = sorted(gold)
    pairs = [(a, b) for i, a in enumerate(names) for b in names[i + 1 :]]
    same = [(a, b) for a, b in pairs if gold[a]["incident"] == gold[b]["incident"]]
    other = [(a, b) for a, b in pairs if gold[a]["incident"] != gold[b]["incident"]]
    together = [p for p in same if p[0] in chief and chief.get(p[0]) == chief.get(p[1])]
    wrong = [p for p in other if p[0] in chief and chief.get(p[0]) == chief.get(p[1])]
    print(f"guns: {len(documents)} reports, {len({g['incident'] for g in gold.values()})} incidents, "
          f"{len(chief)} reports with an incident of violence or mishap")  # fmt: skip
    share = 100 * len(together) / max(1, len(together) + len(wrong))
    print(f"  pairs with one chief incident: precision {share:.1f} %, recall {100 * len(together) / len(same):.1f} % "
          f"({len(together)} of {len(same)}, {len(wrong)} wrong)")  # fmt: skip
    any_right = sum(bool(told[a] & told[b]) for a, b in same)
    any_wrong = sum(bool(told[a] & told[b]) for a, b in other)
    print(f"  pairs with any incident in common: recall {100 * any_right / len(same):.1f} %, {any_wrong} wrong")
    _days(documents, chief, {i.id: i for i in links.incidents})


def chief_incidents(read: Mapping[str, Annotations], links: Links) -> tuple[dict[str, str], dict[str, set[str]]]:
    """For each report the incident that most of its events of violence or mishap are in, and all of them."""
    group = {a.row: a.group for a in links.incident_of}
    chief, told = {}, defaultdict(set)
    for report, rows_ in read.items():
        count = Counter(group[e.id] for e in rows_.events if e.id in group and e.type in ("ASSAULT", "ACCIDENT"))
        told[report] = set(count)
        if count:
            chief[report] = min(count, key=lambda i: (-count[i], i))
    return chief, told


def _days(documents: Sequence[Document], chief: Mapping[str, str], incidents: Mapping[str, Incident]) -> None:
    """How often the incident's interval is the gold day, and within three days, and its place the gold city.

    Incidents in the order of their days; the even ones are developed on, the odd ones confirm.
    """
    by_gold: dict[str, list[Document]] = defaultdict(list)
    for each in documents:
        by_gold[each.gold["incident"]].append(each)
    ordered = sorted(by_gold.values(), key=lambda group: (group[0].gold["date"], group[0].gold["incident"]))
    for name, half in (("all", ordered), ("even", ordered[::2]), ("odd", ordered[1::2])):
        count: Counter[str] = Counter()
        for group in half:
            count.update(k for k, holds in _facts(group, chief, incidents).items() if holds)
        told = {k: f"{100 * count[k] / len(half):.1f}" for k in FACTS}
        first = f"first publication: {told['first exact']} and {told['first within']} %"
        near = f"by name or within {NEAR_KM:.0f} km {told['near']} %"
        print(f"  {name} ({len(half)}): day exact {told['exact']} %, within three {told['within']} % ({first}); "
              f"city by name {told['city']} %, {near}")  # fmt: skip


FACTS = ("exact", "within", "first exact", "first within", "city", "near")
NEAR_KM = 25.0


def _facts(group: Sequence[Document], chief: Mapping[str, str], incidents: Mapping[str, Incident]) -> dict[str, bool]:
    """What is right of one gold incident, by the incident that is the chief one of most of its reports."""
    gold = group[0].gold
    true = date.fromisoformat(gold["date"])
    days = [d.report.published.earliest for d in group if d.report.published and d.report.published.earliest]
    apart = (date.fromisoformat(min(days)) - true).days if days else 99
    found = {"first exact": apart == 0, "first within": abs(apart) <= 3}
    votes = Counter(chief[d.report.id] for d in group if d.report.id in chief)
    if not votes:
        return found
    row = incidents[min(votes, key=lambda i: (-votes[i], i))]
    gaps = _gaps(row.interval, true)
    named = bool(row.place and _folded_name(row.place.name) in _cities(gold["city_or_county"] or ""))
    km = kilometres_apart(row.place.lat, row.place.lon, gold["lat"], gold["lon"]) if row.place else None
    return found | {
        "exact": gaps == [0, 0],
        "within": bool(gaps) and max(map(abs, gaps)) <= 3,
        "city": named,
        "near": named or (km is not None and km <= NEAR_KM),
    }


def _cities(gold: str) -> set[str]:
    """The names of the gold city: of "Dalby (Orrin)", a town and its larger neighbour, either is right; "(county)"
    beside a name is none.
    """
    return {_folded_name(name) for name in gold.removesuffix(")").split(" (")} - {"county"}


def _folded_name(name: str) -> str:
    """A town's name as it is compared: "Saint Louis" is "St. Louis", "Dalby-Orrin" is "Dalby Orrin"."""
    return name.lower().replace("st. ", "saint ").replace("-", " ")


def _gaps(interval: Interval | None, true: date) -> list[int]:
    """How many days both ends lie from the true day; empty where an end is open."""
    if interval is None or not interval.earliest or not interval.latest:
        return []
    return [(date.fromisoformat(e[:10]) - true).days for e in (interval.earliest, interval.latest)]


def factuality(reader: Reader) -> None:
    """What our tense, polarity and certainty come to on the scale from -3 to 3."""
    for name in ("uw_dev", "meantime_dev", "uds_ih2_dev"):
        pairs = []
        for row in rows(f"data/factuality/{name}.jsonl.gz"):
            events = reader.read(document(row["id"], row["text"], row, [0])).events
            at = {e.span.start: e for e in events}
            pairs += [(g["factuality"], _scale(at[g["start"]])) for g in row["events"] if g["start"] in at]
        gold, ours = [g for g, _ in pairs], [o for _, o in pairs]
        error = mean(abs(g - o) for g, o in pairs)
        constant = mean(abs(g - 3) for g in gold)
        print(f"factuality {name}: {len(pairs)} events in common, r {_pearson(gold, ours):.3f}, "
              f"mean absolute error {error:.2f} (always 3: {constant:.2f})")  # fmt: skip


def _scale(event: Event) -> float:
    certain = {"certain": 3.0, "probable": 2.0, "possible": 1.0, "unknown": 0.0}[event.certainty]
    if event.tense == "future":
        certain = min(certain, 0.5)
    return -certain if event.polarity == "negative" else certain


def _pearson(a: Sequence[float], b: Sequence[float]) -> float:
    x, y = mean(a), mean(b)
    top = sum((p - x) * (q - y) for p, q in zip(a, b, strict=True))
    low = (sum((p - x) ** 2 for p in a) * sum((q - y) ** 2 for q in b)) ** 0.5
    return top / low if low else 0.0


def speed(reader: Reader) -> None:
    """2,000 reports with 60 events each: shootings told again under other names."""
    from rashomon.link.dates import narrowed
    from rashomon.link.entities import entities
    from rashomon.link.incidents import incidents

    documents = gun_documents()[:200]
    read = {d.report.id: reader.read(d) for d in documents}
    reports, copies = [], {}
    for turn in range(10):
        for each in documents:
            name = f"{each.report.id}-{turn}"
            reports.append(replace(each.report, id=name))
            copies[name] = _renamed(read[each.report.id], name)
    texts = {r.id: r.text for r in reports}
    times = narrowed(reports, copies, texts.__getitem__).times
    who = entities({r: a.mentions for r, a in copies.items()}, reports, {}, texts.__getitem__)
    began = time.perf_counter()
    solution = incidents(reports, copies, times, who, texts.__getitem__)
    seconds = time.perf_counter() - began
    count = sum(len(a.events) for a in copies.values())
    print(f"speed: {count} events of {len(reports)} reports to {len(solution.incidents)} incidents in {seconds:.1f} s")


def _renamed(rows_: Annotations, name: str) -> Annotations:
    """A report's rows under another name, with as many events as make sixty."""
    told = msgspec.json.encode(rows_).decode().replace(rows_.report, name)
    for letter in "MTLQAES":
        told = told.replace(f'"{letter}-', f'"{letter}-{name[-6:]}')
    again = msgspec.json.decode(told, type=Annotations)
    events = [replace(e, id=f"{e.id}-{k}") for k in range(1 + 60 // max(1, len(again.events))) for e in again.events]
    return replace(again, events=tuple(events[:60]))


PARTS: Mapping[str, Callable[[Reader], None]] = {
    "plover": plover,
    "ecb": ecb,
    "guns": guns,
    "factuality": factuality,
    "speed": speed,
}


def main() -> None:
    """The parts named, or all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", metavar="PART", choices=[*PARTS, []])
    parser.add_argument("--every", type=int, metavar="K")
    parser.add_argument("--first", type=int, default=0, metavar="N")
    told = parser.parse_args()
    reader = Reader()
    for part in told.parts or PARTS:
        if part == "guns" and told.every:
            guns(reader, slice(told.first, None, told.every))
        else:
            PARTS[part](reader)


if __name__ == "__main__":
    main()
