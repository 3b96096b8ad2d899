"""Every figure in words, made from the same arrays: for readers who cannot see it, and a check for those who can.

Each function here takes the same arguments as the plot of the same name.
"""

import numpy as np

from nn_core.plots.style import brightness, number, table

STRONG = 0.5  # of the largest: the weights whose place is told


def digit(image, title="", region=None):
    """The size of the image, where its ink lies, and how much of it there is.

    >>> digit([[0.0, 1.0], [0.0, 0.0]])
    'An image of 2 by 2 pixels, white ink on black. The ink lies in row 0, column 1; 1 of 4 pixels is brighter than one half.'
    """
    values = brightness(image)
    lit = int((values > 0.5).sum())
    size = f"An image of {_by(values)} pixels, white ink on black"
    if not (values > 0).any():
        ink = "There is no ink in it"
    else:
        ink = f"The ink lies in {_place(values > 0)}; {lit} of {values.size} pixels {_is(lit)} brighter than one half"
    return _sentences(title, size, ink, _outlined(region))


def digits(images, titles=None, title="", columns=None, notes=None, regions=None):
    """The images one after the other, each with its title and its note."""
    parts = []
    for index, image in enumerate(images):
        name = titles[index] if titles is not None else f"Image {index + 1}"
        note = f" ({notes[index]})" if notes is not None else ""
        values = brightness(image)
        where = f"ink in {_place(values > 0)}" if (values > 0).any() else "no ink"
        outlined = _outlined(regions[index]) if regions is not None else ""
        parts.append(f"{name}{note}: {where}" + (f", {outlined[0].lower()}{outlined[1:]}" if outlined else ""))
    return _sentences(title, f"{_count(len(images), 'image')}, white ink on black", *parts)


def ranking(images, sums=None, titles="ABCDEFGH", title="", region=None):
    """The images as in digits; with sums, who has which, largest first."""
    titles = list(titles)[: len(images)]
    order = ""
    if sums is not None:
        ranked = np.argsort(-np.asarray(sums, float), kind="stable")
        order = "From the largest sum to the smallest: " + ", ".join(f"{titles[i]} {number(sums[i])}" for i in ranked)
    return _sentences(digits(images, titles, title), _outlined(region), order)


def pixel_values(image, title="", top=8, left=8, rows=12, columns=12):
    """Which part of the image is shown, and the row with the most ink number by number."""
    cut = brightness(image)[top : top + rows, left : left + columns]
    fullest = int(cut.sum(axis=1).argmax())
    return _sentences(
        title,
        f"The numbers of the pixels in rows {top} to {top + len(cut) - 1}, columns {left} to {left + cut.shape[1] - 1}: "
        f"0 is black, 1 is white, {int((cut == 0).sum())} of {cut.size} are exactly 0",
        f"Row {top + fullest}, the brightest, reads {', '.join(number(value) for value in cut[fullest])}",
    )


def weighted_sum(weights, image, title="", titles=("weights", "image", "products")):
    """What the products add up to, and how much of it is positive."""
    products = table(weights) * brightness(image)
    positive, negative = products[products > 0].sum(), products[products < 0].sum()
    return _sentences(
        title,
        f"Three pictures side by side: {titles[0]}, times {titles[1]} pixel by pixel, gives {titles[2]}",
        f"The positive products add up to {number(positive)}, the negative ones to {number(negative)}, "
        f"all together to {number(products.sum())}",
    )


def weight_grid(weights, title="", limit=None, region=None):
    """The range of the weights, and where the strongest of each sign lie.

    >>> weight_grid([[0.0, 2.0]])
    'A 1 by 2 grid of weights from 0.00 to 2.00. The strongest positive one lies in row 0, column 1; no weight is negative.'
    """
    weights = table(weights)
    return _sentences(
        title,
        f"A {_by(weights)} grid of weights from {number(weights.min())} to {number(weights.max())}",
        _strongest(weights),
        _outlined(region),
    )


