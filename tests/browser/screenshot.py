"""Takes the picture of the home page that stands in the README: python tests/browser/screenshot.py SITE PICTURE."""

import functools
import http.server
import sys
import threading
from pathlib import Path

from drawing import STROKES, by_mouse
from playwright.sync_api import sync_playwright

from nn_core.files import write_whole
from tests.tools.browser import FLAGS, find_chromium


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *arguments):
        pass


def main(site, picture):
    handler = functools.partial(Quiet, directory=site)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server, sync_playwright() as playwright:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        browser = playwright.chromium.launch(executable_path=find_chromium(playwright), args=FLAGS)
        page = browser.new_page(viewport={"width": 1100, "height": 700}, reduced_motion="reduce")
        page.goto(f"http://127.0.0.1:{server.server_port}/", wait_until="networkidle")
        by_mouse(page, STROKES[3])
        page.wait_for_function("document.querySelector('#answer')?.dataset.digit")
        page.mouse.move(0, 0)
        write_whole(Path(picture), page.screenshot())
        browser.close()
        server.shutdown()


if __name__ == "__main__":
    main(*sys.argv[1:])
