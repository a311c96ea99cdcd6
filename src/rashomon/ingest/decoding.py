"""Bytes to text: byte order marks, UTF-8, UTF-16 without a mark, Windows-1252 and others, and files that mix two.

What was taken is told with how it was found; nothing is decoded silently in a way that may be wrong. A file is
called binary or undecodable rather than guessed at.
"""

from __future__ import annotations

import codecs
import re

import msgspec

_MARKS = (
    (codecs.BOM_UTF8, "utf-8", "UTF-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)
_MAGIC = (
    (b"%PDF", "save_as_text", "PDF"),
    (b"PK\x03\x04", "save_as_text", "DOCX, ODT and zip"),
    (b"\xd0\xcf\x11\xe0", "save_as_text", "Word (.doc)"),
    (b"{\\rtf", "save_as_text", "RTF"),
    (b"\x89PNG", "binary", "a PNG image"),
    (b"\xff\xd8\xff", "binary", "a JPEG image"),
    (b"GIF8", "binary", "a GIF image"),
    (b"\x1f\x8b", "binary", "gzip"),
    (b"\x7fELF", "binary", "a program"),
    (b"SQLite format 3", "binary", "a database"),
)
_HIGH = re.compile(rb"[\x80-\xff]")
_HIGH_RUN = re.compile(rb"[\x80-\xff]+")
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_DECLARED = re.compile(
    rb"<(?:meta[^>]{0,200}?charset|\?xml[^>]{0,80}?encoding)\s*=\s*[\"']?\s*([\w:.-]+)", re.IGNORECASE
)
_SAMPLE = 1 << 20


class Decoded(msgspec.Struct, frozen=True):
    """Text with the character set that gave it (`told` is None where it is plain UTF-8 and goes without saying)."""

    text: str
    encoding: str
    told: str | None


class Undecoded(msgspec.Struct, frozen=True):
    """Why bytes are no text: a code of `trouble.MESSAGES` and its detail."""

    code: str
    detail: str


def decoded(raw: bytes, page: bool = False) -> Decoded | Undecoded:
    """The text of `raw`; of a `page`, a character set that it declares is believed where its bytes fit."""
    for magic, code, detail in _MAGIC:
        if raw.startswith(magic):
            return Undecoded(code, detail)
    for mark, codec, name in _MARKS:
        if raw.startswith(mark):
            text = raw[len(mark) :].decode(codec, "replace")
            lost = text.count("\ufffd") - raw[len(mark) :].decode(codec, "ignore").count("\ufffd")
            tail = f", {lost} places damaged" if lost else ""
            return Decoded(text, codec, None if name == "UTF-8" and not lost else f"{name} (byte order mark){tail}")
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        return _other(raw, page)
    if wide := _wide(raw):
        return wide
    return Undecoded("binary", "control characters") if _is_binary(raw) else Decoded(text, "utf-8", None)


def _other(raw: bytes, page: bool) -> Decoded | Undecoded:
    if wide := _wide(raw):
        return wide
    if _is_binary(raw):
        return Undecoded("binary", "control characters")
    sample = raw[:_SAMPLE]
    multi = sum(len(m) for m in _MULTIBYTE.findall(sample))
    high = len(_HIGH.findall(sample))
    if multi > high / 2:
        return _mixed(raw)
    if page and (declared := _declared(raw)):
        return declared
    is_sparse = high < 0.15 * len(sample) and high < 1.9 * len(_HIGH_RUN.findall(sample))
    return _western(raw) if is_sparse else _guessed(raw)


def _wide(raw: bytes) -> Decoded | None:
    sample = raw[:4096]
    if len(sample) < 4 or b"\x00" not in sample:
        return None
    for codec, zeros in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[::2])):
        if zeros.count(0) > 0.6 * len(zeros) and sample.count(0) <= zeros.count(0) + 2:
            return Decoded(raw.decode(codec, "replace"), codec, "UTF-16 (no byte order mark; found by its zero bytes)")
    return None


def _is_binary(raw: bytes) -> bool:
    sample = raw[:_SAMPLE]
    return len(_CONTROL.findall(sample)) > max(2, 0.005 * len(sample))


def _mixed(raw: bytes) -> Decoded:
    """UTF-8 with stray bytes: each run of bytes that is no UTF-8 is read as Windows-1252."""
    pieces: list[str] = []
    at = strays = 0
    while at < len(raw):
        try:
            pieces.append(raw[at:].decode("utf-8"))
            break
        except UnicodeDecodeError as error:
            pieces.append(raw[at : at + error.start].decode("utf-8"))
            pieces.append(_lenient_1252(raw[at + error.start : at + error.end]))
            strays += error.end - error.start
            at += error.end
    plural = "byte" if strays == 1 else "bytes"
    return Decoded("".join(pieces), "utf-8", f"UTF-8 with {strays} stray {plural} of Windows-1252")


def _lenient_1252(raw: bytes) -> str:
    return "".join(bytes([b]).decode("cp1252", "ignore") or "\ufffd" for b in raw)


def _western(raw: bytes) -> Decoded | Undecoded:
    try:
        text = raw.decode("cp1252")
    except UnicodeDecodeError:
        return _guessed(raw)
    return Decoded(text, "cp1252", "Windows-1252 (not UTF-8; few letters beyond ASCII)")


def _declared(raw: bytes) -> Decoded | None:
    match = _DECLARED.search(raw[:8192])
    if match is None:
        return None
    name = match[1].decode("ascii").lower()
    try:
        codec = codecs.lookup("cp1252" if name in ("iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii") else name)
        return Decoded(codec.decode(raw, "strict")[0], codec.name, f"{name} (declared by the page)")
    except (LookupError, UnicodeDecodeError, TypeError, AttributeError):
        return None


def _guessed(raw: bytes) -> Decoded | Undecoded:
    from charset_normalizer import from_bytes

    best = from_bytes(raw[:65536]).best()
    if best is None:
        return Undecoded("undecodable", f"{len(_HIGH.findall(raw))} bytes beyond ASCII")
    try:
        return Decoded(raw.decode(best.encoding), best.encoding, f"{best.encoding} (the best fit to its letters)")
    except UnicodeDecodeError:
        text = raw.decode(best.encoding, "replace")
        lost = text.count("\ufffd")
        if lost > 0.01 * len(text):
            return Undecoded("undecodable", f"{lost} places fit no letter")
        return Decoded(text, best.encoding, f"{best.encoding} (the best fit to its letters), {lost} places damaged")
