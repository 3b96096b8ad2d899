"""Every generator makes the same site: build it with each, finish it, and compare the articles: python -m tests.tools.generators."""

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from nn_core.publish.chapter.errors import CommandError
from nn_core.publish.output.finish import finish, refuse_broken
from nn_core.publish.output.prepare import prepare
from tests.building import copied_project, remember

GENERATORS = {
    "MkDocs": ("mkdocs", "build", "--strict", "--quiet"),
    "ProperDocs": ("properdocs", "build", "--strict", "--quiet", "--config-file", "mkdocs.yml"),
    "Zensical": ("zensical", "build"),
}


def built_by(generator, folder):
    """Build the site with one generator, in a copy of the project.

    Args:
        generator: a name of GENERATORS.
        folder: where the copy goes; it must not exist.

    Returns:
        The folder of the site.

    Raises:
        CommandError: the build fails, or ends before the site is whole.
    """
    project = copied_project(folder)
    remember(project)
    prepare(project / "docs")
    run = subprocess.run(
        [sys.executable, "-m", *GENERATORS[generator]], cwd=project,
        env={**os.environ, "PYTHONUTF8": "1", "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    if run.returncode:
        raise CommandError(f"{generator} does not build the site: {run.stdout}{run.stderr}".strip())
    refuse_broken(project / "site", project / "docs")
    return project / "site"


def articles(site):
    """{page: its article} of a built site; see article."""
    return {path.parent.relative_to(site).as_posix(): article(path) for path in sorted(site.rglob("index.html"))}


def article(path):
    """The visible text of a page's content, space folded; whether it has figures; and the number of its formulas."""
    text = path.read_text(encoding="utf-8")
    content = re.search(r"<article.*?</article>", text, re.DOTALL)[0]
    content = re.sub(r"<(script|style|form)\b.*?</\1>", "", content, flags=re.DOTALL)
    content = re.sub(r"</?span\b[^>]*>", "", content)  # they colour a word, and do not separate words
    words = re.sub(r"<[^>]+>", " ", content).replace("¶", " ")
    return " ".join(words.split()), "<svg" in content, content.count("<math")


def differences(one, other):
    """The pages that are missing from one of two sites, or whose articles differ.

    Args:
        one: what articles returns of the first site.
        other: the same of the second.
    """
    return sorted(page for page in one.keys() | other.keys() if one.get(page) != other.get(page))


def main():
    """Print what each generator made, compared with the first. Returns 0, or 1 when a build fails or a page differs."""
    first, failed = None, False
    with tempfile.TemporaryDirectory() as folder:
        for generator in GENERATORS:
            try:
                site = built_by(generator, Path(folder, generator))
                finish(site, site.with_name("docs"))
            except CommandError as problem:
                print(problem, flush=True)
                failed = True
                continue
            made = articles(site)
            first = first or made
            different = differences(first, made)
            failed |= bool(different)
            print(f"{generator}: {len(made)} pages, {', '.join(different) + ' differ' if different else 'the same articles'}", flush=True)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
