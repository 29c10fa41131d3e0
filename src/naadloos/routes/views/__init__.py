"""Views of the route: thin, one file per page."""
