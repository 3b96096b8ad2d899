"""The stage in motion: how long its scripts work on a frame, on a processor slower than this one."""

import statistics

from tests.browser.drawing import STROKES, by_mouse

PROBE = """
  const request = requestAnimationFrame.bind(window);
  window.frames = new Map();
  window.requestAnimationFrame = (act) => request((now) => {
    const start = performance.now();
    act(now);
    frames.set(now, (frames.get(now) ?? 0) + performance.now() - start);
  });
"""
TAKE = "(() => { const took = [...frames.values()]; frames.clear(); return took; })()"
SIZES = {"desk": {"width": 1280, "height": 800}, "phone": {"width": 390, "height": 844}}


def frame_times(browser, address, slowdown):
    """Milliseconds of script a frame: {act: {"median", "most_of_twenty"}}; one frame in twenty took longer than the latter."""
    times = {}
    for name, viewport in SIZES.items():
        context = browser.new_context(viewport=viewport, reduced_motion="no-preference")
        page = context.new_page()
        page.add_init_script(PROBE)
        context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slowdown})
        page.goto(address)
        for act, perform in ACTS.items():
            perform(page)
            took = page.evaluate(TAKE)
            ninety_five = statistics.quantiles(took, n=20)[-1]
            times[f"{act}, {name}"] = {"median": round(statistics.median(took), 2), "most_of_twenty": round(ninety_five, 2)}
        context.close()
    return times


def _arrive(page):
    page.locator(".pad-ours").wait_for(state="attached")
    page.locator(".inside-playing").wait_for(state="attached")
    _rest(page)


def _draw(page):
    by_mouse(page, STROKES[3])
    page.wait_for_timeout(700)


def _play(page):
    page.get_by_role("button", name="Send it through again").click()
    _rest(page)


def _look(page):
    for layer in page.locator(".inside-layer").all():
        layer.scroll_into_view_if_needed()
        box = layer.bounding_box()
        for share in (0.2, 0.5, 0.8):
            page.mouse.move(box["x"] + box["width"] * share, box["y"] + box["height"] * share)
            page.wait_for_timeout(1200)


def _rest(page):
    page.locator(".inside-playing").wait_for(state="detached")
    page.wait_for_timeout(1500)


ACTS = {"a pen draws and light runs": _arrive, "the reader draws": _draw, "light runs again": _play, "a neuron is looked at": _look}
