package cache

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"

	"pgregory.net/rapid"
)

func key(n int) [16]byte {
	var k [16]byte
	binary.LittleEndian.PutUint64(k[:], uint64(n)*0x9e3779b97f4a7c15)
	binary.LittleEndian.PutUint64(k[8:], uint64(n))
	return k
}

// value is what the tests put under key(n), so that a wrong value is seen.
func value(n int) []byte { return bytes.Repeat(fmt.Appendf(nil, "value %d ", n), n%7) }

// fill makes a store of the values from up to to, and closes it.
func fill(t testing.TB, dir string, from, to int) {
	t.Helper()
	s := Open(dir)
	for n := from; n < to; n++ {
		s.Put(key(n), value(n))
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}

// check opens a store and returns how many of the values below n it still has.
// One that it has wrong is an error.
func check(t testing.TB, dir string, n int) int {
	t.Helper()
	s := Open(dir)
	defer s.Close()
	return count(t, s, n)
}

func count(t testing.TB, s *Store, n int) int {
	t.Helper()
	found := 0
	for i := range n {
		got, ok := s.Get(key(i))
		if ok && !bytes.Equal(got, value(i)) {
			t.Fatalf("Get(%d) = %q", i, got)
		}
		if ok {
			found++
		}
	}
	return found
}

func TestWhatWasPutIsThere(t *testing.T) {
	dir := t.TempDir()
	s := Open(dir)
	if _, ok := s.Get(key(1)); ok {
		t.Error("an empty store has something")
	}
	s.Put(key(1), value(1))
	got, ok := s.Get(key(1))
	if !ok || !bytes.Equal(got, value(1)) {
		t.Errorf("at once: %q, %v", got, ok)
	}
	got[0] = 'X' // the caller's own
	large := bytes.Repeat([]byte("large"), bufferSize/4)
	s.Put(key(2), large)
	s.Put(key(1000), value(3))
	s.Put(key(1000), value(1000)) // the last one counts
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if _, ok := s.Get(key(1)); ok {
		t.Error("a closed store has something")
	}
	s.Put(key(4), value(4))
	if err := s.Close(); err != nil {
		t.Errorf("closed twice: %v", err)
	}

	s = Open(dir)
	defer s.Close()
	for n, want := range map[int][]byte{1: value(1), 2: large, 1000: value(1000)} {
		if got, ok := s.Get(key(n)); !ok || !bytes.Equal(got, want) {
			t.Errorf("in the next run: %d is %.40q, %v", n, got, ok)
		}
	}
	if ignored, _ := os.ReadFile(at(dir, ".gitignore")); string(ignored) != "*\n" {
		t.Errorf(".gitignore: %q", ignored)
	}
}

// The model is a map: whatever is put, closed and opened, the store has it.
func TestStoreIsAMap(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		dir, err := os.MkdirTemp(t.TempDir(), "")
		if err != nil {
			r.Fatal(err)
		}
		s, model := Open(dir), map[int][]byte{}
		defer func() { s.Close() }()
		r.Repeat(map[string]func(*rapid.T){
			"put": func(r *rapid.T) {
				n := rapid.IntRange(0, 20).Draw(r, "key")
				model[n] = rapid.SliceOfN(rapid.Byte(), 0, 200).Draw(r, "value")
				s.Put(key(n), model[n])
			},
			"reopen": func(r *rapid.T) {
				if err := s.Close(); err != nil {
					r.Fatal(err)
				}
				s = Open(dir)
			},
			"": func(r *rapid.T) {
				for n := range 21 {
					want, has := model[n]
					if got, ok := s.Get(key(n)); ok != has || !bytes.Equal(got, want) {
						r.Fatalf("%d is %q, %v; want %q, %v", n, got, ok, want, has)
					}
				}
			},
		})
	})
}

// putAgainAt says how many bytes lie between the damages after which all entries are
// put again, and read.
func putAgainAt() int {
	if testing.Short() {
		return 64
	}
	return 8
}

