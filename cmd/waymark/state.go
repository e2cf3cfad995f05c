package main

import (
	"cmp"
	"context"
	"errors"
	"path/filepath"

	"waymark/internal/cache"
	"waymark/internal/diag"
	"waymark/internal/ownfile"
	"waymark/internal/source"
)

// openCache opens what earlier builds of the project have left, unless somebody
// else may have written it: then this build starts from nothing, and a diagnostic
// says why.
func (p *project) openCache(ctx context.Context) {
	folder := ownfile.At(p.dir, ownfile.Folder)
	if d := mistrusted(ctx, folder, "the cache"); d != nil {
		p.memory, p.isFresh = cache.InMemory(), true
		p.notes = append(p.notes, *d)
		return
	}
	p.memory = cache.Open(p.dir)
	err := cmp.Or(p.memory.Err(), ownfile.Check(p.dir, ownfile.Stamps))
	if obstacle, ok := errors.AsType[*ownfile.Obstacle](err); ok {
		p.isFresh = true
		p.notes = append(p.notes, diag.New("B013", diag.Position{Path: filepath.ToSlash(obstacle.Path)},
			"this is %s, not %s, so the cache is not used", obstacle.Is, obstacle.Want).
			WithHint("remove it: Waymark did not make it"))
	}
}

// mistrusted returns a diagnostic if a folder of Waymark's own files came with the
// repository: whoever committed it could make a build publish anything.
func mistrusted(ctx context.Context, folder, what string) *diag.Diagnostic {
	committed, err := source.Committed(ctx, folder)
	at := diag.Position{Path: filepath.ToSlash(folder)}
	switch {
	case err != nil && ctx.Err() == nil:
		d := diag.New("B012", at, "git cannot tell whether this folder is committed, so %s is not used", what).
			WithSeverity(diag.Info).WithHint("%v", err)
		return &d
	case committed:
		d := diag.New("B012", at, "this folder is committed to git, so %s is not used", what).
			WithHint("run `git rm -r --cached %s` and add .waymark/ to .gitignore", filepath.ToSlash(folder))
		return &d
	}
	return nil
}

// stampsFolder is where publish may keep stamps: nowhere, when what is in .waymark
// is not used.
func (p *project) stampsFolder() string {
	if p.isFresh {
		return ""
	}
	return p.dir
}
