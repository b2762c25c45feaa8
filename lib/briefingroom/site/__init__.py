"""The website: a page for every id, and what stands around them; nothing imports it."""
