"""What the contracts promise about themselves: valid, exemplified, sourced, without dead parts."""
