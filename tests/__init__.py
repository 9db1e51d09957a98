"""The suite: it mirrors the rooms, then proves the meetings between them."""
