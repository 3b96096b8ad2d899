"""Each part measures one promise, and returns its figures; PARTS says what it is handed."""

import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from functools import cache
from pathlib import Path

from nn_core.evaluation.parts import Part
from nn_core.publish.chapter.execute import perform
from nn_core.publish.chapter.read import find_blocks
from nn_core.publish.chapter.svg import to_svg
from nn_core.publish.output.node import npx
from nn_core.publish.site import SITE
from tests.building import copied_project
from tests.tools import checks
from tests.tools.browser import FLAGS, chromium
from tests.tools.server import served
from tests.trust.frames import frame_times
from tests.trust.visits import Zipping, first_visit

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
EDIT = """
import sys, time
from pathlib import Path
from mkdocs.commands.build import build
from mkdocs.config import load_config

def shown():
    start = time.perf_counter()
    config = load_config("mkdocs.yml", site_dir=sys.argv[1])
    if not Path(sys.argv[1]).exists():
        config.plugins.on_startup(command="serve", dirty=False)
    build(config)
    return time.perf_counter() - start

shown()
for page in sys.argv[2:]:
    path = Path("docs", page)
    path.write_text(path.read_text(encoding="utf-8") + "\\n\\nOne sentence more.\\n", encoding="utf-8")
    print(shown())
"""


@cache
def built_site():
    """The site, built strictly in a copy that has never been built before, and the processor's seconds that it took."""
    project = copied_project(Path(tempfile.mkdtemp(prefix="trust-"), "project"))
    return project / "site", _processor_seconds("-m", "nn_core.publish", "build", root=project)


def build():
    """Processor seconds of a cold strict build with all that it prepares, and of one figure of it: its block run, its SVG written."""
    times = [took for page in sorted(DOCS.rglob("*.md")) for took in _figure_times(page)]
    site, seconds = built_site()
    return {
        "pages": len(list(site.rglob("index.html"))),
        "figures": len(times),
        "cpu_seconds": round(seconds, 1),
        "cpu_milliseconds_a_figure": round(1000 * statistics.mean(times), 1),
    }


def live():
    """Seconds that the live server takes to show one sentence more of a chapter, once it has built the site."""
    with tempfile.TemporaryDirectory() as folder:
        project = copied_project(Path(folder, "project"))
        edited = [path.relative_to(DOCS).as_posix() for path in SITE.chapters(DOCS)]
        seconds = map(float, _python("-c", EDIT, str(project / "site"), *edited, root=project).split())
        return {"seconds_to_rebuild": _middle_and_worst(dict(zip(edited, seconds, strict=True)))}


def pages(connection, slowdown):
    """Every page on its first visit, over slow 4G to a processor four times slower: the slowest, the heaviest, and whether anything moves."""
    visits = {}
    with chromium() as browser, served(built_site()[0], Zipping) as address:
        for page in sorted(built_site()[0].rglob("index.html")):
            path = page.parent.relative_to(built_site()[0]).as_posix().removeprefix(".")
            visits[path or "home"] = first_visit(browser, f"{address}{path}", connection, slowdown)
    names = ("largest_paint_seconds", "layout_shift", "kilobytes")
    return {name: _middle_and_worst({path: visit[name] for path, visit in visits.items()}) for name in names}


def frames(slowdown):
    """Milliseconds that the stage's scripts work on a frame, to a processor four times slower: in the median, and for one in twenty, at its worst."""
    with chromium() as browser, served(built_site()[0], Zipping) as address:
        times = frame_times(browser, address, slowdown)
    worst = {name: max(times, key=lambda act: times[act][name]) for name in ("median", "most_of_twenty")}
    return {name: {"worst": times[act][name], "where": act} for name, act in worst.items()}


def code():
    """How many of the checks of `make check` complain."""
    return {"complaining": sum(map(bool, checks.findings(ROOT).values()))}


def lighthouse(program, sample, runs):
    """Lighthouse's scores of four pages, the largest of the API among them, on a phone and on a desktop, the median of three runs, the lowest of the eight."""
    scores: dict = {}
    site = built_site()[0]
    largest = max(site.glob("reference/api/*/index.html"), key=lambda page: page.stat().st_size)
    with served(site, Zipping) as address, tempfile.TemporaryDirectory() as folder:
        for path in (*sample, f"{largest.parent.relative_to(site).as_posix()}/"):
            for preset in ((), ("--preset=desktop",)):
                found = [_lighthouse(program, address + path, preset, Path(folder, "report.json")) for _ in range(runs)]
                for category in found[0]:
                    scores.setdefault(category, []).append(statistics.median(each[category] for each in found))
    return {category.replace("-", "_"): min(found) for category, found in scores.items()}


def _middle_and_worst(values):
    worst = max(values, key=lambda path: values[path])
    return {"median": round(statistics.median(values.values()), 4), "worst": round(values[worst], 4), "where": worst}


def _figure_times(page):
    namespace = {"__name__": "__main__"}
    for block in find_blocks(page.read_text(encoding="utf-8"), str(page)):
        start = time.process_time()
        if perform(block, namespace, lambda figure, block, alt: to_svg(figure, block.id, block.id, alt, SITE.palette)).svg:
            yield time.process_time() - start


def _lighthouse(program, address, preset, report):
    with chromium() as browser:
        path = browser.browser_type.executable_path
    flags = "--chrome-flags=" + " ".join(["--headless", *FLAGS])
    words = [program, address, *preset, "--output=json", f"--output-path={report}", "--quiet", flags]
    npx(*words, env={**os.environ, "CHROME_PATH": os.environ.get("CHROMIUM", path)}, check=True, capture_output=True)
    categories = json.loads(report.read_text(encoding="utf-8"))["categories"]
    return {name: round(100 * category["score"]) for name, category in categories.items()}


def _processor_seconds(*arguments, root):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    _python(*arguments, root=root)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _python(*arguments, root):
    environment = {"OPENBLAS_NUM_THREADS": "1", **os.environ, "PYTHONPATH": str(root), "NO_MKDOCS_2_WARNING": "1"}
    run = subprocess.run(
        [sys.executable, *arguments], cwd=root, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
    )
    if run.returncode:
        sys.exit(f"the site cannot be built: {run.stderr.strip()}")
    return run.stdout


NEARLY = 0.3  # scores and counts of another machine, and of a site that has grown since
_SLOW_4G = {"offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 0.75e6 / 8}
# Home, a chapter, and a laboratory page; lighthouse adds the largest page of the API.
_SAMPLE = ("", "structure/one-neuron/", "laboratory/paint-a-neuron/")
_MEASURED = (
    Part(build, relative=NEARLY),
    Part(live),
    Part(pages, settings={"connection": _SLOW_4G, "slowdown": 4}, relative=NEARLY, absolute=0.02),
    Part(frames, settings={"slowdown": 4}, relative=NEARLY),
    Part(code),
    Part(lighthouse, settings={"program": "lighthouse@13.0.1", "sample": _SAMPLE, "runs": 3}, relative=NEARLY),
)
PARTS = {part.measure.__name__: part for part in _MEASURED}
