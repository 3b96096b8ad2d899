"""Addresses of other hosts are listed with where they stand, and one that nobody answers any more is told."""

import http.server
import threading

import pytest
from building import ROOT

from tests.tools import links


@pytest.fixture(scope="module")
def host():
    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(int(self.path.strip("/")))
            self.end_headers()

        def log_message(self, *arguments):
            pass

    with http.server.HTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_every_page_that_names_an_address_is_listed_code_and_the_project_left_out(tmp_path):
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "a.md").write_text(
        "[a](https://a.example/x). `https://code.example` <https://b.example/>\n```\nhttps://code.example\n```\n"
    )
    (tmp_path / "README.md").write_text("https://a.example/x, https://github.com/13002-dials/13002-dials")
    assert links.external_links(tmp_path) == {"https://a.example/x": ["README.md", "docs/a.md"], "https://b.example/": ["docs/a.md"]}


def test_the_sources_of_this_site_are_among_them():
    assert "docs/reference/sources.md" in links.external_links(ROOT)["https://arxiv.org/abs/1412.6980"]


@pytest.mark.parametrize(("status", "trouble"), [(200, ""), (403, ""), (404, "status 404"), (410, "status 410"), (500, "status 500")])
def test_what_an_address_answers_is_told_apart(host, status, trouble):
    assert links.trouble_with(f"{host}/{status}") == trouble


def test_a_host_that_is_gone_is_told():
    assert links.trouble_with("http://127.0.0.1:9/").startswith("no answer (")


def test_a_broken_link_ends_the_command_with_status_1_and_says_where_it_stands(monkeypatch, capsys):
    monkeypatch.setattr(links, "external_links", lambda root: {"https://a.example": ["docs/a.md"], "https://b.example": ["docs/b.md"]})
    monkeypatch.setattr(links, "trouble_with", lambda address: "status 404" if "a." in address else "")
    assert links.main() == 1
    assert capsys.readouterr().out == "https://a.example: status 404, in docs/a.md\n1 of 2 addresses are broken\n"
