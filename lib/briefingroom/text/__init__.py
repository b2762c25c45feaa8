"""Questions asked of the words: where, how often, against what, in which company."""
