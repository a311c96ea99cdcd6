"""Who says what on PolNeAR dev: the statements stage against two plain extractors, in one run and on one core.

    .venv/bin/python -m benchmarks.statements [--documents N] [--save DIR] [--measure-rules]

Scored by ../shared/scorers/score_statements.py. The baselines: a quotation with the nearest name, and dependency rules
in the manner of the Gender Gap Tracker (Asr et al. 2021: a verb of saying with its clause and subject, "according to",
floating quotations), both over our own parse. `stage` leaves out statements inside statements, which PolNeAR does not
mark. Prints a table, the speed of the network alone (of the bare encoder `python -m training.bench` tells), and how
often rows are right by their confidence and by the rule that found them; `--measure-rules` writes the latter to
lexicon/statement_rules.toml. Exits with 2 where the corpus or the scorer is absent.
"""

from __future__ import annotations

import argparse
import gzip
import importlib.util
import json
import re
import resource
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import msgspec

from benchmarks import statement_cases
from rashomon.annotate.cues import reporting_verbs
from rashomon.annotate.quoting import quoted_ranges
from rashomon.annotate.statements import StatementReading, statements
from rashomon.annotate.trees import Tree
from rashomon.model import ReadingModel
from rashomon.parse import Parse, Range
from rashomon.records import Passage, Report, Span, Statement

SHARED = Path(__file__).resolve().parents[1] / "../shared"
RULES = Path(__file__).resolve().parents[1] / "src/rashomon/lexicon/statement_rules.toml"
OUR_RULES = (
    "beside marks",
    "closing",
    "continued",
    "headline",
    "inside",
    "lone quotation",
    "noun",
    "opening",
    "syntax",
)
FLOATING_WORDS = 5


class Document(msgspec.Struct, frozen=True):
    """A text with its paragraphs as passages, and its parse."""

    id: str
    report: Report
    passages: tuple[Passage, ...]
    parse: Parse
    tree: Tree


class Found(msgspec.Struct, frozen=True):
    """An attribution as the scorer reads it."""

    source: list[list[int]]
    cue: list[list[int]]
    content: list[list[int]]


class Total(msgspec.Struct, frozen=True):
    """One extractor's figures."""

    name: str
    scores: dict[str, Any]
    words_a_second: float


def paragraphs(text: str) -> list[Range]:
    """The lines of a text that hold more than white space."""
    return [Range(m.start(), m.end()) for m in re.finditer(r"[^\n]+", text) if m.group().strip()]


def documents(lines: Sequence[dict[str, Any]], model: ReadingModel) -> list[Document]:
    """The corpus, parsed."""
    found = []
    for line in lines:
        text = line["text"]
        blocks = paragraphs(text)
        report = Report(id=line["id"], sha256="", names=(line["id"],), words=len(text.split()), text=text)
        passages = tuple(
            Passage(id=str(i), report=line["id"], start=b.start, end=b.end, text=text[b.start : b.end], kind="body")
            for i, b in enumerate(blocks)
        )
        parse = model.parse(line["id"], text, blocks)
        tree = Tree(text, parse)
        found.append(Document(id=line["id"], report=report, passages=passages, parse=parse, tree=tree))
    return found


def pairs(ranges: Sequence[Range | Span]) -> list[list[int]]:
    """Ranges as the scorer reads them."""
    return [[r.start, r.end] for r in ranges]


def by_model(document: Document) -> Iterator[Found]:
    """The reading model's attributions as they are."""
    for each in document.parse.attributions:
        yield Found(source=pairs(each.source), cue=pairs(each.cue), content=pairs(each.content))


def by_stage(document: Document) -> Iterator[Found]:
    """The stage's statements with a cue, those inside others left out."""
    for row in outermost(document):
        yield Found(source=pairs(row.source), cue=pairs(row.cue), content=pairs(row.content))


def read_by_stage(document: Document) -> StatementReading:
    """The stage's reading of a text."""
    return statements(document.report, document.passages, document.parse, (), ())


