"""One thing that breaks somebody, by the id of its rule."""

from dataclasses import dataclass

_KEYWORDS = {
    "type": "types",
    "null": "nullability",
    "enum": "the values that may be",
    "minimum": "the least number",
    "maximum": "the greatest number",
    "multipleOf": "the step of numbers",
    "minLength": "the least length",
    "maxLength": "the greatest length",
    "pattern": "the pattern of texts",
    "format": "the format of texts",
    "minItems": "the least number of elements",
    "maxItems": "the greatest number of elements",
    "uniqueItems": "whether elements may be alike",
    "minProperties": "the least number of properties",
    "maxProperties": "the greatest number of properties",
    "required": "which properties must be there",
    "properties": "which properties there are",
    "additionalProperties": "what else may be there",
    "keyword": "a keyword that cannot be compared",
}
_PLACES = {
    "operation.removed": "an operation is gone",
    "security": "a way to authenticate is gone or changed",
    "parameter.added": "a parameter must be sent now",
    "parameter.removed": "a parameter is gone",
    "parameter.required": "a parameter must be sent that need not",
    "parameter.style": "a parameter is written another way",
    "body.required": "a body must be sent that need not",
    "body.added": "a body must be sent now",
    "body.removed": "a body is no longer taken",
    "request.mediaType": "a media type is no longer taken",
    "response.status.removed": "a status is no longer answered",
    "response.status.added": "a status is answered that nobody expects",
    "response.mediaType.removed": "a media type is no longer answered",
    "response.mediaType.added": "a media type is answered that nobody expects",
    "response.header.removed": "a header is no longer sent",
}
RULES = {
    **_PLACES,
    **{f"request.{keyword}": f"requests: {told} narrowed" for keyword, told in _KEYWORDS.items()},
    **{f"response.{keyword}": f"answers: {told} widened" for keyword, told in _KEYWORDS.items()},
}
del RULES["response.additionalProperties"]  # readers of answers pass over what they don't know
"""What each rule tells, by its id."""


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """What broke, and where in the contract.

    Raises:
        ValueError: there is no such rule.
    """

    where: str
    rule: str
    told: str = ""

    def __post_init__(self) -> None:
        if self.rule not in RULES:
            raise ValueError(f"no rule is called {self.rule!r}; take one of {', '.join(RULES)}")

    def __str__(self) -> str:
        told = f": {self.told}" if self.told else ""
        return f"{self.rule}  {self.where}  {RULES[self.rule]}{told}"
