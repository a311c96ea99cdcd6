"""A small system of days: unknown days with bounds, and differences between them, narrowed to a fixed point.

A day may be held to a weekday or to a day of the year; its bounds are then moved to the next such day. Every bound
keeps what moved it, so that an answer can be told with its reasons. Days are ordinals (1 is 0001-01-01).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Literal, TypeAlias

import msgspec

NEVER = -(10**7)
ALWAYS = 10**7
ROUNDS = 400
"""Rounds after which a system that still moves is held to contradict itself."""

PROBE, SPAN = 700_000, 15_000
"""Where days without bounds are tried out: 40 years from 1917 on."""

Side: TypeAlias = Literal["low", "high"]


class Held(msgspec.Struct, frozen=True):
    """What a day is held to: a weekday (ISO), a day of the year, or both; None where free."""

    weekday: int | None = None
    month: int | None = None
    day: int = 1

    def fits(self, ordinal: int) -> bool:
        """Whether a day is such a day."""
        at = date.fromordinal(ordinal)
        return (self.weekday in {None, at.isoweekday()}) and (
            self.month is None or (at.month, at.day) == (self.month, self.day)
        )

    def moved(self, ordinal: int, step: int) -> int:
        """The first such day from `ordinal` on, going by `step` (1 or -1); itself where it is out of the calendar."""
        if not 400 < ordinal < 3_600_000:
            return ordinal
        if self.month is None:
            return ordinal + step * ((step * ((self.weekday or 1) - date.fromordinal(ordinal).isoweekday())) % 7)
        return self._day_of_year(ordinal, step)

    def _day_of_year(self, ordinal: int, step: int) -> int:
        year = date.fromordinal(ordinal).year
        for ahead in range(60):
            try:
                found = date(year + step * ahead, self.month or 1, self.day).toordinal()
            except ValueError:
                continue
            if step * (found - ordinal) >= 0 and self.fits(found):
                return found
        return ordinal


FREE = Held()


class Difference(msgspec.Struct, frozen=True):
    """`low <= b - a <= high`, in days, and why; `strength` orders which are put in first."""

    a: str
    b: str
    low: int
    high: int
    why: str
    strength: float = 1.0


class Bound(msgspec.Struct, frozen=True):
    """One end of a day: where it lies, why, and the bound of another day that it came from."""

    at: int
    why: str | None = None
    source: str | None = None
    source_side: Side = "low"


class Unknown(msgspec.Struct, frozen=True):
    """A day that is not known, between two bounds, both inclusive."""

    low: Bound
    high: Bound
    held: Held = FREE

    @property
    def width(self) -> int:
        """How many days there are between its bounds."""
        return self.high.at - self.low.at


class System:
    """Unknown days and the differences between them. `add` narrows, or refuses what contradicts the rest."""

    def __init__(self) -> None:
        self.days: dict[str, Unknown] = {}
        self.differences: list[Difference] = []

    def day(self, name: str, held: Held = FREE, low: Bound | None = None, high: Bound | None = None) -> None:
        """A new day, free unless bounds are given."""
        self.days[name] = Unknown(low or Bound(NEVER), high or Bound(ALWAYS), held)

    def add(self, differences: Iterable[Difference]) -> bool:
        """Take differences in, all or none; False where they contradict what stands."""
        before, count = dict(self.days), len(self.differences)
        self.differences.extend(differences)
        if self._narrow() and all(self._is_anywhere(d.a) for d in self.differences[count:]):
            return True
        self.days = before
        del self.differences[count:]
        return False

    def _is_anywhere(self, name: str) -> bool:
        """Whether a day without bounds could lie somewhere: differences that turn in a circle contradict themselves."""
        day = self.days[name]
        if day.low.at > NEVER or day.high.at < ALWAYS:
            return True
        before = dict(self.days)
        fits = self.bound(name, Bound(PROBE), Bound(PROBE + SPAN))
        self.days = before
        return fits

    def bound(self, name: str, low: Bound | None = None, high: Bound | None = None) -> bool:
        """Narrow one day; False where that contradicts what stands."""
        before = dict(self.days)
        old = self.days[name]
        self.days[name] = Unknown(
            low if low and low.at > old.low.at else old.low,
            high if high and high.at < old.high.at else old.high,
            old.held,
        )
        if self._narrow():
            return True
        self.days = before
        return False

    def where(self, name: str, at: int) -> dict[str, Unknown] | None:
        """All days if the day `name` were `at`; None where that contradicts what stands. Nothing is changed."""
        before = dict(self.days)
        fits = self.bound(name, Bound(at), Bound(at))
        found, self.days = (self.days if fits else None), before
        return found

    def _narrow(self) -> bool:
        for name in self.days:
            self._snap(name)
        for _ in range(ROUNDS):
            moved = False
            for difference in self.differences:
                moved = self._apply(difference) or moved
            if any(u.low.at > u.high.at for u in self.days.values()):
                return False
            if not moved:
                return True
        return False

    def _snap(self, name: str) -> None:
        day = self.days[name]
        if day.held == FREE:
            return
        low, high = day.held.moved(day.low.at, 1), day.held.moved(day.high.at, -1)
        if low != day.low.at or high != day.high.at:
            self.days[name] = Unknown(
                msgspec.structs.replace(day.low, at=low), msgspec.structs.replace(day.high, at=high), day.held
            )

    def _apply(self, d: Difference) -> bool:
        a, b = self.days[d.a], self.days[d.b]
        moved = False
        if a.low.at > NEVER and d.low > NEVER and a.low.at + d.low > b.low.at:
            moved |= self._move(d.b, "low", a.low.at + d.low, Bound(0, d.why, d.a, "low"))
        if a.high.at < ALWAYS and d.high < ALWAYS and a.high.at + d.high < b.high.at:
            moved |= self._move(d.b, "high", a.high.at + d.high, Bound(0, d.why, d.a, "high"))
        b = self.days[d.b]
        if b.low.at > NEVER and d.high < ALWAYS and b.low.at - d.high > a.low.at:
            moved |= self._move(d.a, "low", b.low.at - d.high, Bound(0, d.why, d.b, "low"))
        if b.high.at < ALWAYS and d.low > NEVER and b.high.at - d.low < a.high.at:
            moved |= self._move(d.a, "high", b.high.at - d.low, Bound(0, d.why, d.b, "high"))
        return moved

    def _move(self, name: str, side: Side, at: int, bound: Bound) -> bool:
        day = self.days[name]
        at = day.held.moved(at, 1 if side == "low" else -1) if day.held != FREE else at
        new = msgspec.structs.replace(bound, at=at)
        if side == "low":
            if at <= day.low.at:
                return False
            self.days[name] = Unknown(new, day.high, day.held)
        else:
            if at >= day.high.at:
                return False
            self.days[name] = Unknown(day.low, new, day.held)
        return True

    def reasons(self, name: str, side: Side) -> tuple[str, ...]:
        """Why a bound lies where it lies, the nearest reason first."""
        told: list[str] = []
        seen: set[tuple[str, Side]] = set()
        at: tuple[str, Side] | None = (name, side)
        while at is not None and at not in seen and len(told) < 5:
            seen.add(at)
            bound = self.days[at[0]].low if at[1] == "low" else self.days[at[0]].high
            if bound.why and bound.why not in told:
                told.append(bound.why)
            at = (bound.source, bound.source_side) if bound.source else None
        return tuple(told)
