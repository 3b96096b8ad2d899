"""The headers for hosts: nothing from elsewhere, and no script but those that stand in the built pages."""

import base64
import hashlib

from nn_core.publish.output.headers import content_security_policy, inline_scripts, read_headers, write_headers

PAGE = '<script>one()</script><script src="a.js"></script><script id="c" type="application/json">{}</script>'
PAGE += '<script type="application/ld+json">[]</script><script type="module">two()\n</script>'


def name_of(script):
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


def test_a_script_within_a_page_is_one_that_runs_and_comes_from_no_file():
    assert inline_scripts(PAGE) == {"one()", "two()\n"}


def test_the_policy_allows_a_script_by_its_name_and_none_in_general():
    policy = dict(part.split(" ", 1) for part in content_security_policy({"one()"}).split("; "))
    assert policy["script-src"] == f"'self' {name_of('one()')}"
    assert policy["default-src"] == "'self'"
    assert [name for name, sources in policy.items() if "'unsafe-inline'" in sources] == ["style-src"]
    assert "unsafe-eval" not in str(policy) and "http" not in str(policy) and "*" not in str(policy)


def test_a_site_has_one_set_of_headers_with_the_scripts_of_all_its_pages(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "index.html").write_text(PAGE, encoding="utf-8")
    (tmp_path / "index.html").write_text("<script>“three”</script>", encoding="utf-8")
    write_headers(tmp_path)
    headers = read_headers(tmp_path)
    assert all(name_of(script) in headers["Content-Security-Policy"] for script in ("one()", "two()\n", "“three”"))
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert (tmp_path / "_headers").read_text(encoding="utf-8").splitlines()[0] == "/*"
