"""How deep a document goes, against a reckoning that is plainly right."""

from hypothesis import given
from hypothesis import strategies as st

from service.core.nesting import too_deep

documents = st.recursive(
    st.none() | st.integers() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=20,
)


def depth(document: object) -> int:
    if isinstance(document, dict):
        return 1 + max(map(depth, document.values()), default=0)
    return 1 + max(map(depth, document), default=0) if isinstance(document, list) else 0


@given(documents, st.integers(0, 8))
def test_only_what_is_nested_deeper_is_too_deep(document: object, deepest: int) -> None:
    assert too_deep(document, deepest) == (depth(document) > deepest)


def test_depths_that_no_recursion_could_follow_are_told() -> None:
    document: object = []
    for _ in range(100_000):
        document = [document]
    assert too_deep(document)
