"""The page of every id: what is known of it, as facts that show as text and as HTML."""
