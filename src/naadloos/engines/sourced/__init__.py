"""What data files that rest on a law share: their form, the place in a law they name, and how they are read.

``schema`` holds the pieces of a form, ``files`` reads YAML and refuses whatever is not right in it. Each engine adds
its own kinds of item and its own checks between them.
"""

from naadloos.engines.sourced.files import DataError, DataFiles, first_day_without, overlap, read_yaml
from naadloos.engines.sourced.schema import LAWS, Dated, Place, Sentence, Strict, in_order

__all__ = [
    "LAWS",
    "DataError",
    "DataFiles",
    "Dated",
    "Place",
    "Sentence",
    "Strict",
    "first_day_without",
    "in_order",
    "overlap",
    "read_yaml",
]
