"""Care of the rules: lint, the cases beside each rule, verification against a source text, comparison."""
