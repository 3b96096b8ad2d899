"""A built page asks for what it needs in one go."""

import re

import pytest

from nn_core.publish.chapter.errors import PageError
from nn_core.publish.output.bundle import MENDS, lighten

BUNDLE = "assets/javascripts/bundle.1.min.js"
PAGE = """<html><head>
<link rel="stylesheet" href="../assets/stylesheets/main.1.min.css">
<link rel="stylesheet" href="../stylesheets/one.css">
<link rel="stylesheet" href="../stylesheets/two.css">
<script>__md_scope=1</script>
</head><body>{body}<script src="../assets/javascripts/bundle.1.min.js"></script>
<script src="../javascripts/page/site.js" type="module"></script></body></html>"""


@pytest.fixture
def site(tmp_path):
    files = {
        "stylesheets/one.css": "/* the first */\na {\n  color: red;\n}\n",
        "stylesheets/two.css": "a { color: blue; }\n",
        "javascripts/page/site.js": 'import { a } from "../a.js";\nawait import("../later.js");\n',
        "javascripts/a.js": 'import {\n  b,\n} from "./b.js";\n',
        "javascripts/b.js": 'export { c } from "./c.js";\n',
        "javascripts/c.js": "",
        "javascripts/later.js": "",
        "javascripts/pad/pad.js": 'import "../c.js";\n',
        BUNDLE: ";".join(MENDS),
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "chapter").mkdir()
    return tmp_path


def light_page(site, body=""):
    (site / "chapter" / "index.html").write_text(PAGE.format(body=body), encoding="utf-8")
    lighten(site)
    return (site / "chapter" / "index.html").read_text(encoding="utf-8")


def preloads(page, kind="modulepreload"):
    return re.findall(rf'<link rel="{kind}"[^>]*href="\.\./([^"]*)"', page)


def test_our_styles_are_one_file_in_the_order_of_the_page(site):
    page = light_page(site)
    assert re.findall(r'rel="stylesheet" href="([^"]*)"', page) == ["../assets/stylesheets/main.1.min.css", "../stylesheets/all.css"]
    assert (site / "stylesheets/all.css").read_text(encoding="utf-8") == "a {\ncolor: red;\n}\na { color: blue; }\n"


def test_each_script_that_starts_is_named_once_and_what_comes_later_is_not(site):
    assert preloads(light_page(site)) == [f"javascripts/{name}.js" for name in ("page/site", "a", "b", "c")]


def test_a_pad_names_its_script_and_its_network(site):
    page = light_page(site, '<div class="pad" data-network="generated/networks/framed.json">')
    assert preloads(page).count("javascripts/c.js") == 1 and "javascripts/pad/pad.js" in preloads(page)
    assert preloads(page, "preload") == ["generated/networks/framed.json"]


def test_the_theme_fetches_its_search_index_at_the_first_search_and_says_nothing_twice_that_the_page_says_itself(site):
    page = light_page(site)
    bundle = (site / BUNDLE).read_text(encoding="utf-8")
    assert bundle.startswith("!1;") and "no-js" not in bundle
    assert '<script>document.documentElement.className="js' in page


def test_the_theme_s_script_runs_after_the_page_is_read(site):
    assert '<script src="../assets/javascripts/bundle.1.min.js" defer fetchpriority="low">' in light_page(site)


@pytest.mark.parametrize("known", MENDS)
def test_a_theme_that_works_in_another_way_stops_the_build(site, known):
    (site / BUNDLE).write_text(";".join(MENDS).replace(known, "f(g)"), encoding="utf-8")
    with pytest.raises(PageError, match="another way"):
        light_page(site)


def test_a_theme_that_begins_in_another_way_stops_the_build(site):
    with pytest.raises(PageError, match="begins in another way"):
        light_page(site, "<script>__md_scope=2</script>")


def test_a_signature_is_plain_text(site):
    signature = '<div class="doc-signature highlight"><pre><span></span><code><span class="nf">f</span><span class="p">(</span>)\n</code></pre></div>'
    assert '<p class="doc-signature"><code>f()</code></p>' in light_page(site, signature)


def test_every_script_and_file_that_a_page_names_is_there(built_site):
    for page in built_site.rglob("index.html"):
        for link in re.findall(r'<link rel="(?:modulepreload|preload)"[^>]*href="([^"]*)"', page.read_text(encoding="utf-8")):
            assert (page.parent / link).is_file(), f"{page}: {link}"
