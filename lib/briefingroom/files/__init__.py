"""From rows to files and back: what a field may hold, CSV read whole, pages and tables written.

What builds the published corpus and what adds a briefing both stand on it.
"""
