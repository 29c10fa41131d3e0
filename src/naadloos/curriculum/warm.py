"""Pay at the start of a server, in the background, what the first page of overlap or of the monitor would pay.

Loading scikit-learn, the sentence encoder and statsmodels takes seconds; nobody should wait for that at a page.
"""

from threading import Thread

from django.db import connection

from naadloos.curriculum.meaning import catalogue_meaning, meaning_is_older, renew_meaning
from naadloos.engines.cohort.intervals import wilson
from naadloos.engines.overlap import TextUnit, propose


def warm_up() -> None:
    """Load what comparing texts and figures need; a measure of an older version of the program is learned anew."""
    wilson(1, 2)
    propose([TextUnit("1", "Een muur metselen")], [TextUnit("2", "Metselt een muur")])
    try:
        if meaning_is_older():
            renew_meaning()
    finally:
        connection.close()  # that of this thread
    catalogue_meaning()


def warm_up_beside() -> Thread:
    """Begin at once and go on; the server answers meanwhile and may end before it is done."""
    thread = Thread(target=warm_up, name="warm-up", daemon=True)
    thread.start()
    return thread
