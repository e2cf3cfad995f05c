package main

import (
	"fmt"
	"net/http"
	"os"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/coder/websocket"
)

// resident returns the memory that the process holds, in MB.
func (p *preview) resident() int {
	p.t.Helper()
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", p.cmd.Process.Pid))
	if err != nil {
		p.t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(text), "VmRSS:")
	var kilobytes int
	fmt.Sscan(rest, &kilobytes)
	return kilobytes / 1024
}

func (p *preview) descriptors() int {
	p.t.Helper()
	entries, err := os.ReadDir(fmt.Sprintf("/proc/%d/fd", p.cmd.Process.Pid))
	if err != nil {
		p.t.Fatal(err)
	}
	return len(entries)
}

// joinTab joins the preview as the script of a page does.
func (p *preview) joinTab() *websocket.Conn {
	p.t.Helper()
	conn, _, err := websocket.Dial(p.t.Context(), p.url+".waymark/tab", nil)
	if err != nil {
		p.t.Fatal(err)
	}
	if err := conn.Write(p.t.Context(), websocket.MessageText, []byte(`{"page":"/","key":"old"}`)); err != nil {
		p.t.Fatal(err)
	}
	if _, _, err := conn.Read(p.t.Context()); err != nil {
		p.t.Fatal(err)
	}
	return conn
}

func TestManyEditsLeaveNothingBehind(t *testing.T) {
	t.Parallel()
	edits := 150
	if long() {
		edits = 10_000 // as many as in four hours of writing
	}
	p := serving(t, small(t, 60))
	tab := p.joinTab()
	defer tab.CloseNow()
	go func() {
		for {
			if _, _, err := tab.Read(t.Context()); err != nil {
				return
			}
		}
	}()
	name := p.file("content/a0.md")
	var memory, descriptors int
	for i := range edits {
		write(t, name, pageOf("A", fmt.Sprintf("Edit number %d.", i)))
		p.shows("/a0/", fmt.Sprintf("Edit number %d.", i))
		if i == 60 {
			memory, descriptors = p.resident(), p.descriptors()
		}
	}
	if grown := p.resident() - memory; grown > 50 {
		t.Errorf("%d MB more", grown)
	}
	if more := p.descriptors() - descriptors; more > 4 {
		t.Errorf("%d descriptors more", more)
	}
	p.equalsBuild()
}

func TestFloodIsSurvived(t *testing.T) {
	t.Parallel()
	lasts := time.Second
	if long() {
		lasts = 5 * time.Second
	}
	p := serving(t, small(t, 20))
	p.shows("/", "<h1")
	before := p.resident()
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 50}}
	var failed, answered atomic.Int64
	var guests sync.WaitGroup
	end := time.Now().Add(lasts)
	for range 50 {
		guests.Go(func() {
			for time.Now().Before(end) {
				resp, err := client.Get(p.url)
				if err != nil {
					failed.Add(1)
					continue
				}
				resp.Body.Close()
				answered.Add(1)
			}
		})
	}
	guests.Wait()
	client.CloseIdleConnections()
	if failed.Load() > 0 || answered.Load() == 0 {
		t.Errorf("%d answered, %d failed", answered.Load(), failed.Load())
	}
	if grown := p.resident() - before; grown > 100 {
		t.Errorf("%d MB more", grown)
	}
	write(t, p.file("content/a0.md"), pageOf("A", "after the flood"))
	p.shows("/a0/", "after the flood")
}

func TestTabsThatAreDroppedLeaveNothingBehind(t *testing.T) {
	t.Parallel()
	p := serving(t, small(t, 10))
	p.shows("/", "<h1")
	before := p.descriptors()
	var tabs []*websocket.Conn
	for range 500 {
		tabs = append(tabs, p.joinTab())
	}
	if during := p.descriptors(); during < before+500 {
		t.Fatalf("%d descriptors with 500 tabs, %d before", during, before)
	}
	for _, tab := range tabs {
		tab.CloseNow()
	}
	http.DefaultClient.CloseIdleConnections()
	eventually(t, "descriptors return", func() bool { return p.descriptors() <= before+10 })
	tab := p.joinTab()
	defer tab.CloseNow()
	write(t, p.file("content/a0.md"), pageOf("A", "after the tabs"))
	if _, _, err := tab.Read(t.Context()); err != nil {
		t.Fatal(err)
	}
	p.shows("/a0/", "after the tabs")
}

func TestInterruptEndsWithinASecondWithOpenTabs(t *testing.T) {
	t.Parallel()
	for _, signal := range []os.Signal{os.Interrupt, syscall.SIGTERM} {
		p := serving(t, small(t, 10))
		for range 10 {
			defer p.joinTab().CloseNow()
		}
		start := time.Now()
		p.cmd.Process.Signal(signal)
		select {
		case <-p.ended:
		case <-time.After(patience):
			t.Fatal("it is still running")
		}
		if took := time.Since(start); took > time.Second {
			t.Errorf("it ended after %v", took)
		}
		if status := p.cmd.ProcessState.ExitCode(); status != statusFine {
			t.Errorf("status %d: %s", status, p.out)
		}
	}
}
