"""The harness itself: the last word, the papers, the programs it starts."""
