#!/bin/sh
# Writes requirements/*.txt: exact versions and hashes for every system, without the address of any registry.
set -eu

cd "$(dirname "$0")/.."
export UV_CUSTOM_COMPILE_COMMAND="make lock"
lock() { .venv/bin/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
    --no-emit-find-links --no-annotate "$@"; }

printf 'setuptools>=77\nuv\n' | lock - --output-file requirements/build.txt
lock pyproject.toml --output-file requirements/run.txt
lock pyproject.toml --extra test --constraint requirements/run.txt --output-file requirements/test.txt
