"""Vendor relationships as records: read, checked, assessed and published."""

__version__ = "0.1.0"
