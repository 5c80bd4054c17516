"""Models into verdicts: pure, without files, clock, environment or screen."""