def weight_grids(weights, titles=None, title="", columns=4, limit=None):
    """The range of the whole layer, then of each grid where its strongest weights lie."""
    grids = [table(row) for row in weights]
    titles = [str(index) for index in range(len(grids))] if titles is None else titles
    lowest, highest = min(grid.min() for grid in grids), max(grid.max() for grid in grids)
    head = f"{_count(len(grids), 'grid')} of {_by(grids[0])} weights, from {number(lowest)} to {number(highest)}"
    parts = []
    for name, grid in zip(titles, grids, strict=True):
        up, down = np.unravel_index(grid.argmax(), grid.shape), np.unravel_index(grid.argmin(), grid.shape)
        parts.append(
            f"Grid {name}: largest {number(grid.max())} at row {up[0]}, column {up[1]}, "
            f"smallest {number(grid.min())} at row {down[0]}, column {down[1]}"
        )
    return _sentences(title, head, *parts)


def curve(curve, domain=(-8, 8), title="", x_label="", y_label="", points=(), markers=(), y_range=None):
    """Where the curve begins and ends, whether it rises or falls, its largest and smallest value, and its marked points."""
    return curves({"": curve}, domain, title, x_label, y_label, points, markers, y_range)


def curves(curves, domain=(-8, 8), title="", x_label="", y_label="", points=(), markers=(), y_range=None):
    """As curve, for each of several; the marked points lie on the first."""
    drawn = {name: sampled(one, domain) for name, one in curves.items()}
    across = x_label or "x"
    parts = [f"{f'The curve {name}' if name else 'The curve'} {_course(x, y, across)}" for name, (x, y) in drawn.items()]
    x, y = next(iter(drawn.values()))
    for point in points:
        at, words = point if isinstance(point, tuple) else (point, "")
        parts.append(f"Marked: at {across} = {_short(at)} it is {number(np.interp(at, x, y))}" + (f" ({words})" if words else ""))
    for marker in markers:
        at, words = marker if isinstance(marker, tuple) else (marker, "")
        parts.append(f"An upright line stands at {across} = {_short(at)}" + (f" ({words})" if words else ""))
    return _sentences(title, *parts)


def outputs(outputs, title="", labels="0123456789"):
    """Every output with its value, the most active one first named.

    >>> outputs([0.1, 0.9])
    'The most active of 2 output neurons is 1, at 0.90. All of them: 0 at 0.10, 1 at 0.90.'
    """
    outputs, labels = np.asarray(outputs), list(labels)
    best = int(outputs.argmax())
    every = ", ".join(f"{labels[i]} at {number(value)}" for i, value in enumerate(outputs))
    head = f"The most active of {len(outputs)} output neurons is {labels[best]}, at {number(outputs[best])}"
    return _sentences(title, head, f"All of them: {every}")


def layer_activations(activations, title="", weights=None, labels="0123456789"):
    """Layer by layer: how many neurons, how many of them more than half lit, and the outputs one by one."""
    parts = [f"A network of {len(activations)} layers, each a column of neurons, black for activation 0 to white for 1"]
    for index, layer in enumerate(activations[:-1]):
        layer = np.asarray(layer).ravel()
        lit = np.flatnonzero(layer > 0.5)
        which = f": {_list(lit)}" if 0 < len(lit) <= 16 else ""
        kind = "the input" if index == 0 else "hidden"
        parts.append(f"Layer {index}, {kind}: {len(lit)} of {len(layer)} neurons {_is(len(lit))} above one half{which}")
    if weights is not None:
        parts.append(
            "Lines are connections: " + "; ".join(
                f"into layer {index}, {int((w > 0).sum())} positive and {int((w < 0).sum())} negative"
                for index, w in enumerate(map(np.asarray, weights), start=1)
            )
        )  # fmt: skip
    return _sentences(title, *parts, outputs(activations[-1], "", labels))


def equation(arrays, signs, names, title="", row=None, activations=(1,)):
    """Every array with its shape and its range, small ones number by number, and the row that is outlined.

    >>> equation([[[1.0, 2.0]], [3.0, 4.0], [11.0]], ["", "="], ["W", "a", "z"], activations=())
    'W a = z. The array W, 1 by 2: 1 2. The array a, 2: 3 4. The array z, 1: 11.'
    """
    sharing = sharing_rows(arrays, signs)
    signs = [f" {sign} " if sign else " " for sign in signs] + [""]
    whole = "".join(f"{name}{sign}" for name, sign in zip(names, signs, strict=True))
    parts = []
    for name, array in zip(names, arrays, strict=True):
        array = np.asarray(array, float)
        extent = f"from {number(array.min())} to {number(array.max())}"
        values = " ".join(map(_short, array.ravel())) if array.size <= 12 else extent
        parts.append(f"The array {name}, {' by '.join(map(str, array.shape))}: {values}")
    outlined = f"Outlined: row {row} of {_list(names[index] for index in sharing)}" if row is not None else ""
    return _sentences(title, whole, *parts, outlined)


