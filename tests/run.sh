#!/usr/bin/env bash
# Installs what is missing, builds, runs every test.
#   tests/run.sh [--preset release|asan|dev|clang] [CTEST ARGUMENTS]
set -euo pipefail
cd "$(dirname "$0")/.."
. packaging/prepare.sh

preset=release
if [ "${1:-}" = --preset ]; then
    preset=$2
    shift 2
fi

packages=("${build_packages[@]}" openssl)
[ "$preset" = clang ] && packages+=(clang)
install_packages "${packages[@]}"
build_preset "$preset"
exec ctest --preset "$preset" "$@"
