package source

import (
	"errors"
	"io/fs"
	"path"
	"regexp"
	"strings"
	"sync"
	"unicode/utf8"

	"waymark/internal/diag"
	"waymark/internal/ownfile"
)

// A repository says in its .gitignore files which files are nobody's work: what is
// built, installed and kept secret. Those are not published. What they mean is read
// here and not asked of git, because a build is to be the same without it and
// without its history: neither a user's global excludes nor .git/info/exclude count,
// which differ from machine to machine, and a file that git tracks all the same is
// ignored like any other. The folder that is built was named by somebody, so a
// pattern that ignores all of it, or a folder around it, has no say.

// gitignoreName is what git calls the files.
const gitignoreName = ".gitignore"

const (
	maxGitignore = 256e3 // bytes of a .gitignore, which people write by hand
	maxPattern   = 4096  // bytes of a pattern; no system has longer paths
)

// IsGitignore reports whether a file of this name says what git ignores.
func IsGitignore(name string) bool { return path.Base(name) == gitignoreName }

// A Gitignore is what the .gitignore of a folder says, and those of the folders
// around it. One that is nil says nothing.
type Gitignore struct {
	above *Gitignore
	name  string // what diagnostics call the file: docs/.gitignore
	dir   string // the folder's path in the project; "." is the project itself
	rules []ignoreRule
}

// ReadGitignores reads the .gitignore files of the folders around a folder of the
// project, from the project's own down to the nearest; that of the folder itself is
// read by Scan.
func ReadGitignores(project fs.FS, dir string) (*Gitignore, []diag.Diagnostic) {
	var g *Gitignore
	var ds []diag.Diagnostic
	for _, around := range foldersAround(dir) {
		var d []diag.Diagnostic
		g, d = g.within(project, around, around)
		ds = append(ds, d...)
	}
	return g, ds
}

// foldersAround returns the folders around one of the project's, the project first.
func foldersAround(dir string) (around []string) {
	for dir = path.Clean(dir); dir != "."; {
		dir = path.Dir(dir)
		around = append([]string{dir}, around...)
	}
	return around
}

// within adds what the .gitignore of a folder says, if it has one. at is the folder's
// path in root, dir that in the project.
func (g *Gitignore) within(root fs.FS, at, dir string) (*Gitignore, []diag.Diagnostic) {
	file, name := path.Join(at, gitignoreName), path.Join(dir, gitignoreName)
	refused := func(why error) (*Gitignore, []diag.Diagnostic) {
		return g, []diag.Diagnostic{diag.New("P008", diag.Position{Path: name}, "what git ignores here cannot be read: %v", why).
			WithHint("replace it by an ordinary file of at most %d kB", int(maxGitignore)/1000)}
	}
	info, err := fs.Lstat(root, file)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return g, nil
	case err != nil:
		return refused(ownfile.Cause(err))
	case info.IsDir():
		return g, nil
	case !info.Mode().IsRegular(): // git follows no link here, either
		return refused(ErrNotPlain)
	}
	data, err := ReadFile(root, file, maxGitignore)
	if err != nil {
		return refused(ownfile.Cause(err))
	}
	return &Gitignore{g, name, path.Clean(dir), readGitignore(string(data))}, nil
}

// rule returns the rule that decides whether a file or a folder of the project is
// ignored, and the file that has it: the last that matches in the nearest .gitignore
// that has one. It is nil when there is none. Folders around the file are not looked
// at: git never looks into one that is ignored.
func (g *Gitignore) rule(name string, isDir bool) (*ignoreRule, *Gitignore) {
	for ; g != nil; g = g.above {
		below := name
		if g.dir != "." {
			below = name[len(g.dir)+1:]
		}
		for i := len(g.rules) - 1; i >= 0; i-- {
			if r := &g.rules[i]; r.match(below, isDir) {
				return r, g
			}
		}
	}
	return nil, nil
}