def sharing_rows(arrays, signs):
    """Which arrays of an equation have the rows of the first one: all of its length but those that it multiplies.

    >>> sharing_rows([[[1.0, 2.0], [3.0, 4.0]], [5.0, 6.0], [17.0, 39.0]], ["", "="])
    [0, 2]
    """
    return [index for index, array in enumerate(arrays) if len(array) == len(arrays[0]) and (index == 0 or signs[index - 1])]


def matrix_row(weights, row, title=""):
    """The size of the matrix, and where the strong weights of the row lie once it is a grid."""
    weights = np.asarray(weights, float)
    grid = table(weights[row])
    return _sentences(
        title,
        f"A matrix of {len(weights)} rows and {weights.shape[1]} columns of weights, row {row} outlined",
        f"Below it that row alone, cut into {_count(len(grid), 'piece')} of {grid.shape[1]}",
        f"Below that the pieces stacked into the grid of neuron {row}",
        weight_grid(grid),
    )


def neuron_formula(inputs=784):
    """The formula read aloud, with the name of every symbol.

    >>> neuron_formula(2).split(". ")[0]
    'The activation of neuron j in layer 1 is the sigmoid of the weighted input z'
    """
    return _sentences(
        "The activation of neuron j in layer 1 is the sigmoid of the weighted input z",
        f"The weighted input is the weighted sum, {inputs} products, plus the bias of neuron j",
        "Each product is a weight times the activation of a pixel; "
        "the weight, w, has two indices: j for the neuron and a number for the pixel",
    )


def ledger(weights, activations, bias, output, title=""):
    """Who brings the most in either direction, and the sum.

    >>> ledger([2.0, -1.0], [0.5, 1.0], 0.25, 0.562)
    'Neuron 0 brings the most, +1.00; neuron 1 the least, −1.00. The bias brings +0.25. The sum z is +0.25, the activation 0.562.'
    """
    products = np.asarray(weights, float) * np.asarray(activations, float)
    most, least = int(products.argmax()), int(products.argmin())
    return _sentences(
        title,
        f"Neuron {most} brings the most, {number(products[most], plus=True)}; "
        f"neuron {least} the least, {number(products[least], plus=True)}",
        f"The bias brings {number(bias, plus=True)}",
        f"The sum z is {number(products.sum() + bias, plus=True)}, the activation {number(output, 3)}",
    )


def function_box(image, outputs, parameters, title=""):
    """What goes in, what the box holds, and what comes out."""
    return _sentences(
        title,
        f"A box with {parameters:,} parameters. Into it goes an image of {np.size(image)} numbers, "
        f"out of it come {len(outputs)} numbers",
        globals()["outputs"](outputs),
    )


def neurons(activations, title="", labels=None):
    """Every neuron with its activation.

    >>> neurons([0.0, 0.75], "", ["left", "right"])
    'A row of 2 neurons, black for activation 0 to white for 1: left at 0.00, right at 0.75.'
    """
    names = [f"number {index}" for index in range(len(activations))] if labels is None else labels
    every = ", ".join(f"{name} at {number(value)}" for name, value in zip(names, activations, strict=True))
    return _sentences(title, f"A row of {len(activations)} neurons, black for activation 0 to white for 1: {every}")


def unrolled(image, title="", ends=3, middle=None):
    """How long the column is, and every neuron of it that is shown."""
    values = brightness(image)
    size = f"An image of {_by(values)} pixels beside a column of {values.size} neurons: its rows, laid end to end"
    shown = [f"{_span('neuron', run)} at {', '.join(number(value) for value in values.flat[run])}" for run in runs(values, ends, middle)]
    return _sentences(title, size, f"Shown are {'; '.join(shown)}", "The others are left out, which three dots say")


