"""The kinds of faults there are, by name."""

from collections.abc import Callable, Mapping

from simulators.kit.faults import (
    drip,
    drop,
    empty,
    fail_next,
    html,
    huge,
    latency,
    malformed,
    outage,
    quota,
    ramp,
    refuse,
    reset,
    silence,
    status,
    too_many,
    truncated,
    wrong_content_type,
    wrong_types,
)
from simulators.kit.faults.answer import Kind
from simulators.kit.faults.settings import Settings

KINDS: Mapping[str, Callable[[Settings], Kind]] = {
    "drip": drip.read,
    "drop": drop.read,
    "empty": empty.read,
    "fail-next": fail_next.read,
    "html": html.read,
    "huge": huge.read,
    "latency": latency.read,
    "malformed": malformed.read,
    "outage": outage.read,
    "quota": quota.read,
    "ramp": ramp.read,
    "refuse": refuse.read,
    "reset": reset.read,
    "silence": silence.read,
    "status": status.read,
    "too-many": too_many.read,
    "truncated": truncated.read,
    "wrong-content-type": wrong_content_type.read,
    "wrong-types": wrong_types.read,
}
