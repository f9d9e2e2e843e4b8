#!/bin/sh
# Installs what reads answers aloud and the machine lacks: espeak-ng's library (GPL-3.0, run in a process of its own). Without it, and without
# the right to install, everything works but the voice, and the page says so. It is tried once for each folder it is called with.
set -u
tried="${1:-}"
for folder in /usr/lib /usr/lib64 /usr/lib/*-linux-gnu /usr/local/lib; do
	if [ -e "$folder/libespeak-ng.so.1" ]; then
		exit 0
	fi
done
if ! command -v apt-get >/dev/null 2>&1 || [ -n "$tried" ] && [ -e "$tried/voice-tried" ]; then
	exit 0
fi
as_root=""
if [ "$(id -u)" -ne 0 ]; then
	if command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
		as_root="sudo"
	else
		echo "Antwoorden worden niet voorgelezen: installeer daarvoor libespeak-ng1." >&2
		exit 0
	fi
fi
echo "De stem wordt geïnstalleerd (espeak-ng)…" >&2
install="$as_root env DEBIAN_FRONTEND=noninteractive apt-get -o Acquire::Retries=1 -o Acquire::http::Timeout=20"
$install install -y -qq --no-install-recommends libespeak-ng1 >/dev/null 2>&1 ||
	{ $install update -qq >/dev/null 2>&1 && $install install -y -qq --no-install-recommends libespeak-ng1 >/dev/null 2>&1; } ||
	echo "De stem kon niet worden geïnstalleerd; alles werkt, maar zonder voorlezen." >&2
if [ -n "$tried" ]; then
	mkdir -p "$tried" && : >"$tried/voice-tried"
fi