def runs(values, ends, middle):
    """The indices of those neurons of an unrolled image that are shown: the first, a run in the middle, the last."""
    if middle is None:
        row = int(values.sum(axis=1).argmax())
        first = row * values.shape[1] + max(int((values[row] > 0).argmax()) - 2, 0)
        middle = (first, first + 6)
    return [np.arange(ends), np.arange(*middle), np.arange(values.size - ends, values.size)]


def one_step(before, after, weights=None, title="", labels=None):
    """How many neurons stand above and below, which of them are lit, and what the connections say.

    >>> one_step([0.9, 0.1], [0.7], [[2.0, -1.0]])
    'Above 2 neurons, 1 of them above one half: 0. Below 1 neuron, 1 of them above one half: 0. 2 connections, 1 positive and 1 negative.'
    """
    parts = []
    for where, layer in (("Above", before), ("Below", after)):
        lit = np.flatnonzero(np.asarray(layer).ravel() > 0.5)
        kind = "pixel, as an image" if np.size(layer) > 16 else "neuron"
        count = _count(np.size(layer), kind) if kind == "neuron" else f"{np.size(layer)} pixels, as an image"
        parts.append(f"{where} {count}, {len(lit)} of them above one half" + (f": {_list(lit)}" if 0 < len(lit) <= 16 else ""))
    lines = f"{_count(np.size(before) * np.size(after), 'connection')}"
    if weights is not None:
        lines += f", {int((np.asarray(weights) > 0).sum())} positive and {int((np.asarray(weights) < 0).sum())} negative"
    return _sentences(title, *parts, lines, outputs(after, "", labels) if labels is not None else "")


def parts(rows, names=None, title=""):
    """For each row, the whole and its parts, with where their ink lies.

    >>> dot = [[1.0, 0.0]]
    >>> parts([[dot, dot]], [["a whole", "a part"]])
    'A whole (ink in row 0, column 0) = a part (ink in row 0, column 0).'
    """
    lines = []
    for row, images in enumerate(rows):
        words = names[row] if names is not None else ["the whole"] + [f"part {index}" for index in range(1, len(images))]
        pieces = [f"{name} (ink in {_place(brightness(image) > 0.5)})" for name, image in zip(words, images, strict=True)]
        lines.append(f"{pieces[0]} = {' + '.join(pieces[1:])}")
    return _sentences(title, *lines)


def all_parameters(list_of_weights, list_of_biases, title=""):
    """For each step, how many weights and biases there are, how many of them are positive, and their range.

    >>> all_parameters([[[2.0, -1.0]]], [[0.5]])
    'All 3 parameters, a pixel for each. Step 1: 2 weights, 1 positive and 1 negative, from −1.00 to 2.00, as 1 row of 2; 1 bias, 0.50.'
    """
    parts = []
    for step, (weights, biases) in enumerate(blocks(list_of_weights, list_of_biases), start=1):
        rows = len(weights)
        form = f"{_count(rows, 'square')} of {_by(table(weights[0]))}" if is_image(weights) else f"{_count(rows, 'row')} of {weights.shape[1]}"
        strip = f"{biases.size} biases, from {number(biases.min())} to {number(biases.max())}" if rows > 1 else f"1 bias, {number(biases[0])}"
        parts.append(
            f"Step {step}: {weights.size:,} weights, {(weights > 0).sum():,} positive and {(weights < 0).sum():,} negative, "
            f"from {number(weights.min())} to {number(weights.max())}, as {form}; {strip}"
        )
    total = sum(np.size(one) for one in [*list_of_weights, *list_of_biases])
    return _sentences(title, f"All {total:,} parameters, a pixel for each", *parts)


def parameter_bars(list_of_weights, list_of_biases, title=""):
    """How many parameters each step holds, and what share of all that is.

    >>> parameter_bars([[[2.0, -1.0]]], [[0.5]])
    'Bars: step 1 holds 3 parameters, 100.0 % of all.'
    """
    counts = [weights.size + biases.size for weights, biases in blocks(list_of_weights, list_of_biases)]
    bars = "; ".join(f"step {step} holds {count:,} parameters, {count / sum(counts):.1%} of all" for step, count in enumerate(counts, start=1))
    return _sentences(title, f"Bars: {bars}".replace("%", " %"))


