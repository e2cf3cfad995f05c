//go:build browser

package browser

import (
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// A view is how somebody looks at pages.
type view struct {
	width, height int64
	touch         bool
	dark          bool
	calm          bool // reduced motion
	scriptless    bool
}

var (
	phone   = view{width: 390, height: 844, touch: true}
	desktop = view{width: 1440, height: 900}
)

func (v view) inTheDark() view      { v.dark = true; return v }
func (v view) calmly() view         { v.calm = true; return v }
func (v view) withoutScripts() view { v.scriptless = true; return v }

// patience is how long a page may take for what it ought to do at once.
const patience = 10 * time.Second

// A tab shows pages of a site, and fails the test when they misbehave.
type tab struct {
	t    *testing.T
	ctx  context.Context
	site *published
	view view

	mu     sync.Mutex
	faults []string
	absent string // the one address that may be answered with 404
	asked  []string
}

// observer counts what moves on a page before anybody has touched it.
const observer = `
window.moved = [];
new PerformanceObserver(list => {
	for (const e of list.getEntries())
		if (!e.hadRecentInput)
			moved.push(e.value.toFixed(4) + ' after ' + Math.round(e.startTime) + ' ms: ' + e.sources.map(s =>
				s.node && (s.node.outerHTML || s.node.textContent).slice(0, 90) + ' ' + place(s.previousRect) + ' → ' + place(s.currentRect)).join(' + '));
	function place(r) { return [r.x, r.y, r.width, r.height].map(Math.round).join(' '); }
}).observe({type: 'layout-shift', buffered: true});`

// open opens a page of a site in a tab of its own, with storage of its own.
func open(t *testing.T, s *published, address string, v view) *tab {
	t.Helper()
	b := &tab{t: t, site: s, view: v}
	ctx, _ := chromedp.NewContext(chromium, chromedp.WithNewBrowserContext(), chromedp.WithListener(b.hear))
	b.ctx = ctx
	if err := chromedp.Do(ctx); err != nil { // opens the tab, which lives as long as this context
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := chromedp.Cancel(ctx); err != nil {
			t.Errorf("close the tab: %v", err)
		}
	})
	b.do(v.apply, chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, cdppage.AddScriptToEvaluateOnNewDocument, cdppage.AddScriptToEvaluateOnNewDocumentParams{Source: observer})
		return err
	}))
	b.visit(address)
	t.Cleanup(b.check)
	return b
}

// apply makes a tab look as somebody does.
func (v view) apply(ctx context.Context, t *chromedp.Target) (chromedp.Void, error) {
	scheme, motion := "light", "no-preference"
	if v.dark {
		scheme = "dark"
	}
	if v.calm {
		motion = "reduce"
	}
	options := []chromedp.EmulateViewportOption{}
	if v.touch {
		options = append(options, chromedp.EmulateMobile, chromedp.EmulateTouch)
	}
	steps := []chromedp.Action[chromedp.Void]{
		chromedp.EmulateViewport(v.width, v.height, options...),
		command(emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{
			{Name: "prefers-color-scheme", Value: scheme}, {Name: "prefers-reduced-motion", Value: motion},
		}}),
		command(emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true}),
		command(emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: v.scriptless}),
	}
	return chromedp.Steps(steps...)(ctx, t)
}

// command makes an action of a command of the browser's protocol.
func command[P, R any](c cdp.Command[P, R], params P) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, c, params)
		return err
	})
}

// hear notes what a page does wrong. It runs while the browser's messages wait.
func (b *tab) hear(event any) {
	b.mu.Lock()
	defer b.mu.Unlock()
	switch e := event.(type) {
	case *runtime.EventExceptionThrown:
		text := e.ExceptionDetails.Text
		if x := e.ExceptionDetails.Exception; x != nil {
			text += " " + x.Description
		}
		b.faults = append(b.faults, "exception: "+text)
	case *runtime.EventConsoleAPICalled:
		if e.Type == runtime.ConsoleAPICalledTypeError || e.Type == runtime.ConsoleAPICalledTypeWarning {
			b.faults = append(b.faults, fmt.Sprintf("console: %s", e.Args[0].Value))
		}
	case *log.EventEntryAdded:
		if e.Entry.Level == log.EntryLevelError && (b.absent == "" || e.Entry.URL != b.absent) {
			b.faults = append(b.faults, fmt.Sprintf("%s: %s (%s)", e.Entry.Source, e.Entry.Text, e.Entry.URL))
		}
	case *network.EventRequestWillBeSent:
		if u, err := url.Parse(e.Request.URL); err == nil && (u.Scheme == "http" || u.Scheme == "https") {
			b.asked = append(b.asked, e.Request.URL)
			if !strings.HasPrefix(e.Request.URL, b.site.origin+b.site.base) {
				b.faults = append(b.faults, "a request that leaves the site: "+e.Request.URL)
			}
		}
	}
}

