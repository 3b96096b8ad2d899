"""How pages print measurements: percentages, margins, and the tables of doubts and speeds."""

from collections.abc import Sequence

from nn_core.evaluation.margins import margin
from nn_core.evaluation.measurements import measured


def percent(share: float, decimals: int = 2) -> str:
    """A share as a percentage, with a space that does not break: 0.25 becomes 25.00 %.

    Args:
        share: from 0 to 1.
        decimals: how many are printed.

    Returns:
        Such as 97.12 %.
    """
    return f"{100 * share:.{decimals}f}\N{NO-BREAK SPACE}%"


def percent_with_margin(share: float, images: int = 10_000, decimals: int = 2) -> str:
    """A share of right answers with the margin that so many images leave: 97.45 ± 0.31 %.

    Args:
        share: from 0 to 1.
        images: how many were counted; by default as many as MNIST has test images.
        decimals: how many are printed.

    Returns:
        Such as 97.12 ± 0.33 %.
    """
    return with_margin(share, margin(share, images), decimals) + "\N{NO-BREAK SPACE}%"


def with_margin(share: float, off: float, decimals: int = 2, sign: str = "") -> str:
    """A share or a difference of two, and its margin, both in points: 1.26 ± 0.31.

    Args:
        share: the value, where 1 is a hundred points.
        off: its margin.
        decimals: how many are printed.
        sign: "+" to print the sign of a value above 0, too.

    Returns:
        Such as −1.26 ± 0.31, with spaces that do not break.
    """
    value = f"{100 * share:{sign}.{decimals}f}".replace("-", "−")
    return f"{value} ± {100 * off:.{decimals}f}".replace(" ", "\N{NO-BREAK SPACE}")


def nonsense_rows(names: Sequence[str]) -> str:
    """How often networks are sure of images without a digit, from the part "confidence".

    Args:
        names: of the networks, one column for each.

    Returns:
        Rows of a table in Markdown. Each says how many images there were of what, how they were pre-processed, and which share of them
        got an output above 0.9.
    """
    found = measured("findings", "confidence")
    rows = []
    for kind in ("noise", "shuffled pixels", "scribbles", "letters"):
        for how, words in (("as_it_is", "as they are"), ("prepared", "pre-processed like a drawing")):
            shares = " | ".join(percent(found[name][kind][how]["above_0.9"], 1) for name in names)
            rows.append(f"| {kind}: {found[names[0]][kind]['images']:,} images, {words} | {shares} |")
    return "\n".join(rows)


def speed_table() -> str:
    """The speed of nn_core beside scikit-learn and PyTorch, as `make bench` stored it.

    Returns:
        The table in Markdown; below it, where and when it was measured.
    """
    textbook, recipe = measured("speed", "textbook_epoch"), measured("speed", "recipe_epoch")
    many, one, loop = measured("speed", "forward_many")["float32"], measured("speed", "forward_one"), measured("speed", "loop")
    whole, made = measured("speed", "full_recipe"), textbook["made"]
    rows = [
        ("one epoch of textbook gradient descent, batch 10", f"{textbook['nn_core_seconds']:.2f} s", textbook),
        ("one epoch of the full recipe, batch 128", f"{recipe['nn_core_seconds']:.2f} s", recipe),
        ("the outputs of 10,000 images, float32", f"{1000 * many['nn_core_seconds']:.1f} ms", many),
        ("the outputs of one image, float64", f"{one['nn_core_microseconds']:.1f} µs", one),
    ]
    lines = ["| work | nn_core | scikit-learn takes | PyTorch takes |", "|---|---:|---:|---:|"]
    for work, ours, figures in rows:
        times = [f"{figures[f'times_faster_than_{peer}']:.1f} ×" for peer in ("scikit_learn", "pytorch")]
        lines.append(f"| {work} | {ours} | {times[0]} as long | {times[1]} as long |")
    lines += [
        "",
        (
            f"The forward pass of 10,000 images takes {many['times_first_product']:.2f} × its first matrix product alone. "
            f"A loop in Python over the first layer takes {loop['times_slower']:,.0f} × the matrix product. "
            f"Distorting the copies for `straightened` and learning from them once takes {whole['cpu_seconds']:.0f} seconds of one "
            f"processor and {whole['peak_gigabytes']:.1f} GB."
        ),
        "",
        (
            f"Measured by `make bench` on {made['date']} with one thread of an {made['processor']}; Python {made['python']}, "
            f"NumPy {made['numpy']}, scikit-learn {made['scikit-learn']}, PyTorch {made['torch']}. Seconds are seconds of the processor."
        ),
    ]
    return "\n".join(lines) + "\n"
