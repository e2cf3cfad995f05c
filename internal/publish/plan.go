package publish

import (
	"bytes"
	"cmp"
	"io/fs"
	"os"
	"path"
	"slices"

	"waymark/internal/diag"
	"waymark/internal/ownfile"
)

// A plan is a change of the folder: its steps, and what to tell the user.
type plan struct {
	steps    []step
	stats    Stats
	warnings []diag.Diagnostic
}

// A planner finds the steps. They are taken in the order of its lists: what is
// in the way goes first, folders are made before files are put into them, and
// what is no longer wanted goes last, so that readers do not miss a page that
// exists before and after.
type planner struct {
	*build
	byPath  map[string]*former
	fresh   map[string]bool        // folders above outputs: whether they have to be made
	leaving map[string]fs.FileInfo // folders that go first
	foreign []string               // in the way, and not ours
	nextID  int                    // of files that are kept, or staged and no output

	clearing, clearingFolders, making, putting, removing, removingFolders, recording []step
}

// plan turns the findings into steps. There are none if the folder is as it
// should be.
func (b *build) plan() (plan, error) {
	p := &planner{
		build:   b,
		byPath:  make(map[string]*former),
		fresh:   map[string]bool{".": false},
		leaving: make(map[string]fs.FileInfo),
		nextID:  len(b.outputs),
	}
	for _, f := range b.formers {
		p.byPath[f.path] = f
	}
	if err := p.clearAliases(); err != nil {
		return plan{}, err
	}
	if err := p.put(); err != nil {
		return plan{}, err
	}
	if len(p.foreign) > 0 {
		return plan{}, p.refuseInTheWay()
	}
	warnings, err := p.removeRest()
	if err != nil {
		return plan{}, err
	}
	if err := p.putRecord(); err != nil {
		return plan{}, err
	}
	return plan{p.steps(), p.stats(), warnings}, nil
}

func (p *planner) steps() []step {
	deepestFirst := func(a, b step) int { return cmp.Compare(b.path, a.path) }
	slices.SortFunc(p.clearingFolders, deepestFirst)
	slices.SortFunc(p.removingFolders, deepestFirst)
	return slices.Concat(p.clearing, p.clearingFolders, p.making, p.putting, p.removing, p.removingFolders, p.recording)
}

func (p *planner) stats() Stats {
	s := Stats{}
	for _, f := range p.found {
		if f.rendered {
			s.Rendered++
		}
		if f.write {
			s.Written++
		} else {
			s.Kept++
		}
		s.Size += f.entry.size
	}
	for _, f := range p.formers {
		if f.taken {
			s.Removed++
		}
	}
	return s
}

func (p *planner) id() int {
	p.nextID++
	return p.nextID - 1
}

// clearAliases is for disks that take a new output's name for a former one's.
// There all former outputs go first, and the folders with them, so that the
// new name is what readers of the disk see.
func (p *planner) clearAliases() error {
	if !slices.ContainsFunc(p.found, func(f finding) bool { return f.alias != nil }) {
		return nil
	}
	for _, f := range p.formers {
		if !f.ours {
			continue
		}
		p.clear(f)
		for dir := path.Dir(f.path); dir != "." && !p.folders[dir] && p.leaving[dir] == nil; dir = path.Dir(dir) {
			if err := p.leaveFirst(dir); err != nil {
				return err
			}
		}
	}
	return nil
}

// clear plans that a former output goes before anything else happens.
func (p *planner) clear(f *former) {
	if !f.taken {
		f.taken = true
		p.clearing = append(p.clearing, step{remove, p.id(), f.path})
	}
}

// leaveFirst plans that a folder goes before anything else happens, if it is
// empty by then.
func (p *planner) leaveFirst(dir string) error {
	info, err := p.disk.Lstat(p.at(dir))
	if err != nil {
		return p.fail(dir, err)
	}
	p.leaving[dir] = info
	p.clearingFolders = append(p.clearingFolders, step{rmdir, 0, dir})
	return nil
}

// put plans how the staged outputs come to their places: first what pages
// refer to, then the pages.
func (p *planner) put() error {
	for _, pages := range []bool{false, true} {
		for i, f := range p.found {
			if (path.Ext(f.entry.path) == ".html") != pages {
				continue
			}
			if f.foreign {
				p.foreign = append(p.foreign, f.entry.path)
			}
			if !f.write {
				continue
			}
			if err := p.putOutput(i, f); err != nil {
				return err
			}
		}
	}
	return nil
}

func (p *planner) putOutput(i int, f finding) error {
	to := f.entry.path
	fresh, err := p.makeRoom(path.Dir(to))
	if err != nil {
		return err
	}
	kind := create
	switch {
	case fresh, f.info == nil, f.alias != nil:
	case f.info.IsDir():
		if err := p.clearFolder(to); err != nil {
			return err
		}
	case f.info.Mode().IsRegular():
		kind = replace
	default: // a link, or stranger; the user said --force
		p.clearing = append(p.clearing, step{remove, p.id(), to})
	}
	p.putting = append(p.putting, step{kind, i, to})
	return nil
}

