"""The speed of nn_core as a table, printed from what the benchmark stored: for the reference page and for the README."""

import re
from pathlib import Path

from nn_core.evaluation.measurements import measured
from nn_core.files import write_whole

BEGIN, END = "<!-- speed: written by `dials bench` -->\n", "<!-- end of speed -->"


def speed_table():
    """Rows of work, seconds of ours, and how many times as long the others take, in Markdown."""
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
            f"The whole recipe of `straightened` takes {whole['cpu_seconds']:.0f} seconds of one processor "
            f"and {whole['peak_gigabytes']:.1f} GB."
        ),
        "",
        (
            f"Measured by `make bench` on {made['date']} with one thread of an {made['processor']}; Python {made['python']}, "
            f"NumPy {made['numpy']}, scikit-learn {made['scikit-learn']}, PyTorch {made['torch']}. Seconds are seconds of the processor."
        ),
    ]
    return "\n".join(lines) + "\n"


def update_readme(path):
    """Put the table between its two marks in the README."""
    text = Path(path).read_text(encoding="utf-8")
    write_whole(path, re.sub(f"{re.escape(BEGIN)}.*?{re.escape(END)}", lambda _: f"{BEGIN}\n{speed_table()}\n{END}", text, flags=re.DOTALL))
