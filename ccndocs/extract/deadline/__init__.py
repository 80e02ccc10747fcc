"""Deadlines: a grammar of small rules, a module a family; `finder` orders them."""
