"""Measures how long the pad's scripts work for one new point of a stroke: python tests/browser/pad_speed.py SITE [SLOWDOWN].

The time counted is that of the pointer event's handler and of all that it leaves to the next frame. Not a test: a clock is none.
"""

import sys

import numpy as np
from drawing import STROKES, open_pad

from tests.tools.browser import chromium
from tests.tools.server import served

WATCH_FRAMES = """
  window.work = 0;
  const ask = window.requestAnimationFrame.bind(window);
  window.requestAnimationFrame = (callback) => ask((now) => {
    const start = performance.now();
    callback(now);
    window.work += performance.now() - start;
  });
"""
DRAW = """
  async (strokes) => {
    const pad = document.querySelector("#pad");
    const { left, top, width, height } = pad.getBoundingClientRect();
    const times = [];
    const send = async (type, [x, y]) => {
      window.work = 0;
      const start = performance.now();
      pad.dispatchEvent(new PointerEvent(type, { pointerId: 1, button: 0, bubbles: true, clientX: left + x * width, clientY: top + y * height }));
      const handled = performance.now() - start;
      await new Promise((done) => setTimeout(done, 60));
      times.push(handled + window.work);
    };
    for (const points of strokes) {
      await send("pointerdown", points[0]);
      for (const point of points) await send("pointermove", point);
      await send("pointerup", points.at(-1));
    }
    return times;
  }
"""


def main(site, slowdown=4):
    with served(site) as address, chromium() as browser:
        page = browser.new_page(viewport={"width": 360, "height": 740})
        page.add_init_script(WATCH_FRAMES)
        open_pad(page, address)
        page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": float(slowdown)})
        times = [time for digit in STROKES for time in page.evaluate(DRAW, [_finely(stroke) for stroke in STROKES[digit]])]
    median, most = np.percentile(times, [50, 95])
    print(f"{len(times)} points at a processor {slowdown} times slower: median {median:.1f} ms, 95th percentile {most:.1f} ms")


def _finely(stroke, count=30):
    """The stroke with as many points as a hand would leave."""
    at = np.linspace(0, len(stroke) - 1, count)
    return [[float(np.interp(i, range(len(stroke)), axis)) for axis in zip(*stroke, strict=True)] for i in at]


if __name__ == "__main__":
    main(*sys.argv[1:])
