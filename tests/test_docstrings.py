"""Every docstring says in its first line what a thing is, and in its sections what it takes and returns."""

import re

import griffe
import pytest
from building import ROOT

# What these print is their docstrings: the help of a command, the heading of a measurement.
PRINTED = ("nn_core.__main__.", "nn_core.publish.cli.", "nn_core.experiments.findings.")


def documented(parent):
    """Everything below a module or class that has a docstring and is defined there."""
    for member in parent.members.values():
        if not member.is_alias:
            if member.docstring:
                yield member
            if member.is_module or member.is_class:
                yield from documented(member)


PACKAGE = griffe.load("nn_core", search_paths=[str(ROOT)])
DOCUMENTED = [PACKAGE, *documented(PACKAGE)]
PUBLIC = [each for each in DOCUMENTED if each.is_public and not each.path.startswith(PRINTED)]
FUNCTIONS = [each for each in PUBLIC if each.is_function]
CLASSES = [each for each in PUBLIC if each.is_class]


def without(kind, members):
    """The paths of those whose docstring has no such section."""
    sections = {each.path: each.docstring.parse("google", warn_missing_types=False, warnings=False) for each in members}
    return [path for path, found in sections.items() if kind not in {section.kind.value for section in found}]


def takes_something(function):
    return any(parameter.name not in ("self", "cls") for parameter in function.parameters)


def returns_something(function):
    """By its annotation or, in the core, which has none, by its code."""
    return str(function.returns) != "None" if function.returns else re.search(r"(?m)^ +return \S", function.source)


def test_the_first_line_of_every_docstring_has_at_most_88_characters():
    assert [each.path for each in DOCUMENTED if len(each.docstring.lines[0]) > 88] == []


@pytest.mark.parametrize(
    ("kind", "members"),
    [
        ("parameters", [each for each in FUNCTIONS if takes_something(each)]),
        ("parameters", [each for each in CLASSES if "__init__" in each.members and takes_something(each.members["__init__"])]),
        ("attributes", [each for each in CLASSES if "NamedTuple" in map(str, each.bases)]),
    ],
    ids=["functions", "classes", "named tuples"],
)
def test_whatever_takes_arguments_or_has_fields_lists_them(kind, members):
    assert members
    assert without(kind, members) == []


def test_every_function_that_returns_something_says_what():
    members = [each for each in FUNCTIONS if returns_something(each) and not each.docstring.value.startswith("Whether")]
    assert len(members) > 100
    silent = set(without("returns", members)) & set(without("yields", members))
    assert silent == set()
