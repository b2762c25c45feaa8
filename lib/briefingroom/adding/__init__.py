"""A briefing of one's own: a file read, understood, kept in a collection, its numerals decided.

Nothing here writes outside the folder that is named, and nothing touches the published corpus.
"""
