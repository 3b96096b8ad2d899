"""The figures of the second part: a cost adds up, paths lie on their curve, and numbers stand where they belong."""

import numpy as np

from nn_core import plots


def shown(figure):
    return [text.get_text() for text in figure.texts]


def test_the_bars_of_a_cost_are_the_squared_differences_and_add_up_to_it():
    figure = plots.cost_ledger([0.5, 0.25], [1.0, 0.0], labels="ab")
    assert [bar.get_width() for bar in figure.axes[0].patches[:2]] == [0.25, 0.0625]
    assert "cost 0.312" in shown(figure)


def test_a_ranking_of_answers_keeps_its_costs_to_itself_until_it_is_told_them():
    pair = [np.eye(10)[4], np.full(10, 0.5)]
    assert not [words for words in shown(plots.answers(pair, 4)) if words.startswith("cost")]
    assert "cost" not in plots.answers(pair, 4).description
    assert [words for words in shown(plots.answers(pair, 4, [0.0, 2.5])) if words.startswith("cost")] == ["cost 0.00", "cost 2.50"]


def test_the_digit_that_was_meant_is_bold_in_every_answer():
    bold = [text.get_text() for text in plots.answers(np.zeros((3, 10)), 7).texts if text.get_weight() == "bold"]
    assert bold.count("7") == 3 and "6" not in bold


def test_a_path_lies_on_its_curve():
    x, y = plots.descents(np.square, {"": [2.0, 1.0, 0.5]}, (-2, 2)).axes[0].lines[1].get_data()
    assert np.allclose(y, np.square(x), atol=1e-3)


def test_each_path_has_a_panel_of_its_own():
    assert len(plots.descents(np.square, {"a": [1.0, 0.5], "b": [1.0, -1.0]}, (-2, 2)).axes) == 2


def test_the_lowest_place_of_a_map_is_found():
    words = plots.surface([0.0, 1.0, 2.0], [5.0, 6.0], [[3.0, 2.0, 4.0], [3.0, 3.0, 1.0]], x_label="a", y_label="b").description
    assert "marked +, is at a = 2, b = 6" in words


def test_a_map_tells_where_its_paths_lead():
    words = plots.surface([0.0, 1.0], [0.0, 1.0], [[0.0, 1.0], [1.0, 2.0]], {"slow": np.array([[1.0, 1.0], [0.5, 0.25]])}).description
    assert words.endswith("Slow: the path takes 1 step, from x = 1, y = 1 to x = 0.5, y = 0.25.")


def test_bars_that_are_all_negative_fill_their_axis():
    assert plots.bars([-2.0, -1.0], ["a", "b"]).axes[0].get_xlim() == (-2.0, 0.0)


def test_a_paper_network_names_row_and_column_of_a_weight_the_right_way_round():
    words = plots.paper_network([[1.0, 0.5], [0.7]], [[[2.0, -3.0]]]).description
    assert "from 0 to 0 +2.00, from 1 to 0 −3.00" in words


def test_the_box_of_the_cost_tells_what_goes_in_what_comes_out_and_what_is_fixed():
    words = shown(plots.cost_box(13002, 60000, 0.0605))
    assert {"13,002", "numbers in", "60,000", "labelled images", "0.060", "1 number out"} <= set(words)


def test_the_dot_that_lies_furthest_from_the_diagonal_is_told():
    assert "off it by 5.00e-01 of the largest value" in plots.agreement([1.0, 2.0], [1.0, 1.0]).description
