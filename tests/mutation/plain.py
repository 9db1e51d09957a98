"""Functions freed of the decorators that would keep mutations out, or from being noticed."""

import ast
from collections.abc import Iterator

_REMEMBERING = ("cache", "lru_cache")


def plain(source: str) -> str:
    """Return source that does the same, where no function is remembered and each property is made by a call.

    A function under a decorator is not mutated, and what another has cached hides a mutation below it.
    """
    lines = source.splitlines(keepends=True)
    for node, decorator in sorted(_decorated(source), key=lambda found: -found[1].lineno):
        if _name(decorator) == "property":
            indent = " " * node.col_offset
            lines.insert(node.end_lineno or 0, f"{indent}{node.name} = property({node.name})\n")
        del lines[decorator.lineno - 1 : decorator.end_lineno]
    return "".join(lines)


def _decorated(source: str) -> Iterator[tuple[ast.FunctionDef, ast.expr]]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef):
            for decorator in node.decorator_list:
                if _name(decorator) in ("property", *_REMEMBERING):
                    yield node, decorator


def _name(decorator: ast.expr) -> str:
    called = decorator.func if isinstance(decorator, ast.Call) else decorator
    return called.id if isinstance(called, ast.Name) else ""
