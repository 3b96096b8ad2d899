"""A real Chromium, and the built site served to it under a sub-path, as a project page on the web would be."""

import os
from collections import defaultdict

import pytest
from drawing import PATIENCE, open_pad
from laboratory import open_laboratory

from nn_core.publish.output.headers import read_headers
from tests.tools.browser import FLAGS, fetched_chromium
from tests.tools.server import Quiet, served

BASE = "/dials/"
# wait_for_function of playwright evaluates strings, which the site's policy forbids; whoever sends this may. A strict page does not.
WAITS = "X-Test-Waits"
# What a page has stored beyond what it may.
STORED = """async () => [
  ...Object.keys(localStorage).filter((key) => !/\\.__palette$|^(note|read):/.test(key)), ...Object.keys(sessionStorage), document.cookie,
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
        browser = playwright.chromium.launch(executable_path=path, args=[*FLAGS, "--process-per-site"])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def site(built_site):
    """The address of the home page of the built site, which is served with the headers that it asks for."""
    headers = read_headers(built_site)

    class UnderBase(Quiet):
        def send_head(self):
            if not self.path.startswith(BASE):
                self.send_error(404, "outside the site")
                return None
            self.path = self.path[len(BASE) - 1 :]
            return super().send_head()

        def end_headers(self):
            for name, value in headers.items():
                self.send_header(name, value.replace("script-src", "script-src 'unsafe-eval'") if self.headers.get(WAITS) else value)
            super().end_headers()

    with served(built_site, UnderBase) as root:
        yield root + BASE[1:]


@pytest.fixture(scope="session")
def idle_contexts():
    """{options: contexts that no test uses now}. Each keeps one page of the site, and with it a cache and a process that are warm."""
    return defaultdict(list)


@pytest.fixture
def new_page(browser, site, idle_contexts):
    """new_page(forgiving=False, strict=False, fresh=False, home=site, **options): a page beside which its context has no other.

    options: playwright's options of a context. The context was used by other tests before, unless fresh; the page is new, and nothing is
    stored. home: where the page's addresses begin.

    At the end of the test it fails for a console error, such as a breach of the site's policy, unless it was forgiving; for a request
    to another place; and for anything stored but the palette, the reader's own notes, and what was read.
    """
    used, complaints = [], []

    def is_complaint(message):
        # On a busy machine what was loaded ahead may not be wanted for seconds.
        return message.type in ("error", "warning") and "was preloaded" not in message.text

    def make(forgiving=False, strict=False, fresh=False, home=site, viewport=None, color_scheme="light", **options):
        key = repr((home, strict, options))
        context = idle_contexts[key].pop() if idle_contexts[key] and not fresh else new_context(home, strict, options)
        used.append((key, context, fresh))
        page = context.new_page()
        page.emulate_media(color_scheme=color_scheme)
        page.set_viewport_size(viewport or {"width": 1280, "height": 900})
        if not forgiving:
            page.on("console", lambda message: complaints.append(message.text) if is_complaint(message) else None)
            page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda request: None if request.url.startswith((home, "data:", "blob:")) else complaints.append(request.url))
        return page

    def new_context(home, strict, options):
        headers = {} if strict else {WAITS: "yes"}
        context = browser.new_context(**{"reduced_motion": "reduce", "extra_http_headers": headers, **options})
        context.set_default_timeout(PATIENCE)
        context.new_page().goto(home + "assets/images/favicon.png")
        return context

    yield make
    for key, context, fresh in used:
        first, *pages = context.pages
        for page in pages:
            complaints += [f"stored: {name}" for name in page.evaluate(STORED)] if page.url.startswith(site) else []
            page.close()
        first.evaluate("localStorage.clear()")
        if complaints or fresh:
            context.close()
        else:
            idle_contexts[key].append(context)
    assert complaints == []


@pytest.fixture
def page(request, new_page, site):
    """The page PAGE of the laboratory that the test's file is about, or the home page: its pad ready to be drawn on."""
    page, path = new_page(), getattr(request.module, "PAGE", None)
    open_laboratory(page, site + path) if path else open_pad(page, site)
    return page
