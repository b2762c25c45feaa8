"""A collection of thousands of briefings: Parquet, DuckDB and the full-text index of SQLite.

What lies in the folder of a collection is put once into a store beside it; the questions asked most
read of that only what they need, and answer as the same briefings in memory do.
"""
