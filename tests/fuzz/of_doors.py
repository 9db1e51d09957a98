"""Hooks of schemathesis for the control doors; its command line reads this file by SCHEMATHESIS_HOOKS."""

import schemathesis

from tests.conformance import doors

schemathesis.hook("map_body")(doors.in_no_time)
