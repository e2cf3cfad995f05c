//go:build browser

package browser

import (
	"context"
	"fmt"
	"net/url"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// mischief is what somebody writes who wants a script to run, wherever a text may
// end up: between tags, in attributes, in scripts, in data, in addresses.
const mischief = `"'></title></script></style><script>ran('script')</script><img src=x onerror=ran('handler')><svg onload=ran('svg')>{{.Site.Title}}${ran('template')}` + "`"

// TestNothingOfAHostileHandbookRuns puts mischief wherever an author can put
// a text, and looks at every page. What got in as markup shows up even where the
// policy keeps it from running: as a fault of the page, as every breach of the policy does.
func TestNothingOfAHostileHandbookRuns(t *testing.T) {
	t.Parallel()
	yaml := "'" + strings.ReplaceAll(mischief, "'", "''") + "'"
	content := fstest.MapFS{
		"handbook.yaml": {Data: []byte("title: " + yaml + "\ndescription: " + yaml + "\nsocial:\n  " + yaml + ": https://else.example/\n")},
		"index.md": {Data: []byte("---\ntitle: " + yaml + "\ncard: true\n---\n" +
			"[a](javascript:ran%28%27link%27%29) [b](JaVaScRiPt&colon;ran('coded')) [c](java&#10;script:ran('broken')) <javascript:ran('auto')> [d][d] ![e](javascript:ran('image')) [f](data:text/html,<script>ran('data')</script>) [g](vbscript:ran('vb'))\n\n" +
			"[d]: &#106;avascript:ran('reference')\n")},
		"text.md": {Data: []byte("---\ntitle: " + yaml + "\ndescription: " + strings.ReplaceAll(yaml, "${ran(''template'')}", "") + "\ntags: [" + yaml + "]\naliases: [/was-here/, '/was here \"&''/']\nlang: en\nx-own: " + yaml + "\n---\n" +
			"# " + mischief + "\n\n" + mischief + "\n\n## " + mischief + "\n\n[" + mischief + "](index.md \"" + strings.ReplaceAll(mischief, `"`, `\"`) + "\")\n\n" +
			"> [!NOTE] " + mischief + "\n> Text.\n\n```go title=\"" + strings.ReplaceAll(mischief, `"`, "'") + "\"\n" + mischief + "\n```\n\n" +
			"| " + mischief + " |\n|---|\n| " + mischief + " |\n\nNote.[^1]\n\n[^1]: " + mischief + "\n\n![" + mischief + "](p.svg)\n")},
		"p.svg": {Data: []byte(`<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>`)},
		"visions/one.md": {Data: []byte("---\ntitle: " + yaml + "\nstatement: " + yaml + "\nhorizon: 3y\nfor: [" + yaml + "]\nowner: ['@team']\nwritten: 2026-01-01\n---\n" +
			"## Where we end up\n\n" + mischief + "\n\n## What it settles\n\n- " + mischief + " even over [text](../text.md)\n")},
		"strategies/one.md": {Data: []byte("---\ntitle: " + yaml + "\nvision: one\nowner: team\nwritten: 2026-01-01\nhorizon: 5mo\nslice: " + yaml + "\nteams: [" + yaml + "]\n---\n" +
			"## Problem\n\n" + mischief + "\n\n## Actions\n\n1. " + mischief + " (@team, 2026-02-01)\n")},
		"examples/one.md": {Data: []byte("---\ntitle: " + yaml + "\norg: " + yaml + "\nwhen: " + yaml + "\nsources: [{url: \"https://x.example/?a='onload=ran(1)&b=<script>\", supports: " + yaml + "}]\n---\n## Situation\n\n" + mischief + "\n")},
	}
	s := publish(t, "hostile", "/repo/", content)
	b := open(t, s, "", desktop)
	b.do(command(cdppage.AddScriptToEvaluateOnNewDocument, cdppage.AddScriptToEvaluateOnNewDocumentParams{
		Source: `window.name = ''; window.ran = how => { window.name += how + ' '; }`,
	}))
	var ran []string
	for _, name := range s.names() {
		address := (&url.URL{Path: strings.TrimSuffix(name, "index.html")}).EscapedPath()
		switch {
		case name == "404.html":
			b.visit("no/such/page/")
		case layoutOf.Match(s.files[name].Data):
			b.visit(address)
		default: // an old address, which leads on
			b.do(chromedp.Navigate(s.origin + s.base + address))
			b.want(`document.querySelector('[data-layout]')`, name+" leads to a page")
		}
		if how := get[string](b, `window.name`); how != "" {
			ran = append(ran, name+": "+how)
		}
		for _, bad := range get[[]string](b, `[...document.querySelectorAll('a[href], [src], form, [formaction]')].map(e => e.href || e.src || e.action || '').filter(a => !/^(https?:|mailto:)/.test(a))`) {
			t.Errorf("%s: an address that leads nowhere good: %q", name, bad)
		}
		if on := get[[]string](b, `[...document.querySelectorAll('*')].flatMap(e => [...e.attributes].filter(a => a.name.startsWith('on')).map(a => e.tagName + ' ' + a.name))`); len(on) > 0 {
			t.Errorf("%s: handlers got in: %q", name, on)
		}
		if !strings.HasPrefix(get[string](b, `location.href`), s.origin+s.base) {
			t.Errorf("%s leads away from the site", name)
		}
	}
	if len(ran) > 0 {
		t.Errorf("what somebody wrote has run: %q", ran)
	}
	b.forgive("/favicon.ico") // which browsers ask for where a page that leads on names no icon
	b.visit("text/")
	if !get[bool](b, fmt.Sprintf(`document.body.textContent.includes(%s)`, quote(`{{.Site.Title}}`))) {
		t.Error("the text itself is not on the page")
	}
}

// attacks returns those of package page, each as a block, in a line, and between tags
// that are let through.
func attacks(t *testing.T) (all []string) {
	data, err := os.ReadFile("../page/testdata/hostile.txt")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(data)) {
		line = strings.TrimRight(line, "\n")
		if quoted, err := strconv.Unquote(line); err == nil {
			line = quoted
		}
		if line == "" || strings.HasPrefix(line, "# ") {
			continue
		}
		flat := strings.ReplaceAll(line, "\n", " ")
		set := line + "\n\n- a " + flat + " b\n\n> <table><tr><td>" + flat + "\n\n> <details><summary>a\n>\n> " + flat + "\n\n| a |\n|---|\n| " + flat + " |\n\n## " + flat + "\n"
		all = append(all, "> "+strings.ReplaceAll(set, "\n", "\n> ")+"\n\n---\n\n") // what is never closed ends with the quotation
	}
	return all
}

