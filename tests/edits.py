"""What somebody who edits a stored number leaves behind."""


def edited_once(content):
    """Plain content with one of its numbers times 1.5, or 1 instead of 0: once for each number in it."""
    if isinstance(content, dict | list):
        for key, value in content.items() if isinstance(content, dict) else enumerate(content):
            for edited in edited_once(value):
                copy = content.copy()
                copy[key] = edited
                yield copy
    elif isinstance(content, int | float) and not isinstance(content, bool):
        yield content * 1.5 or 1
