"""One figure a file, drawn on axes that are given or new ones; what they share is in `frame` and `wording`."""
