"""A real Chromium, and the built site served to it under a sub-path, as a project page on the web would be."""

import functools
import http.server
import os
import threading
from typing import ClassVar

import pytest
from drawing import PATIENCE, open_pad

from nn_core.publish.output.headers import read_headers
from tests.tools.browser import FLAGS, fetched_chromium

BASE = "/dials/"
# wait_for_function of playwright evaluates strings, which the site's policy forbids; whoever sends this may. A strict page does not.
WAITS = "X-Test-Waits"
# What a page has stored beyond what it may.
STORED = """async () => [
  ...Object.keys(localStorage).filter((key) => !/\\.__palette$|^note:/.test(key)), ...Object.keys(sessionStorage), document.cookie,
  ...(await indexedDB.databases()).map(({ name }) => name), ...(await caches.keys()),
].filter(Boolean)"""
NO_BROWSER = "no Chromium was found: install one, or name it in the environment variable CHROMIUM"


@pytest.fixture(scope="session")
def browser():
    """Chromium: the one named in CHROMIUM, or one on the path, or playwright's own."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = fetched_chromium(playwright)
        if path is None and os.environ.get("CI"):
            pytest.fail(NO_BROWSER)
        if path is None:
            pytest.skip(NO_BROWSER)
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def site(built_site):
    """The address of the home page of the built site, which is served with the headers that it asks for."""
    handler = functools.partial(_UnderBase, directory=str(built_site))
    _UnderBase.headers_to_send = read_headers(built_site)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}{BASE}"
        server.shutdown()


@pytest.fixture(scope="session")
def addresses(built_site):
    """The address of every page, below that of the site."""
    folders = sorted(path.parent.relative_to(built_site).as_posix() for path in built_site.rglob("index.html"))
    return ["" if folder == "." else f"{folder}/" for folder in folders]


class _UnderBase(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    headers_to_send: ClassVar = {}

    def send_head(self):
        if not self.path.startswith(BASE):
            self.send_error(404, "outside the site")
            return None
        self.path = self.path[len(BASE) - 1 :]
        return super().send_head()

    def end_headers(self):
        for name, value in self.headers_to_send.items():
            self.send_header(name, value.replace("script-src", "script-src 'unsafe-eval'") if self.headers.get(WAITS) else value)
        super().end_headers()

    def log_message(self, *arguments):
        pass


@pytest.fixture
def new_page(browser, site):
    """new_page(forgiving=False, strict=False, **options): a page in a context of its own, with playwright's context options.

    At the end of the test it fails for a console error, such as a breach of the site's policy, unless it was forgiving; for a request
    to another host; and for anything stored but the palette and the reader's own notes.
    """
    contexts, complaints = [], []

    def make(forgiving=False, strict=False, **options):
        usual = {
            "viewport": {"width": 1280, "height": 900},
            "reduced_motion": "reduce",
            "extra_http_headers": {} if strict else {WAITS: "yes"},
        }
        context = browser.new_context(**{**usual, **options})
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        if not forgiving:
            page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
            page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda request: complaints.append(request.url) if _is_foreign(request.url, site) else None)
        return page

    yield make
    for context in contexts:
        complaints += [f"stored: {key}" for page in context.pages if page.url.startswith(site) for key in page.evaluate(STORED)]
        context.close()
    assert complaints == []


def _is_foreign(url, site):
    return not url.startswith((site, "data:", "blob:"))


@pytest.fixture
def page(new_page, site):
    """The home page, its pad ready to be drawn on."""
    page = new_page()
    open_pad(page, site)
    return page
