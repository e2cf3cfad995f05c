package serve

import (
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// An Editor opens a file at a place. The zero Editor opens none.
//
// One that has an address scheme is opened by the browser, which asks the author
// first. Any other is a command, which this program runs; a browser can only ask
// for the place of a diagnostic that is being shown, never for a file or a
// command of its own.
type Editor struct {
	link    string   // an address with {path}, {line}, {column}
	command []string // words with the same
	here    bool     // the command wants the terminal for itself
}

// editors are those that have a name.
var editors = map[string]Editor{
	"vscode": {link: "vscode://file{path}:{line}:{column}"},
	"idea":   {link: "idea://open?file={path}&line={line}&column={column}"},
	"vim":    {command: []string{"vim", "+call cursor({line},{column})", "--", "{path}"}, here: true},
}

// ParseEditor reads an editor's name, or a template with {path}, {line} and
// {column}: an address, or a command with its arguments.
func ParseEditor(text string) (Editor, error) {
	if e, ok := editors[text]; ok || text == "" {
		return e, nil
	}
	if !strings.Contains(text, "{path}") {
		return Editor{}, fmt.Errorf("%q is no editor that we know; name vscode, idea or vim, or write an address or a command with {path}, {line} and {column}", text)
	}
	scheme, _, isLink := strings.Cut(text, "://")
	switch {
	case !isLink || strings.ContainsAny(scheme, " {"):
		return Editor{command: strings.Fields(text)}, nil
	case !isScheme(scheme):
		return Editor{}, fmt.Errorf("%q does not begin with the scheme of an address", text)
	}
	return Editor{link: text}, nil
}

// isScheme reports whether an address that begins so can be one of an editor,
// and no program that the browser would run.
func isScheme(s string) bool {
	return s != "" && !slices.Contains([]string{"javascript", "data", "vbscript", "blob"}, strings.ToLower(s)) &&
		!strings.ContainsFunc(s, func(r rune) bool {
			return !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune("+-.", r))
		})
}

// address returns the address that opens a file, or nothing when a command does.
func (e Editor) address(path string, line, column int) string {
	if e.link == "" {
		return ""
	}
	path = filepath.ToSlash(path)
	if !strings.HasPrefix(path, "/") { // C:/…
		path = "/" + path
	}
	escaped := (&url.URL{Path: path}).EscapedPath()
	if before, _, _ := strings.Cut(e.link, "{path}"); strings.Contains(before, "?") { // where & and + have a meaning
		escaped = strings.NewReplacer("+", "%20", "%2F", "/").Replace(url.QueryEscape(path))
	}
	return fill(e.link, escaped, line, column)
}

// open runs the editor's command.
func (e Editor) open(path string, line, column int) error {
	words := make([]string, len(e.command))
	for i, w := range e.command {
		words[i] = fill(w, path, line, column)
	}
	cmd := exec.Command(words[0], words[1:]...)
	if e.here {
		cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
		return cmd.Run()
	}
	if err := cmd.Start(); err != nil {
		return err
	}
	go cmd.Wait()
	return nil
}

func fill(template, path string, line, column int) string {
	return strings.NewReplacer("{path}", path, "{line}", strconv.Itoa(max(line, 1)), "{column}", strconv.Itoa(max(column, 1))).Replace(template)
}