def blocks(list_of_weights, list_of_biases):
    """Each step as a pair of arrays (weights, biases).

    Raises ValueError when a step has not one bias for each row of its weights.
    """
    steps = [(np.asarray(w, float), np.asarray(b, float)) for w, b in zip(list_of_weights, list_of_biases, strict=True)]
    for step, (weights, biases) in enumerate(steps, start=1):
        if biases.shape != weights.shape[:1]:
            raise ValueError(f"expected one bias for each of the {len(weights)} rows of step {step}, got {biases.size} biases")
    return steps


def is_image(weights):
    """Whether the inputs of a step are too many for a row, and fill a square."""
    inputs = weights.shape[1]
    return inputs > 64 and int(np.sqrt(inputs)) ** 2 == inputs


def stages(stages, names, title="", links=None, lit=None):
    """Stage by stage what stands there, what is lit, and what each item is made from.

    >>> stages([["a", "b"], ["ab"]], ["letters", "word"], links=[[(0, 0), (1, 0)]])
    'Stage 0, letters: a, b. Stage 1, word: ab. Stage 1 is made from stage 0: ab from a and b.'
    """
    parts = []
    for index, (items, name) in enumerate(zip(stages, names, strict=True)):
        called = _called(items)
        listed = _count(len(items), "image") if not any(item(one)[0] for one in items) else ", ".join(called)
        active = f"; active: {', '.join(called[place] for place in lit[index])}" if lit is not None and len(items) > 1 else ""
        parts.append(f"Stage {index}, {' '.join(name.split(chr(10)))}: {listed}{active}")
    for index, pairs in enumerate(links or [], start=1):
        above, here = _called(stages[index - 1]), _called(stages[index])
        made = [(b, [above[a] for a, to in pairs if to == b]) for b in sorted({b for _, b in pairs})]
        parts.append(f"Stage {index} is made from stage {index - 1}: " + ", ".join(f"{here[b]} from {' and '.join(a)}" for b, a in made))
    return _sentences(title, *parts)


def squish(function, reach=8, named=(-8, -2, 0, 2, 8), title="", x_label="", y_label=""):
    """Where each of the named numbers lands.

    >>> squish(np.tanh, 2, (0, 2))
    'A number line from −2 to 2, and below it the range from 0 to 1. Of the whole numbers, these are named: 0 lands at 0.00, 2 lands at 0.96.'
    """
    lines = f"{x_label or 'a number line'} from {_short(-reach)} to {_short(reach)}, and below it {y_label or 'the range'} from 0 to 1"
    landing = ", ".join(f"{_short(z)} lands at {number(float(function(np.float64(z))))}" for z in named)
    return _sentences(title, lines, f"Of the whole numbers, these are named: {landing}")


def strip(groups, title="", x_label="", domain=(0, 1), threshold=None):
    """For each group how many numbers, their range and mean, and how many lie above the threshold.

    >>> strip({"plain": [0.2, 0.4]}, threshold=0.3)
    'Dots for each of 1 group, and a line at 0.30. Plain: 2 from 0.20 to 0.40, mean 0.30, 1 above the line.'
    """
    parts = [f"Dots for each of {_count(len(groups), 'group')}" + (f", and a line at {number(threshold)}" if threshold is not None else "")]
    for name, values in groups.items():
        values = np.asarray(values, float)
        above = f", {int((values > threshold).sum())} above the line" if threshold is not None else ""
        parts.append(f"{name}: {len(values)} from {number(values.min())} to {number(values.max())}, mean {number(values.mean())}{above}")
    return _sentences(title, x_label, *parts)


def bars(values, names, title="", x_label="", digits=2):
    """Every bar with its number, in the order in which they stand.

    >>> bars([2.0, -1.0], ["a", "b"], "", "points", 1)
    'Bars of points: a 2.0, b −1.0.'
    """
    every = ", ".join(f"{name} {number(value, digits)}" for name, value in zip(names, values, strict=True))
    return _sentences(title, f"Bars of {x_label or 'numbers'}: {every}")


