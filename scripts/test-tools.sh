#!/bin/sh
# Installs what the tests need and the machine lacks: a browser, and a voice. Without the right to install, those tests skip and say so.
set -eu
sh "$(dirname "$0")/voice-tools.sh"
for name in chromium chromium-browser google-chrome; do
	if command -v "$name" >/dev/null 2>&1; then
		exit 0
	fi
done
as_root=""
if [ "$(id -u)" -ne 0 ]; then
	if command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
		as_root="sudo"
	else
		echo "De browsertests worden overgeslagen: installeer chromium om ze te draaien." >&2
		exit 0
	fi
fi
if ! command -v apt-get >/dev/null 2>&1; then
	echo "De browsertests worden overgeslagen: geen apt-get om chromium mee te installeren." >&2
	exit 0
fi
echo "Chromium wordt geïnstalleerd voor de browsertests…" >&2
$as_root apt-get update -qq
$as_root apt-get install -y -qq --no-install-recommends chromium fonts-dejavu-core >/dev/null ||
	echo "Chromium kon niet worden geïnstalleerd; de browsertests worden overgeslagen." >&2
