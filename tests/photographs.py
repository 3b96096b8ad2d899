"""Photographs of a digit that nobody had to take: papers, pens, lights, frames and desks, all drawn from a seed."""

import io

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

# Lines of corners (x, y) in a square of 1, for a pen of any width.
STROKES = [
    [[(0.5, 0), (0.15, 0.2), (0.1, 0.7), (0.4, 1), (0.75, 0.9), (0.9, 0.4), (0.75, 0.08), (0.5, 0)]],
    [[(0.55, 0), (0.45, 1)]],
    [[(0.1, 0.2), (0.4, 0), (0.8, 0.1), (0.8, 0.35), (0.1, 1), (0.9, 1)]],
    [[(0.1, 0.1), (0.5, 0), (0.85, 0.2), (0.4, 0.48), (0.9, 0.7), (0.6, 1), (0.1, 0.9)]],
    [[(0.2, 0), (0.1, 0.55), (0.9, 0.5)], [(0.8, 0.05), (0.7, 1)]],
    [[(0.85, 0), (0.25, 0), (0.2, 0.42), (0.65, 0.42), (0.85, 0.7), (0.6, 1), (0.1, 0.95)]],
    [[(0.7, 0), (0.3, 0.3), (0.15, 0.7), (0.4, 1), (0.8, 0.85), (0.75, 0.6), (0.45, 0.55), (0.17, 0.75)]],
    [[(0.1, 0), (0.9, 0), (0.4, 1)]],
    [[(0.5, 0.47), (0.2, 0.25), (0.5, 0), (0.8, 0.2), (0.5, 0.47), (0.2, 0.75), (0.5, 1), (0.85, 0.75), (0.5, 0.47)]],
    [[(0.85, 0.25), (0.5, 0), (0.2, 0.2), (0.45, 0.45), (0.85, 0.25), (0.75, 1)]],
]
LARGEST = 480  # pixels a side of most photographs
SIDES = ("left", "right", "top", "bottom")


def photograph(digit, random, *, size=None, paper=0.9, ink=0.85, pen=None, blur=0.7, fill=(0.35, 0.8), light=None, desk=None,
               margin=(0.08, 0.2), strip=None, width=(0.02, 0.2), lines=None, frame=None, turn=0.0, noise=0.012, quality=None):  # fmt: skip
    """A picture of a digit.

    Args:
        digit: (28, 28) uint8, white on black; or, with a pen, which digit to draw.
        random: a generator of random numbers.
        size: (width, height) in pixels; else about LARGEST.
        paper: its shade.
        ink: the share of the paper's light that it takes away; negative: chalk, in shades.
        pen: how wide the strokes are, as a share of the digit's height; else the digit of MNIST is enlarged.
        blur: of the camera, in pixels.
        fill: from how small to how large the digit is, as a share of the sheet's shorter side.
        light: "even", "slope", "vignette 40" (per cent less in the corners) or "shadow", with a hard edge.
        desk: what lies around the sheet, "dark", "light", "wood", "checked" or "floor"; or nothing.
        margin: how much of it is seen on each side, as a share of the picture.
        strip: the side on which a strip of the desk, dark unless said, is seen.
        width: of the strip.
        lines: "ruled" or "squared".
        frame: "edge", a black line along the picture's edge, or "inset", round the digit.
        turn: degrees by which the sheet may be turned either way.
        noise: standard deviation of the sensor's, in shades.
        quality: of a JPEG; else nothing is lost.

    Returns:
        The picture, an Image in grey.
    """
    width_px, height_px = size or (int(side) for side in random.integers(int(0.6 * LARGEST), LARGEST, 2))
    shorter = min(width_px, height_px)
    edges = random.uniform(*margin, 4) if desk and not strip else np.zeros(4)  # of the desk: left, top, right, bottom
    if strip:
        edges[["left", "top", "right", "bottom"].index(strip)] = random.uniform(*width)
    corners = np.array([0, 0, width_px, height_px]) + edges * [width_px, height_px, -width_px, -height_px]
    left, top, right, bottom = corners.astype(int).tolist()
    far = 2 * max(width_px, height_px)
    beyond = np.where(edges > 0, [left, top, right - 1, bottom - 1], [-far, -far, far, far])
    sheet = Image.new("L", (width_px, height_px), 0)
    ImageDraw.Draw(sheet).rectangle(beyond.tolist(), fill=255)

    side = int(random.uniform(*fill) * min(right - left, bottom - top))
    mark = _drawn(digit, side, pen, random) if pen else _enlarged(digit, side)
    slack = (right - left - mark.width, bottom - top - mark.height)
    place = (left + int(slack[0] * random.uniform(0.1, 0.9)), top + int(slack[1] * random.uniform(0.1, 0.9)))
    written = Image.new("L", sheet.size, 0)
    written.paste(mark, place)
    ruled = _lines(sheet.size, lines, shorter, random)
    framed = _frame(sheet.size, frame, place, mark.size, shorter, random)
    angle = float(random.uniform(-turn, turn))
    sheet, written, ruled = (layer.rotate(angle, Image.Resampling.BICUBIC) if angle else layer for layer in (sheet, written, ruled))
    if not desk and not strip:
        sheet = Image.new("L", sheet.size, 255)
    soft = [np.asarray(layer.filter(ImageFilter.GaussianBlur(blur)), float) / 255 for layer in (sheet, written, ruled, framed)]
    on_sheet, inked, line, border = soft
    page = paper - (0.25 * paper * line)
    page = np.minimum(page, page * (1 - ink * inked)) if ink > 0 else page - ink * inked
    page = page * (1 - border) + 0.06 * border
    scene = on_sheet * page + (1 - on_sheet) * _desk((height_px, width_px), desk or "dark", random)
    scene = scene * _light((height_px, width_px), light or "even", random) + random.normal(0, noise, scene.shape)
    picture = Image.fromarray(np.uint8(np.round(255 * np.clip(scene, 0, 1))))
    if quality:
        file = io.BytesIO()
        picture.save(file, "JPEG", quality=quality)
        picture = Image.open(file)
    return picture


