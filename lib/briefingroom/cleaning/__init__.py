"""From one source file to sentences, words and numbers, with nothing lost.

Imports nothing above it: only `briefingroom.errors` and `briefingroom.ids`.
"""
