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


def test_a_click_on_a_date_place_or_figure_says_what_it_comes_to_and_why(browser, dossier):
    page, _ = opened(browser, dossier, 1280)
    for kind in ("time", "place", "quantity"):
        page.locator(f".text a.{kind}").first.click()
        shown = page.evaluate("getComputedStyle(document.querySelector(':target'), '::after').content")
        assert shown.strip('"').replace('\\"', '"') == page.locator(":target").get_attribute("title")


def test_the_link_of_a_finding_opens_the_claim_that_it_is_about(browser, dossier):
    page, _ = opened(browser, dossier, 1280)
    page.locator(".finding .see a[href^='#K-']").first.click()
    page.wait_for_function("document.querySelector(':target').getBoundingClientRect().height > 50")


def test_a_key_alone_leads_to_the_findings(browser, dossier):
    page, _ = opened(browser, dossier, 1280)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.url.endswith("#findings")


CONTRAST = """() => {
  const parts = colour => colour.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b].map(v => v / 255)
    .map(v => v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
  const paper = element => {
    for (; element; element = element.parentElement) {
      const colour = parts(getComputedStyle(element).backgroundColor);
      if (colour.length < 4 || colour[3] > 0) return colour;
    }
  };
  const written = [...document.querySelectorAll("body *")]
    .filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim()));
  return written.filter(e => {
    const [a, b] = [light(parts(getComputedStyle(e).color)), light(paper(e))];
    return (Math.max(a, b) + .05) / (Math.min(a, b) + .05) < 4.5;
  }).map(e => e.tagName + "." + e.className);
}"""
"""What is written with less contrast than WCAG 2.2 AA asks of body text (1.4.3)."""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_that_is_written_stands_out_from_its_paper(browser, dossier, scheme):
    page, _ = opened(browser, dossier, 1280)
    page.emulate_media(color_scheme=scheme)
    assert page.evaluate(CONTRAST) == []


def test_claims_are_open_on_paper(browser, dossier):
    page, _ = opened(browser, dossier, 1280)
    page.emulate_media(media="print")
    assert page.evaluate("document.querySelector('details.claim article').getBoundingClientRect().height") > 50
