package serve

import (
	"errors"

	"waymark/internal/diag"
	"waymark/internal/site"
	"waymark/internal/source"
)

// An answer is an output as it was last answered.
type answer struct {
	key   source.Digest
	bytes []byte
	good  bool // it is what a build would write
}

// A failure is a page that could not be made.
type failure struct {
	key     source.Digest
	mistake diag.Diagnostic
}

// shown returns the key of what is answered for an output as far as it is known
// without making it: of a page that cannot be made, the key of what stays.
func (l *Live) shown(e *edition, out *site.Output) source.Digest {
	key := out.Key()
	l.mu.Lock()
	defer l.mu.Unlock()
	known := l.answers[out.Path]
	if known.good && (e.broken[out.Source] || l.failed[out.Path].key == key) {
		return known.key
	}
	return key
}

// answer returns the bytes of an output, as a build would write them, or as they
// were when it last could. The error is a *site.Mistake of the page's author, or
// the machine's.
func (l *Live) answer(e *edition, out *site.Output) (answer, error) {
	l.mu.Lock()
	known := l.answers[out.Path]
	l.mu.Unlock()
	if known.bytes != nil && known.key == out.Key() || known.good && e.broken[out.Source] {
		return known, nil
	}
	bytes, err := out.Bytes()
	if err != nil {
		return l.instead(out, known, err)
	}
	made := answer{key: out.Key(), bytes: bytes, good: !e.broken[out.Source]}
	l.mu.Lock()
	defer l.mu.Unlock()
	delete(l.failed, out.Path)
	if l.size += len(bytes) - len(l.answers[out.Path].bytes); l.size > mostAnswers {
		clear(l.answers)
		l.size = len(bytes)
	}
	l.answers[out.Path] = made
	return made, nil
}

// instead returns the last good answer for an output that could not be made, and
// notes the mistake. A file that has changed since the edition was made is no
// mistake: there will be another edition.
func (l *Live) instead(out *site.Output, known answer, err error) (answer, error) {
	var mistake *site.Mistake
	if !errors.As(err, &mistake) || mistake.Code == changedCode {
		return answer{}, err
	}
	l.mu.Lock()
	before := l.failed[out.Path]
	isGone := l.now == nil || l.now.output(out.Path) == nil // since it was asked for
	if !isGone {
		l.failed[out.Path] = failure{out.Key(), mistake.Diagnostic}
	}
	l.mu.Unlock()
	if !isGone && before.key != out.Key() {
		l.report(update{Update: Update{New: []diag.Diagnostic{mistake.Diagnostic}}})
	}
	if !known.good {
		return answer{}, err
	}
	return known, nil
}

// changedCode is the code of files that changed while they were read.
const changedCode = "P008"
