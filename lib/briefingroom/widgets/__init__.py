"""Interactive views: each beside the ordinary function that it asks. They import charts, never the reverse."""
