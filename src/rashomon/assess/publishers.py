"""Outlets as publishers: a name folded so that `The Post` and `Post` are one, and the family it stands in."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

import msgspec

from rashomon.lexicon import table

_ARTICLE = re.compile(r"^(?:the|a) ")
_DOMAIN = re.compile(r"\.(?:com|org|net|co\.uk|news|info)$")
_TAIL = re.compile(r" (?:newspaper|daily|news agency|agency|magazine|website|newswire|report)$")


class _Family(msgspec.Struct, frozen=True):
    name: str
    source: str
    names: tuple[str, ...]


class _Publishers(msgspec.Struct, frozen=True):
    family: tuple[_Family, ...]


def folded_name(name: str) -> str:
    """An outlet's or holder's name without case, accents, possessive, article, domain ending and trade word."""
    plain = unicodedata.normalize("NFKD", name).casefold().replace("’", "'")
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    plain = " ".join(re.sub(r"'s\b|[^\w\s.]", " ", plain).split())
    return _TAIL.sub("", _DOMAIN.sub("", _ARTICLE.sub("", plain))).replace(".", "")


@cache
def _families() -> dict[str, str]:
    return {folded_name(n): family.name for family in table("publishers", _Publishers).family for n in family.names}


def family_of(outlet: str | None) -> str | None:
    """The publisher family of an outlet; None where no table knows it."""
    return _families().get(folded_name(outlet)) if outlet else None