def shades(values, rows, columns, title="", row_label="", column_label="", digits=2):
    """The size of the table, its largest number, and the largest of each row.

    >>> shades([[1.0, 3.0]], ["x"], ["a", "b"], digits=0)
    'A table of 1 row and 2 columns. The largest number is 3, in row x, column b. Row x: largest 3 in column b, smallest 1 in column a.'
    """
    values = np.asarray(values, float)
    row, column = np.unravel_index(np.nanargmax(values), values.shape)
    named = f", {row_label} against {column_label}" if row_label or column_label else ""
    parts = [
        f"A table of {_count(len(rows), 'row')} and {_count(len(columns), 'column')}{named}",
        f"The largest number is {number(values[row, column], digits)}, in row {rows[row]}, column {columns[column]}",
    ]
    for name, numbers in zip(rows, values, strict=True):
        if np.isfinite(numbers).any():
            most, least = int(np.nanargmax(numbers)), int(np.nanargmin(numbers))
            parts.append(
                f"Row {name}: largest {number(numbers[most], digits)} in column {columns[most]}, "
                f"smallest {number(numbers[least], digits)} in column {columns[least]}"
            )
    return _sentences(title, *parts)


def favourites(weights, images, names=None, title=""):
    """For each neuron where its strong weights lie, and where the ink of its images is.

    >>> favourites([[1.0, 0.0, 0.0, 0.0]], [[[0.0, 0.0, 0.0, 1.0]]], ["first"])
    'Each row shows the weights of a neuron, then 1 image. First: the strongest positive one lies in row 0, column 0; no weight is negative; on average its images have their ink in row 1, column 1.'
    """
    names = [str(index) for index in range(len(weights))] if names is None else names
    parts = [f"Each row shows the weights of a neuron, then {_count(len(images[0]), 'image')}"]
    for name, grid, liked in zip(names, weights, images, strict=True):
        mean = np.mean([brightness(image) for image in liked], axis=0)
        parts.append(f"{name}: {_strongest(table(grid))}; on average its images have their ink {_where(mean > mean.max() / 2)}")
    return _sentences(title, *parts)


def cost_ledger(outputs, target, title="", labels="0123456789"):
    """The target, the outputs that miss it most, and the cost.

    >>> cost_ledger([0.5, 0.0], [1, 0], labels="ab")
    'The target is 1 for a and 0 for all others. The largest squared difference is that of output a, 0.250. All of them add up to a cost of 0.250.'
    """
    squares = (np.asarray(outputs, float) - target) ** 2
    meant = _list([label for label, y in zip(labels, target, strict=True) if y])
    return _sentences(
        title,
        f"The target is 1 for {meant} and 0 for all others" if meant else "The target is 0 for all outputs",
        f"The largest squared difference is that of output {labels[int(squares.argmax())]}, {number(squares.max(), 3)}",
        f"All of them add up to a cost of {number(squares.sum(), 3)}",
    )


def answers(answers, target, costs=None, titles="ABCDEFGH", title=""):
    """Each answer in turn: which outputs are clearly lit; with costs, what each costs.

    >>> answers([[0.0, 1.0], [0.5, 0.5]], 1, [0.0, 0.5])
    '2 answers for a 1, each as 2 bars. A: output 1 at 1.00, all others below 0.10; cost 0.00. B: every output at 0.50; cost 0.50.'
    """
    answers = np.asarray(answers, float)
    parts = [f"{_count(len(answers), 'answer')} for a {target}, each as {_count(answers.shape[1], 'bar')}"]
    for index, (outputs, name) in enumerate(zip(answers, titles, strict=False)):
        lit = [f"output {digit} at {number(value)}" for digit, value in enumerate(outputs) if value >= 0.1]
        if len(lit) > 1 and np.ptp(outputs) < 0.005:
            seen = f"every output at {number(outputs[0])}"
        elif not lit:
            seen = "every output below 0.10"
        else:
            seen = ", ".join(lit) + (", all others below 0.10" if len(lit) < len(outputs) else "")
        parts.append(f"{name}: {seen}" + (f"; cost {number(costs[index])}" if costs is not None else ""))
    return _sentences(title, *parts)


def cost_box(parameters, examples, cost, title=""):
    """What goes in, what is fixed inside, and what comes out.

    >>> cost_box(9, 20, 0.5)
    'A box, the cost. 9 parameters go in, one number comes out: 0.500. Fixed inside are 20 labelled images.'
    """
    return _sentences(
        title,
        "A box, the cost",
        f"{parameters:,} parameters go in, one number comes out: {number(cost, 3)}",
        f"Fixed inside are {examples:,} labelled images",
    )