// TestNothingInSafeHTMLRuns shows the attacks without the policy that would stop
// them: nothing runs, nothing is asked for elsewhere, and what scripts look up is
// still the page's own.
func TestNothingInSafeHTMLRuns(t *testing.T) {
	t.Parallel()
	build := func(name, settings string) *published {
		content := fstest.MapFS{
			"handbook.yaml": {Data: []byte("title: Quay\n" + settings + "checks: {H001: warning, H002: warning}\n")},
			"index.md":      {Data: []byte("# Home\n")},
			"control.md":    {Data: []byte("# Control\n\n<img src=x onerror=ran()>\n")},
		}
		i := 0
		for some := range slices.Chunk(attacks(t), 6) {
			content[fmt.Sprintf("a%02d.md", i)] = &fstest.MapFile{Data: []byte("---\ntitle: Attack\n---\n\n" + strings.Join(some, ""))}
			i++
		}
		return publish(t, name, "/repo/", content)
	}
	visit := func(b *tab, address string) (ran string) {
		b.do(chromedp.Navigate(b.site.origin + b.site.base + address))
		b.do(chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
			_, err := chromedp.Evaluate[bool](`new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done(true), 50))))`, chromedp.EvalAwaitPromise)(ctx, t)
			return err
		}))
		return get[string](b, `window.name`)
	}
	unguarded := func(s *published) *tab {
		b := open(t, s, "", desktop)
		b.do(command(cdppage.SetBypassCSP, cdppage.SetBypassCSPParams{Enabled: true}),
			command(cdppage.AddScriptToEvaluateOnNewDocument, cdppage.AddScriptToEvaluateOnNewDocumentParams{Source: `window.name = ''; window.ran = () => { window.name += 'ran ' }`}))
		return b
	}

	all := unguarded(build("attacks-all", "raw_html: true\n"))
	all.visit("control/")
	all.want(`window.name`, "without the policy, what is let through runs")
	all.forgive("404") // the image

	safe := unguarded(build("attacks-safe", ""))
	for _, name := range safe.site.names() {
		address, isPage := strings.CutSuffix(name, "index.html")
		if !isPage {
			continue
		}
		if how := visit(safe, address); how != "" {
			t.Errorf("%s: %s", name, how)
		}
		if !strings.HasPrefix(get[string](safe, `location.href`), safe.site.origin+safe.site.base+address) {
			t.Errorf("%s leads elsewhere", name)
		}
		own := "noscript, input:not([disabled])"
		if address == "search/" { // it has both, and no text of an author
			own = "no-such-element"
		}
		for what, expression := range map[string]string{
			"elements":  `[...document.querySelectorAll('main :is(script, style, iframe, object, embed, svg:not([aria-hidden]), math, form, base, meta, link, template, ` + own + `)')].map(e => e.outerHTML)`,
			"handlers":  `[...document.querySelectorAll('*')].flatMap(e => [...e.attributes].filter(a => a.name.startsWith('on')).map(a => e.tagName + ' ' + a.name))`,
			"addresses": `[...document.querySelectorAll('a[href], [src], [action], [formaction]')].map(e => e.href || e.src || '').filter(a => !/^(https?|mailto):/.test(a))`,
			"look-ups":  `[document.cookie === '' || typeof document.cookie, document.body.localName, typeof document.getElementById, document.location === window.location, document.getElementById('site:words')?.localName ?? 'script'].filter((v, i) => v !== [true, 'body', 'function', true, 'script'][i]).map(String)`,
			"names":     `[...document.querySelectorAll('main [name]')].map(e => e.outerHTML)`,
			"ids":       `[...document.querySelectorAll('[id]')].map(e => e.id).filter((id, i, all) => all.indexOf(id) < i)`,
		} {
			if found := get[[]string](safe, expression); len(found) > 0 {
				t.Errorf("%s: %s: %q", name, what, found)
			}
		}
		safe.forgive("404") // files that the attacks name and nobody has
	}
	if asked := len(safe.requests()); asked < 2*len(safe.site.names()) {
		t.Errorf("only %d requests: the pages were not shown", asked)
	}
}
