//go:build browser

package browser

import (
	"encoding/json"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"waymark/internal/choose"
)

// came is a result as the page shows it.
type came struct {
	Verdict   string
	Said      string
	Names     []string
	Standings []choose.Standing
}

const readResult = `(() => {
	const result = document.getElementById('site:result'), rows = [...result.querySelectorAll('[data-pattern]')];
	const shown = list => [...result.querySelectorAll(list)].flatMap((e, i) => e.hidden ? [] : [i]);
	return {
		verdict: result.dataset.verdict,
		said: result.querySelector('[role=status]').textContent,
		names: rows.map(r => r.dataset.title),
		standings: rows.map((r, i) => ({
			points: Number(r.querySelector('.points').textContent.replace('−', '-')),
			out: r.matches('.is-out, .is-waiting'), waits: r.matches('.is-waiting'),
			holds: shown('[data-because="' + i + '"] li'),
			notes: shown('[data-notes="' + i + '"] [data-note]'),
		})),
	};
})()`

// addressOf writes answers as addresses have them, and letters are those of each
// question's answers.
func addressOf(answers []int, letters [][]string) string {
	var b strings.Builder
	for i, a := range answers {
		if a != choose.Open {
			b.WriteString(strconv.Itoa(i+1) + letters[i][a])
		}
	}
	return b.String()
}

func (b *tab) letters() [][]string {
	b.t.Helper()
	return get[[][]string](b, `[...document.querySelectorAll('[data-question]')].map(q => [...q.querySelectorAll('input')].map(i => i.value).filter(Boolean))`)
}

// TestBrowserChoosesAsTheProgramDoes sets two hundred combinations of answers by the
// address, and compares what the page shows with what package choose says.
func TestBrowserChoosesAsTheProgramDoes(t *testing.T) {
	t.Parallel()
	b := open(t, handbook(t, "/repo/"), "choose/", desktop)
	var rules choose.Rules
	if err := json.Unmarshal([]byte(get[string](b, `document.getElementById('site:rules').textContent`)), &rules); err != nil {
		t.Fatal(err)
	}
	letters := b.letters()
	get[bool](b, `location.hash = 'a=1n', true`)
	b.want(`document.querySelector('.scored')`, "the script has arrived")
	r := rand.New(rand.NewPCG(7, 11))
	seen := make(map[string]int)
	for n := range 200 {
		answers := make([]int, len(rules.Questions))
		for i, q := range rules.Questions {
			answers[i] = r.IntN(q.Answers)
			if n%3 == 0 && r.IntN(3) == 0 || n == 100 {
				answers[i] = choose.Open
			}
			if n%4 == 1 && i >= 5 && i <= 8 { // else a Grand Migration is rare
				answers[i] = 0
			}
		}
		address := addressOf(answers, letters)
		want := rules.Score(answers)
		got := await[came](b, `new Promise(done => {
			const look = () => done(`+readResult+`);
			if (location.hash === `+quote("#a="+address)+`) return look();
			addEventListener('hashchange', look, {once: true});
			location.hash = `+quote("a="+address)+`;
		})`)
		seen[got.Verdict]++
		if got.Verdict != string(want.Verdict) {
			t.Fatalf("#a=%s: %s, want %s", address, got.Verdict, want.Verdict)
		}
		for _, i := range want.Named {
			if !strings.Contains(got.Said, got.Names[i]) {
				t.Errorf("#a=%s: %q doesn't name %s", address, got.Said, got.Names[i])
			}
		}
		for i, s := range want.Standings {
			shown := got.Standings[i]
			isOut := s.Out && !s.Waits
			isLed := want.Named[0] == i && (want.Verdict == choose.Clear || want.Verdict == choose.Close)
			if !isOut && shown.Points != s.Points || shown.Out != s.Out || shown.Waits != s.Waits || !slices.Equal(shown.Holds, s.Holds) || isLed && !slices.Equal(shown.Notes, s.Notes) {
				t.Errorf("#a=%s: %s stands at %+v, want %+v", address, got.Names[i], shown, s)
			}
		}
	}
	for _, verdict := range []choose.Verdict{choose.Unasked, choose.Clear, choose.Close, choose.None} {
		if seen[string(verdict)] == 0 {
			t.Errorf("nothing came out as %s", verdict)
		}
	}
}