// An ignoreRule is a line of a .gitignore.
type ignoreRule struct {
	line     int
	negated  bool   // what matches is not ignored after all
	onlyDirs bool   // it ends with a slash
	anyDepth bool   // it has no other slash: it is tried against names, and not against paths
	literal  string // the only text that matches, when isPlain
	isPlain  bool
	least    int                   // bytes that a text must have to match
	pattern  func() *regexp.Regexp // of the bytes, each a letter; compiled when it is first asked for
}

// readGitignore reads the lines as git does. What is no pattern matches nothing.
func readGitignore(text string) (rules []ignoreRule) {
	text = strings.TrimPrefix(text, "\uFEFF")
	n := 0
	for line := range strings.SplitSeq(text, "\n") {
		n++
		if line == "" || line[0] == '#' {
			continue
		}
		line, _, _ = strings.Cut(strings.TrimSuffix(line, "\r"), "\x00")
		if r, ok := readRule(trimSpaces(line)); ok {
			r.line = n
			rules = append(rules, r)
		}
	}
	return rules
}

// trimSpaces removes spaces at the end, but for one behind a backslash.
func trimSpaces(line string) string {
	end := 0 // behind the last that stays
	for i := 0; i < len(line); i++ {
		switch line[i] {
		case ' ':
			continue
		case '\\':
			if i++; i == len(line) {
				return line
			}
		}
		end = i + 1
	}
	return line[:end]
}

func readRule(line string) (r ignoreRule, ok bool) {
	line, r.negated = strings.CutPrefix(line, "!")
	line, r.onlyDirs = strings.CutSuffix(line, "/")
	r.anyDepth = !strings.Contains(line, "/")
	line = strings.TrimPrefix(line, "/")
	if line == "" || len(line) > maxPattern {
		return r, false
	}
	if !strings.ContainsAny(line, `*?[\`) {
		r.literal, r.isPlain = line, true
		return r, true
	}
	expression, least, ok := ignoreExpression(line)
	r.least = least
	r.pattern = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(?s)\A` + expression + `\z`) })
	return r, ok
}

func (r *ignoreRule) match(below string, isDir bool) bool {
	if r.onlyDirs && !isDir {
		return false
	}
	if r.anyDepth {
		below = path.Base(below)
	}
	if r.isPlain {
		return below == r.literal
	}
	return len(below) >= r.least && r.pattern().MatchString(bytesAsLetters(below))
}

