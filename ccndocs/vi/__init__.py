"""Knowledge of Vietnamese official text: tables, names, numbers. No document logic."""