def descents(curve, paths, domain=None, title="", x_label="", y_label=""):
    """The course of the curve; for each path how many steps it has, where it begins and where it ends.

    >>> descents(lambda x: x**2, {"": [2.0, 1.0]}, (-2, 2), y_label="cost").split(". ")[1]
    'The path takes 1 step, from x = 2 with cost 4.000 to x = 1 with cost 1.000.'
    """
    x, y = sampled(curve, domain)
    across, up = x_label or "x", y_label or "height"
    parts = []
    for name, path in paths.items():
        (first, last), count = (path[0], path[-1]), len(path) - 1
        ends = [f"{across} = {_short(at)} with {up} {number(np.interp(at, x, y), 3)}" for at in (first, last)]
        parts.append(f"{name + ': the' if name else 'The'} path takes {_count(count, 'step')}, from {ends[0]} to {ends[1]}")
    return _sentences(title, f"The curve {_course(x, y, across)}", *parts)


def surface(x, y, heights, paths=None, title="", x_label="", y_label=""):
    """Where the map is lowest, how high it gets, and where each path leads.

    >>> surface([0, 1], [0, 1], [[3.0, 1.0], [4.0, 2.0]])
    'A map with lines of equal height, from 1.000 to 4.000. The lowest place, marked +, is at x = 1, y = 0.'
    """
    heights = np.asarray(heights, float)
    row, column = np.unravel_index(heights.argmin(), heights.shape)
    names = x_label or "x", y_label or "y"

    def place(where):
        return ", ".join(f"{name} = {_short(at)}" for name, at in zip(names, where, strict=True))

    walks = [
        f"{name + ': the' if name else 'The'} path takes {_count(len(path) - 1, 'step')}, from {place(path[0])} to {place(path[-1])}"
        for name, path in (paths or {}).items()
    ]
    return _sentences(
        title,
        f"A map with lines of equal height, from {number(heights.min(), 3)} to {number(heights.max(), 3)}",
        f"The lowest place, marked +, is at {place((x[column], y[row]))}",
        *walks,
    )


def paper_network(nodes, edges, notes=None, title="", heads=None, digits=2, backwards=False):
    """Layer by layer the number in each neuron, then step by step the number on each connection.

    >>> paper_network([[1.0], [0.5]], [[[2.0]]], digits=1)
    'A network of 2 layers. Layer 0: 1.0. Layer 1: 0.5. On the connections from layer 0 to layer 1: from 0 to 0 +2.0.'
    """
    parts = [f"A network of {len(nodes)} layers" + (", its arrows pointing backwards" if backwards else "")]
    for index, layer in enumerate(nodes):
        written = []
        for row, value in enumerate(layer):
            note = notes[index][row] if notes is not None else ""
            shown = "empty" if value is None else number(value, digits)
            written.append(f"{shown} ({note})" if note else shown)
        head = f", {' '.join(heads[index].split())}" if heads is not None and heads[index] else ""
        parts.append(f"Layer {index}{head}: {', '.join(written)}")
    for step, matrix in enumerate(edges):
        ends = (step + 1, step) if backwards else (step, step + 1)
        each = ", ".join(
            f"from {start} to {to} {number(value, digits, plus=True)}" for (to, start), value in np.ndenumerate(np.asarray(matrix, float))
        )
        parts.append(f"On the connections {'between layers {1} and {0}' if backwards else 'from layer {0} to layer {1}'}: ".format(*ends) + each)
    return _sentences(title, *parts)


def chain(names, values, rates, title="", digits=3):
    """Each link with its value, and the rate of each arrow.

    >>> chain(["w", "z"], [1.0, 2.0], [2.0])
    'A chain: w = 1.000, z = 2.000. From w to z the rate is +2.000.'
    """
    links = ", ".join(f"{name} = {number(value, digits)}" for name, value in zip(names, values, strict=True))
    arrows = [f"From {a} to {b} the rate is {number(rate, digits, plus=True)}" for a, b, rate in zip(names, names[1:], rates, strict=False)]
    return _sentences(title, f"A chain: {links}", *arrows)


