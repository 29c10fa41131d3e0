"""Naadloos: one doorlopende leerroute vmbo-mbo, designed and agreed together."""

__version__ = "0.1.0"
