"""What a page says when there is nothing at its address."""


class MissingError(LookupError):
    """Nothing is there; answered as a 404 page with ways back, each a label and an address."""

    def __init__(self, heading: str, sentence: str, *links: tuple[str, str]) -> None:
        super().__init__(sentence)
        self.heading = heading
        self.sentence = sentence
        self.links = links
