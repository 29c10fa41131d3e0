"""What a page showed before it is stored: signed, so that exactly this is taken over, and only for this route."""

from typing import Any

from django.core import signing

from naadloos.routes.models import Route

# So long a page may stay open between looking and taking over, in seconds: a list that rests on a file, and a proposal
# that rests on the route as it is now.
FILE_VALID, PROPOSAL_VALID = 24 * 3600, 3600


def sign(route: Route, salt: str, content: Any) -> str:
    """``content`` is plain data; ``salt`` names what kind of list it is."""
    return signing.dumps({"route": str(route.pk), "content": content}, salt=salt, compress=True)


def shown_before(route: Route, salt: str, signed: str, *, valid: int) -> Any:
    """What was signed. Raises BadSignature when it is not ours, of another route, or too old."""
    found = signing.loads(signed, salt=salt, max_age=valid)
    if found["route"] != str(route.pk):
        raise signing.BadSignature
    return found["content"]
