"""A built page asks for what it needs in one go: the styles in one file, each script named at once, the search index when somebody searches."""

import re
from functools import cache
from pathlib import Path

from nn_core.files import write_whole
from nn_core.publish.chapter.errors import PageError

STYLES = "stylesheets/all.css"
_STYLE = re.compile(r'\s*<link rel="stylesheet" href="([^"]*?)((?:assets/_|stylesheets/)\w+\.css)">')
_SCRIPT = re.compile(r'<script src="([^"]*)javascripts/page/site\.js" type="module"></script>')
_IMPORT = re.compile(r'(?m)^(?:import|export)\b[^;]*?"(\.{1,2}/[\w./-]+\.js)"')
_SIGNATURE = re.compile(r'<div class="doc-signature highlight"><pre><span></span><code>(.*?)\s*</code></pre></div>', re.DOTALL)
# What the theme's script does at the start sets the style of the whole page four times over. What it is told instead, piece by piece:
MENDS = {
    # The index is fetched at the first search, as the theme does where files are opened from a folder.
    'location.protocol!=="file:"': "!1",
    # The page says by itself, before it is first drawn, that scripts run: see START.
    'document.documentElement.classList.remove("no-js");document.documentElement.classList.add("js");': "",
    # Transitions are held only while the palette changes, and light is what a browser begins with.
    'document.body.setAttribute("data-md-color-switching","")': (
        'document.body.getAttribute("data-md-color-scheme")!==s.color.scheme&&document.body.setAttribute("data-md-color-switching","")'
    ),
    "document.head.appendChild(o);let n=": "let n=",
    "o.content=a.colorScheme,": '(o.isConnected||a.colorScheme!=="light")&&(o.content=a.colorScheme,document.head.appendChild(o)),',
    # All pages share their styles, which are neither fetched again under their whole address nor exchanged.
    'M("[href], [src]",e))for(let r of': 'M("[href]:not([rel=stylesheet]), [src]",e))for(let r of',
    'M(":scope > *",e.head)': 'M(":scope > :not([rel=stylesheet])",e.head)',
}
_START = "<script>__md_scope="
START = (
    '<script>document.documentElement.className="js js-focus-visible";'
    'document.documentElement.setAttribute("data-js-focus-visible","");__md_scope='
)
_BUNDLE = re.compile(r'(<script src="[^"]*/javascripts/bundle\.\w+\.min\.js")>')


def lighten(site):
    """Rewrite the pages of a built site in place. The same site gives the same bytes."""
    site = Path(site)
    for page in sorted(site.rglob("*.html")):
        text = page.read_text(encoding="utf-8")
        if script := _SCRIPT.search(text):
            text = _name_scripts(_join_styles(text, site), site, script[1])
            write_whole(page, _SIGNATURE.sub(_plain_signature, _start_later(text, page)))
    for bundle in (site / "assets" / "javascripts").glob("bundle.*.min.js"):
        text = bundle.read_text(encoding="utf-8")
        for known, mended in MENDS.items():
            if text.count(known) != 1:
                raise PageError(
                    f"{bundle.name} of the theme works in another way than publish/output/bundle.py knows: {known} is not there once"
                )
            text = text.replace(known, mended)
        write_whole(bundle, text)


def _join_styles(page, site):
    """One link for all the styles that are ours. Every page has the same ones, so the file is the same for all."""
    links = _STYLE.findall(page)
    joined = "\n".join((site / path).read_text(encoding="utf-8") for _, path in links)
    joined = re.sub(r"/\*.*?\*/", "", joined, flags=re.DOTALL)
    write_whole(site / STYLES, re.sub(r"\s*\n\s*", "\n", joined).lstrip())
    page = _STYLE.sub(f'\n<link rel="stylesheet" href="{links[0][0]}{STYLES}">', page, count=1)
    return _STYLE.sub(lambda link: link[0] if link[2] == STYLES else "", page)


def _start_later(page, path):
    """The page is drawn before the theme's script runs, and needs no new style when it does."""
    if page.count(_START) != 1 or len(_BUNDLE.findall(page)) != 1:
        raise PageError(f"{path}: the theme begins in another way than publish/output/bundle.py knows")
    return _BUNDLE.sub(r'\1 defer fetchpriority="low">', page.replace(_START, START))


def _plain_signature(match):
    """A signature without a colour and a button to copy it: sixteen elements less for each function."""
    return f'<p class="doc-signature"><code>{re.sub("<[^>]+>", "", match[1])}</code></p>'


def _name_scripts(page, site, root):
    """Name what the page's widgets will fetch, before the browser has found it out file by file. root leads to the site."""
    scripts = site / "javascripts"
    wanted = [scripts / "page" / "site.js"]
    networks = []
    if 'class="question-box' in page:
        wanted.append(scripts / "page" / "questions.js")
    wanted += [scripts / "laboratory" / f"{name}.js" for name in re.findall(r'class="laboratory" data-widget="([\w-]+)"', page)]
    for pad in re.findall(r'<div class="pad"[^>]*>', page):
        wanted.append(scripts / "pad" / "pad.js")
        networks += re.findall(r'data-network="([^"]+)"', pad) or ["generated/networks/straightened.json"]
    files = dict.fromkeys(file for script in wanted for file in _with_imports(script))
    links = [f'<link rel="modulepreload" href="{root}{file.relative_to(site).as_posix()}" fetchpriority="low">' for file in files]
    links += [f'<link rel="preload" as="fetch" crossorigin href="{root}{file}" fetchpriority="low">' for file in dict.fromkeys(networks)]
    return page.replace("</head>", "\n".join(links) + "\n</head>", 1)


@cache
def _with_imports(script):
    """A script and all that it imports when it starts, each once."""
    found = {script: None}
    for name in _IMPORT.findall(script.read_text(encoding="utf-8")):
        found |= dict.fromkeys(_with_imports((script.parent / name).resolve()))
    return list(found)