func TestAFlippedByteCostsAtMostEntries(t *testing.T) {
	const n = 5
	clean, dir := t.TempDir(), t.TempDir()
	fill(t, clean, 0, n)
	for _, file := range []string{"pack", "index"} {
		data := read(t, clean, file)
		for i := range data {
			damage(t, clean, dir, file, func(b []byte) []byte { b[i] ^= 0x40; return b })
			found := check(t, dir, n)
			if file == "index" && found != n {
				t.Errorf("byte %d of the index: %d of %d entries left, though the pack is whole", i, found, n)
			}
			if file == "pack" && i >= headerSize && found != n-1 {
				t.Errorf("byte %d of the pack: %d of %d entries left", i, found, n)
			}
			if i%putAgainAt() != 0 {
				continue // putting again is the slow part
			}
			fill(t, dir, 0, n)
			if again := check(t, dir, n); again != n {
				t.Fatalf("byte %d of the %s: %d of %d entries after they were put again", i, file, again, n)
			}
		}
	}
}

// A process may die at any moment, so either file may have any length.
func TestACutOffFileCostsAtMostEntries(t *testing.T) {
	const n = 5
	clean, dir := t.TempDir(), t.TempDir()
	fill(t, clean, 0, n)
	for _, file := range []string{"pack", "index"} {
		data := read(t, clean, file)
		for size := range data {
			damage(t, clean, dir, file, func(b []byte) []byte { return b[:size] })
			found := check(t, dir, n)
			if file == "index" && found != n {
				t.Errorf("an index of %d bytes: %d of %d entries left", size, found, n)
			}
			if size%putAgainAt() != 0 {
				continue
			}
			fill(t, dir, 0, n)
			if again := check(t, dir, n); again != n {
				t.Fatalf("a %s of %d bytes: %d of %d entries after they were put again", file, size, again, n)
			}
		}
	}
}

// The index is only a way to be fast, after a repair too.
func TestACutOffPackIsMendedWithoutAGap(t *testing.T) {
	dir := t.TempDir()
	fill(t, dir, 0, 20)
	pack := read(t, dir, "pack")
	write(t, dir, "pack", pack[:len(pack)/2])
	fill(t, dir, 0, 20)
	if err := os.Remove(at(dir, "index")); err != nil {
		t.Fatal(err)
	}
	if found := check(t, dir, 20); found != 20 {
		t.Errorf("%d of 20 entries", found)
	}
}

func TestAKilledProcessLeavesItsRecords(t *testing.T) {
	dir := t.TempDir()
	fill(t, dir, 0, 10)
	index := read(t, dir, "index")
	fill(t, dir, 10, 20)
	write(t, dir, "index", index) // as if the second process had not come to that
	pack := read(t, dir, "pack")
	write(t, dir, "pack", append(pack, "half a record"...))
	if found := check(t, dir, 20); found != 20 {
		t.Errorf("%d of 20 entries", found)
	}
	if size := len(read(t, dir, "pack")); size != len(pack) {
		t.Errorf("the half record is still there: %d bytes, want %d", size, len(pack))
	}
}

func TestAnotherPacksIndexIsNotUsed(t *testing.T) {
	dir, other := t.TempDir(), t.TempDir()
	fill(t, dir, 0, 20)
	fill(t, other, 10, 20)
	write(t, dir, "index", read(t, other, "index"))
	if found := check(t, dir, 20); found != 20 {
		t.Errorf("%d entries, want 20", found)
	}
}

func TestAnotherFormatStartsAgain(t *testing.T) {
	dir := t.TempDir()
	fill(t, dir, 0, 20)
	write(t, dir, "pack", append([]byte("waymark pack 00\n"), make([]byte, 5000)...))
	if found := check(t, dir, 20); found != 0 {
		t.Errorf("%d entries of another format", found)
	}
	fill(t, dir, 0, 20)
	if found := check(t, dir, 20); found != 20 {
		t.Errorf("%d entries, want 20", found)
	}
}

