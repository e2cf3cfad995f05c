#!/bin/sh
# setup.sh [lighthouse]: sees to it that what the browser tests need is there, and
# prints the path of the browser. What is missing is installed by root on Debian,
# and named in one sentence everywhere else.
set -eu
cd "$(dirname "$0")"

# find prints the path of the first of its arguments that is a command.
find() {
	for name; do
		if command -v "$name"; then return; fi
	done
	return 1
}

browser() {
	find ${WAYMARK_BROWSER:+"$WAYMARK_BROWSER"} chromium chromium-browser google-chrome google-chrome-stable chrome \
		microsoft-edge microsoft-edge-stable msedge \
		"/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" \
		"/Applications/Chromium.app/Contents/MacOS/Chromium" \
		"/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge"
}

missing=
browser >/dev/null || missing="chromium"
find node >/dev/null || missing="$missing nodejs"
find npm >/dev/null || missing="$missing npm"

if [ "$missing" ]; then
	if [ "$(id -u)" != 0 ] || ! grep -qs '^ID=debian$' /etc/os-release; then
		echo "the browser tests need Chromium, Chrome or Edge, node and npm; install what is missing here (${missing# }) and run make again" >&2
		exit 1
	fi
	export DEBIAN_FRONTEND=noninteractive
	install() { apt-get install -q -y --no-install-recommends "$@" >&2; }
	apt-get update -q >&2
	browser >/dev/null || install chromium fonts-liberation
	find node >/dev/null || install nodejs
	find npm >/dev/null || install npm # comes with some packages of nodejs, and not with Debian's own
fi

# axe-core and a compiler that checks types are all that the tests need; lighthouse
# is large, and optional in package.json therefore.
omit=--omit=optional
if [ "${1-}" = lighthouse ]; then omit=; fi
for stamp in node_modules/all ${omit:+node_modules/some}; do
	if cmp -s package-lock.json $stamp; then
		browser
		exit
	fi
done
npm ci $omit --ignore-scripts --no-audit --no-fund --loglevel=error >&2
cp package-lock.json $stamp
browser
