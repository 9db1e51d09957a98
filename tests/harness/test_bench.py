import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.bench.load import of_wrk, script
from tests.bench.peers import simplified
from tests.bench.tables import Measured, Ratios, lookups, ratios, speed
from tests.fidelity.judge import Verdict, of_report, table

OURS = Measured("Ours", 0.5, (300.0, 100.0, 200.0), 100 * 2**20, ("as it comes",))
OTHER = Measured("Other", 2.0, (100.0, 50.0, 100.0), 400 * 2**20)
figures = st.floats(0.01, 1e6)
servers = st.builds(
    Measured, st.just("any"), figures, st.tuples(figures, figures, figures), st.integers(1, 2**40)
)


def test_each_round_is_compared_with_its_own_and_the_median_counts() -> None:
    assert ratios([OTHER, OURS], "Other") == [
        Ratios("Ours", 2.0, 0.25, 0.25),
        Ratios("Other", 1.0, 1.0, 1.0),
    ]


@given(servers)
def test_a_server_is_as_quick_and_as_big_as_itself(server: Measured) -> None:
    assert ratios([server], "any") == [Ratios("any", 1.0, 1.0, 1.0)]


def test_who_is_not_measured_is_nobody_to_compare_with() -> None:
    with pytest.raises(KeyError, match="WireMock"):
        ratios([OURS], "WireMock")


def test_the_table_of_speed_holds_ratios_figures_and_notes() -> None:
    assert speed([OTHER, OURS], "Other").splitlines()[2:] == [
        "| Ours | 2.00 | 0.25 | 0.25 | 200 | 0.50 | 100 |",
        "| Other | 1.00 | 1.00 | 1.00 | 100 | 2.00 | 400 |",
        "",
        "- Ours: as it comes",
    ]


def test_the_table_of_lookups_tells_the_ratio_and_milliseconds() -> None:
    assert lookups({"whole": 0.002}, {"whole": 0.003}, (1000, 1_000_000)).splitlines() == [
        "| Dialect | Ratio | Among 1,000, ms | Among 1,000,000, ms |",
        "| --- | --- | --- | --- |",
        "| whole | 1.50 | 2.00 | 3.00 |",
    ]


@pytest.mark.parametrize(
    ("printed", "rate"),
    [
        ("Requests/sec:   1234.56\nTransfer/sec: 1MB", 1234.56),
        ("Requests/sec:   1234.56\nNon-2xx or 3xx responses: 3", None),
        ("  Socket errors: connect 0, read 3\nRequests/sec: 10.0", None),
        ("Requests/sec:      0.00", None),
        ("unable to connect", None),
    ],
)
def test_a_rate_counts_only_if_every_answer_was_a_success(printed: str, rate: float | None) -> None:
    assert of_wrk(printed) == rate


def test_the_load_asks_for_every_path_in_turn() -> None:
    assert script(["/a?x=1", "/b"]).splitlines()[:5] == [
        "local paths = {",
        '  "/a?x=1",',
        '  "/b"',
        "}",
        "local at = 0",
    ]


def test_a_simpler_contract_has_no_maps_in_the_query_and_items_for_every_list() -> None:
    deep, plain = {"in": "query", "name": "f", "style": "deepObject"}, {"in": "query", "name": "g"}
    told = {
        "components": {"parameters": {"f": deep, "g": plain}, "schemas": {"list": {"type": "array"}}},
        "paths": {"/": {"get": {"parameters": [deep, plain, {"$ref": "#/components/parameters/f"}]}}},
    }
    assert simplified(told) == {
        "components": {"parameters": {"g": plain}, "schemas": {"list": {"type": "array", "items": {}}}},
        "paths": {"/": {"get": {"parameters": [plain]}}},
    }


def test_a_verdict_is_what_the_report_says_and_a_broken_off_run_is_told() -> None:
    failures = [{"title": "Wrong type", "count": 2}, {"title": "Wrong type", "count": 1}]
    report = {
        "failures": failures,
        "test_cases": {"unique_failures": 3, "generated": 70},
        "complete": False,
        "stop_reason": "interrupted",
    }
    told = of_report("Prism", report)

    assert told == Verdict("Prism", {"Wrong type": 3}, 3, 70, ("did not come to its end: interrupted",))
    assert table([told, Verdict("Ours", {}, 0, 80)]).splitlines()[2:] == [
        "| Ours | 0 | 80 |  |",
        "| Prism | 3 | 70 | Wrong type 3× |",
        "",
        "- Prism: did not come to its end: interrupted",
    ]
