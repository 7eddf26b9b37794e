"""What a test may not do: decide by the clock, or assert what cannot fail."""

import ast

import pytest

from tests.support.source import Complaints, Planted, Rule, Source, complaints_of, dotted, rules_of

CLOCKS = {"time.monotonic", "time.perf_counter", "time.process_time"}
LIMITS = {"asyncio.timeout", "asyncio.wait_for", "asyncio.wait", "wait_for"}
LEAST_PATIENCE_S = 30


def no_test_decides_by_the_clock(source: Source) -> Complaints:
    if not source.is_in("tests") or not source.is_code:
        return
    for node in source.nodes:
        if isinstance(node, ast.Call) and dotted(node.func) in {"time.sleep", "sleep"}:
            yield f"{node.lineno}: {ast.unparse(node)}; wait for what is to become so"
        if isinstance(node, ast.Attribute) and dotted(node) in CLOCKS:
            yield f"{node.lineno}: {dotted(node)}; no test measures time"
        if seconds := _limit(node):
            yield f"{node.lineno}: {seconds} s decide on a slow machine; a bound only ends a hang"


def _limit(node: ast.AST) -> str:
    """Return the seconds of a limit that a busy machine may need: few, or reckoned where nobody sees how many."""
    if isinstance(node, ast.Call) and dotted(node.func) in LIMITS:
        for given in [*node.args, *(keyword.value for keyword in node.keywords)]:
            is_number = isinstance(given, ast.Constant) and isinstance(given.value, int | float)
            if isinstance(given, ast.BinOp) or (is_number and given.value < LEAST_PATIENCE_S):
                return ast.unparse(given)
    return ""


def an_assertion_can_fail(source: Source) -> Complaints:
    if source.is_in("tests") and source.is_code:
        for node in source.nodes:
            if isinstance(node, ast.Assert) and (why := _cannot_fail(node.test)):
                yield f"{node.lineno}: {ast.unparse(node)}: {why}"
            if isinstance(node, ast.With | ast.AsyncWith) and _hides_assertions(node):
                yield f"{node.lineno}: what is asserted here may fail unseen"


def _cannot_fail(test: ast.expr) -> str:
    if isinstance(test, ast.Constant | ast.JoinedStr | ast.GeneratorExp | ast.Lambda):
        return "is always so" if not isinstance(test, ast.Constant) or test.value else ""
    if isinstance(test, ast.Tuple | ast.List | ast.Set | ast.Dict):
        return "is always so"
    if isinstance(test, ast.BoolOp) and isinstance(test.op, ast.Or):
        return next(filter(None, map(_cannot_fail, test.values)), "")
    if isinstance(test, ast.Compare):
        sides = [test.left, *test.comparators]
        pairs = zip(sides, test.ops, sides[1:], strict=False)
        return next(filter(None, (_compares_itself(*pair) for pair in pairs)), "")
    return ""


def _compares_itself(left: ast.expr, operator: ast.cmpop, right: ast.expr) -> str:
    does_something = any(isinstance(node, ast.Call) for node in ast.walk(left))
    if type(left) is type(right) and not does_something and ast.dump(left) == ast.dump(right):
        return "compares a thing with itself"
    if isinstance(operator, ast.Eq) and (_is_part(left, right) or _is_part(right, left)):
        return "compares a thing with what was made of it"
    return ""


def _is_part(one: ast.expr, union: ast.expr) -> bool:
    parts = _parts(union)
    return bool(parts) and ast.unparse(one) in parts


def _parts(union: ast.expr) -> set[str]:
    """Return what a union, or a dictionary with others in it, is made of."""
    if isinstance(union, ast.BinOp) and isinstance(union.op, ast.BitOr | ast.BitAnd):
        return {ast.unparse(union.left), ast.unparse(union.right)}
    if isinstance(union, ast.Dict):
        pairs = zip(union.keys, union.values, strict=True)
        return {ast.unparse(value) for key, value in pairs if key is None}
    return set()


def _hides_assertions(block: ast.With | ast.AsyncWith) -> bool:
    hides = any("suppress(" in ast.unparse(item.context_expr) for item in block.items)
    return hides and any(isinstance(node, ast.Assert) for node in ast.walk(block))


PLANTED: list[Planted] = [
    (
        no_test_decides_by_the_clock,
        "tests/x.py",
        "begun = time.monotonic()\n",
        "at = clock.now()\n",
    ),
    (no_test_decides_by_the_clock, "tests/x.py", "time.sleep(1)\n", "await until(is_calm)\n"),
    (
        no_test_decides_by_the_clock,
        "tests/x.py",
        "async with asyncio.timeout(5): ...\n",
        "async with asyncio.timeout(HANG_S): ...\nasync with asyncio.timeout(60): ...\n",
    ),
    (
        no_test_decides_by_the_clock,
        "tests/x.py",
        "async with asyncio.timeout(FILES * MOMENT_S): ...\n",
        "async with asyncio.timeout(HANG_S): ...\n",
    ),
    (
        an_assertion_can_fail,
        "tests/x.py",
        "assert said(x) == {'a': 1} | said(x)\n",
        "assert said(x) == {'a': 1}\nassert write(x) == write(x)\n",
    ),
    (an_assertion_can_fail, "tests/x.py", "assert x == {**x, 'a': 1}\n", "assert x == {**y}\n"),
    (an_assertion_can_fail, "tests/x.py", "assert x.a >= x.a\n", "assert x.a >= x.b\n"),
    (
        an_assertion_can_fail,
        "tests/x.py",
        "assert (x, 'why')\n",
        "assert x, 'why'\nassert (x, y) == (1, 2)\n",
    ),
    (an_assertion_can_fail, "tests/x.py", "assert x or 'why'\n", "assert x or y\n"),
    (
        an_assertion_can_fail,
        "tests/x.py",
        "assert (one for one in x)\n",
        "assert all(one for one in x)\nassert False, 'never'\n",
    ),
    (
        an_assertion_can_fail,
        "tests/x.py",
        "with suppress(Exception):\n    assert x\n",
        "with suppress(KeyError):\n    f()\nassert x\n",
    ),
]
RULES = rules_of(PLANTED)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_every_file_keeps_the_rule(rule: Rule):
    complaints = complaints_of(rule)

    assert not complaints, "\n".join(complaints)


@pytest.mark.parametrize(("rule", "path", "bad", "good"), PLANTED)
def test_the_rule_refuses_what_is_planted(rule: Rule, path: str, bad: str, good: str):
    assert list(rule(Source(path=path, text=bad)))
    assert not list(rule(Source(path=path, text=good)))
