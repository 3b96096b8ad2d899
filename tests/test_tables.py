"""Numbers as pages print them."""

from nn_core.evaluation.tables import percent, speed_table


def test_a_percentage_does_not_break_before_its_sign():
    assert percent(1 / 4, 1) == "25.0\N{NO-BREAK SPACE}%"


def test_a_row_of_the_table_of_speed_says_how_many_times_as_long_the_others_take():
    row = next(line for line in speed_table().splitlines() if "one image" in line)
    assert [cell.strip()[-9:] for cell in row.split("|")[3:5]] == ["× as long", "× as long"]
