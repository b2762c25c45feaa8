"""What figures commit to, series of them, and whether they hold."""
