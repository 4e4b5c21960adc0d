#!/bin/sh
# Makes a virtual environment in $1 with the locked packages, and sees to the system libraries that Qt needs.
# Debian and Ubuntu: what is missing is installed when we are root, else the exact command is named.
set -eu
venv=$1
python=${PYTHON:-python3}

# What a bare Debian or Ubuntu lacks: venv itself, Git and strace for the tests, a font, and the libraries of Qt's platform plugins.
packages="python3-venv git strace ca-certificates fonts-dejavu-core libglib2.0-0 libegl1 libgl1 libopengl0 libfontconfig1 libdbus-1-3
  libxkbcommon0 libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0
  libxcb-render-util0 libxcb-shape0 libxcb-xinerama0 libxcb-xkb1 libx11-xcb1"

install_packages() {
    if ! command -v apt-get >/dev/null; then
        echo "setup: $1, and this is not Debian or Ubuntu: please install your system's counterparts of:" $packages >&2
        exit 1
    fi
    if [ "$(id -u)" != 0 ]; then
        echo "setup: $1. Please run this once, then call make again:" >&2
        echo "  sudo apt-get update && sudo apt-get install -y" $packages >&2
        exit 1
    fi
    echo "setup: $1; installing system packages"
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $packages >/dev/null
}

"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
    echo "setup: Python 3.11 or newer is needed; $python is $("$python" --version 2>&1). Name another: make PYTHON=python3.12 …" >&2
    exit 1
}
if ! "$python" -c 'import ensurepip, venv' 2>/dev/null || ! command -v git >/dev/null; then
    install_packages "Python's venv or Git is missing"
fi
if [ "$(uname -s)" = Linux ] && ! command -v strace >/dev/null; then
    # Only the tests that make system calls fail need it; they say that they are skipped.
    (install_packages "strace, which tests of saving need, is missing") || echo "setup: going on without strace" >&2
fi

[ -x "$venv/bin/python" ] && "$venv/bin/python" -m pip --version >/dev/null 2>&1 || "$python" -m venv --clear "$venv"
pip="$venv/bin/python -W ignore -m pip --quiet --disable-pip-version-check"
# The lock is complete, so nothing is resolved anew: pip would take `coverage[toml]` for a package without a pin.
$pip install --no-deps --require-hashes -r requirements.lock
$pip check
$pip install --no-deps -e .

if [ "$(uname -s)" = Linux ]; then
    qt=$("$venv/bin/python" -c 'import importlib.util as u; print(u.find_spec("PySide6").submodule_search_locations[0])')
    missing() { ldd "$qt"/QtWidgets.abi3.so "$qt"/Qt/plugins/platforms/libqxcb.so "$qt"/Qt/plugins/platforms/libqoffscreen.so | grep 'not found' | sort -u; }
    # Qt draws no letter without a font.
    fonts() { find /usr/share/fonts /usr/local/share/fonts "$HOME/.fonts" "$HOME/.local/share/fonts" -name '*.[to]tf' 2>/dev/null | grep -q .; }
    if missing | grep -q . || ! fonts; then
        install_packages "libraries or fonts that Qt needs are missing"
        if missing | grep -q .; then
            echo "setup: still missing after the installation:" >&2
            missing >&2
            exit 1
        fi
    fi
fi
