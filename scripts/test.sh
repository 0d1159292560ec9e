#!/bin/sh
# All tests: the import rules of the layout, then pytest on every core.
set -eu
cd "$(dirname "$0")/.."
.venv/bin/lint-imports --no-cache >build-imports.log 2>&1 || { cat build-imports.log; rm -f build-imports.log; exit 1; }
rm -f build-imports.log
# A worker that dies ends the run: replaced, its unfinished tests would be waited for without end.
exec .venv/bin/python -m pytest -n "$(nproc)" --dist loadgroup --max-worker-restart 0 "$@"