// TestAResultCanBeShared answers, copies the address, and opens it elsewhere.
func TestAResultCanBeShared(t *testing.T) {
	t.Parallel()
	b := open(t, handbook(t, "/"), "choose/", desktop)
	b.takeClipboard()
	b.want(`document.getElementById('site:result').dataset.verdict == 'unasked' && !location.hash`, "nothing is answered at first")
	b.click(`[data-question="0"] input[value=y]`)
	b.click(`[data-question="1"] input[value=n]`)
	b.click(`[data-question="4"] input[value=y]`)
	b.want(`location.hash == '#a=1y2n5y'`, "the address has the answers")
	b.want(`document.querySelector('[role=status]').textContent == 'No-Vision Strategy, for at most 6 months'`, "the sentence says what fits")
	b.want(`document.querySelector('.say-this').checkVisibility()`, "there is something to say")
	clip := func(button string) string {
		b.click(button)
		b.want(`document.querySelector('`+button+`').textContent.endsWith('opied')`, "the button says that it has copied")
		return await[string](b, `navigator.clipboard.readText()`)
	}
	if text := clip(`[data-take="text"]`); !strings.HasPrefix(text, "No-Vision Strategy, for at most 6 months\n") || !strings.Contains(text, "- +3 something is on fire\n") || !strings.Contains(text, "choose/#a=1y2n5y") {
		t.Errorf("as a text: %q", text)
	}
	link := clip(`[data-take="link"]`)
	before := get[came](b, readResult)
	_, hash, _ := strings.Cut(link, "#")
	b.visit("choose/#" + hash)
	b.want(`document.querySelector('[data-question="0"] input[value=y]').checked`, "the answers are there")
	if after := get[came](b, readResult); after.Said != before.Said || after.Standings[1].Points != before.Standings[1].Points {
		t.Errorf("%s shows %+v, not %+v", link, after, before)
	}
	b.click(`[data-take="again"]`)
	b.want(`!location.hash && document.getElementById('site:result').dataset.verdict == 'unasked' && !document.querySelector('.segments label:not(:last-child) :checked')`, "one can begin again")
	b.visit("choose/#a=1q99y3r")
	b.want(`document.querySelectorAll('.segments label:not(:last-child) :checked').length == 1`, "of an address only what there is counts")
}

// TestTheChooserByKeyboard answers and reads the result without a mouse, on a desktop
// and where the result is a bar that opens.
func TestTheChooserByKeyboard(t *testing.T) {
	t.Parallel()
	b := open(t, handbook(t, "/"), "choose/", desktop)
	get[bool](b, `document.querySelector('[data-question="0"] input:checked').focus(), true`)
	b.press(kb.ArrowRight) // from the last to the first
	b.want(`document.activeElement.value == 'y' && document.activeElement.checked && location.hash == '#a=1y'`, "arrows choose")
	b.press(kb.Tab)
	b.want(`document.activeElement.closest('[data-question="1"]')`, "Tab goes on to the next question")
	b.want(`getComputedStyle(document.activeElement.parentElement).outlineStyle == 'solid'`, "where one is can be seen")

	b.do(phone.apply)
	b.want(`!document.getElementById('site:reasons').checkVisibility()`, "on a phone the reasons are folded")
	get[bool](b, `document.querySelector('.says-it [popovertarget]').focus(), true`)
	b.press(kb.Enter)
	b.want(`document.getElementById('site:reasons').matches(':popover-open')`, "Enter opens them")
	b.press(kb.Tab)
	b.want(`document.getElementById('site:reasons').contains(document.activeElement)`, "Tab goes into them")
	b.press(kb.Escape)
	b.want(`!document.getElementById('site:reasons').checkVisibility() && document.activeElement.matches('.says-it button')`, "Escape closes them, and the focus is back")
}

