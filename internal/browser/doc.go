// Package browser holds tests only: it looks at built handbooks as readers do, in
// a real Chromium. They have the build tag browser, because they need more than
// Go; `make browser` brings what they need, and `make test` runs them with the
// rest. setup.sh looks for it, and installs it where it may.
//
// The handbook of this repository and the one in testdata, which has every kind
// of page and every component, are built, once below / and once below /repo/, and
// served by package serve. All tests share one browser. Each opens tabs of its
// own, with storage of their own, so that no test meets what another one left.
//
// A tab fails its test by itself when the page writes an error to the console,
// throws, breaks its Content-Security-Policy, asks another host for anything, asks
// for what is not there, or moves what has been laid out already.
package browser
