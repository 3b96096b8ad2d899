"""What the chapter engine is told about this site."""

from functools import cache
from pathlib import Path
from typing import Any

from nn_core.evaluation.measurements import measured
from nn_core.evaluation.tables import percent, percent_with_margin, with_margin
from nn_core.parameters import load_network
from nn_core.plots import style
from nn_core.publish.chapter.site import Site


@cache
def card(name: str) -> Any:
    """The card of a shipped network: how it was trained, and how well it reads.

    Args:
        name: of the network.

    Returns:
        Plain values by their names, see model_card.
    """
    return load_network(name).card


NAMES = {
    "card": card,
    "percent": percent,
    "percent_with_margin": percent_with_margin,
    "with_margin": with_margin,
    "load_network": load_network,
    "measured": measured,
}
SITE = Site(
    Path(__file__).parents[1],
    resident="publish",
    names=f"{__name__}:NAMES",
    preload=("nn_core.mnist:load_mnist",),
    palette={
        style.PAPER: "none",
        style.INK: "currentColor",
        style.MUTED: "var(--figure-muted)",
        style.GRID: "var(--figure-grid)",
        style.POSITIVE: "var(--figure-positive)",
        style.NEGATIVE: "var(--figure-negative)",
        style.ACCENT: "var(--figure-accent)",
    },
    glossary="reference/glossary.md",
    parts=("structure", "learning", "verdict"),
    set_up="To run this notebook, install the package first: in a copy of the repository of *13,002 Dials*, say `pip install -e .[plots]`.",
)
