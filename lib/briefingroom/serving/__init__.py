"""The data for programs that ask: each figure with what one must know to quote it rightly."""
