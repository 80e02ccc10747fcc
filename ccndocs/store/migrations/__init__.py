"""Migrations of the catalogue: Alembic runs them in order."""