def _enlarged(digit, side):
    """A digit of MNIST with crisp edges, cut to its ink."""
    image = Image.fromarray(digit)
    image = image.crop(image.getbbox())
    zoom = side / max(image.size)
    image = image.resize([max(1, round(zoom * length)) for length in image.size], Image.Resampling.BICUBIC)
    return image.point(lambda shade: 2.5 * (shade - 128) + 128) if zoom > 2 else image


def _drawn(digit, side, pen, random):
    """A digit drawn with a pen, each corner a little out of place."""
    scale = 3
    pad = scale * pen * side / 2 + scale
    image = Image.new("L", (int(scale * side * 0.8 + 2 * pad), int(scale * side + 2 * pad)))
    draw = ImageDraw.Draw(image)
    for line in STROKES[digit]:
        points = np.array(line) + random.normal(0, 0.02, (len(line), 2))
        points = points * [0.8 * side * scale, side * scale] + pad
        draw.line([tuple(point) for point in points], fill=255, width=max(1, int(scale * pen * side)), joint="curve")
        for x, y in points:
            radius = scale * pen * side / 2
            draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=255)
    return image.resize([length // scale for length in image.size], Image.Resampling.BOX)


def _lines(size, lines, shorter, random):
    image = Image.new("L", size, 0)
    draw = ImageDraw.Draw(image)
    gap, thick = shorter * random.uniform(0.06, 0.11), max(1, round(shorter / 350))
    if lines:
        for y in np.arange(random.uniform(0, gap), size[1], gap):
            draw.line([(-size[0], y), (2 * size[0], y)], fill=255, width=thick)
    if lines == "squared":
        for x in np.arange(random.uniform(0, gap), size[0], gap):
            draw.line([(x, -size[1]), (x, 2 * size[1])], fill=255, width=thick)
    return image


def _frame(size, frame, place, mark, shorter, random):
    image = Image.new("L", size, 0)
    thick = max(1, round(shorter * random.uniform(0.008, 0.03)))
    if frame == "edge":
        ImageDraw.Draw(image).rectangle((0, 0, size[0] - 1, size[1] - 1), outline=255, width=thick)
    if frame == "inset":
        left, top = (int(random.uniform(0.3, 0.6) * length) for length in place)
        ends = np.add(place, mark)
        right, bottom = (ends + random.uniform(0.4, 0.7, 2) * (size - ends)).astype(int).tolist()
        ImageDraw.Draw(image).rectangle((left, top, right, bottom), outline=255, width=thick)
    return image


def _desk(shape, desk, random):
    y, x = np.indices(shape) / max(shape)
    if desk == "wood":
        bend = 2 * np.sin(2 * x + 6 * random.random())
        return 0.33 + 0.1 * np.sin(60 * y + bend) + 0.06 * np.sin(170 * y + 3 * bend + 9 * x)
    if desk == "checked":
        across = random.integers(12, 26)
        return 0.25 + 0.25 * ((across * y) % 1 < 0.5) + 0.25 * ((across * x) % 1 < 0.5)
    if desk == "floor":  # speckles of stone
        coarse = random.normal(0, 1, (max(2, shape[0] // 12), max(2, shape[1] // 12)))
        return np.clip(0.45 + 0.12 * np.asarray(Image.fromarray(np.float32(coarse)).resize(shape[::-1], Image.Resampling.BICUBIC)), 0, 1)
    return np.full(shape, {"dark": random.uniform(0.08, 0.3), "light": random.uniform(0.95, 1.0)}[desk])


def _light(shape, light, random):
    y, x = np.indices(shape) / np.array(shape)[:, None, None] - 0.5
    if light == "slope":
        angle = random.uniform(0, 2 * np.pi)
        return 0.75 + 0.5 * random.uniform(0.4, 0.8) * (np.cos(angle) * x + np.sin(angle) * y)
    if light.startswith("vignette"):
        return 1 - int(light.split()[1]) / 100 * (x**2 + y**2) / 0.5
    if light == "shadow":
        angle, place = random.uniform(0, 2 * np.pi), random.uniform(-0.2, 0.2)
        return np.where(np.cos(angle) * x + np.sin(angle) * y > place, 1.0, random.uniform(0.5, 0.7))
    return np.ones(shape)


def seven_and(more):
    """A seven on the right of a sheet, and on its left something MORE: of BESIDE_A_SEVEN."""
    seven = photograph(7, np.random.default_rng(0), size=(150, 200), pen=0.1, fill=(0.6, 0.61), noise=0.0)
    picture = Image.new("L", (280, 200), seven.getpixel((0, 0)))
    picture.paste(seven, (130, 0))
    more(ImageDraw.Draw(picture))
    return picture


BESIDE_A_SEVEN = {
    "holes": lambda draw: [draw.ellipse((10, y, 22, y + 12), fill=40) for y in (20, 75, 130, 180)],
    "a line of words": lambda draw: draw.text((10, 182), "Write a digit", fill=30),
    "a pencil": lambda draw: draw.line((60, 40, 66, 130), fill=150, width=6),
    "stripes over it": lambda draw: [draw.rectangle((0, y, 280, y + 5), fill=draw.im.getpixel((0, 0))) for y in range(3, 200, 14)],
}

CHALK = {"paper": 0.15, "ink": -0.7}
PENCIL = {"paper": 0.85, "pencil": True}
THIN = {"pen": 0.03}
# What is different from a black pen on a white sheet in even light.
KINDS = {
    "white paper": {},
    "grey paper": {"paper": 0.6},
    "blue pen": {"ink": 0.6},
    "thin pen": THIN,
    "own strokes": {"pen": 0.1},
    "grey pencil": PENCIL,
    "thin grey pencil": PENCIL | THIN,
    "faint pencil": {"ink": 0.2},
    "ruled": {"lines": "ruled"},
    "squared": {"lines": "squared"},
    "pencil, ruled": PENCIL | {"lines": "ruled"},
    "slope": {"light": "slope"},
    "vignette 20": {"light": "vignette 20"},
    "vignette 40": {"light": "vignette 40"},
    "vignette 50": {"light": "vignette 50"},
    "pencil, slope": PENCIL | {"light": "slope"},
    "pencil, vignette 20": PENCIL | {"light": "vignette 20"},
    "pencil, vignette 30": PENCIL | {"light": "vignette 30", "pen": 0.07},
    "pencil, vignette 40": PENCIL | {"light": "vignette 40"},
    "pencil, vignette 50": PENCIL | {"light": "vignette 50"},
    "shadow": {"light": "shadow"},
    "pencil, shadow": PENCIL | {"light": "shadow"},
    **{f"strip {side}": {"strip": side} for side in SIDES},
    **{f"wide strip {side}": {"strip": side, "width": (0.2, 0.35)} for side in SIDES},
    "slanted strip": {"strip": "left", "turn": 3, "width": (0.03, 0.15)},
    "pencil, strip": PENCIL | {"strip": "right", "light": "vignette 20"},
    "dark desk": {"desk": "dark"},
    "dark desk, turned": {"desk": "dark", "turn": 8},
    "dark desk, narrow": {"desk": "dark", "margin": (0.01, 0.06)},
    "dark desk, wide": {"desk": "dark", "margin": (0.15, 0.28)},
    "light desk": {"desk": "light", "paper": 0.75},
    "wooden desk": {"desk": "wood", "turn": 5},
    "checked cloth": {"desk": "checked", "turn": 5},
    "stone floor": {"desk": "floor", "turn": 5},
    "pencil, dark desk": PENCIL | {"desk": "dark", "turn": 4},
    "pencil, wooden desk": PENCIL | {"desk": "wood", "light": "vignette 20"},
    "frame at the edge": {"frame": "edge"},
    "frame round the digit": {"frame": "inset"},
    "pencil in a frame": PENCIL | {"frame": "inset"},
    "chalk": CHALK,
    "chalk, vignette 40": CHALK | {"light": "vignette 40"},
    "chalk, strip of wall": CHALK | {"strip": "top", "desk": "light"},
    "chalk, frame": CHALK | {"desk": "wood", "margin": (0.04, 0.1)},
    "chalk, bright wall": CHALK | {"desk": "light", "margin": (0.04, 0.15)},
    "noise": {"noise": 0.05},
    "pencil, noise": PENCIL | {"noise": 0.04},
    "JPEG of quality 15": {"quality": 15, "turn": 4},
    "turned": {"turn": 10},
    "40 pixels": {"size": (40, 40), "noise": 0.0, "blur": 0.1, "fill": (0.6, 0.9)},
    "60 pixels, pencil": PENCIL | {"size": (60, 80), "blur": 0.3, "fill": (0.5, 0.8)},
    "3,000 pixels": {"size": (3000, 2000), "light": "slope"},
    "fills the sheet": {"fill": (0.9, 0.99)},
    "small on the sheet": {"fill": (0.15, 0.25)},
}


def of_kind(kind, digit, label, random, **more):
    """A photograph of one of KINDS."""
    how = KINDS[kind] | more
    if how.pop("pencil", False):
        how["ink"] = random.uniform(0.35, 0.6)
    return photograph(label if "pen" in how else digit, random, **how)
