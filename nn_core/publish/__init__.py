"""Publishing turns the chapters into the site: Markdown extensions, commands, files."""