// ignoreExpression returns the regular expression of a pattern, and the least number
// of bytes that match it. git goes by bytes, so `?` is one byte, whatever it stands
// for.
func ignoreExpression(pattern string) (expression string, least int, ok bool) {
	var re strings.Builder
	one := func(s string) {
		re.WriteString(s)
		least++
	}
	literal := 0 // how much of the pattern has no special meaning; behind it git begins anew
	for literal < len(pattern) && !strings.ContainsRune(`*?[\`, rune(pattern[literal])) {
		literal++
	}
	for i := 0; i < len(pattern); {
		switch c := pattern[i]; c {
		case '*':
			end := i
			for end < len(pattern) && pattern[end] == '*' {
				end++
			}
			rest := pattern[end:]
			isAlone := (i == literal || pattern[i-1] == '/') && (rest == "" || rest[0] == '/' || strings.HasPrefix(rest, `\/`))
			switch {
			case end-i < 2 || !isAlone:
				re.WriteString(`[^/]*`)
			case strings.HasPrefix(rest, "/"):
				re.WriteString(`(?:.*/)?`)
				end++
			default:
				re.WriteString(`.*`)
			}
			i = end
		case '?':
			one(`[^/]`)
			i++
		case '[':
			class, after, ok := ignoreClass(pattern, i+1)
			if !ok {
				return "", 0, false
			}
			one(class)
			i = after
		case '\\':
			if i++; i == len(pattern) {
				return "", 0, false
			}
			c = pattern[i]
			fallthrough
		default:
			one(regexp.QuoteMeta(string(rune(c))))
			i++
		}
	}
	return re.String(), least, true
}

// ignoreClass reads a bracket expression from behind its bracket, and returns it
// written out, byte by byte, with the place behind it. A slash is in none.
func ignoreClass(pattern string, i int) (class string, after int, ok bool) {
	var in [256]bool
	at := func(i int) byte {
		if i < len(pattern) {
			return pattern[i]
		}
		return 0 // which is in no pattern
	}
	isNegated := at(i) == '!' || at(i) == '^'
	if isNegated {
		i++
	}
	previous := byte(0) // where a range can begin
	for first := true; first || at(i) != ']'; first = false {
		c := at(i)
		switch {
		case c == 0:
			return "", 0, false
		case c == '\\':
			if i++; at(i) == 0 {
				return "", 0, false
			}
			c = at(i)
			in[c] = true
		case c == '-' && previous != 0 && at(i+1) != 0 && at(i+1) != ']':
			if i++; at(i) == '\\' {
				if i++; at(i) == 0 {
					return "", 0, false
				}
			}
			for b := int(previous); b <= int(at(i)); b++ {
				in[b] = true
			}
			c = 0
		case c == '[' && at(i+1) == ':':
			end := strings.IndexByte(pattern[i+2:], ']')
			if end < 0 {
				return "", 0, false
			}
			name, isName := strings.CutSuffix(pattern[i+2:i+2+end], ":")
			if !isName {
				in['['] = true
				break
			}
			has, known := byteClasses[name]
			if !known {
				return "", 0, false
			}
			for b := range in {
				in[b] = in[b] || b < utf8.RuneSelf && has(byte(b))
			}
			i += 2 + end
			c = 0
		default:
			in[c] = true
		}
		previous = c
		i++
	}
	var re strings.Builder
	for b := range in {
		if in[b] != isNegated && b != '/' {
			re.WriteString(regexp.QuoteMeta(string(rune(b))) + "|")
		}
	}
	if re.Len() == 0 {
		return "", 0, false
	}
	return "(?:" + strings.TrimSuffix(re.String(), "|") + ")", i + 1, true
}

// byteClasses are the names that may stand in brackets, [[:digit:]].
var byteClasses = map[string]func(byte) bool{
	"alnum":  func(b byte) bool { return isLetter(b) || isDigit(b) },
	"alpha":  isLetter,
	"blank":  func(b byte) bool { return b == ' ' || b == '\t' },
	"cntrl":  func(b byte) bool { return b < ' ' || b == 0x7f },
	"digit":  isDigit,
	"graph":  func(b byte) bool { return ' ' < b && b < 0x7f },
	"lower":  func(b byte) bool { return 'a' <= b && b <= 'z' },
	"print":  func(b byte) bool { return ' ' <= b && b < 0x7f },
	"punct":  func(b byte) bool { return ' ' < b && b < 0x7f && !isLetter(b) && !isDigit(b) },
	"space":  func(b byte) bool { return b == ' ' || '\t' <= b && b <= '\r' },
	"upper":  func(b byte) bool { return 'A' <= b && b <= 'Z' },
	"xdigit": func(b byte) bool { return isDigit(b) || 'a' <= b|0x20 && b|0x20 <= 'f' },
}

func isLetter(b byte) bool { return 'a' <= b|0x20 && b|0x20 <= 'z' }
func isDigit(b byte) bool  { return '0' <= b && b <= '9' }

// bytesAsLetters returns a text that has for each byte the letter of that number.
func bytesAsLetters(s string) string {
	isPlain := true
	for i := 0; i < len(s) && isPlain; i++ {
		isPlain = s[i] < utf8.RuneSelf
	}
	if isPlain {
		return s
	}
	letters := make([]rune, len(s))
	for i := range len(s) {
		letters[i] = rune(s[i])
	}
	return string(letters)
}