// TestTheChooserLooksRight runs axe in its states, and looks at sizes.
func TestTheChooserLooksRight(t *testing.T) {
	t.Parallel()
	s := handbook(t, "/")
	b := open(t, s, "choose/", desktop)
	for name, hash := range map[string]string{"empty": "", "clear": "#a=1n2f3c4m5n6y7y8n9y10y11n", "out": "#a=1y2n3n5y", "close": "#a=1y2n3r4m5y6y7n8n9n10y11y", "none": "#a=1n2n3c4o5y6n7n8n9n10y"} {
		b.visit("choose/" + hash)
		b.axe(name)
		b.do(desktop.inTheDark().apply)
		b.axeColours(name + ", dark")
		b.do(desktop.apply)
	}
	b.want(`document.querySelectorAll('#site\\:result :is([role=status], [role=alert], [aria-live])').length == 1`, "only the sentence is announced")
	b.visit("choose/#a=3n")
	b.want(`[5, 6, 7, 8].every(i => document.querySelector('[data-question="' + i + '"]').disabled && document.querySelector('[data-question="' + i + '"] .pointless').checkVisibility())`, "what is pointless is greyed, and says why")
	b.want(`document.querySelectorAll('fieldset:disabled').length == 4`, "nothing else is")
	for _, v := range []view{phone, {width: 768, height: 1024, touch: true}, {width: 1024, height: 768}, desktop} {
		b.do(v.apply)
		b.want(`[...document.querySelectorAll('.segments label')].every(e => e.getBoundingClientRect().height >= 44)`, "answers are large enough to be hit")
		b.want(`document.documentElement.scrollWidth <= document.documentElement.clientWidth`, "nothing is wider than the window")
	}
	b.do(view{width: 360, height: 740, touch: true}.apply)
	b.want(`(r => r.height == 56 && Math.abs(r.bottom - innerHeight) < 1)(document.querySelector('.says-it').getBoundingClientRect())`, "the result sticks to the bottom")
	b.click(`.says-it [popovertarget]`)
	b.want(`document.getElementById('site:reasons').matches(':popover-open')`, "and opens")
	b.do(chromedp.MouseEvent(chromedp.MouseMoved, 5, 5)) // what the mouse is over has colours of its own
	b.axe("open on a phone")
	b.do(command(emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "forced-colors", Value: "active"}}}))
	b.axe("forced colours")
	b.want(`(of => new Set(of(':has(:checked)').map(e => getComputedStyle(e).backgroundColor)).isDisjointFrom(new Set(of(':not(:has(:checked))').map(e => getComputedStyle(e).backgroundColor))))(is => [...document.querySelectorAll('.segments label:not(:last-child)' + is + ' span')])`, "what is chosen can be told in forced colours")
}

// TestTheChooserWithoutScripts reads the sheet, on the screen and on paper.
func TestTheChooserWithoutScripts(t *testing.T) {
	t.Parallel()
	s := handbook(t, "/")
	b := open(t, s, "choose/", view{width: 360, height: 740, touch: true}.withoutScripts())
	b.want(`document.querySelector('.score-sheet').checkVisibility() && !document.querySelector('.chooser').checkVisibility()`, "there is a sheet in place of the questions")
	b.want(`document.querySelectorAll('.score-sheet .box').length == 23`, "each answer has a box")
	b.want(`document.querySelector('.score-sheet table').getBoundingClientRect().right <= document.documentElement.clientWidth`, "it fits a phone")
	b.click(`.score-sheet .box`)
	b.want(`document.querySelector('.score-sheet .box').checked`, "boxes can be ticked on the screen")
	b = open(t, s, "choose/#a=1y2n5y", desktop)
	b.wantSheets(1)
	b.onPaper()
	b.want(`document.querySelector('.score-sheet').checkVisibility() && document.querySelectorAll('.score-sheet .box:checked').length == 3 && document.querySelector('.sentence').checkVisibility()`, "on paper is the sheet with what was answered")
	b.want(`!document.querySelector('#site\\:choose').checkVisibility() && !document.querySelector('.reasons').checkVisibility()`, "and nothing to press")
}

// TestTheChooserIsPatchedInThePreview edits a score while somebody looks at the page.
func TestTheChooserIsPatchedInThePreview(t *testing.T) {
	t.Parallel()
	questions := "---\ntitle: Which fits?\nquestions:\n  - id: fire\n    ask: Fire?\n    answers: {yes: \"Yes\", no: \"No\"}\n---\n"
	pattern := func(points int) string {
		return "---\ntitle: Put it out\ndescription: Now\nchooser:\n  - {question: fire, answer: yes, points: " + strconv.Itoa(points) + "}\n---\n\n## Steps\n"
	}
	h := preview(t, "/", map[string]string{"index.md": "[a](choose.md) [b](patterns/p.md)", "choose.md": questions, "patterns/p.md": pattern(2)})
	b := open(t, h.published, "choose/", desktop)
	b.mark()
	b.click(`[data-question="0"] input[value=y]`)
	b.want(`document.querySelector('.points').textContent == '2'`, "it scores")
	h.write("patterns/p.md", pattern(5))
	b.want(`document.querySelector('.points').textContent == '5'`, "it scores by the new rules")
	b.wantSamePage()
	b.click(`[data-question="0"] input[value=n]`)
	b.want(`document.querySelector('.points').textContent == '0'`, "and goes on answering")
}
