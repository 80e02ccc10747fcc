"""Subjects of orders: who opens a sentence, also where no table knows the name."""
