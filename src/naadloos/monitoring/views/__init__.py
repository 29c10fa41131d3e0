"""Pages of step 7."""
