"""The formats that a report comes in: each from its file to lines of text."""
