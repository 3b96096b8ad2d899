"""Hands for the tests: digits as strokes, drawn on the pad by mouse, by finger, or by made-up pointer events."""

import json

import numpy as np

PATIENCE = 180_000  # milliseconds; a bound for a machine that is busy, not a measurement
# Strokes in units of the pad, from its top left corner.
STROKES = {
    0: [[(0.5, 0.15), (0.36, 0.25), (0.31, 0.5), (0.36, 0.75), (0.5, 0.85), (0.64, 0.75), (0.69, 0.5), (0.64, 0.25),
         (0.5, 0.15)]],
    1: [[(0.52, 0.15), (0.5, 0.85)]],
    2: [[(0.33, 0.3), (0.4, 0.18), (0.55, 0.16), (0.65, 0.28), (0.6, 0.45), (0.32, 0.82), (0.5, 0.82), (0.7, 0.82)]],
    3: [[(0.35, 0.25), (0.45, 0.17), (0.57, 0.19), (0.63, 0.29), (0.58, 0.4), (0.48, 0.46), (0.58, 0.5), (0.65, 0.62),
         (0.6, 0.76), (0.48, 0.82), (0.35, 0.76)]],
    4: [[(0.4, 0.18), (0.33, 0.5), (0.68, 0.5)], [(0.62, 0.2), (0.6, 0.85)]],
    7: [[(0.3, 0.2), (0.7, 0.2), (0.58, 0.5), (0.48, 0.85)]],
}  # fmt: skip


def open_pad(page, address):
    """Go to an address and wait until its pad has its network."""
    watch(page)
    page.goto(address)
    wait_for_network(page)


def unfold(page):
    """Open what is one fold away from the pad."""
    page.evaluate("document.querySelectorAll('.pad-fold').forEach((fold) => (fold.open = true))")


def watch(page):
    """From the next page on, what a pad told of last is window.lastRead."""
    page.add_init_script("addEventListener('pad:read', ({ detail }) => (window.lastRead = detail), true);")


def wait_for_network(page):
    page.wait_for_function("window.lastRead?.network")


def by_mouse(page, strokes, pad="#pad"):
    page.locator(pad).scroll_into_view_if_needed()
    box = page.locator(pad).bounding_box()
    for stroke in strokes:
        first, *rest = [(box["x"] + x * box["width"], box["y"] + y * box["height"]) for x, y in stroke]
        page.mouse.move(*first)
        page.mouse.down()
        for point in rest:
            page.mouse.move(*point, steps=5)
        page.mouse.up()


def by_finger(page, strokes, pad="#pad"):
    page.locator(pad).scroll_into_view_if_needed()
    box = page.locator(pad).bounding_box()
    screen = page.context.new_cdp_session(page)
    for stroke in strokes:
        touches = [[{"x": box["x"] + x * box["width"], "y": box["y"] + y * box["height"]}] for x, y in stroke]
        screen.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": touches[0]})
        for touch in touches[1:]:
            screen.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": touch})
        screen.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def by_events(page, drawings, pad=".pad"):
    """Replay many drawings in the page, the pad cleared before each: the digits it answers."""
    return page.evaluate(
        """([drawings, container]) => {
          const within = document.querySelector(container);
          const pad = within.querySelector(".pad-canvas");
          const clear = [...within.querySelectorAll(".pad-button")].find((button) => button.textContent === "Clear");
          const box = pad.getBoundingClientRect();
          const { left, top, width, height } = box;
          pad.getBoundingClientRect = () => box; // it stays where it is: to ask for every stroke would lay out the page every time
          const send = (type, [x, y]) => pad.dispatchEvent(new PointerEvent(type, {
            pointerId: 1, button: type === "pointermove" ? -1 : 0, bubbles: true,
            clientX: left + x * width, clientY: top + y * height,
          }));
          const digits = JSON.parse(drawings).map((strokes) => {
            clear.click();
            for (const stroke of strokes) {
              send("pointerdown", stroke[0]);
              stroke.slice(1).forEach((point) => send("pointermove", point));
              send("pointerup", stroke.at(-1));
            }
            return within.querySelector("[data-digit]").dataset.digit;
          });
          delete pad.getBoundingClientRect;
          return digits;
        }""",
        [json.dumps(drawings), pad],  # as one text: playwright would make an object of every number
    )


