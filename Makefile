# Two commands do all the set-up: `make demo` and `make test`. Both are safe to repeat.
SHELL := /bin/sh
.DEFAULT_GOAL := help
# One number repeats a run: the order of the tests, and what Hypothesis, schemathesis and Faker draw. Here it is fixed,
# so that the same code gets the same verdict twice; `make test SEED=7` and plain `nox` search on.
SEED ?= 1

.PHONY: help demo test serve gallery clean

help: ## tell what can be made
	@sed -n 's/^\([a-z]*\):.*## /make \1\t/p' $(MAKEFILE_LIST)

demo: .venv/demo.done ## run the service and both simulators, with tickets to look at
	@exec .venv/bin/python -m simulators.demo

test: .venv/dev.done ## run the whole suite; ends with one line of figures
	@.venv/bin/python -m tests.browser
	@rm -rf reports && mkdir -p reports
	@echo "SEED=$(SEED)"
	@SEED=$(SEED) .venv/bin/python -m nox --report reports/nox.json $(NOXFLAGS); status=$$?; \
	.venv/bin/python -m tests.report; .venv/bin/python -m tests.summary $$status

serve: .venv/service.done ## run the service alone, as in production
	@echo "Serving where BLOCK_BIND says, or on 127.0.0.1:8000; open it to read what to do next. Settings: docs/settings.md"
	@exec .venv/bin/python -m service

gallery: .venv/dev.done ## draw every state of the block, in every language, into one page to look at
	@.venv/bin/python -m tests.gallery

clean: ## forget everything that was installed or made
	rm -rf .venv .nox reports .hypothesis .schemathesis .mypy_cache .ruff_cache .pytest_cache

.venv/%.done: requirements/%.lock .ci/setup
	@sh .ci/setup $*
