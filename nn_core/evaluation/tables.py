"""How pages print what was measured: a share as a percentage."""


def percent(share: float, decimals: int = 2) -> str:
    """A share as a percentage, with a space that does not break: 0.25 becomes 25.00 %.

    Args:
        share: from 0 to 1.
        decimals: how many are printed.
    """
    return f"{100 * share:.{decimals}f}\N{NO-BREAK SPACE}%"
