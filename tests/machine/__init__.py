"""One model, everything driven: generated scripts on the running stack, judged by an oracle of its own."""
