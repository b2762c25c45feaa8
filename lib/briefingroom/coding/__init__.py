"""What was coded by reading: counts of means and replies, and how far two readings agree."""
