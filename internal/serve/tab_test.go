package serve

import (
	"context"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/coder/websocket"
)

// A guest is a tab without a browser.
type guest struct {
	t    *testing.T
	conn *websocket.Conn
}

func (p *lab) join() *guest {
	p.t.Helper()
	conn, _, err := websocket.Dial(p.t.Context(), p.url+"/.waymark/tab", nil)
	if err != nil {
		p.t.Fatal(err)
	}
	p.t.Cleanup(func() { conn.CloseNow() })
	return &guest{p.t.(*testing.T), conn}
}

func (g *guest) say(s tabState) {
	g.t.Helper()
	data, _ := json.Marshal(s)
	if err := g.conn.Write(g.t.Context(), websocket.MessageText, data); err != nil {
		g.t.Fatal(err)
	}
}

func (g *guest) hear() (n news, text string) {
	g.t.Helper()
	ctx, cancel := context.WithTimeout(g.t.Context(), 20*time.Second)
	defer cancel()
	_, data, err := g.conn.Read(ctx)
	if err != nil {
		g.t.Fatal(err)
	}
	if err := json.Unmarshal(data, &n); err != nil {
		g.t.Fatal(err)
	}
	return n, string(data)
}

func TestTabsAreToldOfTheirOwnPageOnly(t *testing.T) {
	p := newLab(t, plain)
	home, one := p.join(), p.join()
	for address, g := range map[string]*guest{"/": home, "/one/": one} {
		g.say(tabState{Page: address, Key: keyOf(t, p.page(address)), Boot: p.live.boot})
		if n, _ := g.hear(); n.Page != "same" || n.Edition != 0 || n.All || len(n.Files) > 0 {
			t.Errorf("%s: %+v", address, n)
		}
	}
	p.write("content/one.md", "---\ntitle: One\n---\nOne text. Other text. See [home](index.md).\n")
	p.write("content/custom.css", "p { color: blue }\n")
	p.look()
	if n, _ := home.hear(); n.Page != "same" || n.Edition != 1 || strings.Join(n.Files, " ") != "/custom.css" {
		t.Errorf("home: %+v", n)
	}
	if n, _ := one.hear(); n.Page != "changed" {
		t.Errorf("one: %+v", n)
	}
	one.say(tabState{Page: "/one/", Key: keyOf(t, p.page("/one/")), Boot: p.live.boot, Edition: 1})
	if n, _ := one.hear(); n.Page != "same" {
		t.Errorf("one, with the new page: %+v", n)
	}
}

func TestTabsAreToldWhereTheirPageWent(t *testing.T) {
	p := newLab(t, plain)
	g := p.join()
	at := func(address string) {
		g.say(tabState{Page: address, Key: keyOf(t, p.page(address)), Boot: p.live.boot})
		if n, _ := g.hear(); n.Page != "same" {
			t.Fatalf("%s: %+v", address, n)
		}
	}
	at("/one/")
	p.write("content/one.md", "---\ntitle: One\nslug: uno\n---\nSee [home](index.md).\n")
	p.look()
	if n, _ := g.hear(); n.Page != "moved" || n.To != "/uno/" {
		t.Errorf("a slug: %+v", n)
	}
	at("/uno/")
	p.remove("content/one.md")
	p.write("content/two words.md", "---\ntitle: One\n---\nSee [home](index.md).\n")
	p.look()
	if n, _ := g.hear(); n.Page != "moved" || n.To != "/two%20words/" {
		t.Errorf("another file: %+v", n)
	}
	at("/two%20words/")
	p.write("content/handbook.yaml", "title: Small\nbase_url: https://example.org/repo/\n")
	p.look()
	if n, _ := g.hear(); n.Page != "moved" || n.To != "/repo/two%20words/" {
		t.Errorf("another base: %+v", n)
	}
	at("/repo/two%20words/")
	p.remove("content/two words.md")
	p.write("content/a.md", "---\ntitle: Neither\n---\n")
	p.look()
	if n, _ := g.hear(); n.Page != "gone" {
		t.Errorf("no file: %+v", n)
	}
	_, missing, _ := p.get("/repo/two%20words/")
	g.say(tabState{Page: "/repo/two%20words/", Key: keyOf(t, missing), Boot: p.live.boot})
	if n, _ := g.hear(); n.Page != "same" {
		t.Errorf("gone, and known to be: %+v", n)
	}
	p.write("content/two words.md", "---\ntitle: Back\n---\n")
	p.look()
	if n, _ := g.hear(); n.Page != "changed" {
		t.Errorf("back: %+v", n)
	}
}

// What is sent unasked holds no text of a page, and names nothing outside the
// site.
func TestNewsHoldsNoTextAndNoPath(t *testing.T) {
	p := newLab(t, plain)
	g := p.join()
	g.say(tabState{Page: "/one/", Key: "old", Boot: "another"})
	_, first := g.hear()
	p.write("content/one.md", "---\ntitle: [One\n---\nA secret text. See [gone](gone.md).\n")
	p.write("content/notes.txt", "A secret note.\n")
	p.look()
	_, second := g.hear()
	for _, text := range []string{first, second} {
		for _, bad := range []string{"secret", "One", "gone", p.dir, "content/", "handbook.yaml", "H001", "P001"} {
			if strings.Contains(text, bad) {
				t.Errorf("%q is in %s", bad, text)
			}
		}
	}
}

// A tab that comes back, to this process or from another, is brought up to date.
func TestATabThatComesBackIsBroughtUpToDate(t *testing.T) {
	p := newLab(t, plain)
	key := keyOf(t, p.page("/one/"))
	for range 3 {
		p.write("content/custom.css", "p { color: blue }\n"+strings.Repeat("\n", len(p.said)))
		p.look()
	}
	for _, c := range []struct {
		what  string
		state tabState
		page  string
		all   bool
		files int
	}{
		{"a short absence", tabState{Page: "/one/", Key: key, Boot: p.live.boot, Edition: 1}, "same", false, 1},
		{"another process", tabState{Page: "/one/", Key: key, Boot: "another", Edition: 2}, "same", true, 0},
		{"another process, another page", tabState{Page: "/one/", Key: "other", Boot: "another"}, "changed", true, 0},
		{"from the future", tabState{Page: "/one/", Key: key, Boot: p.live.boot, Edition: 99}, "same", false, 0},
		{"no page of ours", tabState{Page: "/..%2f..%2fetc/passwd", Key: key, Boot: p.live.boot, Edition: 3}, "gone", false, 0},
		{"nonsense", tabState{Page: ":%%%", Boot: p.live.boot, Edition: 3}, "gone", false, 0},
	} {
		if n := p.live.state(&c.state); n.Page != c.page || n.All != c.all || len(n.Files) != c.files {
			t.Errorf("%s: %+v", c.what, n)
		}
	}
	p.live.history = p.live.history[2:]
	if n := p.live.state(&tabState{Page: "/one/", Key: key, Boot: p.live.boot, Edition: 0}); !n.All {
		t.Errorf("longer than the history: %+v", n)
	}
}

func TestATabThatTalksNonsenseIsLetGo(t *testing.T) {
	p := newLab(t, plain)
	for _, text := range []string{"nonsense", strings.Repeat("x", 2*mostSaid)} {
		g := p.join()
		g.conn.Write(t.Context(), websocket.MessageText, []byte(text)) // which may be cut short
		ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
		if _, _, err := g.conn.Read(ctx); err == nil || ctx.Err() != nil {
			t.Errorf("it is listened to: %v", err)
		}
		cancel()
	}
}
