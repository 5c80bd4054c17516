"""Report into text: one pure function a format, in one explicit table of formats."""
