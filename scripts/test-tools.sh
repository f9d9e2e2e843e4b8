#!/bin/sh
# Installs what the tests need and the machine lacks: a voice, a C compiler for the race detector, and a browser. Without the right to install, what
# needs them is left out and says so.
set -eu
here="$(dirname "$0")"
sh "$here/voice-tools.sh"
missing=""
sh "$here/race.sh" quiet || missing="gcc libc6-dev"
browser=""
for name in chromium chromium-browser google-chrome; do
	if command -v "$name" >/dev/null 2>&1; then
		browser="$name"
	fi
done
[ -n "$browser" ] || missing="$missing chromium fonts-dejavu-core"
if [ -z "$missing" ]; then
	exit 0
fi
tell() {
	if [ -z "$browser" ]; then
		echo "De browsertests worden overgeslagen: $1" >&2
	fi
	# What is left out without a compiler is told by race.sh.
}
as_root=""
if [ "$(id -u)" -ne 0 ]; then
	if command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
		as_root="sudo"
	else
		tell "installeer chromium om ze te draaien."
		exit 0
	fi
fi
if ! command -v apt-get >/dev/null 2>&1; then
	tell "geen apt-get om chromium mee te installeren."
	exit 0
fi
install="$as_root env DEBIAN_FRONTEND=noninteractive apt-get"
$install update -qq || true
# Each by itself: a compiler does not fail with a browser.
case "$missing" in
*gcc*)
	echo "Een C-compiler wordt geïnstalleerd voor de race detector…" >&2
	$install install -y -qq --no-install-recommends gcc libc6-dev >/dev/null || true
	;;
esac
if [ -z "$browser" ]; then
	echo "Chromium wordt geïnstalleerd voor de browsertests…" >&2
	$install install -y -qq --no-install-recommends chromium fonts-dejavu-core >/dev/null || tell "chromium kon niet worden geïnstalleerd."
fi
