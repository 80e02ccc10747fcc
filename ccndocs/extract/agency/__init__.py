"""Agencies: names of the table, names by their form, lists, places, what is dropped."""
