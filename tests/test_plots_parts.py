"""A whole and its parts, and stages built one from the other, drawn and told."""

import numpy as np
from matplotlib.patches import PathPatch

from nn_core import plots

UPPER, LOWER = np.zeros((2, 28, 28))
UPPER[4:6, 10:15] = 1
LOWER[20:22, 10:15] = 1


def test_a_whole_is_the_sum_of_its_parts_in_words_and_in_the_picture():
    figure = plots.sum_of_parts([[UPPER + LOWER, UPPER, LOWER], [UPPER, UPPER]])
    assert [text.get_text() for text in figure.texts] == ["=", "+", "="]
    assert figure.description.startswith(
        "The whole (ink in rows 4 to 21, columns 10 to 14) = part 1 (ink in rows 4 to 5, columns 10 to 14) + "
        "part 2 (ink in rows 20 to 21, columns 10 to 14)."
    )


def test_stages_tell_what_is_active_and_from_what_it_is_made():
    words = plots.stages(
        [[UPPER], [("bar", UPPER), ("dot", LOWER)], ["1", "7"]], ["pixels", "parts", "digits"], links=[[(0, 0), (0, 1)], [(0, 1)]],
        lit=[[0], [0], [1]],
    ).description  # fmt: skip
    assert "Stage 0, pixels: 1 image. Stage 1, parts: bar, dot; active: bar. Stage 2, digits: 1, 7; active: 7." in words
    assert words.endswith("Stage 2 is made from stage 1: 7 from bar.")


def test_only_the_links_that_are_told_are_drawn():
    def ends(**how):
        figure = plots.stages([["a", "b"], ["c", "d"]], ["above", "below"], **how)
        return max(len(patch.get_path().vertices) for patch in figure.paper.patches if isinstance(patch, PathPatch))

    assert ends() == 8
    assert ends(links=[[(0, 1)]]) == 2


def test_what_is_not_lit_is_dimmed_and_what_is_lit_keeps_its_brightness():
    figure = plots.stages([[UPPER, UPPER]], ["two"], lit=[[1]])
    dimmed, bright = (tile.get_array().max(axis=(0, 1))[0] for tile in figure.paper.images)
    assert bright == 255 and 0 < dimmed < 128
