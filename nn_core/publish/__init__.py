"""Turns the chapters into the site: the Markdown extensions that mkdocs.yml names, and the files made before a build."""
