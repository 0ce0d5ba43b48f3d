#!/usr/bin/env bash
# Brings what the tests need and pip and npm cannot: a browser, Chinese letters, Node, Java and a
# PostgreSQL server, which the tests start by themselves in a folder of their own.
# Only what is missing is installed, and only by root; anybody else is told the line to run.
set -euo pipefail

missing=()
need() { command -v "$1" >/dev/null || missing+=("$2"); }

need chromium chromium
need fc-list fontconfig
need node nodejs
need npm npm
need java default-jre-headless
need rsync rsync
[ -n "$(fc-list :lang=zh-cn family 2>/dev/null)" ] || missing+=(fonts-noto-cjk)
compgen -G "/usr/lib/postgresql/*/bin/initdb" >/dev/null || missing+=(postgresql)

[ "${#missing[@]}" -gt 0 ] || exit 0

if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
    echo "The tests need more programs. On Debian or Ubuntu an administrator installs them with:" >&2
    echo "  apt-get update && apt-get install -y --no-install-recommends ${missing[*]}" >&2
    exit 1
fi

export DEBIAN_FRONTEND=noninteractive
apt-get -o DPkg::Lock::Timeout=540 update
apt-get -o DPkg::Lock::Timeout=540 install -y --no-install-recommends "${missing[@]}"
