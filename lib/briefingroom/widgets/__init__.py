"""Interactive views, each beside the ordinary function that it asks.

They import charts, never the reverse. Every explorer is thin: its controls take their choices from
the data, and what it shows is what the function of the same subject (``show_...``) returns for the
choices made, so that a notebook can show the same without a kernel, and tests can walk them all.
"""
