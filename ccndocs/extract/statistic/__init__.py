"""Figures of clusters: forms, indicators, places, dates, tables, sums."""
