"""Takes the picture of the home page that stands in the README: python tests/browser/screenshot.py SITE PICTURE."""

import sys
from pathlib import Path

from drawing import STROKES, by_mouse

from nn_core.files import write_whole
from tests.tools.browser import chromium
from tests.tools.server import served


def main(site, picture):
    with served(site) as address, chromium() as browser:
        page = browser.new_page(viewport={"width": 1100, "height": 700}, reduced_motion="reduce")
        page.goto(address, wait_until="networkidle")
        by_mouse(page, STROKES[3])
        page.wait_for_function("document.querySelector('#answer')?.dataset.digit")
        page.mouse.move(0, 0)
        write_whole(Path(picture), page.screenshot())


if __name__ == "__main__":
    main(*sys.argv[1:])
