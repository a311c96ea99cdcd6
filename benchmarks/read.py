"""`make bench-read`: how fast a build is, stage by stage, on 2,000 news texts, and in how much memory.

Words per second on one core for the stages of one report, then the whole build on one core and on all of them.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path

from benchmarks.results import write_section
from benchmarks.shared import rows, shared

CORPUS = "data/load/outlets.jsonl.gz"
SAMPLE = 200
LARGE = 2000
"""Texts of the build on one core, and of the build on all."""


def stages() -> tuple[dict[str, float], int]:
    """Seconds of each stage of one report over a sample, and its words."""
    from rashomon.annotate import annotate, told
    from rashomon.gazetteer import Gazetteer
    from rashomon.ingest import IngestSettings, ingest
    from rashomon.model import ReadingModel
    from rashomon.parse import Range
    from rashomon.read import read

    spent: dict[str, float] = defaultdict(float)
    words = 0
    model, gazetteer = ReadingModel.load(), Gazetteer.load()
    with tempfile.TemporaryDirectory() as folder:
        for number, row in enumerate(rows(CORPUS, SAMPLE)):
            (Path(folder) / f"{number:04}.txt").write_text(row["text"], encoding="utf-8")
        begun = time.perf_counter()
        documents = [d.document for d in ingest([Path(folder)], IngestSettings()) if d.document]
        spent["ingest"] = time.perf_counter() - begun
    for document in documents:
        marks = [time.perf_counter()]
        reading = read(document)
        marks.append(time.perf_counter())
        report = reading.report
        blocks = [Range(p.start, p.end) for p in told(reading.passages)]
        parse = model.parse(report.id, report.text, blocks)
        marks.append(time.perf_counter())
        annotate(report, reading.passages, parse, gazetteer)
        marks.append(time.perf_counter())
        for name, before, after in zip(("read", "model", "annotate"), marks, marks[1:], strict=False):
            spent[name] += after - before
        words += report.words
    return dict(spent), words


def whole(workers: int, limit: int) -> tuple[float, float, int]:
    """Seconds and peak memory (MB, the largest process) of a build of the corpus' first texts, and its reports."""
    with tempfile.TemporaryDirectory() as folder:
        pile = Path(folder) / "pile.jsonl"
        pile.write_text("".join(json.dumps(row) + "\n" for row in rows(CORPUS, limit)), encoding="utf-8")
        command = [sys.executable, "-m", "rashomon", "build", str(pile), "--map", "published=date"]
        begun = time.perf_counter()
        done = subprocess.run(
            [*command, "--case", f"{folder}/case", "--workers", str(workers), "--json"],
            capture_output=True,
            check=False,
        )
        seconds = time.perf_counter() - begun
        if done.returncode not in (0, 3):
            raise SystemExit(done.stderr.decode())
        import rashomon

        reports = len(rashomon.open(f"{folder}/case").reports)
    return seconds, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024, reports


def cold(reports: Path) -> float:
    """Seconds of a build of a folder from a cold start."""
    with tempfile.TemporaryDirectory() as folder:
        begun = time.perf_counter()
        paths = [str(p) for p in sorted(reports.glob("*.txt"))]
        command = [sys.executable, "-m", "rashomon", "build", *paths, "--case", f"{folder}/case"]
        subprocess.run(command, capture_output=True, check=False)
        return time.perf_counter() - begun


def main() -> None:
    """Time everything and write the section."""
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    spent, words = stages()
    out = ["| stage, one core | words per second |", "| --- | ---: |"]
    out += [f"| {name} | {words / seconds:,.0f} |" for name, seconds in spent.items()]
    out += [f"| all of these | {words / sum(spent.values()):,.0f} |", ""]
    out += ["| build | seconds | reports | peak memory, MB |", "| --- | ---: | ---: | ---: |"]
    for workers, limit in ((1, SAMPLE), (os.cpu_count() or 1, LARGE)):  # memory is the largest child so far
        seconds, memory, reports = whole(workers, limit)
        out.append(f"| {workers} processes | {seconds:,.0f} | {reports:,} | {memory:,.0f} |")
    out += ["", f"The five reports, from a cold start: {cold(shared('reports')):.1f} s."]
    text = "\n".join(out)
    write_section("read", "Speed and memory (`make bench-read`)", text)
    print(text)


if __name__ == "__main__":
    main()
