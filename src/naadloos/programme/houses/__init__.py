"""Two houses, one route: weeks, bells, places and travel, worked out from the portable document alone."""
