"""A chapter is a Markdown file whose blocks are read, executed and rendered."""
