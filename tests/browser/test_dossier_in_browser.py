"""The sample dossier in a real browser: nothing is fetched, nothing is broken, it fits a phone."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

import pytest

from rashomon.case import Case
from rashomon.cli.look import write_dossier
from rashomon.pipeline import build

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = [pytest.mark.browser, pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")]


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo")
    with resources.as_file(resources.files("rashomon.samples") / "tarsk") as pile:
        reports = [p for p in pile.iterdir() if p.name not in ("case.toml", "gazetteer.csv")]
        case = build(reports, Case.create(folder / "case"))
    write_dossier(case, folder / "dossier.html")
    return folder / "dossier.html"


@pytest.fixture(scope="module")
def browser() -> Iterator[object]:
    from playwright.sync_api import sync_playwright

    arguments = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"]
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)


def opened(browser, dossier, width):
    page = browser.new_page(viewport={"width": width, "height": 900})
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: None if request.url.startswith("file:") else said.append(request.url))
    page.goto(dossier.as_uri())
    return page, said


@pytest.mark.parametrize("width", [360, 1280])
def test_the_page_opens_without_a_request_or_a_complaint_and_fits(browser, dossier, width):
    page, said = opened(browser, dossier, width)
    assert said == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_every_link_of_the_page_leads_to_a_place_on_it(browser, dossier):
    page, _ = opened(browser, dossier, 1280)
    dead = page.evaluate(
        "[...document.querySelectorAll('a[href^=\"#\"]')].map(a => a.getAttribute('href').slice(1))"
        ".filter(id => !document.getElementById(id))"
    )
    assert dead == []
    twice = page.evaluate(
        "(ids => ids.filter((x, i) => ids.indexOf(x) !== i))([...document.querySelectorAll('[id]')].map(e => e.id))"
    )
    assert twice == []


def test_a_quotation_leads_to_its_own_characters(browser, dossier):
    page, _ = opened(browser, dossier, 1280)
    link = page.locator(".finding blockquote a").first
    quoted = link.inner_text()
    link.click()
    target = page.evaluate("document.querySelector(':target').innerText")
    assert target.split()[0] in quoted
