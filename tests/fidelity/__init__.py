"""How true general mocks and our simulator are to one contract, by schemathesis: `nox -s fidelity`."""
