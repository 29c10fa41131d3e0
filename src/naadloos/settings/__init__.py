"""Settings: ``base`` is what Django reads, ``environment`` reads the variables (docs/settings.md)."""
