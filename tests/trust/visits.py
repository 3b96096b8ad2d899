"""A first visit to one page: an empty cache, a slow connection, and a processor slower than this one."""

import gzip
import io
from pathlib import Path

from tests.tools.server import Quiet

ZIPPED = {".html", ".css", ".js", ".json", ".svg", ".xml"}
WATCH = """
  window.painted = 0;
  window.moved = 0;
  new PerformanceObserver((list) => { window.painted = list.getEntries().at(-1).startTime; })
    .observe({ type: "largest-contentful-paint", buffered: true });
  new PerformanceObserver((list) => { for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.moved += entry.value; })
    .observe({ type: "layout-shift", buffered: true });
"""


def first_visit(browser, address, connection, slowdown):
    """Seconds to the largest paint, how far things moved (CLS), and the kilobytes that came over the line."""
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    client = context.new_cdp_session(page)
    client.send("Network.enable")
    client.send("Network.emulateNetworkConditions", connection)
    client.send("Emulation.setCPUThrottlingRate", {"rate": slowdown})
    received = []
    client.on("Network.loadingFinished", lambda event: received.append(event["encodedDataLength"]))
    page.add_init_script(WATCH)
    page.goto(address, wait_until="networkidle", timeout=120_000)
    page.wait_for_timeout(1000)
    painted, moved = page.evaluate("[window.painted, window.moved]")
    context.close()
    return {"largest_paint_seconds": round(painted / 1000, 2), "layout_shift": round(moved, 4), "kilobytes": round(sum(received) / 1000)}


class Zipping(Quiet):
    """Sends what is text as gzip."""

    def send_head(self):
        """The headers, and the body to be sent after them."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() and self.path.endswith("/") else path
        if path.suffix not in ZIPPED or not path.is_file():
            return super().send_head()
        content = gzip.compress(path.read_bytes())
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        return io.BytesIO(content)