// check reports what the pages did wrong.
func (b *tab) check() {
	b.t.Helper()
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, fault := range b.faults {
		b.t.Errorf("%s", fault)
	}
	b.faults = nil
}

// forgive forgets what the page did wrong with a word in it.
func (b *tab) forgive(word string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.faults = slices.DeleteFunc(b.faults, func(fault string) bool { return strings.Contains(fault, word) })
}

// requests returns the addresses asked for so far.
func (b *tab) requests() []string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return append([]string(nil), b.asked...)
}

// do runs actions and ends the test when one of them fails.
func (b *tab) do(actions ...chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, 3*patience)
	defer cancel()
	if err := chromedp.Do(ctx, actions...); err != nil {
		b.t.Fatal(err)
	}
}

// visit goes to an address below the base path, and looks whether anything moved.
func (b *tab) visit(address string) {
	b.t.Helper()
	full := b.site.origin + b.site.base + address
	if strings.HasPrefix(address, "no/such/") {
		b.mu.Lock()
		b.absent = full
		b.mu.Unlock()
	}
	b.do(chromedp.Navigate(full))
	b.settle()
}

// settle waits until the page has been painted, and fails the test when something
// that was laid out has moved.
func (b *tab) settle() {
	b.t.Helper()
	if b.view.scriptless {
		return // no frame would say so
	}
	b.do(chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := chromedp.Evaluate[bool](`new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done(true), 50))))`, chromedp.EvalAwaitPromise)(ctx, t)
		return err
	}))
	for _, moved := range get[[]string](b, `window.moved || []`) {
		b.t.Errorf("moved: %s", moved)
	}
}

// evaluate returns the value of an expression.
func evaluate[T any](b *tab, expression string) (T, error) {
	ctx, cancel := context.WithTimeout(b.ctx, 3*patience)
	defer cancel()
	return chromedp.Run(ctx, chromedp.Evaluate[T](expression))
}

// get returns the value of an expression, and ends the test when it throws.
func get[T any](b *tab, expression string) T {
	b.t.Helper()
	v, err := evaluate[T](b, expression)
	if err != nil {
		b.t.Fatalf("%s: %v", expression, err)
	}
	return v
}

// want ends the test unless an expression becomes true in good time. On the way
// from one page to the next it may have no value at all.
func (b *tab) want(expression, what string) {
	b.t.Helper()
	for start := time.Now(); ; time.Sleep(20 * time.Millisecond) {
		is, err := evaluate[bool](b, "!!("+expression+")")
		switch {
		case is && err == nil:
			return
		case time.Since(start) > patience && err != nil:
			b.t.Fatalf("%s (%s: %v)", what, expression, err)
		case time.Since(start) > patience:
			b.t.Fatalf("%s (%s is not so)", what, expression)
		}
	}
}

// press types keys, each a text of package kb, with modifiers held.
func (b *tab) press(key string, held ...chromedp.Modifier) {
	b.t.Helper()
	b.do(chromedp.KeyEvent(key, chromedp.KeyModifiers(held...)))
}

// click clicks at the middle of the first element that a selector finds.
func (b *tab) click(selector string) {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	if err := chromedp.Do(ctx, chromedp.Click(chromedp.CSS(selector))); err != nil {
		b.t.Fatalf("click %s: %v", selector, err)
	}
}

// focused describes the element that has the focus.
func (b *tab) focused() string {
	b.t.Helper()
	return get[string](b, `(e => !e ? '' : e.id ? '#' + e.id : e.getAttribute('href') || e.className || e.tagName)(document.activeElement)`)
}

func quote(text string) string {
	b, err := json.Marshal(text)
	if err != nil {
		panic(err) // a string is always JSON
	}
	return string(b)
}
