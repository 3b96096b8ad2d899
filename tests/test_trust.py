"""The table of promises: what is not kept is said."""

from nn_core.publish.output.trust import PROMISES, trust_table

PROMISED = {
    "cpu_seconds": 40, "cpu_milliseconds_a_figure": 80, "seconds_to_rebuild": 4, "largest_paint_seconds": 2, "layout_shift": 0.02,
    "kilobytes": 250, "median": 8, "most_of_twenty": 16, "complaining": 0, "performance": 95, "accessibility": 100, "best_practices": 100, "seo": 100,
}  # fmt: skip


def figures(**changes):
    """Measurements in which every promise is just kept, but for the changes."""
    parts: dict = {}
    for _, _, bound, (part, name, *more), _ in PROMISES:
        found = parts.setdefault(part, {})
        if more:
            found.setdefault(name, {})[more[0]] = changes.get(name, bound)
        else:
            found[name] = changes.get(name, bound)
    made = {"date": "2026-01-02", "processor": "abacus"}
    parts["build"] |= {"pages": 3, "figures": 4, "made": made}
    for figure in parts["pages"].values():
        figure["where"] = "home"
    return lambda section, part: {"trust": parts}[section][part]


def not_yet(*part):
    raise KeyError(*part)


def test_a_bound_that_is_just_met_is_kept():
    assert "**no**" not in trust_table(figures())


def test_a_promise_that_is_broken_is_said_to_be():
    table = trust_table(figures(cpu_seconds=40.1, performance=94))
    assert table.count("**no**") == 2
    assert "| at most 40\N{NO-BREAK SPACE}s | 40.1\N{NO-BREAK SPACE}s | **no** |" in table
    assert "| at least 95 | 94 | **no** |" in table


def test_what_was_promised_stands_and_a_little_worse_breaks_it():
    names = [name for _, _, _, (_, name, *_), _ in PROMISES]
    assert set(names) == set(PROMISED)
    for _, direction, bound, (part, name, *_), _ in PROMISES:
        assert bound == PROMISED[name], f"the promise of {part} {name} was moved"
        worse = bound * 1.01 + 0.01 if direction == "at most" else bound - 1
        assert trust_table(figures(**{name: worse})).count("**no**") == names.count(name)


def test_every_promise_has_a_row():
    assert trust_table(figures()).count("| at ") == len(PROMISES)


def test_where_and_when_it_was_measured_is_said():
    assert "Measured on 2026-01-02 with an abacus: 3 pages with 4 figures." in trust_table(figures())


def test_what_nobody_has_measured_is_neither_kept_nor_broken():
    table = trust_table(not_yet)
    assert table.count("| not yet | |") == len(PROMISES)
    assert "make trust" in table
