"""Roles: who leads, implements, advises or coordinates in a passage."""
