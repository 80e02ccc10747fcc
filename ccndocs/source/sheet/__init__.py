"""Spreadsheets of Excel, old and new."""

from __future__ import annotations