def skeleton_strokes(image, zoom=4):
    """A digit's image as strokes: its ink thinned to lines one pixel wide (Zhang and Suen, 1984), followed from end to end."""
    left = set(map(tuple, np.argwhere(thin(enlarge(image / 255, zoom) > 0.5)).tolist()))
    side = image.shape[0] * zoom
    beside = lambda point, among: [q for q in around(*point) if q in among]  # noqa: E731
    strokes, drawn = [], set()
    while left:
        point = min(left, key=lambda p: (len(beside(p, left)), p))
        path = [*beside(point, drawn)[:1], point]
        left.remove(point)
        while onward := beside(point, left):
            point = onward[0]
            left.remove(point)
            path.append(point)
        path += beside(point, drawn - set(path))[:1]
        drawn.update(path)
        strokes.append([((column + 0.5) / side, (row + 0.5) / side) for row, column in path])
    return strokes


def around(row, column):
    """The eight pixels beside one, the nearer four first."""
    return [(row + dr, column + dc) for dr, dc in ((0, 1), (1, 0), (0, -1), (-1, 0), (1, 1), (1, -1), (-1, -1), (-1, 1))]


def enlarge(image, zoom):
    """The image with bilinear steps between its pixels, zoom times as large."""
    index = (np.arange(image.shape[0] * zoom) + 0.5) / zoom - 0.5
    weights = np.maximum(0, 1 - np.abs(index[:, None] - np.arange(image.shape[0])))
    return weights @ image @ weights.T


def thin(ink):
    """Peel the ink from both sides in turn until no pixel can go without tearing a line."""
    ink = np.pad(ink, 1).astype(np.int8)
    while True:
        before = ink.sum()
        for north_west in (True, False):
            p = [np.roll(ink, shift, (0, 1)) for shift in ((1, 0), (1, -1), (0, -1), (-1, -1), (-1, 0), (-1, 1), (0, 1), (1, 1))]
            neighbours = sum(p)
            starts = sum((a == 0) & (b == 1) for a, b in zip(p, p[1:] + p[:1], strict=True))
            north, east, south, west = p[0], p[2], p[4], p[6]
            open_side = east * south * (north + west) if north_west else north * west * (east + south)
            ink[(ink == 1) & (neighbours >= 2) & (neighbours <= 6) & (starts == 1) & (open_side == 0)] = 0
        if ink.sum() == before:
            return ink[1:-1, 1:-1] == 1


def digit_of(page):
    """The answer of the pad, "" for none."""
    return page.locator("#answer").get_attribute("data-digit")


def outputs_of(page):
    return json.loads(page.locator("#answer").get_attribute("data-outputs"))


def image_read(page, site):
    """The image of the strokes now on the pad, as the page made it."""
    image = page.evaluate(
        """async (url) => {
          const { pixels, ...size } = (await import(url)).imageOf(lastRead.marks);
          return { ...size, pixels: [...pixels] };
        }""",
        site + "javascripts/pad/strokes.js",
    )
    return np.array(image["pixels"]).reshape(image["height"], image["width"])


def wait_for_fixes(page):
    """Wait until the site's script has been over the page: on a busy machine the network can be idle before."""
    page.locator("[data-md-component=search][aria-label]").wait_for(state="attached")


def resize(page, size):
    """Change the size of the window, and wait until the page has heard of it: it does before its next frame."""
    page.set_viewport_size(size)
    page.evaluate("() => new Promise(requestAnimationFrame)")


def change_palette(page, name):
    """name: dark or light."""
    page.get_by_title(f"Switch to the {name} palette").click()
    page.locator(f"body[data-md-color-scheme={'slate' if name == 'dark' else 'default'}]").wait_for()
