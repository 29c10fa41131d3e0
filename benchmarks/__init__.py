"""Measurements of the engines, each beside a reference measured in the same run."""
