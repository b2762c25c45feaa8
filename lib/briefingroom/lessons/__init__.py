"""What a lesson asks of its reader: a guess first, then the answer beside it.

`numerals` reads a number as people type it, `typed` the words around it and the other kinds of
guess, `distance` says how far off a guess is, `veil` keeps an answer from the eye, `scale` draws
the line that both stand on, `tasks` has the three kinds of questions, `predicting` puts them
together, and `covering` folds what the next cells show until there is a guess.
"""
