"""HTTP security headers: a page loads only files of its site, and runs only its scripts."""

import base64
import hashlib
import re
from pathlib import Path

from nn_core.files import write_whole

FILE = "_headers"
# A browser refuses everything else. Under `default-src` Firefox fetches ahead the page that is the next by the theme's <link>; `style-src`
# allows styles in the page, because the figures and the theme have theirs there.
POLICY = {
    "default-src": "'self'",
    "script-src": "'self'",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data:",
    "connect-src": "'self'",
    "worker-src": "'self'",
    "object-src": "'none'",
    "base-uri": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}
OTHERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script>", re.DOTALL)
DATA = re.compile(r'\btype="application/(?:ld\+)?json"')


def inline_scripts(html: str) -> set[str]:
    """The scripts that stand in a page and run there: the theme's. Blocks of data do not run.

    Args:
        html: the page.

    Returns:
        Their texts.
    """
    return {text for attributes, text in SCRIPT.findall(html) if "src=" not in attributes and not DATA.search(attributes)}


def content_security_policy(scripts: set[str]) -> str:
    """The policy as one line.

    It names each inline script by its SHA-256, so that an injected one does not run.

    Source: Content Security Policy Level 3, W3C.

    Args:
        scripts: their texts, from all pages together, because the theme loads a page into the window of another.

    Returns:
        The value of the header.

    Examples:
        >>> content_security_policy({"1"}).split("; ")[1]
        "script-src 'self' 'sha256-a4ayc/80/OGda4BO/1o/V0etpOqiLx1JwB5S3beHW0s='"
    """
    hashes = sorted(base64.b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode("ascii") for script in scripts)
    allowed = POLICY | {"script-src": " ".join([POLICY["script-src"], *(f"'sha256-{each}'" for each in hashes)])}
    return "; ".join(f"{name} {sources}" for name, sources in allowed.items())


def write_headers(site: Path) -> None:
    """Write the headers of a built site into its file _headers, which some hosts read.

    Args:
        site: the folder of the site.
    """
    scripts = set().union(*(inline_scripts(path.read_text(encoding="utf-8")) for path in site.rglob("*.html")))
    headers = {"Content-Security-Policy": content_security_policy(scripts), **OTHERS}
    write_whole(site / FILE, "/*\n" + "".join(f"  {name}: {value}\n" for name, value in headers.items()))


def read_headers(site: Path) -> dict[str, str]:
    """Read the headers from the file _headers of a built site; none if there is no such file.

    Args:
        site: the folder of the site.

    Returns:
        The value of each header.
    """
    path = site / FILE
    lines = path.read_text(encoding="utf-8").splitlines()[1:] if path.is_file() else []
    return dict(line.strip().split(": ", 1) for line in lines if ": " in line)
