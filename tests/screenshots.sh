#!/usr/bin/env bash
# Renders every page, dialog and state of the window offscreen, to be looked at by people.
#   tests/screenshots.sh [--preset release|dev|asan|clang] [DIRECTORY]
# The pictures go to build/screenshots unless a directory is given; their list is printed.
set -euo pipefail
cd "$(dirname "$0")/.."
. packaging/prepare.sh

preset=release
if [ "${1:-}" = --preset ]; then
    preset=$2
    shift 2
fi
to=${1:-build/screenshots}

# Folder of the pictures and the program that draws them.
galleries=(
    "controls lokal_states"
    "pages lokal_page_shots"
    "window lokal_chat_shots"
    "transcript lokal_transcript_shot"
)

packages=("${build_packages[@]}")
[ "$preset" = clang ] && packages+=(clang)
install_packages "${packages[@]}"
targets=()
for gallery in "${galleries[@]}"; do
    read -r _ program <<<"$gallery"
    targets+=("$program")
done
build_preset "$preset" "${targets[@]}"

export QT_QPA_PLATFORM=offscreen LC_ALL=C.UTF-8 TZ=UTC
for gallery in "${galleries[@]}"; do
    read -r name program <<<"$gallery"
    # Pictures of an earlier state would pass for today's.
    rm -f "$to/$name"/*.png
    mkdir -p "$to/$name"
    # The offscreen platform says so of every window with a least size.
    "build/$preset/bin/$program" "$to/$name" 2> >(grep -v propagateSizeHints >&2 || true)
done
find "$to" -name '*.png' | sort
