"""Named industrial clusters: in running text, lists and tables, with place and size."""
