"""Where the pages lead outside of this site, and whether those places are still there: python -m tests.tools.links."""

import http.client
import re
import sys
import urllib.error
import urllib.request
from pathlib import Path

ADDRESS = re.compile(r"""https?://[^\s)>\]"'`]+""")
OWN = ("http://127.0.0.1", "https://github.com/13002-dials/")
SECONDS = 30
# Said by hosts that are there, but do not answer to programs.
RELUCTANT = {401, 403, 405, 406, 418, 429, 503}


def external_links(root):
    """{address: [file, …]} of every address of another host in the pages and the README, code left out."""
    found = {}
    root = Path(root)
    for path in sorted([*root.glob("docs/**/*.md"), *root.glob("README.md")]):
        if "generated" in path.parts:
            continue
        text = re.sub(r"(?ms)^[ \t]*(```+).*?^[ \t]*\1[ \t]*$|`[^`\n]*`", " ", path.read_text(encoding="utf-8"))
        for address in {match.rstrip(".,;") for match in ADDRESS.findall(text)}:
            if not address.startswith(OWN):
                found.setdefault(address, []).append(path.relative_to(root).as_posix())
    return dict(sorted(found.items()))


def trouble_with(address):
    """What is wrong with an address in a few words, or "" when somebody answers there."""
    request = urllib.request.Request(address, headers={"User-Agent": "Mozilla/5.0 (a check of links)"})
    try:
        with urllib.request.urlopen(request, timeout=SECONDS):
            return ""
    except urllib.error.HTTPError as problem:
        return "" if problem.code in RELUCTANT else f"status {problem.code}"
    except (OSError, http.client.HTTPException) as problem:
        return f"no answer ({getattr(problem, 'reason', None) or problem})"


def main(root=Path(__file__).parents[2]):
    """Ask every address whether it is still there, and print those that are not. Returns 0, or 1 when one is broken."""
    addresses = external_links(root)
    broken = {address: trouble for address in addresses if (trouble := trouble_with(address))}
    for address, trouble in broken.items():
        print(f"{address}: {trouble}, in {', '.join(addresses[address])}", flush=True)
    print(f"{len(broken)} of {len(addresses)} addresses are broken")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
