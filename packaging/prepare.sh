# Sourced by packaging/run.sh and tests/run.sh: installs what is missing, configures, builds.
# Debian 12 and 13, Ubuntu 24.04. Needs root or sudo only when something has to be installed.

build_packages=(
    cmake ninja-build g++ ccache pkg-config
    qt6-base-dev qt6-httpserver-dev qt6-websockets-dev qt6-tools-dev qt6-tools-dev-tools qt6-l10n-tools
    qt6-translations-l10n
    libqt6sql6-sqlite qtkeychain-qt6-dev libargon2-dev libmd4c-dev libzxcvbn-dev libsqlite3-dev libgl-dev
    fonts-inter fonts-jetbrains-mono fonts-dejavu-core curl ca-certificates
)

say() { printf '%s\n' "$*" >&2; }

is_installed() { [ "$(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null)" = installed ]; }

as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    elif command -v sudo >/dev/null; then
        sudo "$@"
    else
        say "Missing packages have to be installed: run this as root, or install sudo."
        exit 1
    fi
}

# install_packages NAME...: only what is missing; silent when all is there.
install_packages() {
    local missing=() name
    for name in "$@"; do
        is_installed "$name" || missing+=("$name")
    done
    # The SVG module's package was renamed between releases.
    if ! is_installed qt6-svg-dev && ! is_installed libqt6svg6-dev; then
        missing+=(svg)
    fi
    [ ${#missing[@]} = 0 ] && return 0
    if ! command -v apt-get >/dev/null; then
        say "This script installs with apt-get, which is not here. Install these yourself: ${missing[*]}"
        exit 1
    fi
    say "Installing: ${missing[*]}"
    as_root apt-get update -qq
    local install=()
    for name in "${missing[@]}"; do
        if [ "$name" = svg ]; then
            if apt-cache show qt6-svg-dev >/dev/null 2>&1; then install+=(qt6-svg-dev); else install+=(libqt6svg6-dev); fi
        else
            install+=("$name")
        fi
    done
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${install[@]}" >&2
}

# build_preset PRESET [TARGET...]: configures once, then builds what changed.
build_preset() {
    local preset=$1
    shift
    [ -f "build/$preset/build.ninja" ] || cmake --preset "$preset" >&2
    if [ $# -gt 0 ]; then
        cmake --build --preset "$preset" --target "$@" >&2
    else
        cmake --build --preset "$preset" >&2
    fi
}
