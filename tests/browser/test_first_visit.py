"""A first visit to any page is light, and nothing moves under the reader's eyes. How long it takes, a clock decides: see tests/trust."""

import gzip

import pytest

LIMIT = 250_000  # bytes over the line, zipped as hosts do it
MOVED = 0.02  # the cumulative layout shift that nobody notices
WATCH = """
  window.moved = 0;
  new PerformanceObserver((list) => { for (const { value, hadRecentInput } of list.getEntries()) if (!hadRecentInput) window.moved += value; })
    .observe({ type: "layout-shift", buffered: true });"""


@pytest.mark.parametrize("half", [0, 1])
def test_every_page_is_light_and_nothing_moves_on_a_phone(new_page, site, built_site, addresses, half):
    page = new_page(viewport={"width": 360, "height": 740})
    page.add_init_script(WATCH)
    fetched = set()
    page.on("request", lambda request: fetched.add(request.url.partition("#")[0]))
    for address in addresses[half::2]:
        fetched.clear()
        page.goto(site + address, wait_until="networkidle")
        files = [built_site / url.removeprefix(site) for url in fetched if url.startswith(site)]
        files = [file / "index.html" if file.is_dir() else file for file in files]
        assert len(files) >= 5, address
        assert sum(len(gzip.compress(file.read_bytes())) for file in files) <= LIMIT, address
        assert page.evaluate("window.moved") <= MOVED, address
