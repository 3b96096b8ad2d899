"""What the site promises beside what `make trust` measured, as one table."""

from collections.abc import Callable
from typing import Any

from nn_core.evaluation.measurements import measured

Figures = Callable[[str, str], Any]

# What a clock decides: the promise, its bound, where its figure stands in measurements.json, and the unit.
PROMISES = (
    ("a cold strict build with all that it prepares, processor time", "at most", 40, ("build", "cpu_seconds"), "s"),
    ("one figure of it: its block run, its picture written", "at most", 80, ("build", "cpu_milliseconds_a_figure"), "ms"),
    (
        "one sentence more of a chapter, shown by the live server, slowest chapter",
        "at most",
        4,
        ("live", "seconds_to_rebuild", "worst"),
        "s",
    ),
    ("the same, median of all chapters", "at most", 4, ("live", "seconds_to_rebuild", "median"), "s"),
    ("largest paint of a first visit, slowest page", "at most", 2, ("pages", "largest_paint_seconds", "worst"), "s"),
    ("the same, median of all pages", "at most", 2, ("pages", "largest_paint_seconds", "median"), "s"),
    ("layout shift, worst page", "at most", 0.02, ("pages", "layout_shift", "worst"), ""),
    ("bytes of a first visit, heaviest page", "at most", 250, ("pages", "kilobytes", "worst"), "kB"),
    ("script time of a frame of the stage, median of its slowest motion", "at most", 8, ("frames", "median", "worst"), "ms"),
    ("the same, exceeded by one frame in twenty", "at most", 16, ("frames", "most_of_twenty", "worst"), "ms"),
    ("checks of the code that complain", "at most", 0, ("code", "complaining"), ""),
    ("Lighthouse: performance, lowest of eight", "at least", 95, ("lighthouse", "performance"), ""),
    ("Lighthouse: accessibility", "at least", 100, ("lighthouse", "accessibility"), ""),
    ("Lighthouse: best practices", "at least", 100, ("lighthouse", "best_practices"), ""),
    ("Lighthouse: search engines", "at least", 100, ("lighthouse", "seo"), ""),
)


def trust_table(figures: Figures = measured) -> str:
    """The promises as a Markdown table: bound, figure, and whether the promise is kept.

    Args:
        figures: (section, part) -> what was measured, or KeyError for what has not been measured yet.

    Returns:
        The table; below it, where and when the figures were measured.
    """
    lines = ["| promise | bound | measured | kept |", "|---|---:|---:|---|"]
    for promise, direction, bound, (part, *names), unit in PROMISES:
        try:
            value = figures("trust", part)
        except KeyError:
            lines.append(f"| {promise} | {direction} {_with(bound, unit)} | not yet | |")
            continue
        for name in names:
            value = value[name]
        kept = value <= bound if direction == "at most" else value >= bound
        lines.append(f"| {promise} | {direction} {_with(bound, unit)} | {_with(value, unit)} | {'yes' if kept else '**no**'} |")
    return "\n".join(lines) + "\n\n" + _provenance(figures)


def _provenance(figures: Figures) -> str:
    try:
        build, pages = figures("trust", "build"), figures("trust", "pages")
    except KeyError:
        return "Run `make trust` to measure them.\n"
    slowest, heaviest = (pages[name]["where"] for name in ("largest_paint_seconds", "kilobytes"))
    return (
        f"Measured on {build['made']['date']} with an {build['made']['processor']}: {build['pages']} pages with {build['figures']} figures. "
        f"The slowest page is `{slowest}`, the heaviest `{heaviest}`.\n"
    )


def _with(value: float, unit: str) -> str:
    words = f"{value:.3g}"
    return f"{words}\N{NO-BREAK SPACE}{unit}" if unit else words
