"""Files into models: every complaint has file, line and column."""
