"""What can go wrong when a document is rendered."""


class RenderError(Exception):
    """The document could not be made. The message is a Dutch sentence for the user."""
