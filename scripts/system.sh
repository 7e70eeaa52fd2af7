#!/bin/sh
# What the machine must have: `system.sh run` to serve, `system.sh test` to run the tests as well.
# `system.sh python` prints the Python to build with. Installs what is missing on Debian and Ubuntu, as root or
# through sudo without a password; anywhere else it names what is missing and stops.
set -eu

PATH="$PATH:/usr/sbin:/sbin"
JARS="jaxb-runtime jaxb-core jaxb-api istack-commons-runtime txw2 javax.activation FastInfoset stax-ex"

has_command() { command -v "$1" >/dev/null 2>&1; }

has_library() { ldconfig -p 2>/dev/null | grep -q "$1"; }

python() {
    for name in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11}; do
        if "$name" -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            command -v "$name"
            return
        fi
    done
    return 1
}

has_jars() {
    for jar in $JARS; do
        [ -e "/usr/share/java/$jar.jar" ] || return 1
    done
}

# The packages that are missing, one a line: package, then the one to try where the first does not exist.
missing() {
    python >/dev/null || echo "python3-venv python3.11-venv"
    [ -e /etc/ssl/certs/ca-certificates.crt ] || echo "ca-certificates"
    has_library libpangoft2-1.0.so.0 || echo "libpangoft2-1.0-0"
    has_library libharfbuzz-subset.so.0 || echo "libharfbuzz-subset0 libharfbuzz0b"
    [ "$1" = test ] || return 0
    has_command chromium-headless-shell || echo "chromium-headless-shell"
    has_command javac || echo "default-jdk-headless"
    has_jars || echo "libjaxb-java"
}

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

can_install() {
    has_command apt-get && { [ "$(id -u)" = 0 ] || { has_command sudo && sudo -n true 2>/dev/null; }; }
}

candidate() { apt-cache policy "$1" 2>/dev/null | grep -q 'Candidate: [0-9]'; }

# The first package of a line that this system offers and that is not there yet.
choice() {
    for package in "$@"; do
        if candidate "$package" && ! dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q ' installed'; then
            echo "$package"
            return
        fi
    done
}

# Each word of `packages` and of a line of `missing` is a package.
# shellcheck disable=SC2086
install() {
    packages=$(missing "$1" | while read -r line; do choice $line; done)
    [ -n "$packages" ] || return 0
    echo "Installing:" $packages
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $packages >/dev/null
}

case "${1:-}" in
python) python ;;
run | test)
    [ -z "$(missing "$1")" ] && exit
    # Twice: an old python3 gets its venv first, and only then shows that another Python is needed.
    if can_install; then
        as_root apt-get update -qq && install "$1" && install "$1"
    fi
    [ -z "$(missing "$1")" ] && exit
    echo "Missing on this system, by their Debian names (one of each line); install them, then start again:" >&2
    missing "$1" | sed 's/ / or /; s/^/  /' >&2
    exit 1
    ;;
*)
    echo "usage: scripts/system.sh run|test|python" >&2
    exit 2
    ;;
esac