def outermost(document: Document) -> list[Statement]:
    """The stage's statements with a cue that stand in no other's content: what PolNeAR marks."""
    told = [r for r in read_by_stage(document).rows if r.cue]
    return [
        r
        for r in told
        if not any(c.start <= r.cue[0].start and r.cue[0].end <= c.end for o in told if o is not r for c in o.content)
    ]


def by_quotation_mark(document: Document) -> Iterator[Found]:
    """Each quotation of more than a few words, to the nearest person or body named in its paragraph."""
    for passage in document.passages:
        names = [n for n in document.parse.names if passage.start <= n.start < passage.end]
        for quoted in quoted_ranges(document.report.text, passage.start, passage.end):
            if len(document.report.text[quoted.start : quoted.end].split()) < FLOATING_WORDS:
                continue
            outside = [n for n in names if n.end <= quoted.start or n.start >= quoted.end]
            nearest = min(
                outside, key=lambda n: min(abs(n.start - quoted.end), abs(quoted.start - n.end)), default=None
            )
            source = [[nearest.start, nearest.end]] if nearest else []
            yield Found(source=source, cue=[], content=[[quoted.start, quoted.end]])


def by_dependency_rule(document: Document) -> Iterator[Found]:
    """A verb of saying with its clause and subject, "according to", and quotations that float before or after them."""
    tree = document.tree
    taken: list[Range] = []
    last: list[list[int]] = []
    for found in _syntactic(tree):
        taken += [Range(*c) for c in found.content]
        yield found
    for quoted in (q for p in document.passages for q in quoted_ranges(tree.text, p.start, p.end)):
        words = tree.text[quoted.start : quoted.end].split()
        if len(words) >= FLOATING_WORDS and not any(t.start < quoted.end and quoted.start < t.end for t in taken):
            last = _speaker_before(document, quoted) or last
            yield Found(source=last, cue=[], content=[[quoted.start, quoted.end]])


def _syntactic(tree: Tree) -> Iterator[Found]:
    for index, word in enumerate(tree.words):
        if word.upos == "VERB" and word.lemma.lower() in reporting_verbs():
            subject, clause = tree.child(index, "nsubj"), tree.child(index, "ccomp", "parataxis")
            content = tree.under(clause) if clause is not None else []
            if clause is None and word.deprel == "parataxis" and word.head >= 0:
                content = tree.under(word.head, keep=index)
            if subject is not None and content:
                yield _found(tree, tree.under(subject), [index], content)
        elif tree.lower(index) == "according" and word.head >= 0 and tree.words[word.head].head >= 0:
            party = word.head
            source = [i for i in tree.under(party) if i > index + 1]
            yield _found(tree, source, [index, index + 1], tree.under(tree.words[party].head, keep=party))


def _found(tree: Tree, source: Sequence[int], cue: Sequence[int], content: Sequence[int]) -> Found:
    return Found(source=pairs(tree.ranges(source)), cue=pairs(tree.ranges(cue)), content=pairs(tree.ranges(content)))


def _speaker_before(document: Document, quoted: Range) -> list[list[int]]:
    near = [n for n in document.parse.names if n.label == "Person" and 0 <= quoted.start - n.end < 200]
    return [[near[-1].start, near[-1].end]] if near else []


def scorer() -> ModuleType:
    """The corpus's scorer as a module; exits with 2 where it is absent."""
    path = SHARED / "scorers/score_statements.py"
    spec = importlib.util.spec_from_file_location("score_statements", path)
    if not path.is_file() or spec is None or spec.loader is None:
        sys.exit(_absent(path))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _absent(path: Path) -> int:
    print(f"{path} is absent: this benchmark needs the corpora beside the repository", file=sys.stderr)
    return 2


