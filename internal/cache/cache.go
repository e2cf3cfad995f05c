// Package cache remembers results by key, from one run to the next.
//
// A key stands for everything that a result was made from, so an entry is never
// out of date: it is there, or it is not. The laws are these.
//
//   - Get returns what was put under that key, or nothing. Never anything else,
//     whatever has happened to the files: a bit that flipped, a process that was
//     killed, a full disk, another format, another process.
//   - Losing an entry is always allowed. So nothing here waits for the disk,
//     nothing is retried, and no caller has an error to handle.
//
// A store is two files in one folder. The pack is a header and then records,
// one after the other; new records go to its end. The index says where in the
// pack each key's record lies. A record carries its key and a checksum, and
// both are looked at when it is read, so the index is only a way to be fast: if
// it is damaged, or belongs to another pack, the pack is read from its start.
// What a killed process had written but not indexed is found the same way, at
// the end of the pack.
//
// One process writes a store at a time; it holds a lock on the folder. Another
// one that opens the store meanwhile reads, and keeps a little of its own in
// memory. In a folder that cannot be written every process is such a one.
//
// The files are opened as package ownfile does: where one of them is a link or
// anything else that a store never makes, the store uses none of them and keeps
// its results in memory.
//
// Entries grow old by runs, not by days: when more than half of a pack has not
// been asked for in the last few runs, it is written anew without that.
package cache

import (
	"bufio"
	"bytes"
	"cmp"
	"crypto/rand"
	"errors"
	"io"
	"os"
	"slices"
	"sync"

	"github.com/gofrs/flock"

	"waymark/internal/ownfile"
)

const (
	bufferSize = 1 << 20  // bytes that wait in memory before they are written
	valueLimit = 64 << 20 // bytes of one value; larger ones are not remembered
	keepRuns   = 20       // runs after which an entry that nobody asked for may go
	smallPack  = 8 << 20  // bytes below which a pack is left as it is
)

// A Store is a folder of remembered results. Its methods may be called from any
// number of goroutines.
type Store struct {
	project string // the folder that ownfile's names are below

	mu      sync.Mutex
	lock    *flock.Flock // held; nil: this store does not write
	pack    *os.File     // nil: there is nothing on disk
	id      packID
	index   map[[16]byte]entry
	flushed int64  // length of the pack on disk
	tail    []byte // records that follow it, not yet written
	run     uint32 // counts the runs that used the store
	changed bool   // the index is not as it is on disk
	closed  bool
	err     error // the first write that failed
}

// An entry says where a record is, and when it was last asked for.
type entry struct {
	offset int64  // in the pack, or beyond its end in tail
	length uint32 // of the value
	seen   uint32 // the last run that asked for it or put it
}

// Open opens the store of a project, whose folder it makes if need be. It never
// fails: at worst the store keeps nothing. If something is in the place of its
// files that it did not make, Err says what.
func Open(project string) *Store {
	s := &Store{project: project, index: map[[16]byte]entry{}}
	for _, name := range files {
		if err := ownfile.Check(project, name); err != nil {
			s.err = err
			return s
		}
	}
	if ownfile.MakeFolder(project, ownfile.CacheFolder) == nil {
		if lock, err := ownfile.NewLock(project, ownfile.CacheLock); err == nil {
			if held, err := lock.TryLock(); held && err == nil {
				s.lock = lock
			}
		}
	}
	s.load()
	return s
}

// files are all that a store makes.
var files = []ownfile.Name{
	ownfile.CacheLock, ownfile.CachePack, ownfile.CacheNewPack,
	ownfile.CacheIndex, ownfile.CacheNewIndex, ownfile.CacheIgnore,
}

// InMemory returns a store without a folder, which forgets everything when it is
// closed.
func InMemory() *Store { return &Store{index: map[[16]byte]entry{}} }

// Err returns the first error that kept the store from using its folder.
func (s *Store) Err() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.err
}

// load reads what is on disk. A store that may write leaves the pack in a state
// in which it can be appended to.
func (s *Store) load() {
	flag := os.O_RDONLY
	if s.lock != nil {
		flag = os.O_RDWR | os.O_CREATE
	}
	pack, err := ownfile.Open(s.project, ownfile.CachePack, flag, 0o644)
	if err != nil {
		s.stopWriting(err)
		return
	}
	s.pack = pack
	id, size, ok := readHeader(pack)
	if !ok {
		s.startAgain()
		return
	}
	data, _ := ownfile.Read(s.project, ownfile.CacheIndex)
	index, run, packed, ok := decodeIndex(data, id)
	if !ok || packed > size {
		index, run, packed = map[[16]byte]entry{}, 0, headerSize
	}
	s.id, s.index, s.run, s.flushed = id, index, run+1, packed
	s.scan(size)
	if s.lock != nil && s.flushed < size {
		if err := pack.Truncate(s.flushed); err != nil {
			s.stopWriting(err)
		}
	}
}

// scan enters the whole records that lie between what the index knows of and
// the end of the pack, up to the first that is damaged.
func (s *Store) scan(size int64) {
	records := readRecords(s.pack, s.flushed, size)
	for {
		key, length, ok := records.next()
		if !ok {
			return
		}
		s.index[key] = entry{offset: s.flushed, length: length, seen: s.run}
		s.flushed += recordSize(length)
		s.changed = true
	}
}

