"""Pages of step 10."""