def measured(
    name: str, extract: Callable[[Document], Iterator[Found]], texts: Sequence[Document], gold: dict[str, Any],
    parsing: float, save: Path | None,
) -> Total:  # fmt: skip
    """One extractor's scores and its speed, the parse included."""
    start = time.perf_counter()
    lines = [{"id": d.id, "attributions": msgspec.to_builtins(list(extract(d)))} for d in texts]
    spent = time.perf_counter() - start + parsing
    if save is not None:
        (save / f"{name}.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    scores = scorer().score(gold, {line["id"]: line for line in lines})
    return Total(name=name, scores=scores, words_a_second=sum(d.report.words for d in texts) / spent)


def reliability(texts: Sequence[Document], gold: dict[str, Any]) -> str:
    """How often rows are right (content and source meet an annotated one) by the confidence they carry, and the
    expected calibration error over tenths.
    """
    bins: dict[int, list[tuple[float, bool]]] = {}
    for document in texts:
        marked = _marked(document, gold)
        for each in outermost(document):
            tenth = -1 if each.confidence is None else min(int(each.confidence * 10), 9)
            bins.setdefault(tenth, []).append((each.confidence or 0.0, _is_right(document, each, marked)))
    sure = [row for tenth, rows in bins.items() if tenth >= 0 for row in rows]
    error = sum(
        abs(sum(c for c, _ in rows) - sum(r for _, r in rows)) for tenth, rows in bins.items() if tenth >= 0
    ) / max(len(sure), 1)
    lines = [
        f"{'without' if tenth < 0 else f'{tenth / 10:.1f} to {tenth / 10 + 0.1:.1f}':<16}"
        f"{len(rows):>9}{100 * sum(r for _, r in rows) / len(rows):>9.1f} % right"
        for tenth, rows in sorted(bins.items())
    ]
    return "\n".join([*lines, f"expected calibration error {error:.3f}"])


Spans = list[list[list[tuple[int, int]]]]


def _marked(document: Document, gold: dict[str, Any]) -> Spans:
    """Content and source of every annotated attribution of a text, one after the other."""
    score, text = scorer(), document.report.text
    return [
        [score.normal_span(text, a["content"]), score.normal_span(text, a["source"])]
        for a in gold[document.id]["attributions"]
    ]


def _is_right(document: Document, each: Statement, marked: Spans) -> bool:
    score, text = scorer(), document.report.text
    told = [score.normal_span(text, pairs(part)) for part in (each.content, each.source)]
    return any(all(score.iou(x, y) >= 0.5 for x, y in zip(told, m, strict=True)) for m in marked)


def _is_covered(document: Document, each: Statement, marked: Spans) -> bool:
    """Whether annotated contents hold half of a row or more."""
    inside = {i for content, _ in marked for start, end in content for i in range(start, end)}
    own = [i for span in each.content for i in range(span.start, span.end)]
    return 2 * sum(i in inside for i in own) >= len(own)


def by_rule(texts: Sequence[Document], gold: dict[str, Any], model: ReadingModel) -> dict[str, list[bool]]:
    """Whether each row that no model vouches for is right, by its rule.

    On PolNeAR dev a row with a source is right like any other; one without (a lone quotation, an unmarked continuation)
    where annotated contents hold it; the outlet's own where they do not. What PolNeAR does not mark (statements inside
    statements, headlines) and what it has few of is counted on the open rows of the case banks, where all of a row must
    be right.
    """
    found: dict[str, list[bool]] = {rule: [] for rule in OUR_RULES}
    for document in texts:
        marked, reading = _marked(document, gold), read_by_stage(document)
        outer = {row.id for row in outermost(document)}
        for each in reading.rows:
            rule = "outlet" if each.voice == "outlet" and not each.cue else reading.rules.get(each.id, "")
            if rule == "outlet":
                found.setdefault(rule, []).append(not _is_covered(document, each, marked))
            elif rule in ("continued", "lone quotation"):
                found.setdefault(rule, []).append(_is_covered(document, each, marked))
            elif rule not in ("", "inside") and each.id in outer:
                found.setdefault(rule, []).append(_is_right(document, each, marked))
    for case in (*statement_cases.bank(), *(c for c in statement_cases.blind() if not statement_cases.is_held_back(c))):
        reading = statement_cases.reading(model, case)
        row = statement_cases.row_of(case, reading.rows)
        rule = reading.rules.get(row.id, "") if row is not None else ""
        if rule in ("inside", "headline", "continued", "noun"):
            found.setdefault(rule, []).append(not statement_cases.faults(case, reading.rows))
    return found


def rule_table(found: dict[str, list[bool]], version: str) -> str:
    """lexicon/statement_rules.toml: for each rule the share of its rows that were right, one added to either side."""
    lines = [
        "# How often the rows of each rule are right, one right and one wrong row added to those counted. Written by",
        "# `python -m benchmarks.statements --measure-rules`; not chosen by hand.",
    ]
    for rule, right in sorted(found.items()):
        share = (sum(right) + 1) / (len(right) + 2)
        counted = "open rows of benchmarks/cases" if rule in ("inside", "headline") else "PolNeAR dev"
        if rule in ("continued", "noun"):
            counted = "PolNeAR dev and open rows of benchmarks/cases"
        lines += ["", "[[rule]]", f'name = "{rule}"', f"confidence = {share:.2f}", f"rows = {len(right)}"]
        lines.append(f'source = "{counted}, reading model {version}"')
    return "\n".join(lines) + "\n"


def network_speed(texts: Sequence[Document], model: ReadingModel) -> float:
    """Words a second of the network alone over the same texts, no head decoded."""
    start = time.perf_counter()
    for document in texts:
        model.read(model.divided(document.report.text, paragraphs(document.report.text))[1])
    return sum(d.report.words for d in texts) / (time.perf_counter() - start)


def row(total: Total) -> str:
    """One line of the table."""
    exact, cue = total.scores["exact"], total.scores["attribution_recall_by_cue"]
    figures = [
        total.scores["attribution"]["precision"], total.scores["attribution"]["recall"],
        total.scores["attribution"]["f1"], total.scores["content_only"]["f1"],
        *(exact[role]["f1"] for role in ("source", "cue", "content")),
        cue["reporting_verb"]["recall"], cue["other"]["recall"],
    ]  # fmt: skip
    return f"{total.name:<16}" + "".join(f"{f:9.1f}" for f in figures) + f"{total.words_a_second:9.0f}"


def main() -> int:
    """Print the table."""
    arguments = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    arguments.add_argument("--documents", type=int, default=None, metavar="N", help="only the first N documents")
    arguments.add_argument("--save", type=Path, default=None, metavar="DIR", help="write the predictions there")
    arguments.add_argument("--measure-rules", action="store_true", help="write lexicon/statement_rules.toml")
    chosen = arguments.parse_args()
    corpus = SHARED / "data/polnear/dev.jsonl.gz"
    if not corpus.is_file():
        return _absent(corpus)
    with gzip.open(corpus, "rt", encoding="utf-8") as lines:
        read = [json.loads(line) for line in lines][: chosen.documents]
    gold = {line["id"]: line for line in read}
    model = ReadingModel.load()
    start = time.perf_counter()
    texts = documents(read, model)
    parsing = time.perf_counter() - start
    heads = ("P", "R", "F1", "content", "source", "cue", "content", "verb R", "other R", "words/s")
    print(f"{'PolNeAR dev':<16}" + "".join(f"{h:>9}" for h in heads))
    for name, extract in (
        ("quotation mark", by_quotation_mark), ("dependency rule", by_dependency_rule),
        ("model", by_model), ("stage", by_stage),
    ):  # fmt: skip
        print(row(measured(name, extract, texts, gold, parsing, chosen.save)))
    print(f"{'network':<16}{network_speed(texts, model):81.0f}")
    print(f"\n{'confidence':<16}{'rows':>9}")
    print(reliability(texts, gold))
    rules = by_rule(texts, gold, model)
    print(f"\n{'rule':<16}{'rows':>9}")
    for name, right in sorted(rules.items()):
        print(f"{name:<16}{len(right):>9}{100 * sum(right) / max(len(right), 1):>9.1f} % right")
    if chosen.measure_rules:
        RULES.write_text(rule_table(rules, model.version), encoding="utf-8")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{len(texts)} documents, model {model.version}, peak memory {peak:.0f} MiB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
