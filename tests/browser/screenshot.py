"""Takes the picture of the home page that stands in the README, from the built site: python -m tests.browser.screenshot."""

from pathlib import Path

from nn_core.files import write_whole
from tests.browser.drawing import STROKES, by_mouse
from tests.tools.browser import chromium
from tests.tools.server import served

ROOT = Path(__file__).parents[2]


def main():
    with served(ROOT / "site") as address, chromium() as browser:
        page = browser.new_page(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
        page.goto(address, wait_until="networkidle")
        by_mouse(page, STROKES[3])
        page.wait_for_function("document.querySelector('#answer')?.dataset.digit")
        page.mouse.move(0, 0)
        write_whole(ROOT / "docs" / "images" / "home.png", page.screenshot())


if __name__ == "__main__":
    main()
