package source

import (
	"bytes"

	"waymark/internal/diag"
)

// Conflicts reports what git leaves in a file when it cannot merge (P007): the
// three marks at the beginning of lines, in order, outside fenced code.
func (t *Text) Conflicts() []diag.Diagnostic {
	if !bytes.Contains(t.Data, []byte("<<<<<<< ")) {
		return nil
	}
	var ds []diag.Diagnostic
	var fence []byte
	ours, middle, offset := -1, false, 0
	for line := range bytes.Lines(t.Data) {
		begin := offset
		offset += len(line)
		line = bytes.TrimRight(line, "\r\n")
		switch mark := fenceOf(line); {
		case fence != nil:
			if bytes.HasPrefix(mark, fence) && len(bytes.TrimSpace(bytes.TrimLeft(line, " `~"))) == 0 {
				fence = nil
			}
		case mark != nil:
			fence = mark
		case bytes.HasPrefix(line, []byte("<<<<<<< ")):
			ours, middle = begin, false
		case ours >= 0 && string(line) == "=======":
			middle = true
		case middle && bytes.HasPrefix(line, []byte(">>>>>>> ")):
			ds = append(ds, diag.New("P007", t.Position(ours, ours+len("<<<<<<<")), "unresolved git conflict").
				WithHint("choose one side and remove the lines that begin with <<<<<<<, ======= and >>>>>>>").
				WithRelated(t.Position(begin, begin+len(">>>>>>>")), "the conflict ends here"))
			ours, middle = -1, false
		}
	}
	return ds
}

// fenceOf returns the backticks or tildes that a line begins with, if they can
// begin or end a code block.
func fenceOf(line []byte) []byte {
	rest := bytes.TrimLeft(line, " ")
	if len(line)-len(rest) > 3 || len(rest) < 3 || rest[0] != '`' && rest[0] != '~' {
		return nil
	}
	if n := len(rest) - len(bytes.TrimLeft(rest, string(rest[:1]))); n >= 3 {
		return rest[:n]
	}
	return nil
}
