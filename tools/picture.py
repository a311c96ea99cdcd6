"""docs/dossier.png: the sample dossier's findings as a reader meets them, in Debian's Chromium.

make demo && .venv/bin/python tools/picture.py demo/dossier.html docs/dossier.png
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

WIDTH, HEIGHT = 1180, 900


def main(page: Path, out: Path) -> None:
    """Take the picture of `page` from its top, over its findings."""
    chromium = shutil.which("chromium")
    if chromium is None:
        raise SystemExit("Chromium is not installed: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        view = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        view.goto(f"{page.resolve().as_uri()}#findings")
        view.screenshot(path=str(out))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
