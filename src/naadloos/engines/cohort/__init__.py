"""Figures about groups of pupils, students and the people around them."""
