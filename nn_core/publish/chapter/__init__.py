"""A chapter is a Markdown file whose blocks are run, verified and rendered. Nothing here knows of networks or digits."""
