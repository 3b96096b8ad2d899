"""A matplotlib Figure as an inline SVG that follows the page: colours, font, width."""

import base64
import io
import re
from collections.abc import Mapping
from typing import Any
from xml.etree import ElementTree

import matplotlib
import numpy as np
from PIL import Image

SETTINGS: Any = {"svg.hashsalt": "13002", "svg.fonttype": "none", "svg.image_inline": True, "savefig.bbox": None}
SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
# Elements that a page has no use for: matplotlib's signature, and a style rule that would reach everything on the page.
NEEDLESS = {"metadata", "style"}
REFERENCE = re.compile(r"#([\w.:-]+)")
REFERRING = ("xlink:href", "clip-path", "style")  # the attributes that may hold one
PNG = "data:image/png;base64,"


def to_svg(figure: Any, id: str, title: str, description: str, palette: Mapping[str, str]) -> str:
    """Draw a Figure as an <svg> element for an HTML page: the same bytes for the same figure.

    Args:
        figure: a matplotlib Figure.
        id: unique on the page. Every id inside begins with it and a full stop; the element itself has no id.
        title: what the figure is, in a few words.
        description: what it shows, for those who cannot see it.
        palette: the CSS colour that replaces each colour of the figure, by "#rrggbb".

    Returns:
        The element as text.

    Raises:
        ValueError: for an id that is not a word, or a missing title.
    """
    if not re.fullmatch(r"[A-Za-z][\w-]*", id):
        raise ValueError(f"expected a figure's id to be letters, digits and hyphens, got {id!r}")
    if not title.strip():
        raise ValueError(f"the figure {id} needs a title: it is all that a screen reader says at first")
    root = _drawn(figure)
    _clean(root, palette)
    _rename_ids(root, id)
    _describe(root, id, title, description)
    width = float(root.attrib.pop("width").removesuffix("pt"))
    del root.attrib["height"]
    root.attrib.update(
        {
            "xmlns": SVG,
            "xmlns:xlink": XLINK,
            "class": "figure",
            # matplotlib's own drawing defaults, which it would have put into a rule for the whole page
            "style": f"width: 100%; max-width: {width * 96 / 72:g}px; stroke-linejoin: round; stroke-linecap: butt",
            "data-search-exclude": "",
        }
    )
    return ElementTree.tostring(root, encoding="unicode")


def _drawn(figure: Any) -> ElementTree.Element:
    file = io.BytesIO()
    with matplotlib.rc_context(SETTINGS):
        figure.savefig(file, format="svg", metadata={"Date": None})
    return ElementTree.fromstring(file.getvalue())


def _clean(root: ElementTree.Element, palette: Mapping[str, str]) -> None:
    """Plain tag names, the page's colours and font, and nothing that is not drawn."""
    for element in root.iter():
        element.tag = element.tag.replace(f"{{{SVG}}}", "")
        for name in list(element.attrib):
            if name.startswith(f"{{{XLINK}}}"):
                # Plain href on <use> is a script error where a theme loads pages in place, so the old name stays.
                element.set(name.replace(f"{{{XLINK}}}", "xlink:"), element.attrib.pop(name))
        if "style" in element.attrib:
            element.set("style", _page_style(element.attrib["style"], palette))
        if "d" in element.attrib:
            element.set("d", " ".join(element.attrib["d"].split()))
        if "xlink:href" in element.attrib:
            element.set("xlink:href", _light_picture("".join(element.attrib["xlink:href"].split())))
        for child in [child for child in element if child.tag.replace(f"{{{SVG}}}", "") in NEEDLESS]:
            element.remove(child)
        if element.tag not in ("text", "tspan"):
            element.text = None
        element.tail = None


def _light_picture(address: str) -> str:
    """The address of a picture inside a figure, as a PNG with a palette if that is shorter."""
    if not address.startswith(PNG):
        return address
    pixels = np.array(Image.open(io.BytesIO(base64.b64decode(address.removeprefix(PNG)))).convert("RGBA"))
    colours, numbers = np.unique(pixels.view(np.uint32), return_inverse=True)
    if len(colours) > 256:
        return address
    table = colours.view(np.uint8).reshape(-1, 4)
    picture = Image.fromarray(numbers.reshape(pixels.shape[:2]).astype(np.uint8))
    picture.putpalette(table[:, :3].tobytes())
    file = io.BytesIO()
    picture.save(file, "PNG", optimize=True, **({} if table[:, 3].min() == 255 else {"transparency": table[:, 3].tobytes()}))
    return min(PNG + base64.b64encode(file.getvalue()).decode("ascii"), address, key=len)


def _page_style(css: str, palette: Mapping[str, str]) -> str:
    rules = [rule.strip() for rule in css.split(";") if rule.strip()]
    kept = [rule for rule in rules if not rule.startswith("font-family")]
    return "; ".join(re.sub(r"#[0-9a-f]{6}\b", lambda colour: palette.get(colour[0], colour[0]), rule) for rule in kept)


def _rename_ids(root: ElementTree.Element, id: str) -> None:
    """Keep only the ids that something refers to, and number them after the figure's own."""
    referring = [(element, name) for element in root.iter() for name in REFERRING if not element.get(name, "data:").startswith("data:")]
    referred = dict.fromkeys(old for element, name in referring for old in REFERENCE.findall(element.attrib[name]))
    known = {element.get("id") for element in root.iter()}
    names = {old: f"{id}.{number}" for number, old in enumerate(referred, start=1) if old in known}
    for element, name in referring:
        element.set(name, REFERENCE.sub(lambda match: f"#{names.get(match[1], match[1])}", element.attrib[name]))
    for element in root.iter():
        if (old := element.attrib.pop("id", None)) in names:
            element.set("id", names[old])


def _describe(root: ElementTree.Element, id: str, title: str, description: str) -> None:
    labels = [("title", title)] + [("desc", description)] * bool(description.strip())
    for position, (tag, words) in enumerate(labels):
        element = ElementTree.Element(tag, {"id": f"{id}.{tag}"})
        element.text = " ".join(words.split())
        root.insert(position, element)
    root.set("role", "img")
    root.set("aria-labelledby", " ".join(f"{id}.{tag}" for tag, _ in labels))
