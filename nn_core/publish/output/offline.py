"""The site as one zip for a computer without a network.

Unpack it, and open index.html with a double click.

A browser refuses modules, workers and fetch to a page that comes from a folder, but runs plain scripts. So the modules are bundled into
one script, and what they would fetch becomes scripts, too, each loaded when it is wanted.
"""

import base64
import io
import json
import re
import shutil
import tempfile
import zipfile
from pathlib import Path

from nn_core.files import write_whole
from nn_core.publish.chapter.errors import CommandError, PageError
from nn_core.publish.output.node import npx
from nn_core.publish.output.record import RECORD, record_of
from nn_core.publish.output.search import INDEX, enrich_index

ESBUILD = "esbuild@0.25.0"
FOLDER = "13002-dials"
FETCHED = (".json", ".bin")
_MODULE = re.compile(r'<script src="([^"]*)javascripts/page/site\.js" type="module"></script>')

# Runs before the other scripts, which are deferred. WORKER: the source of the theme's search worker, which may run from memory, not from a folder.
BEFORE = """// Stands in for what a browser refuses to pages that are opened from a folder: fetching files of the site, and workers from a file.
"use strict";
(() => {
  const root = new URL("..", document.currentScript.src).href;
  const waiting = new Map();
  window.dials = { root, file: (path, text) => waiting.get(path)(Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))) };
  const files = new Map();
  const load = (path) => new Promise((resolve, reject) => {
    waiting.set(path, resolve);
    document.head.append(Object.assign(document.createElement("script"), { src: `${root}${path}.js`, onerror: () => reject(new TypeError(path)) }));
  });
  window.fetch = async (address) => {
    const path = new URL(address, root).href.slice(root.length);
    if (!files.has(path)) files.set(path, load(path));
    return new Response(await files.get(path));
  };
  const source = WORKER;
  window.Worker = class extends Worker {
    constructor() {
      super(URL.createObjectURL(new Blob([source], { type: "text/javascript" })));
    }
  };
})();
"""


def make_offline(site: Path) -> bytes:
    """Rewrite a built site, so that it works when it is opened from a folder.

    Args:
        site: the folder as MkDocs wrote it, with links to files, not folders; it is changed.

    Returns:
        The bytes of the zip.

    Raises:
        CommandError: esbuild fails.
        PageError: a page does not load the scripts that are to be replaced.
    """
    (site / "404.html").unlink()  # it is for hosts
    for card in (site / "generated" / "cards").iterdir():
        if card.name != "site.png":  # the home page shows it where there is no script; the others are for links that somebody posts
            card.unlink()
    for page in sorted(site.rglob("*.html")):
        page.write_text(_plain_scripts(page.read_text(encoding="utf-8"), page.name), encoding="utf-8")
    _bundle(site / "javascripts")
    (worker,) = (site / "assets" / "javascripts" / "workers").glob("search.*.min.js")
    before = BEFORE.replace("WORKER", json.dumps(worker.read_text(encoding="utf-8")))
    (site / "javascripts" / "before.js").write_text(before, encoding="utf-8")
    enrich_index(site)
    index = site / INDEX
    index.with_suffix(".js").write_text(f"var __index = {index.read_text(encoding='utf-8')}", encoding="utf-8")
    index.unlink()
    for path in sorted(site.glob("generated/**/*")):
        if path.suffix in FETCHED:
            _as_script(path, path.relative_to(site).as_posix())
    write_whole(site / RECORD, record_of(site))
    return _zipped(site)


def _plain_scripts(page: str, name: str) -> str:
    scripts = r'<script src="\1javascripts/before.js"></script>\n<script src="\1javascripts/all.js" defer></script>'
    page, found = _MODULE.subn(scripts, page)
    if not found:
        raise PageError(f"{name} does not load javascripts/page/site.js, which the offline site replaces")
    return page


def _bundle(scripts: Path) -> None:
    """One plain script, all.js, of all the modules in a folder, which then go."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder, "javascripts")
        shutil.copytree(scripts, copy)
        for module in copy.rglob("*.js"):
            place = module.relative_to(folder).as_posix()
            text = module.read_text(encoding="utf-8").replace("import.meta.url", f'new URL("{place}", window.dials.root)')
            module.write_text(text, encoding="utf-8")
        words = [ESBUILD, "page/site.js", "--bundle", "--minify", "--format=iife", "--charset=utf8", "--outfile=all.js"]
        run = npx(*words, cwd=copy, capture_output=True, text=True, encoding="utf-8")
        if run.returncode:
            raise CommandError(f"esbuild could not bundle the scripts: {run.stderr.strip()}")
        made = (copy / "all.js").read_bytes()
    shutil.rmtree(scripts)
    scripts.mkdir()
    (scripts / "all.js").write_bytes(made)


def _as_script(path: Path, name: str) -> None:
    """Write a script beside a file that is fetched, which delivers its content; see BEFORE.

    The file stays: a page may link to it.
    """
    text = base64.b64encode(path.read_bytes()).decode("ascii")
    path.with_name(path.name + ".js").write_text(f'dials.file({json.dumps(name)}, "{text}");\n', encoding="utf-8")


def _zipped(site: Path) -> bytes:
    """The folder as a zip, the same bytes from the same files."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(path for path in site.rglob("*") if path.is_file()):
            entry = zipfile.ZipInfo(f"{FOLDER}/{path.relative_to(site).as_posix()}")
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            archive.writestr(entry, path.read_bytes())
    return data.getvalue()