func TestTheSecondOfTwoProcessesReads(t *testing.T) {
	dir := t.TempDir()
	fill(t, dir, 0, 10)
	first := Open(dir)
	second := Open(dir)
	first.Put(key(10), value(10))
	second.Put(key(11), value(11))
	if found := count(t, second, 12); found != 11 {
		t.Errorf("the second has %d entries, want its own and the ten of before", found)
	}
	big := make([]byte, bufferSize/3)
	for n := 100; n < 110; n++ {
		second.Put(key(n), big)
	}
	if len(second.tail) > bufferSize {
		t.Errorf("the second holds %d bytes in memory", len(second.tail))
	}
	if err := second.Close(); err != nil {
		t.Error(err)
	}
	if err := first.Close(); err != nil {
		t.Error(err)
	}
	if found := check(t, dir, 12); found != 11 {
		t.Errorf("%d entries stay, want those of the first", found)
	}
}

func TestWhereNothingCanBeWritten(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	s := Open(filepath.Join(file, "cache"))
	s.Put(key(3), value(3))
	if found := count(t, s, 5); found != 1 {
		t.Errorf("%d entries, want the one that was put", found)
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
}

func TestAReadOnlyFolderIsRead(t *testing.T) {
	dir := t.TempDir()
	fill(t, dir, 0, 10)
	for _, f := range []string{"pack", "index", "lock", ""} {
		if err := os.Chmod(at(dir, f), 0o555); err != nil {
			t.Fatal(err)
		}
	}
	t.Cleanup(func() { os.Chmod(at(dir, ""), 0o755) })
	if os.Getuid() == 0 { // no mode keeps root out, but another store's lock does
		defer Open(dir).Close()
	}
	before := read(t, dir, "index")
	s := Open(dir)
	s.Put(key(10), value(10))
	if found := count(t, s, 11); found != 11 {
		t.Errorf("%d entries, want 11", found)
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	if !bytes.Equal(before, read(t, dir, "index")) {
		t.Error("the index was written")
	}
}

// A disk that is full fails the write, not the run.
func TestAFailedWriteKeepsWhatIsThere(t *testing.T) {
	dir := t.TempDir()
	fill(t, dir, 0, 10)
	s := Open(dir)
	s.Put(key(10), value(10))
	s.pack.Close() // every write fails from here on
	s.Put(key(11), make([]byte, bufferSize))
	s.Put(key(12), value(12))
	if got, ok := s.Get(key(10)); !ok || !bytes.Equal(got, value(10)) {
		t.Errorf("what was in memory is gone: %q, %v", got, ok)
	}
	if s.Close() == nil {
		t.Error("Close does not say that nothing was kept")
	}
	if found := check(t, dir, 10); found != 10 {
		t.Errorf("%d of the 10 entries of before", found)
	}
}

func TestOldEntriesGoWhenTheyAreMostOfAPack(t *testing.T) {
	dir := t.TempDir()
	large := make([]byte, 1<<20)
	run := func(use func(*Store)) {
		s := Open(dir)
		use(s)
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
	size := func() int { return len(read(t, dir, "pack")) }
	run(func(s *Store) {
		for n := range 10 {
			s.Put(key(n), value(n))
			s.Put(key(100+n), large)
		}
	})
	for i := range keepRuns - 1 {
		run(func(s *Store) { count(t, s, 10) })
		if size() < len(large) {
			t.Fatalf("the large entries went after %d runs", i+1)
		}
	}
	run(func(s *Store) {}) // one that asks for nothing is none
	if size() < len(large) {
		t.Fatal("the large entries went in a run that used nothing")
	}
	run(func(s *Store) { count(t, s, 10) })
	if size() > len(large) {
		t.Errorf("%d bytes are kept of entries that nobody asked for", size())
	}
	if found := check(t, dir, 10); found != 10 {
		t.Errorf("%d of the 10 entries in use", found)
	}
}

func TestAStoreInUseIsNotRewritten(t *testing.T) {
	dir := t.TempDir()
	s := Open(dir)
	for n := range 12 {
		s.Put(key(n), make([]byte, 1<<20))
	}
	s.Close()
	id := Open(dir)
	was := id.id
	id.Close()
	s = Open(dir)
	defer s.Close()
	if s.id != was {
		t.Error("the pack was rewritten though all of it is live")
	}
}

func TestConcurrentUse(t *testing.T) {
	dir := t.TempDir()
	fill(t, dir, 0, 200)
	s := Open(dir)
	big := bytes.Repeat([]byte("big"), bufferSize/10)
	var wg sync.WaitGroup
	for w := range 8 {
		wg.Go(func() {
			for n := range 300 {
				s.Put(key(n), value(n))
				if n%50 == w {
					s.Put(key(1000+w), big)
				}
				if got, ok := s.Get(key((n * 7) % 300)); ok && !bytes.Equal(got, value((n*7)%300)) {
					t.Errorf("a wrong value: %q", got)
				}
				if got, ok := s.Get(key(1000 + (n+w)%8)); ok && !bytes.Equal(got, big) {
					t.Error("a wrong large value")
				}
				if w == 0 && n == 250 {
					s.Close()
				}
			}
		})
	}
	wg.Wait()
	s.Close()
	if found := check(t, dir, 300); found < 200 {
		t.Errorf("%d entries, want at least those of before", found)
	}
}

// Processes that are killed while they write leave a store that keeps the law.
func TestKilledProcesses(t *testing.T) {
	const n = 2000
	if dir := os.Getenv("WAYMARK_CACHE_TEST"); dir != "" {
		s := Open(dir)
		for i := 0; ; i = (i + 1) % n {
			s.Put(key(i), value(i))
			if i == n-1 {
				s.Close()
				fmt.Println("round")
				s = Open(dir)
			}
		}
	}
	dir := t.TempDir()
	for range 5 {
		child := exec.Command(os.Args[0], "-test.run=^TestKilledProcesses$")
		child.Env = append(os.Environ(), "WAYMARK_CACHE_TEST="+dir)
		out, err := child.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := child.Start(); err != nil {
			t.Fatal(err)
		}
		out.Read(make([]byte, 6)) // it has begun, and is anywhere in its rounds
		child.Process.Kill()
		child.Wait()
		if found := check(t, dir, n); found != n {
			t.Errorf("%d of %d entries, all of which were closed once", found, n)
		}
	}
}

func FuzzDamagedFiles(f *testing.F) {
	clean := f.TempDir()
	fill(f, clean, 0, 8)
	f.Add(read(f, clean, "pack"), read(f, clean, "index"))
	f.Add([]byte(packFormat), []byte(indexFormat))
	f.Add([]byte{}, []byte{})
	f.Fuzz(func(t *testing.T, pack, index []byte) {
		dir := t.TempDir()
		write(t, dir, "pack", pack)
		write(t, dir, "index", index)
		s := Open(dir)
		for n := range 9 {
			s.Get(key(n))
		}
		s.Put(key(100), value(100))
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		s = Open(dir)
		defer s.Close()
		if got, ok := s.Get(key(100)); !ok || !bytes.Equal(got, value(100)) {
			t.Fatalf("what was put into a damaged store: %q, %v", got, ok)
		}
	})
}

func BenchmarkGet(b *testing.B) {
	dir := b.TempDir()
	s := Open(dir)
	for n := range 10_000 {
		s.Put(key(n), make([]byte, 2048))
	}
	s.Close()
	s = Open(dir)
	defer s.Close()
	b.ReportAllocs()
	for b.Loop() {
		for n := range 10_000 {
			if _, ok := s.Get(key(n)); !ok {
				b.Fatal(n)
			}
		}
	}
}

func BenchmarkOpen(b *testing.B) {
	dir := b.TempDir()
	s := Open(dir)
	for n := range 30_000 {
		s.Put(key(n), value(n))
	}
	s.Close()
	b.ReportAllocs()
	for b.Loop() {
		Open(dir).Close()
	}
}

// at returns where a file of a project's store is.
func at(project, file string) string { return filepath.Join(project, ".waymark", "cache", file) }

func read(t testing.TB, dir, file string) []byte {
	t.Helper()
	data, err := os.ReadFile(at(dir, file))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func write(t testing.TB, dir, file string, data []byte) {
	t.Helper()
	if err := os.MkdirAll(at(dir, ""), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(at(dir, file), data, 0o644); err != nil {
		t.Fatal(err)
	}
}

// damage copies a store and does something to one of its files.
func damage(t *testing.T, from, to, file string, harm func([]byte) []byte) {
	t.Helper()
	for _, f := range []string{"pack", "index"} {
		data := read(t, from, f)
		if f == file {
			data = harm(data)
		}
		write(t, to, f, data)
	}
}
