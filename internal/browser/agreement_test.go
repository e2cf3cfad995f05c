//go:build browser

package browser

import (
	"fmt"
	"io/fs"
	"math/rand/v2"
	"path"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"waymark/internal/generate"
	"waymark/internal/search"
)

// manyWords is a handbook with so many words that nobody fetches all of them.
func manyWords() fs.FS {
	all := make(fstest.MapFS)
	r := rand.New(rand.NewPCG(7, 7))
	for page := range 40 {
		var b strings.Builder
		fmt.Fprintf(&b, "---\ntitle: Page %s\n---\n\n", invented(r))
		for range 600 {
			b.WriteString(invented(r) + " ")
		}
		all[fmt.Sprintf("p%02d.md", page)] = &fstest.MapFile{Data: []byte(b.String())}
	}
	return all
}

func invented(r *rand.Rand) string {
	var b strings.Builder
	for range 2 + r.IntN(3) {
		b.WriteString(string("bcdfghklmnprstvw"[r.IntN(16)]) + string("aeiou"[r.IntN(5)]))
	}
	return b.String()
}

// TestBrowserAndProgramFindTheSame asks both what a reader could ask: 300 questions
// of three handbooks, and some more of one with very many words.
func TestBrowserAndProgramFindTheSame(t *testing.T) {
	generated := func() fs.FS {
		all := make(fstest.MapFS)
		for name, text := range generate.Handbook(generate.Options{Pages: 120, Seed: 5, Kinds: true, Words: 200}) {
			if below, ok := strings.CutPrefix(name, "content/"); ok {
				all[below] = &fstest.MapFile{Data: []byte(text)}
			}
		}
		return all
	}
	for _, c := range []struct {
		name      string
		site      *published
		questions int
	}{
		{"handbook", handbook(t, "/repo/"), 120},
		{"generated", publishOnce(t, "generated", "/", generated), 100},
		{"tongues", publishOnce(t, "tongues", "/", manyTongues), 80},
		{"words", publishOnce(t, "words", "/", manyWords), 60},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			index, err := search.Open(func(path string) ([]byte, error) { return fs.ReadFile(c.site.files, path) })
			if err != nil {
				t.Fatal(err)
			}
			questions := c.site.questions(c.questions)
			b := searching(t, c.site)
			type answer struct {
				Found []string
				Code  bool
				Left  []string
			}
			answers := await[[]answer](b, `(async () => {
				const all = [];
				for (const q of `+inJSON(questions)+`) {
					const a = await engine.ask(q, {typing: false});
					all.push({found: a.hits.map(h => h.url), code: a.code, left: a.leftOut});
				}
				return all;
			})()`)
			found := 0
			for i, q := range questions {
				want, err := index.Ask(q, search.Options{})
				if err != nil {
					t.Fatal(err)
				}
				var addresses []string
				for _, hit := range want.Hits[:min(len(want.Hits), 200)] {
					addresses = append(addresses, hit.Address)
				}
				if len(addresses) > 0 {
					found++
				}
				got := answers[i]
				if !slices.Equal(got.Found, addresses) {
					at := 0
					for at < len(got.Found) && at < len(addresses) && got.Found[at] == addresses[at] {
						at++
					}
					t.Errorf("%q: %d pages, want %d; from place %d on %q, want %q", q, len(got.Found), len(addresses), at+1, some(got.Found[at:]), some(addresses[at:]))
				}
				if got.Code != want.Code || !slices.Equal(got.Left, want.LeftOut) && len(got.Left)+len(want.LeftOut) > 0 {
					t.Errorf("%q: by code %v, without %q; want %v, %q", q, got.Code, got.Left, want.Code, want.LeftOut)
				}
			}
			if found < len(questions)*8/10 {
				t.Errorf("only %d of %d questions find anything", found, len(questions))
			}
		})
	}
}

func some(list []string) []string { return list[:min(len(list), 3)] }

// questions draws what readers could ask of the pages of a site: titles and parts of
// them, slips, beginnings, words of texts, codes, and what is not wanted.
func (s *published) questions(n int) []string {
	var titles []string
	var texts [][]string
	for _, name := range s.names() {
		twin := s.files[path.Join(path.Dir(name), "index.md")]
		if twin == nil {
			continue
		}
		title, text, _ := strings.Cut(strings.TrimPrefix(string(twin.Data), "# "), "\n")
		titles = append(titles, title)
		texts = append(texts, strings.Fields(text))
	}
	r := rand.New(rand.NewPCG(1, 2))
	of := func(words []string) string {
		if len(words) == 0 {
			return "nothing"
		}
		return words[r.IntN(len(words))]
	}
	slip := func(word string) string {
		letters := []rune(word)
		if len(letters) < 3 {
			return word
		}
		at := r.IntN(len(letters) - 1)
		switch r.IntN(4) {
		case 0:
			letters[at], letters[at+1] = letters[at+1], letters[at]
		case 1:
			letters = slices.Delete(letters, at, at+1)
		case 2:
			letters = slices.Insert(letters, at, 'x')
		default:
			letters[at] = 'q'
		}
		return string(letters)
	}
	begun := func(word string) string {
		letters := []rune(word)
		return string(letters[:min(len(letters), 1+r.IntN(5))])
	}
	var all []string
	for len(all) < n {
		page := r.IntN(len(titles))
		title, text := strings.Fields(titles[page]), texts[page]
		switch len(all) % 12 {
		case 0:
			all = append(all, titles[page])
		case 1:
			all = append(all, slip(of(title)))
		case 2:
			all = append(all, begun(of(title)))
		case 3:
			all = append(all, of(title)+" "+begun(of(text)))
		case 4:
			all = append(all, of(text)+" "+of(text))
		case 5:
			all = append(all, slip(of(text))+" "+of(title)+" ")
		case 6:
			all = append(all, title[0])
		case 7:
			all = append(all, of(text)+" -"+of(text))
		case 8:
			all = append(all, strings.ToUpper(of(text))+" "+of(texts[r.IntN(len(texts))])+" "+of(text))
		case 9:
			all = append(all, `"`+titles[page]+`" `+of(text))
		case 10:
			all = append(all, begun(of(text)))
		default:
			all = append(all, slip(of(text))+" "+slip(of(title)))
		}
	}
	return all
}
