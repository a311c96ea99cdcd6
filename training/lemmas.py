"""Builds `tables/lemmas.txt`: suffix rules and exceptions for lemmas, from the treebanks' train splits.

`python -m training.lemmas` writes the table and prints its accuracy on the dev splits.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from pathlib import Path

from rashomon.model.lemmas import OPEN_CLASSES, SUFFIX_LENGTHS, TABLE, Lemmas, changed, lemma_key
from training.corpora import lemma_rows

MIN_COUNT, MIN_SHARE = 3, 0.7
HEADER = """\
# Lemmas. Source: UD_English-EWT and UD_English-GUM train splits (CC BY-SA 4.0; GUM without its non-commercial genres),
# written by training/lemmas.py. A line: UPOS, suffix (-ing) or whole form, letters to cut, what to add.
"""


def script(form: str, lemma: str) -> tuple[int, str]:
    """How many letters to cut from the form's end, and what to add, to come to the lemma."""
    same = 0
    while same < min(len(form), len(lemma)) and form[same] == lemma[same]:
        same += 1
    return len(form) - same, lemma[same:]


def built(rows: list[tuple[str, str, str]]) -> list[str]:
    """The table's lines: suffix rules that hold for most forms, shorter first, then the forms that they get wrong."""
    counts: dict[tuple[str, str], Counter[tuple[int, str]]] = defaultdict(Counter)
    for form, upos, lemma in rows:
        counts[upos, lemma_key(form, upos)][script(lemma_key(form, upos), lemma)] += 1
    best = {key: c.most_common(1)[0][0] for key, c in counts.items()}
    suffixes: dict[tuple[str, str], Counter[tuple[int, str]]] = defaultdict(Counter)
    for (upos, form), edit in best.items():
        for n in SUFFIX_LENGTHS:
            if upos in OPEN_CLASSES and len(form) > n and edit[0] <= n and edit[1] == edit[1].lower():
                suffixes[upos, form[-n:]][edit] += 1
    rules: dict[tuple[str, str], tuple[int, str]] = {}
    for upos, suffix in sorted(suffixes, key=lambda k: (len(k[1]), k)):
        votes = suffixes[upos, suffix]
        edit, count = min(votes.items(), key=lambda v: (-v[1], v[0]))
        shorter = next((rules[upos, suffix[i:]] for i in range(1, len(suffix)) if (upos, suffix[i:]) in rules), (0, ""))
        if count >= MIN_COUNT and count >= MIN_SHARE * sum(votes.values()) and edit != shorter:
            rules[upos, suffix] = edit
    lines = [f"{upos}\t-{suffix}\t{cut}\t{add}" for (upos, suffix), (cut, add) in sorted(rules.items())]
    for (upos, form), edit in sorted(best.items()):
        rule = next(
            (rules[upos, form[-n:]] for n in reversed(SUFFIX_LENGTHS) if len(form) > n and (upos, form[-n:]) in rules),
            (0, ""),
        )
        if changed(form, *rule) != changed(form, *edit):
            lines.append(f"{upos}\t{form}\t{edit[0]}\t{edit[1]}")
    return lines


def main() -> None:
    """Write the table, then measure it."""
    rows = [r for name in ("en_ewt-train", "en_gum-train") for r in lemma_rows(name)]
    Path(str(TABLE)).write_text(HEADER + "\n".join(built(rows)) + "\n", encoding="utf-8")
    lemmas = Lemmas()
    for name in ("en_ewt-dev", "en_gum-dev"):
        dev = list(lemma_rows(name))
        right = sum(lemmas.lemma(form, upos) == lemma for form, upos, lemma in dev)
        print(f"{name} lemmas right, gold tags: {100 * right / len(dev):.2f} % of {len(dev)}")


if __name__ == "__main__":
    main()
