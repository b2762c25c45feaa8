"""The tables in the forms of other programs, whole and with their keys."""
