"""Character sets: what is detected is told, what is no text is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.ingest.decoding import Decoded, Undecoded, decoded

PROSE = "The mayor of Orléans said “no one” had been hurt – but São Paulo’s office disagreed. " * 3


def text_of(raw: bytes, *, page: bool = False) -> Decoded:
    found = decoded(raw, page=page)
    assert isinstance(found, Decoded), found
    return found


def test_plain_utf8_goes_without_saying() -> None:
    assert text_of(PROSE.encode()).told is None
    assert text_of(b"\xef\xbb\xbf" + PROSE.encode()).text == PROSE


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_utf16_and_utf32_are_read_and_told(codec: str) -> None:
    found = text_of(PROSE.encode(codec))
    assert found.text == PROSE
    assert found.told is not None


def test_windows_1252_is_read_and_told() -> None:
    found = text_of(PROSE.encode("cp1252"))
    assert found.text == PROSE
    assert "1252" in (found.told or "")


def test_a_file_that_mixes_utf8_and_windows_1252_is_read_piece_by_piece() -> None:
    raw = PROSE.encode() + b"The caf\xe9 was \x93shut\x94." + PROSE.encode()
    found = text_of(raw)
    assert found.text == PROSE + "The café was “shut”." + PROSE
    assert "3 stray bytes" in (found.told or "")


def test_arabic_and_cyrillic_in_their_old_character_sets_are_read() -> None:
    arabic = "قال المتحدث باسم الحكومة إن القوات دخلت المدينة يوم الثلاثاء بعد قتال استمر أياما. " * 4
    assert text_of(arabic.encode("cp1256")).text == arabic
    russian = "Представитель правительства заявил, что войска вошли в город во вторник после боёв. " * 4
    assert text_of(russian.encode("cp1251")).text == russian


def test_a_page_is_believed_about_its_character_set() -> None:
    source = '<html><head><meta charset="windows-1251"></head><body>Да, it is so, said the man.</body></html>'
    found = text_of(source.encode("cp1251"), page=True)
    assert "Да" in found.text
    assert "declared" in (found.told or "")


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"%PDF-1.7 ...", "save_as_text"),
        (b"PK\x03\x04word/document.xml", "save_as_text"),
        (b"{\\rtf1 text}", "save_as_text"),
        (b"\x89PNG\r\n", "binary"),
        (bytes(range(32)) * 20, "binary"),
    ],
)
def test_what_is_no_text_is_refused_with_what_to_do(raw: bytes, code: str) -> None:
    found = decoded(raw)
    assert isinstance(found, Undecoded)
    assert found.code == code


@given(st.binary(max_size=200))
def test_no_bytes_break_the_decoder(raw: bytes) -> None:
    decoded(raw)
    decoded(raw, page=True)
