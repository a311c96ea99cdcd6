"""Feasts that move on the Gregorian calendar: those by Easter, and those of the Islamic year.

Easter by Meeus/Jones/Butcher (Meeus, Astronomical Algorithms, 1991, chapter 8). The Islamic year by its tabular
calendar (civil epoch, 30-year cycle; Reingold and Dershowitz, Calendrical Calculations, chapter 7), which the sighting
of the moon may miss by a day: such days are known within a day on either side.
"""

from __future__ import annotations

from datetime import date, timedelta

ISLAMIC_EPOCH = date(622, 7, 19).toordinal()
"""The first day of the first year, civil epoch, in the proleptic Gregorian calendar."""
SLACK = timedelta(days=1)


def easter(year: int) -> date:
    """Easter Sunday of the western churches."""
    golden = year % 19
    century, rest = divmod(year, 100)
    leap, left = divmod(century, 4)
    epact = (19 * golden + century - leap - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    day = (32 + 2 * left + 2 * (rest // 4) - epact - rest % 4) % 7
    shift = (golden + 11 * epact + 22 * day) // 451
    month, day = divmod(epact + day - 7 * shift + 114, 31)
    return date(year, month, day + 1)


def islamic_days(year: int, month: int, day: int, days: int) -> tuple[date, date] | None:
    """The first time in a Gregorian year that so many days of the Islamic year begin, a day wider at both ends."""
    first = (year - 622) * 33 // 32 - 1
    for islamic in range(max(1, first), first + 4):
        begin = _islamic(islamic, month, day)
        if begin.year == year:
            return begin - SLACK, begin + timedelta(days=days - 1) + SLACK
    return None


def _islamic(year: int, month: int, day: int) -> date:
    before = (year - 1) * 354 + (3 + 11 * year) // 30 + 29 * (month - 1) + month // 2
    return date.fromordinal(ISLAMIC_EPOCH + before + day - 1)
