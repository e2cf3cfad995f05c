package source

import (
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"slices"
	"syscall"
	"testing"
	"time"
)

func TestWhatIsNoFileIsNamedAndNotOpened(t *testing.T) {
	project := t.TempDir()
	dir := filepath.Join(project, "content")
	must(t, os.MkdirAll(filepath.Join(dir, "sub"), 0o755))
	must(t, os.WriteFile(filepath.Join(dir, "a.md"), []byte("a"), 0o644))
	must(t, os.WriteFile(filepath.Join(project, "secret.md"), []byte("s"), 0o644))
	must(t, syscall.Mkfifo(filepath.Join(dir, "pipe.md"), 0o644))
	must(t, os.Symlink("pipe.md", filepath.Join(dir, "to-pipe.svg")))
	must(t, os.Symlink("../secret.md", filepath.Join(dir, "out.md")))
	must(t, os.Symlink(filepath.Join(dir, "a.md"), filepath.Join(dir, "abs.md")))
	must(t, os.Symlink("..", filepath.Join(dir, "sub", "loop")))
	must(t, os.WriteFile(filepath.Join(dir, "bad\xff.md"), nil, 0o644))
	must(t, os.WriteFile(filepath.Join(dir, "bad\n.md"), nil, 0o644))
	must(t, os.WriteFile(filepath.Join(dir, `bad\.md`), nil, 0o644))
	must(t, os.Mkdir(filepath.Join(dir, "bad\x7f"), 0o755))
	want := []string{"content/bad\n.md: P008", "content/bad\\.md: P008", "content/bad\x7f: P008", "content/bad\xff.md: P008",
		"content/abs.md: P008", "content/out.md: P008", "content/pipe.md: P008", "content/sub/loop: P008", "content/to-pipe.svg: P008"}
	if l, err := net.Listen("unix", filepath.Join(dir, "socket.md")); err == nil { // a long temporary path has none
		defer l.Close()
		want = append(want, "content/socket.md: P008")
	}
	slices.Sort(want)
	for name, root := range map[string]fs.FS{"os.Root": real(t, dir), "os.DirFS": os.DirFS(dir)} {
		done := make(chan bool)
		go func() {
			defer close(done)
			tree, diags, err := Scan(root, Options{Name: "content"})
			if err != nil {
				t.Error(err)
			}
			same(t, name, paths(tree.Pages), []string{"a.md"})
			same(t, name, said(diags), want)
		}()
		select {
		case <-done:
		case <-time.After(20 * time.Second):
			t.Fatalf("%s: it hangs", name)
		}
	}
}
