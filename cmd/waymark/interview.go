package main

import (
	"bufio"
	"fmt"
	"io"
	"path"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"waymark/internal/handbook"
	"waymark/internal/kind"
	"waymark/internal/scaffold"
)

// An interview asks questions on a terminal. When its input ends, whatever is
// still to be asked has no answer.
type interview struct {
	in  *bufio.Scanner
	out io.Writer

	explained bool // it has been said how to leave a question for later
}

func (i *interview) ask(prompt string) (answer string, ok bool) {
	fmt.Fprintf(i.out, "%s: ", prompt)
	if !i.in.Scan() {
		fmt.Fprintln(i.out)
		return "", false
	}
	return strings.TrimSpace(i.in.Text()), true
}

// ask completes the page with what its author answers, and returns its name.
func (n *newPage) ask(i *interview, name string) (string, error) {
	for name == "" && n.page.Title == "" {
		title, ok := i.ask("Title of the " + n.page.Kind.Name)
		if !ok {
			return "", n.nameless()
		}
		n.page.Title = title
	}
	for _, f := range scaffold.Questions(n.page.Kind) {
		if !n.isSet(f) {
			n.askField(i, f)
		}
	}
	return n.named(name), nil
}

func (n *newPage) isSet(f kind.Field) bool {
	for _, e := range n.page.Set {
		if e.Field == f.Name.String() {
			return true
		}
	}
	return false
}

// mostChoices is how many pages a question lists.
const mostChoices = 20

// askField asks for a field until the answer is right, or is none.
func (n *newPage) askField(i *interview, f kind.Field) {
	choices, offered := n.candidates(f), n.offered(f)
	if n.hasNoAnswer(f) {
		return
	}
	if !i.explained {
		i.explained = true
		fmt.Fprintln(i.out, "\nEnter leaves a question for later.")
	}
	fmt.Fprintf(i.out, "\n%s\n", f.Doc)
	for c, p := range offered[:min(len(offered), mostChoices)] {
		fmt.Fprintf(i.out, "  %2d  %s (%s)\n", c+1, p.Name(), p.ID)
	}
	i.askUntil(f.Name.String()+howToAnswer(f, len(offered) > 0), func(answer string) error {
		values, err := n.read1(f, answer, offered, choices)
		if err == nil {
			n.set(f.Name.String(), values...)
		}
		return err
	})
}

// howToAnswer says in a few words what an answer can be that is not simply text.
func howToAnswer(f kind.Field, choice bool) string {
	several := f.Type == kind.Strings || f.Type == kind.Handles || f.Type == kind.Refs || f.Type == kind.Paths
	switch {
	case choice && several:
		return " (numbers or names, with commas between them)"
	case choice:
		return " (a number or a name)"
	case several:
		return " (several with commas between them)"
	}
	return ""
}

// read1 reads one answer: for a list, what commas divide; for a relation, the
// number of one that was offered or the name of any.
func (n *newPage) read1(f kind.Field, answer string, offered, choices []*handbook.Page) ([]string, error) {
	values := []string{answer}
	switch f.Type {
	case kind.Strings, kind.Handles, kind.Refs, kind.Paths:
		values = strings.FieldsFunc(answer, func(r rune) bool { return r == ',' })
	}
	for v := range values {
		values[v] = strings.TrimSpace(values[v])
		if c, err := strconv.Atoi(values[v]); err == nil && 1 <= c && c <= len(offered) {
			values[v] = n.nameOf(f, offered[c-1], choices)
		}
		if err := n.related(f, values[v]); err != nil {
			return nil, err
		}
	}
	return values, scaffold.Check(f, values)
}

// nameOf returns how a relation names a page: by the file's name where only one
// page can be meant.
func (n *newPage) nameOf(f kind.Field, p *handbook.Page, choices []*handbook.Page) string {
	if len(f.To) == 0 {
		return p.ID
	}
	for _, other := range choices {
		if other != p && path.Base(other.ID) == path.Base(p.ID) {
			return p.ID
		}
	}
	return path.Base(p.ID)
}

// ask asks for what the flags have not said of a new handbook, in the order of what
// people know, until the answers are right. Enter takes what is likely.
func (n *newHandbook) ask(cmd *cobra.Command, i *interview) {
	if !cmd.Flags().Changed("title") {
		if answer, _ := i.ask("Title (Enter: " + n.title + ")"); answer != "" {
			n.title = answer
		}
	}
	if n.around.BaseURL == "" {
		i.askUntil("Address where it will be published (Enter: not known yet)", func(answer string) (err error) {
			n.around.BaseURL, err = parseBaseURL(answer)
			return err
		})
	}
	if n.around.Host == nil {
		i.askUntil("Host: "+strings.Join(hostNames(), ", ")+" (Enter: "+n.likelyHost(cmd.Context()).Name+")", func(answer string) (err error) {
			n.around.Host, err = parseHost(answer)
			return err
		})
	}
}

// askUntil asks until the answer can be taken, or is none.
func (i *interview) askUntil(prompt string, take func(answer string) error) {
	for {
		answer, ok := i.ask(prompt)
		if !ok || answer == "" {
			return
		}
		err := take(answer)
		if err == nil {
			return
		}
		fmt.Fprintf(i.out, "%v\n", err)
	}
}

// parseBaseURL reads the address of a site.
func parseBaseURL(text string) (string, error) {
	address, ok := handbook.BaseURL(text)
	if !ok {
		return "", fmt.Errorf("%q is not the address of a site; write it with scheme and host, such as https://user.github.io/repo/", text)
	}
	return address, nil
}

// parseHost reads the name of a host.
func parseHost(text string) (*scaffold.Host, error) {
	h := scaffold.LookupHost(text)
	if h == nil {
		return nil, fmt.Errorf("%q is no host that init knows; write github, gitlab, or none if you publish it in another way", text)
	}
	return h, nil
}

func hostNames() []string {
	var names []string
	for _, h := range scaffold.Hosts {
		names = append(names, h.Name)
	}
	return names
}
