"""Words of the state that pages show, for the catalogues; pages say them as they come."""

from simulators.kit.language import msg

STATUSES = (msg("open"), msg("pending"), msg("on hold"), msg("solved"), msg("closed"))
PHONES = (msg("home"), msg("mobile"), msg("stationary"), msg("fax"), msg("other"))
ADDRESSES = (msg("work"), msg("postal"))
