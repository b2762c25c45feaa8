"""The tables as they are read, and from an id to the words that it stands for."""
