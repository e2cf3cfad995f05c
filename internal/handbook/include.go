package handbook

import (
	"path"
	"strings"

	"waymark/internal/diag"
	"waymark/internal/kind"
	"waymark/internal/meta"
)

// An Include is a folder of the project that is read as if it lay in content/.
type Include struct {
	From  string     // in the project: docs/adr
	At    string     // below content/: decisions
	Holds *kind.Kind // of its pages; nil: what the folder's name says
	Place meta.Span  // of From, in handbook.yaml
}

// readInclude reads `include`. from is the path of the settings in the project,
// by which the content folder is known.
func (s *Settings) readInclude(settings string, v kind.Value) (ds []diag.Diagnostic) {
	for _, r := range v.Records {
		from, at := r[kind.IncludeFrom], r[kind.IncludeAt]
		if from.Text == "" || at.Text == "" {
			continue // reported when it was decoded
		}
		in := Include{From: path.Join(path.Dir(settings), from.Text), At: strings.Trim(at.Text, "/"), Holds: kind.Lookup(r[kind.IncludeHolds].Text), Place: from.At}
		if wrong, hint := s.wrongFolder(in.From, from.Text, path.Dir(settings)); wrong != "" {
			ds = append(ds, diag.New("C003", from.At.In(settings), "include: %q %s", from.Text, wrong).WithHint("%s", hint))
			continue
		}
		if !isFolderPath(in.At) {
			ds = append(ds, diag.New("C003", at.At.In(settings), "include: %q is no path in the content folder", at.Text).WithHint("write a folder, such as at: decisions"))
			continue
		}
		s.Include = append(s.Include, in)
	}
	return ds
}

// wrongFolder says why a folder cannot be included, and what to do. from is its
// path in the project, text what the author wrote.
func (s *Settings) wrongFolder(from, text, content string) (wrong, hint string) {
	const write = "write its path from the content folder, such as ../docs/adr"
	switch {
	case path.IsAbs(text), hasDrive(text), strings.ContainsAny(text, "\\\x00"):
		return "is no relative path", write
	case from == "..", strings.HasPrefix(from, "../"):
		return "lies outside the project", "move the folder into the project, or the project to where both are"
	case isBelow(from, content):
		return "lies in the content folder", "remove the entry: its pages are read already"
	case isBelow(content, from):
		return "holds the content folder itself", write
	case strings.Contains("/"+from, "/."):
		return "is hidden", "give it a name without a dot, or copy what is to be published"
	}
	for _, other := range s.Include {
		if isBelow(from, other.From) || isBelow(other.From, from) {
			return "has pages that " + other.From + " has too", "include each folder once"
		}
	}
	return "", ""
}

// isBelow reports whether a path is that of a folder or of something in it.
func isBelow(p, folder string) bool {
	return folder == "." || p == folder || strings.HasPrefix(p, folder+"/")
}

func isFolderPath(p string) bool {
	for part := range strings.SplitSeq(p, "/") {
		if !isSegment(part) {
			return false
		}
	}
	return true
}

// resolve returns the path below content/ that a destination on a page means. In an
// adopted folder that may be what it leads to on the published page. It reports
// false for one that leads out of the handbook.
func (h *Handbook) resolve(p *Page, file string) (string, bool) {
	full, ok := h.resolveFile(p, file)
	if h.Settings.Adopted && (!ok || !h.exists(full)) {
		if meant, is := h.asPublished(p, file); is {
			return meant, true
		}
	}
	return full, ok
}

// resolveFile returns the path that a destination means as it is written: from the
// folder of its file. Where folders are included, a link may also be written as it works in the
// repository; on a page of such a folder, one that leads out of it can mean
// nothing else. It reports false for one that leads out of the handbook.
func (h *Handbook) resolveFile(p *Page, file string) (string, bool) {
	full, ok := resolve(p.Path, file)
	if len(h.Settings.Include) == 0 || strings.HasPrefix(file, "/") {
		return full, ok
	}
	_, included := h.in.Included[p.Path]
	if !included && ok && h.exists(full) {
		return full, true
	}
	inProject, _ := resolve(h.name(p.Path), file)
	mounted, known := h.mounted(inProject)
	if included || known && (!ok || h.exists(mounted)) {
		return mounted, known
	}
	return full, ok
}

// mounted returns the path below content/ of a path in the project.
func (h *Handbook) mounted(inProject string) (string, bool) {
	for _, in := range h.Settings.Include {
		if isBelow(inProject, in.From) {
			return path.Join(in.At, strings.TrimPrefix(inProject, in.From)), true
		}
	}
	if isBelow(inProject, h.in.Root) {
		return path.Join(".", strings.TrimPrefix(inProject, h.in.Root)), true
	}
	return "", false
}

// exists reports whether a link to the path leads somewhere.
func (h *Handbook) exists(p string) bool {
	return h.pageAt(p) != nil || h.assets[p] != nil || h.folders[p] != nil || h.listed["/"+p+"/"]
}
