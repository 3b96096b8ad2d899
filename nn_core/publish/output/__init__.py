"""The files around a build: derived ones, joined styles, headers, the offline copy."""
