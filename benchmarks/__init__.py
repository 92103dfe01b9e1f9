"""Measurements of speed and memory, against baselines taken in the same run."""
