"""What other apps may listen to."""

from django.dispatch import Signal

# Sent inside the transaction of accepting, with ``invitation`` and ``user``.
invitation_accepted = Signal()