// makeRoom plans that a folder exists, and tells whether it has to be made.
func (p *planner) makeRoom(dir string) (bool, error) {
	if fresh, ok := p.fresh[dir]; ok {
		return fresh, nil
	}
	fresh, err := p.makeRoom(path.Dir(dir))
	if err != nil {
		return false, err
	}
	if !fresh {
		info, err := p.disk.Lstat(p.at(dir))
		switch {
		case ownfile.IsMissing(err):
			fresh = true
		case err != nil:
			return false, p.fail(dir, err)
		case info.IsDir():
			fresh = p.isLeaving(info)
		default:
			p.clearFile(dir, info)
			fresh = true
		}
	}
	if fresh {
		p.making = append(p.making, step{mkdir, 0, dir})
	}
	p.fresh[dir] = fresh
	return fresh, nil
}

// isLeaving tells whether a folder is one that goes first, under another
// spelling.
func (p *planner) isLeaving(info fs.FileInfo) bool {
	for _, l := range p.leaving {
		if os.SameFile(l, info) {
			return true
		}
	}
	return false
}

// clearFile plans that a file goes whose place a folder needs.
func (p *planner) clearFile(at string, info fs.FileInfo) {
	if f := p.byPath[at]; f != nil && (f.ours || p.opt.Force) {
		p.clear(f)
		return
	}
	if f := p.aliases.of(info); f != nil {
		p.clear(f)
		return
	}
	if !p.opt.Force {
		p.foreign = append(p.foreign, at)
		return
	}
	p.clearing = append(p.clearing, step{remove, p.id(), at})
}

// clearFolder plans that a folder goes whose place an output needs. Foreign
// files in it stay, whatever the user said, and so does the folder.
func (p *planner) clearFolder(dir string) error {
	entries, err := p.disk.ReadDir(p.at(dir))
	if err != nil {
		return p.fail(dir, err)
	}
	for _, e := range entries {
		child := dir + "/" + e.Name()
		if e.IsDir() {
			if err := p.clearFolder(child); err != nil {
				return err
			}
			continue
		}
		if f := p.byPath[child]; f != nil && f.ours {
			p.clear(f)
		} else {
			p.foreign = append(p.foreign, child)
		}
	}
	return p.leaveFirst(dir)
}

func (p *planner) refuseInTheWay() error {
	hint := "name another folder with --output, or replace these files with --force"
	if p.opt.Force {
		hint = "move them away: a file of the handbook has to be where their folder is"
	}
	slices.Sort(p.foreign)
	return refuse("B001", p.shown, hint,
		"Waymark did not write these files, and they are where its own have to be: %s", diag.ShortList(p.foreign, mostListed))
}

// removeRest plans that the remaining former outputs go, and the folders that
// they leave empty. A file that somebody has changed is theirs now.
func (p *planner) removeRest() (warnings []diag.Diagnostic, err error) {
	seen := make(map[string]bool)
	for _, f := range p.formers {
		switch {
		case f.ours && !f.taken:
			f.taken = true
			p.removing = append(p.removing, step{remove, p.id(), f.path})
		case f.info != nil && !f.taken && !f.ours:
			warnings = append(warnings, diag.New("B001", p.position(f.path), "this is no output any more, but somebody has changed it, so it stays").
				WithSeverity(diag.Warning).WithHint("remove it if nobody needs it"))
		}
		for dir := path.Dir(f.path); dir != "." && !p.folders[dir] && !seen[dir]; dir = path.Dir(dir) {
			seen[dir] = true
			if err := p.leaveLast(dir); err != nil {
				return nil, err
			}
		}
	}
	return warnings, nil
}

// leaveLast plans that a folder goes after everything else, if it is empty by
// then.
func (p *planner) leaveLast(dir string) error {
	real, err := p.isFolder(dir)
	if err == nil && real && p.leaving[dir] == nil {
		p.removingFolders = append(p.removingFolders, step{rmdir, 0, dir})
	}
	return err
}

// putRecord plans that the record comes after the outputs, if it changes.
func (p *planner) putRecord() error {
	entries := make([]entry, len(p.found))
	for i, f := range p.found {
		entries[i] = f.entry
	}
	slices.SortFunc(entries, func(a, b entry) int { return cmp.Compare(a.path, b.path) })
	if p.old.valid && slices.Equal(entries, p.old.entries) {
		return nil
	}
	if err := p.staging(); err != nil {
		return p.fail(recordFile, err)
	}
	id, kind := p.id(), create
	if p.old.exists {
		kind = replace
	}
	if err := p.disk.WriteFile(p.staged(id), bytes.NewReader(encodeRecord(entries)), true); err != nil {
		return p.fail(recordFile, err)
	}
	p.recording = []step{{kind, id, recordFile}}
	return nil
}
