"""Review: a person decides on what was proposed of a text, and publishes what was accepted."""
