#!/bin/sh
# Writes the option with which tests run under the race detector, which takes a C compiler that can make a program. Without one it writes nothing, says
# what that means unless it is asked to be quiet, and with quiet ends with status 1.
set -u
quiet="${1:-}"
made="$(mktemp 2>/dev/null)" || made=/dev/null
if printf '#include <pthread.h>\nint main(void) { return 0; }\n' | "${CC:-gcc}" -x c - -o "$made" >/dev/null 2>&1; then
	[ "$made" = /dev/null ] || rm -f "$made"
	[ -n "$quiet" ] || echo "-race"
	exit 0
fi
[ "$made" = /dev/null ] || rm -f "$made"
if [ -n "$quiet" ]; then
	exit 1
fi
echo "De tests draaien zonder race detector: er is geen C-compiler. Installeer gcc en libc6-dev om ook naar gelijktijdige toegang te kijken." >&2
