package page

import (
	"regexp"
	"slices"
	"strings"

	"github.com/alecthomas/chroma/v2"
)

// sessions are the languages of what stands on a terminal: commands behind a
// prompt, and what they print.
var sessions = []string{"console", "shell-session", "shellsession", "bash-session", "sh-session", "zsh-session"}

// A prompt is what a shell writes before a command. What its lines look like
// depends on the shell, and which shell it is shows in a block's first line.
type prompt struct {
	looks     *regexp.Regexp
	language  string // of the commands
	continues string // what a command ends with that goes on in the next line
}

const venv = `^(\([\w.-]+\) ?)?` // of Python, and of others like it

// prompts are in the order in which they are tried.
var prompts = []prompt{
	{regexp.MustCompile(venv + `\$( |$)`), "bash", `\`},
	{regexp.MustCompile(venv + `#( |$)`), "bash", `\`},
	{regexp.MustCompile(venv + `%( |$)`), "bash", `\`},
	{regexp.MustCompile(venv + `>( |$)`), "bash", `\`},
	{regexp.MustCompile(venv + `\[?[\w.-]+@[\w.-]+[^$#%>\n]*[$#%>]( |$)`), "bash", `\`},
	{regexp.MustCompile(venv + `PS [^>\n]*>( |$)`), "powershell", "`"},
	{regexp.MustCompile(`^[A-Za-z]:\\[^>\n]*>`), "batchfile", "^"},
}

// comment is the prompt of root, and also what a comment begins with.
var comment = &prompts[1]

// promptOf returns the prompt of a session's commands, or nil when its first line
// has none: then the whole of it is what a program has printed.
func promptOf(lines []string) *prompt {
	first := slices.IndexFunc(lines, func(line string) bool { return strings.TrimSpace(line) != "" })
	if first < 0 {
		return nil
	}
	i := slices.IndexFunc(prompts, func(p prompt) bool { return p.looks.MatchString(lines[first]) })
	if i < 0 {
		return nil
	}
	dollar := &prompts[0]
	if &prompts[i] == comment && slices.ContainsFunc(lines, dollar.looks.MatchString) {
		return dollar
	}
	return &prompts[i]
}

// sessionTokens returns the parts of a session: prompts, commands in the colours of
// their shell, and output. Put together, they are the text.
func sessionTokens(text string) []chroma.Token {
	lines := strings.Split(text, "\n")
	p := promptOf(lines)
	var all []chroma.Token
	add := func(kind chroma.TokenType, value string) {
		if value != "" {
			all = append(all, chroma.Token{Type: kind, Value: value})
		}
	}
	var c command
	for i, line := range lines {
		if i > 0 {
			add(chroma.Text, "\n")
		}
		end := p.length(line, c.goesOn())
		if end == 0 && !c.goesOn() {
			add(chroma.GenericOutput, line)
			continue
		}
		add(chroma.GenericPrompt, line[:end])
		all = append(all, tokens(p.language, line[end:])...)
		c.read(line[end:], p)
	}
	return all
}

// length returns how much of a line is prompt. Where a command goes on, > is one.
func (p *prompt) length(line string, goesOn bool) int {
	switch {
	case p == nil:
		return 0
	case goesOn && strings.HasPrefix(line, "> "):
		return len("> ")
	case goesOn:
		return 0
	}
	return len(p.looks.FindString(line))
}

// A command knows whether it goes on in the next line.
type command struct {
	isOpen bool   // its line ends with a mark that says so
	until  string // the line that ends what is handed to it: EOF
}

var handed = regexp.MustCompile(`<<-?\s*\\?["']?(\w+)`)

func (c *command) goesOn() bool { return c.isOpen || c.until != "" }

func (c *command) read(line string, p *prompt) {
	c.isOpen = strings.HasSuffix(line, p.continues)
	switch m := handed.FindStringSubmatch(line); {
	case c.until != "":
		if strings.TrimSpace(line) == c.until {
			c.until = ""
		}
	case m != nil && p.language == "bash":
		c.until = m[1]
	}
}
