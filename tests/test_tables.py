"""Numbers as pages print them."""

from nn_core.evaluation.measurements import measured
from nn_core.evaluation.tables import nonsense_rows, percent, percent_with_margin, speed_table, with_margin


def test_a_percentage_does_not_break_before_its_sign():
    assert percent(1 / 4, 1) == "25.0\N{NO-BREAK SPACE}%"


def test_a_row_of_the_table_of_speed_says_how_many_times_as_long_the_others_take():
    row = next(line for line in speed_table().splitlines() if "one image" in line)
    assert [cell.strip()[-9:] for cell in row.split("|")[3:5]] == ["× as long", "× as long"]


def test_a_row_without_digits_says_how_many_images_of_what_there_were_and_how_they_were_prepared():
    rows = [[cell.strip() for cell in row.split("|")[1:-1]] for row in nonsense_rows(["plain", "framed"]).splitlines()]
    assert len(rows) == 8
    stored = measured("findings", "confidence")["framed"]["noise"]
    assert rows[1][0] == f"noise: {stored['images']:,} images, pre-processed like a drawing"
    assert rows[1][2] == percent(stored["prepared"]["above_0.9"], 1)


def test_a_margin_stands_beside_its_share_on_the_same_line():
    assert percent_with_margin(0.9745).replace("\N{NO-BREAK SPACE}", "_") == "97.45_±_0.31_%"
    assert percent_with_margin(0.5, images=100, decimals=0).replace("\N{NO-BREAK SPACE}", "_") == "50_±_10_%"


def test_a_difference_has_its_sign_and_a_true_minus():
    assert with_margin(-0.0032, 0.0018, sign="+").replace("\N{NO-BREAK SPACE}", " ") == "−0.32 ± 0.18"
    assert with_margin(0.0091, 0.0034, sign="+").replace("\N{NO-BREAK SPACE}", " ") == "+0.91 ± 0.34"
