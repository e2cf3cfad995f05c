package publish

import (
	"context"
	"fmt"

	"waymark/internal/diag"
)

// Files calls use with what the last build of dir published there: slash-separated
// paths, sorted, without the record. No build changes a file until use returns; a
// build that was cut off is undone first. A file that somebody removed since is
// named all the same.
//
// The diagnostic is B003, if another build is writing to the folder for so long.
// The error is that of use or of the disk, or says that nothing was ever built
// there.
func Files(ctx context.Context, dir string, use func(paths []string) error) ([]diag.Diagnostic, error) {
	p := publisher{osDisk{}, lockWait}
	f, err := p.open(ctx, dir, Options{})
	if err != nil {
		return refused(err)
	}
	defer f.close()
	if err := f.recover(); err != nil {
		return nil, err
	}
	r, err := f.readRecord()
	if err != nil {
		return nil, err
	}
	if !r.valid {
		return nil, fmt.Errorf("%s holds no record of a build", dir)
	}
	paths := make([]string, len(r.entries))
	for i, e := range r.entries {
		paths[i] = e.path
	}
	return nil, use(paths)
}
