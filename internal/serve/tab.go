package serve

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"github.com/coder/websocket"

	"waymark/internal/handbook"
	"waymark/internal/source"
)

// A tab is a window of a browser that shows a page. It is joined to the preview
// by a WebSocket, of which a browser opens as many as it likes, while it makes
// no more than six connections of other sorts to one host.
//
// A tab says which page it shows, and the key of that. The preview answers at
// once, and again whenever there is news, with what has become of the page. It
// keeps nothing about a tab that has gone, so a tab that comes back, to this
// process or to another, has only to say the same again.

// tabState is what a tab says, and what is known of its page.
type tabState struct {
	Page    string `json:"page"`    // the path of its address
	Key     string `json:"key"`     // of what it shows
	Boot    string `json:"boot"`    // the process that it last heard from
	Edition int    `json:"edition"` // that it last heard of

	file, title string // of the page when it was last there
}

// news is what a tab is told. There is no text of any page in it.
type news struct {
	Boot    string   `json:"boot"`
	Edition int      `json:"edition"`
	Page    string   `json:"page"`            // same, changed, moved, or gone
	To      string   `json:"to,omitempty"`    // where it moved
	Files   []string `json:"files,omitempty"` // addresses of styles, images and so on that have changed and kept their names
	All     bool     `json:"all,omitempty"`   // any of them may have
	Found   string   `json:"found"`           // stands for the findings
	Judged  string   `json:"judged"`          // the key of the page with what only the preview shows on it; none: there is nothing; empty: nobody knows
}

func (t *tabState) read(r *http.Request) {
	q := r.URL.Query()
	t.Page, t.Key, t.Boot = q.Get("page"), q.Get("key"), q.Get("boot")
	t.Edition, _ = strconv.Atoi(q.Get("edition"))
}

// at returns the output that is shown at the path of an address, or nothing.
func (e *edition) at(page string) string {
	if e == nil {
		return ""
	}
	u, err := url.Parse(page)
	if err != nil {
		return ""
	}
	name, _ := e.resolve(&http.Request{URL: u})
	return name
}

// state says what has become of a tab's page.
func (l *Live) state(t *tabState) news {
	e, _, err := l.current()
	if e == nil { // nothing is known of any page yet
		return news{Boot: t.Boot, Edition: t.Edition, Page: "same", Found: fmt.Sprint(err)}
	}
	n := news{Boot: l.boot, Edition: e.number, Page: "same"}
	name := e.at(t.Page)
	out := e.output(name)
	switch {
	case out != nil:
		if t.Key != l.shown(e, out).String() {
			n.Page = "changed"
		}
		n.Judged = l.judgedKey(e, out)
		t.file, t.title = out.Source, out.Title
	default:
		if to := e.moved(t.file, t.title); to != nil {
			n.Page, n.To = "moved", e.address(to)
			break
		}
		if missing := e.output("404.html"); t.Key != l.shown(e, missing).String() {
			n.Page = "gone"
		}
	}
	if t.Boot != l.boot {
		n.All = t.Boot != ""
	} else if files, all := l.changedSince(t.Edition); all {
		n.All = true
	} else {
		for _, f := range files {
			n.Files = append(n.Files, handbook.URL(e.base, f))
		}
	}
	found, _ := json.Marshal(l.findings(e, err, name))
	n.Found = digest(found)
	t.Boot, t.Edition = l.boot, e.number
	return n
}

const (
	mostSaid     = 8 << 10          // bytes of what a tab says at once
	mostSilence  = 30 * time.Second // towards a tab
	mostPatience = 10 * time.Second // with a tab that does not take what it is told
)

// tab talks to a tab until it goes or the preview ends.
func (l *Live) tab(w http.ResponseWriter, r *http.Request) {
	conn, err := websocket.Accept(w, r, nil)
	if err != nil {
		return
	}
	defer conn.CloseNow()
	conn.SetReadLimit(mostSaid)
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	said := make(chan tabState)
	go func() {
		defer cancel()
		listen(ctx, conn, said)
	}()
	var state *tabState
	for {
		_, fresh, _ := l.current()
		if state != nil {
			if err := tell(ctx, conn, l.state(state)); err != nil {
				return
			}
		}
		select {
		case <-l.done:
			return
		case <-ctx.Done():
			return
		case s := <-said:
			if state != nil && state.Page == s.Page {
				s.file, s.title = state.file, state.title
			}
			state = &s
		case <-fresh:
		case <-time.After(mostSilence): // so that a tab knows that it is still heard
		}
	}
}

// listen passes on what a tab says.
func listen(ctx context.Context, conn *websocket.Conn, said chan<- tabState) {
	for {
		_, data, err := conn.Read(ctx)
		var s tabState
		if err != nil || json.Unmarshal(data, &s) != nil {
			return
		}
		select {
		case said <- s:
		case <-ctx.Done():
			return
		}
	}
}

func tell(ctx context.Context, conn *websocket.Conn, n news) error {
	ctx, cancel := context.WithTimeout(ctx, mostPatience)
	defer cancel()
	data, err := json.Marshal(n)
	if err != nil {
		return err
	}
	return conn.Write(ctx, websocket.MessageText, data)
}

func digest(data []byte) string { return source.Sum(data).String()[:16] }
