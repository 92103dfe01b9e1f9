"""The quarterly scorecard: pure arithmetic in fractions, from records to a grade.

Five dimensions equal to the five practices, each made of indicators, each made of rows, and every
row knows the record it comes from. Nothing is rounded before the score itself. What was expected
and is absent lowers the confidence and never the score; what was not expected changes nothing.
"""

from __future__ import annotations
