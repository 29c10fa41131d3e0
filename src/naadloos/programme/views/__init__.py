"""Pages of step 5 beside the general step page: overlap and board."""
