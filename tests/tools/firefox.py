"""Firefox, as a reader would use it: draw, open a picture, look inside, search, paint, note: python -m tests.tools.firefox SITE.

Puppeteer makes the visits, over WebDriver BiDi: one as Firefox comes, one with storage refused, one with what it does against fingerprinting.
What they met is judged here, beside NumPy.
"""

import json
import os
import shutil
import sys
import tempfile
from pathlib import Path

import numpy as np
from PIL import Image

from nn_core import load_mnist, load_network
from nn_core.publish.chapter.errors import CommandError
from nn_core.publish.output.headers import read_headers
from nn_core.publish.output.node import npx
from tests.browser.drawing import STROKES
from tests.tools.server import Quiet, served

PUPPETEER = "puppeteer-core@25.16.0"
SCRIPT = Path(__file__).with_suffix(".mjs")
NAMES = ("firefox", "firefox-esr")
NO_FIREFOX = (
    "no Firefox was found: install one (on Debian and Ubuntu: apt-get install firefox-esr), or name it in the environment variable FIREFOX"
)
PICTURE = 59_990  # of the training images, a 9
DIGITS = {"drawn": "3", "typed": "7", "opened": "9"}
STORAGE_REFUSED, SCRAMBLED = "storage refused", "fingerprinting resisted"


def find_firefox():
    """The Firefox that the variable FIREFOX names, or one on the path.

    Raises:
        CommandError: there is none.
    """
    for found in (os.environ.get("FIREFOX"), *map(shutil.which, NAMES)):
        if found:
            return found
    raise CommandError(NO_FIREFOX)


def visits(firefox, site):
    """What firefox.mjs met, a dictionary a visit.

    Args:
        firefox: its path.
        site: the folder of the built site, which is served with its headers.

    Raises:
        CommandError: Firefox cannot be driven.
    """
    headers = read_headers(site)

    class WithHeaders(Quiet):
        def end_headers(self):
            for name, value in headers.items():
                self.send_header(name, value)
            super().end_headers()

    with served(site, WithHeaders) as address, tempfile.TemporaryDirectory() as folder:
        picture = Path(folder, "digit.png")
        paper = Image.new("L", (400, 300), 230)
        paper.paste(30, (40, 20), Image.fromarray(load_mnist().train.images[PICTURE]).resize((252, 252)))
        paper.save(picture)
        words = ["--package", PUPPETEER, "--", "node", str(SCRIPT), firefox, address, str(picture), json.dumps(STROKES[3])]
        run = npx(*words, capture_output=True, text=True, encoding="utf-8")
    if run.returncode:
        raise CommandError(f"{firefox} could not be driven: {(run.stderr or run.stdout).strip()}")
    return [json.loads(line) for line in run.stdout.splitlines()]


def faults(visit):
    """What went wrong in a visit, a sentence each.

    Args:
        visit: what firefox.mjs printed of it; an act that failed is None, and among the complaints.
    """
    found = list(dict.fromkeys(visit["complaints"]))
    for act, digit in DIGITS.items():
        found += [f"{act}: {sentence}" for sentence in _misread(visit[act], digit, visit["name"] == SCRAMBLED)] if visit[act] else []
    if (inspected := visit["inspected"]) and (inspected["rows"] != 16 or "=" not in inspected["formulas"]):
        found.append(f"inspected: {inspected['rows']} contributions to output 4, not 16; formulas: {inspected['formulas']!r}")
    if (painted := visit["painted"]) and not painted["after"] > painted["before"]:
        found.append(f"painted: {painted['before']} goals are reached before, and {painted['after']} after the strokes")
    if noted := visit["noted"]:
        value, words = ("", "as long as this page is open") if visit["name"] == STORAGE_REFUSED else ("a knob", "on this machine only")
        if noted["value"] != value or words not in noted["label"]:
            found.append(f"noted: {noted['value']!r} is there after a reload, and the page said {noted['label']!r}")
    return found


def _misread(answer, digit, scrambled):
    """What is wrong with an answer of the pad, held beside what NumPy makes of the same image."""
    if told := answer.get("told"):
        # A canvas that the browser scrambles holds no picture; the page must not say so of the picture.
        return [] if scrambled and "shows nothing" not in told else [told]
    if not answer["outputs"]:
        return ["there is no answer"]
    network, image = load_network("straightened"), answer["image"]
    expected = network.forward(network.prepare(np.reshape(image["pixels"], (image["height"], image["width"]))))
    difference = np.abs(np.array(answer["outputs"]) - expected).max()
    wrong = [] if answer["digit"] == digit else [f"the answer is {answer['digit']}, not {digit}"]
    return wrong if difference <= 1e-9 else [*wrong, f"an output differs from NumPy's by {difference:.1e}"]


def main(site="site"):
    """Print what went wrong in each visit. Returns 0; 1 when something did; 2 when there is no Firefox, or it cannot be driven."""
    try:
        found = {visit["name"]: faults(visit) for visit in visits(find_firefox(), Path(site))}
    except CommandError as problem:
        print(problem, file=sys.stderr)
        return 2
    for name, sentences in found.items():
        print(f"{name}: {'; '.join(sentences) or 'nothing'}")
    return int(any(found.values()))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