// startAgain makes an empty pack of what is none, or of another format.
func (s *Store) startAgain() {
	if s.lock == nil {
		s.pack.Close()
		s.pack = nil
		return
	}
	s.id = newPackID()
	if err := s.pack.Truncate(0); err != nil {
		s.stopWriting(err)
		return
	}
	if _, err := s.pack.WriteAt(appendHeader(nil, s.id), 0); err != nil {
		s.stopWriting(err)
		return
	}
	s.flushed, s.run, s.changed = headerSize, 1, true
	// The folder lies among an author's files, and is nothing to commit.
	s.fail(s.writeIgnore())
}

// Get returns the value last put under a key. It is the caller's own.
func (s *Store) Get(key [16]byte) ([]byte, bool) {
	s.mu.Lock()
	e, ok := s.index[key]
	if !ok {
		s.mu.Unlock()
		return nil, false
	}
	if e.seen != s.run {
		e.seen = s.run
		s.index[key] = e
		s.changed = true
	}
	if e.offset >= s.flushed {
		record := s.tail[e.offset-s.flushed:][:recordSize(e.length)]
		value := bytes.Clone(record[recordHeader:])
		s.mu.Unlock()
		return value, true
	}
	pack := s.pack
	s.mu.Unlock()

	record := make([]byte, recordSize(e.length))
	if _, err := pack.ReadAt(record, e.offset); err != nil || !isRecord(record, key) {
		s.forget(key, e.offset)
		return nil, false
	}
	return record[recordHeader:], true
}

// forget drops an entry that turned out to be damaged, unless it has been put
// again meanwhile.
func (s *Store) forget(key [16]byte, offset int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.index[key].offset == offset {
		delete(s.index, key)
		s.changed = true
	}
}

// Put remembers a value under a key. It keeps no reference to value.
func (s *Store) Put(key [16]byte, value []byte) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed || len(value) > valueLimit {
		return
	}
	if len(s.tail)+recordHeader+len(value) > bufferSize && !s.flush() {
		return
	}
	s.index[key] = entry{
		offset: s.flushed + int64(len(s.tail)),
		length: uint32(len(value)),
		seen:   s.run,
	}
	s.tail = appendRecord(s.tail, key, value)
	s.changed = true
}

// flush writes what waits in memory, and reports whether there is room now.
func (s *Store) flush() bool {
	if s.lock == nil {
		return false
	}
	if _, err := s.pack.WriteAt(s.tail, s.flushed); err != nil {
		s.stopWriting(err) // the entries stay where they are, in memory
		return false
	}
	s.flushed += int64(len(s.tail))
	s.tail = s.tail[:0]
	return true
}

// stopWriting makes of the store one that reads, for the rest of its life.
func (s *Store) stopWriting(err error) {
	if s.lock != nil {
		s.fail(err)
		s.fail(s.lock.Unlock())
		s.lock = nil
	}
}

func (s *Store) fail(err error) {
	if s.err == nil {
		s.err = err
	}
}

// Close writes what is still in memory and ends the use of the store, which is
// empty from then on. The error is the first that kept it from remembering.
func (s *Store) Close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return nil
	}
	s.closed = true
	if s.flush() && s.changed {
		if s.wasteful() {
			s.compact()
		}
		s.fail(s.writeIndex())
	}
	if s.pack != nil {
		s.pack.Close()
	}
	if s.lock != nil {
		s.fail(s.lock.Unlock())
	}
	s.lock, s.index, s.tail = nil, nil, nil
	return s.err
}

func (s *Store) writeIgnore() error {
	f, err := ownfile.Open(s.project, ownfile.CacheIgnore, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o644)
	if err != nil {
		return err
	}
	_, err = f.WriteString("*\n")
	return errors.Join(err, f.Close())
}

func (s *Store) writeIndex() error {
	encoded := encodeIndex(s.index, s.id, s.run, s.flushed)
	return ownfile.Replace(s.project, ownfile.CacheIndex, ownfile.CacheNewIndex, func(w io.Writer) error {
		_, err := w.Write(encoded)
		return err
	})
}

// wasteful reports whether a pack is large and mostly of no use.
func (s *Store) wasteful() bool {
	live := int64(0)
	for _, e := range s.index {
		if s.isLive(e) {
			live += recordSize(e.length)
		}
	}
	return s.flushed > smallPack && 2*live < s.flushed
}

func (s *Store) isLive(e entry) bool { return s.run-e.seen < keepRuns }

// compact replaces the pack by one of the live entries alone. When that fails
// the old one stays. A process that is reading the old pack still has it.
func (s *Store) compact() {
	type record struct {
		key [16]byte
		entry
	}
	var live []record
	for key, e := range s.index {
		if s.isLive(e) {
			live = append(live, record{key, e})
		}
	}
	slices.SortFunc(live, func(a, b record) int { return cmp.Compare(a.offset, b.offset) })

	id, index, size := newPackID(), make(map[[16]byte]entry, len(live)), int64(headerSize)
	err := ownfile.Replace(s.project, ownfile.CachePack, ownfile.CacheNewPack, func(file io.Writer) error {
		w := bufio.NewWriterSize(file, 1<<16)
		w.Write(appendHeader(nil, id))
		for _, r := range live {
			buffer := make([]byte, recordSize(r.length))
			if _, err := s.pack.ReadAt(buffer, r.offset); err != nil || !isRecord(buffer, r.key) {
				continue
			}
			w.Write(buffer)
			index[r.key] = entry{size, r.length, r.seen}
			size += int64(len(buffer))
		}
		s.pack.Close() // Windows cannot rename over an open file
		return w.Flush()
	})
	if err != nil {
		s.fail(err)
		return
	}
	s.id, s.index, s.flushed = id, index, size
}

func newPackID() packID {
	var id packID
	rand.Read(id[:]) // never fails
	return id
}
