"""Exports: what was computed, in the forms that other programs and terminals read."""
