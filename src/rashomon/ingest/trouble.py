"""Rows of `problems` that ingest makes: a stable code, what was wrong, and what to do next."""

from __future__ import annotations

from rashomon.records import Problem, row_id

MESSAGES = {
    "empty": "The file holds no text. Nothing to do if that is so; otherwise save the report again.",
    "binary": "The file holds binary data ({detail}), not text. Save the report as text or as a page (.html).",
    "save_as_text": "{detail} files are not read yet. Save the report as text (.txt) or as a page (.html).",
    "oversized": "{detail}. Raise the size limit ([ingest] limit_mb in case.toml) or split the file.",
    "undecodable": "No character set fits its bytes ({detail}). Save the file again as UTF-8.",
    "vanished": "It was there when the folder was listed and is gone ({detail}). Put it back and build again.",
    "missing": "There is nothing at this path. Check its spelling.",
    "unreadable": "It cannot be opened ({detail}). Check its permissions and build again.",
    "symlink_loop": "This link leads back to a folder that it stands in ({detail}); not followed. Remove the link.",
    "unsupported": "This kind of file ({detail}) is not read. Give .txt, .md, .html, .jsonl, .csv or .parquet.",
    "not_a_report": "Left out: {detail} files are not read from a folder. Give the text as .txt, .md or .html if it is "
    "a report.",
    "character_set": "Read as {detail}. If letters look wrong, save the file again as UTF-8.",
    "page_beyond_extractor": "The page is beyond the limits of lxml and trafilatura ({detail}); all its text was read "
    "by our own walk, and which blocks are body was judged without them.",
    "no_text": "The page holds no visible text: it may need scripts to show any. Save it from a browser "
    "(SingleFile) after it has loaded.",
    "row_unreadable": "This row cannot be read ({detail}). Mend the row and build again.",
    "row_without_text": "This row has no text in the column {detail}. Name the column that has it: --map text=COLUMN.",
    "column_missing": "The table has no column {detail}. Name the column that holds the text: --map text=COLUMN.",
    "table_unreadable": "The table cannot be read ({detail}). Save it again.",
    "known_unreadable": "{detail}. Mend the line in reports.csv or case.toml and build again.",
}
"""Every code of this stage with its message; `{detail}` is filled in."""


def problem(code: str, name: str, detail: str = "", report: str | None = None) -> Problem:
    """The row of `problems` for `name` under `code` (a key of `MESSAGES`)."""
    message = MESSAGES[code].format(detail=detail)
    ident = row_id("problems", "ingest", code, report, name, message)
    return Problem(id=ident, report=report, name=name, stage="ingest", code=code, message=message)
