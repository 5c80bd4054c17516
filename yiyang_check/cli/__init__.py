"""The user's words into calls: the only room that prints, writes files and exits."""
