#!/usr/bin/env bash
# Installs the peer beside this script, into node_modules, which git ignores. No script of any package is run.
set -euo pipefail
cd "$(dirname "$0")"
npm ci --ignore-scripts --no-audit --no-fund
