# Every task of the portal. "make" alone lists them; deploy/README.md says how to run it for real.
ROOT := $(shell dirname -- '$(strip $(MAKEFILE_LIST))')
RUN := @sh "$(ROOT)/deploy/run.sh"
export PYTHON PORT HOST STATE_DIR CONTENT_SET ONLY REQUIRE_BROWSER

.PHONY: help serve dev officer test fix lock clean

help: ## List these targets
	@sed -n 's/^\([a-z]*\): ## \(.*\)/  make \1\t\2/p' "$(ROOT)/Makefile" | expand -t 16

serve: ## Run the portal with its example content on http://localhost:8000 (PORT=8001 for another port)
	$(RUN) serve

dev: ## Run it for developers: reloads on each change, shows errors in full
	$(RUN) dev

officer: ## Make the first account of the back office; prints a link to open
	$(RUN) officer

test: ## Run every check and test (ONLY=lint, types, unit, postgres or browser for one part)
	$(RUN) test

fix: ## Format the code and templates, and mend what can be mended by machine
	$(RUN) fix

lock: ## Compile requirements*.in into hashed requirements files (needs uv)
	$(RUN) lock

clean: ## Remove what can be made again; the database and the secret key stay
	$(RUN) clean
