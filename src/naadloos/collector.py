"""How often Python looks for what nobody uses any more, in a process that answers many requests."""

import gc


def let_it_rest() -> None:
    """Call it when everything is loaded: what is there by then stays, and is not walked through again and again.

    A page makes tens of thousands of objects that mostly go by themselves, so it looks less often. A fifth of the time
    of a page was spent on looking.
    """
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)