def agreement(x, y, title="", x_label="", y_label=""):
    """How many dots there are, and how far the furthest lies from the diagonal, as a share of the largest value.

    >>> agreement([1.0, 2.0], [1.0, 2.2])
    '2 dots. They lie along the diagonal; the furthest is off it by 9.09e-02 of the largest value.'
    """
    x, y = np.asarray(x, float), np.asarray(y, float)
    furthest = np.abs(x - y).max() / max(np.abs(x).max(), np.abs(y).max())
    axes = f"{_count(x.size, 'dot')}" + (f", {x_label} across and {y_label} upwards" if x_label and y_label else "")
    return _sentences(title, axes, f"They lie along the diagonal; the furthest is off it by {furthest:.2e} of the largest value")


def item(one):
    """An item of a stage as a pair (words, image): "" for no words, None for no image."""
    if isinstance(one, str):
        return one, None
    return one if isinstance(one, tuple) else ("", one)


def _called(items):
    return [item(one)[0] or f"image {index + 1}" for index, one in enumerate(items)]


def sampled(curve, domain, count=201):
    """A curve as (x, y): a function is asked at count places of its domain, a pair of arrays is taken as it is.

    Raises ValueError when x and y differ in length.
    """
    if callable(curve):
        x = np.linspace(*domain, count)
        return x, np.asarray(curve(x), float)
    x, y = (np.asarray(values, float) for values in curve)
    if x.shape != y.shape or x.ndim != 1:
        raise ValueError(f"expected as many y as x, got {x.size} x and {y.size} y")
    return x, y


def _course(x, y, across):
    change = np.diff(y)
    if (change >= 0).all() and (change > 0).any():
        shape = "rises all the way"
    elif (change <= 0).all() and (change < 0).any():
        shape = "falls all the way"
    elif not change.any():
        shape = "is flat"
    else:
        shape = (
            f"is highest at {across} = {_short(x[y.argmax()])}, with {number(y.max())}, and lowest at {across} = "
            f"{_short(x[y.argmin()])}, with {number(y.min())}"
        )
    return f"goes from {number(y[0])} at {across} = {_short(x[0])} to {number(y[-1])} at {across} = {_short(x[-1])} and {shape}"


def _short(value):
    return f"{round(float(value), 2):g}".replace("-", "\N{MINUS SIGN}")


def _strongest(weights):
    limit = np.abs(weights).max()
    if not limit:
        return "All of them are 0"
    parts = []
    for sign, name in ((1, "positive"), (-1, "negative")):
        strong = sign * weights >= STRONG * limit
        if strong.any():
            parts.append(f"the strongest {name} {'one lies' if strong.sum() == 1 else 'ones lie'} {_where(strong)}")
        else:
            weak = f"no {name} one comes near in size" if (sign * weights > 0).any() else f"no weight is {name}"
            parts.append(weak)
    return "; ".join(parts)


def _where(mask):
    """The rows and columns of a patch; strewn cells have no such place."""
    rows, columns = (np.ptp(indices) + 1 for indices in np.nonzero(mask))
    strewn = rows * columns > mask.size / 2 and mask.sum() < rows * columns / 2
    return f"strewn over the whole grid, {mask.sum()} of them" if strewn else f"in {_place(mask)}"


def _place(mask):
    rows, columns = (np.flatnonzero(mask.any(axis=axis)) for axis in (1, 0))
    return f"{_span('row', rows)}, {_span('column', columns)}"


def _span(name, indices):
    first, last = indices[0], indices[-1]
    return f"{name} {first}" if first == last else f"{name}s {first} to {last}"


def _outlined(region):
    if region is None:
        return ""
    mask = np.asarray(table(region), bool)
    return f"Outlined: {_count(int(mask.sum()), 'pixel')} in {_place(mask)}" if mask.any() else ""


def _by(values):
    return f"{values.shape[0]} by {values.shape[1]}"


def _is(count):
    return "is" if count == 1 else "are"


def _count(count, noun):
    return f"{count} {noun}" + ("s" if count != 1 else "")


def _list(numbers):
    return ", ".join(map(str, numbers))


def _sentences(*parts):
    return " ".join(f"{part[0].upper()}{part[1:]}".rstrip(".") + "." for part in parts if part)
