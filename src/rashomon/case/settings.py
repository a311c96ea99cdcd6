"""`case.toml`: what a person says of a case. A word it does not know is told as a problem, and the rest counts."""

from __future__ import annotations

import calendar
import datetime
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

from rashomon.errors import InputError
from rashomon.records import Interval, Problem, row_id

TEMPLATE = """\
# A case of Rashomon. Everything here may be left out.
# title = "Explosion at the harbour"

# Names that mean the same: the name to show, and what else it goes by.
# [aliases]
# "World Health Organization" = ["WHO", "the UN health agency"]

# What you know of a report; it stands above what was read. A date is a day, a month, a year,
# or two of them with a slash between.
# [report."02.txt"]
# outlet = "The Morning Post"
# published = "2016-02-26"
# url = "https://example.org/story"

# [ingest]
# limit_mb = 50
# map = { text = "body", published = "date" }
"""

DEFAULT_LIMIT_MB = 50.0
DATE = r"(\d{4})(?:-(\d{2})(?:-(\d{2})(T\d{2}:\d{2})?)?)?"


class ReportFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What a person knows of a report; None where nothing was said."""

    outlet: str | None = None
    published: Interval | None = None
    url: str | None = None


class CaseSettings(msgspec.Struct, frozen=True, kw_only=True):
    """`case.toml`, read. `problems` names what was not understood."""

    title: str | None = None
    aliases: dict[str, tuple[str, ...]] = {}
    reports: dict[str, ReportFacts] = {}
    """By the name under which a report came in (`02.txt`, `pile.jsonl#17`)."""
    gazetteer: Path | None = None
    """A table of places of the user's own; absolute, or from the case's folder."""
    limit_mb: float = DEFAULT_LIMIT_MB
    """The largest file to read, in millions of bytes."""
    columns: dict[str, str] = {}
    """For tables: our field to their column (`text` to `body`)."""
    problems: tuple[Problem, ...] = ()


def settings_from(path: Path) -> CaseSettings:
    """The settings in a `case.toml`; the defaults where there is no such file.

    Raises InputError where the file is no TOML.
    """
    try:
        told = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return CaseSettings()
    except (OSError, ValueError) as error:
        raise InputError(f"{path} cannot be read as TOML ({error}): mend it; an empty file will do") from error
    return _Reader(path.parent).settings(told)


def stated_interval(value: object) -> Interval | None:
    """A date as a person writes it: `2016`, `2016-02`, `2016-02-26`, `2016-02-26T14:30`, or two with a slash between.

    None where it is none of these. Also takes a date of TOML. Both ends are inclusive.
    """
    if isinstance(value, datetime.datetime):
        value = value.strftime("%Y-%m-%dT%H:%M")
    elif isinstance(value, datetime.date):
        value = value.isoformat()
    if not isinstance(value, str):
        return None
    first, _, last = value.strip().partition("/")
    ends = (_ends(first), _ends(last or first))
    if ends[0] is None or ends[1] is None or ends[0][0] > ends[1][1]:
        return None
    return Interval(earliest=ends[0][0], latest=ends[1][1])


def _ends(date: str) -> tuple[str, str] | None:
    """The first and last day (or minute) of a date."""
    found = re.fullmatch(DATE, date.strip(), re.ASCII)
    if not found:
        return None
    year, month, day, clock = found[1], found[2], found[3], found[4] or ""
    first, last = month or "01", month or "12"
    try:
        days = calendar.monthrange(int(year), int(last))[1]
        datetime.datetime.fromisoformat(f"{year}-{first}-{day or '01'}{clock}")
    except ValueError:
        return None
    return f"{year}-{first}-{day or '01'}{clock}", f"{year}-{last}-{day or days}{clock}"


class _Reader:
    """One reading of a `case.toml`; gathers problems on the way."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._problems: list[Problem] = []

    def settings(self, told: Mapping[str, Any]) -> CaseSettings:
        self._only("", told, "title", "aliases", "report", "gazetteer", "ingest")
        ingest = self._taken(told, "ingest", dict, "a table") or {}
        self._only("ingest.", ingest, "limit_mb", "map")
        places = self._taken(told, "gazetteer", dict, "a table") or {}
        self._only("gazetteer.", places, "file")
        file = self._taken(places, "file", str, "a path", "gazetteer.")
        limit = self._taken(ingest, "limit_mb", (int, float), "a number", "ingest.")
        return CaseSettings(
            title=self._taken(told, "title", str, "a string"),
            aliases=self._aliases(self._taken(told, "aliases", dict, "a table") or {}),
            reports=self._reports(self._taken(told, "report", dict, "a table") or {}),
            gazetteer=self._folder / file if file else None,
            limit_mb=DEFAULT_LIMIT_MB if limit is None else float(limit),
            columns=self._columns(self._taken(ingest, "map", dict, "a table", "ingest.") or {}),
            problems=tuple(self._problems),
        )

    def _aliases(self, told: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
        aliases = {}
        for name, others in told.items():
            listed = [others] if isinstance(others, str) else others
            if isinstance(listed, list) and all(isinstance(each, str) for each in listed):
                aliases[name] = tuple(listed)
            else:
                self._tell("bad_setting", f"aliases.{name} must be a list of names")
        return aliases

    def _columns(self, told: Mapping[str, Any]) -> dict[str, str]:
        for name, value in told.items():
            if not isinstance(value, str):
                self._tell("bad_setting", f"ingest.map.{name} must be the name of a column")
        return {name: value for name, value in told.items() if isinstance(value, str)}

    def _reports(self, told: Mapping[str, Any]) -> dict[str, ReportFacts]:
        return {name: self._facts(name, facts) for name, facts in told.items() if self._is_table(name, facts)}

    def _is_table(self, name: str, facts: object) -> bool:
        if not isinstance(facts, dict):
            self._tell(
                "bad_setting", f'[report."{name}"] must be a table; a name with a full stop needs quotation marks'
            )
        return isinstance(facts, dict)

    def _facts(self, name: str, told: Mapping[str, Any]) -> ReportFacts:
        where = f'report."{name}".'
        self._only(where, told, "outlet", "published", "url")
        published = stated_interval(told.get("published"))
        if "published" in told and published is None:
            self._tell(
                "bad_setting", f"{where}published must be a date as 2016-02-26, 2016-02, 2016, or two with a slash"
            )
        outlet = self._taken(told, "outlet", str, "a string", where)
        return ReportFacts(outlet=outlet, published=published, url=self._taken(told, "url", str, "a string", where))

    def _taken(self, told: Mapping[str, Any], name: str, kind: Any, words: str, where: str = "") -> Any:
        value = told.get(name)
        if value is None or (isinstance(value, kind) and not isinstance(value, bool)):
            return value
        self._tell("bad_setting", f"{where}{name} must be {words}: it is left out")
        return None

    def _only(self, where: str, told: Mapping[str, Any], *known: str) -> None:
        for name in told:
            if name not in known:
                self._tell(
                    "unknown_setting", f"{where}{name} is no setting: it is left out (known: {', '.join(known)})"
                )

    def _tell(self, code: str, message: str) -> None:
        ident = row_id("problems", "case.toml", code, message)
        self._problems.append(Problem(id=ident, name="case.toml", stage="case", code=code, message=message))
