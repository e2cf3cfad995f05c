package page

import (
	"sync"

	emoji "github.com/yuin/goldmark-emoji"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/util"
)

// An engine is goldmark, put together. It holds nothing about any file: what a
// parse needs to know is in its context, what writing needs is in the writer, so
// one engine serves every goroutine.
type engine struct {
	parser   parser.Parser
	renderer renderer.Renderer
}

// The engines are made when they are first needed: emoji alone bring a table of
// two thousand names.
var (
	commonMark = sync.OnceValue(func() *engine { return newEngine(Settings{CommonMark: true}) })
	extended   = sync.OnceValue(func() *engine { return newEngine(Settings{}) })
)

func engineFor(s Settings) *engine {
	if s.CommonMark {
		return commonMark()
	}
	return extended()
}

// newEngine lists the parsers in goldmark's own order of priorities: the lower
// the number, the earlier it is asked. For renderers a lower number overrides a
// higher one.
func newEngine(s Settings) *engine {
	blocks := []util.PrioritizedValue{
		util.Prioritized(parser.NewThematicBreakParser(), 200),
		util.Prioritized(nesting{lists{parser.NewListParser()}}, 300),
		util.Prioritized(parser.NewListItemParser(), 400),
		util.Prioritized(parser.NewCodeBlockParser(), 500),
		util.Prioritized(parser.NewFencedCodeBlockParser(), 700),
		util.Prioritized(nesting{parser.NewBlockquoteParser()}, 800),
		util.Prioritized(htmlBlocks{parser.NewHTMLBlockParser()}, 900),
		util.Prioritized(paragraphs{parser.NewParagraphParser()}, 1000),
	}
	inlines := []util.PrioritizedValue{
		util.Prioritized(counted{codeSpans{parser.NewCodeSpanParser()}}, 100),
		util.Prioritized(links{parser.NewLinkParser()}, 200),
		util.Prioritized(counted{parser.NewAutoLinkParser()}, 300),
		util.Prioritized(counted{parser.NewRawHTMLParser()}, 400),
		util.Prioritized(marks{parser.NewEmphasisParser()}, 500),
	}
	transformers := parser.DefaultParagraphTransformers()
	renderers := []util.PrioritizedValue{
		util.Prioritized(html.NewRenderer(), 1000),
		util.Prioritized(ourRenderer{}, 100),
	}
	if s.CommonMark {
		blocks = append(blocks,
			util.Prioritized(parser.NewSetextHeadingParser(), 100),
			util.Prioritized(parser.NewATXHeadingParser(), 600))
	} else {
		blocks = append(blocks,
			util.Prioritized(nesting{containerParser{}}, 99),
			util.Prioritized(headings{parser.NewSetextHeadingParser()}, 100),
			util.Prioritized(nesting{extension.NewDefinitionListParser()}, 101),
			util.Prioritized(extension.NewDefinitionDescriptionParser(), 102),
			util.Prioritized(headings{parser.NewATXHeadingParser()}, 600),
			util.Prioritized(nesting{footnoteParser{}}, 999))
		inlines = append(inlines,
			util.Prioritized(extension.NewTaskCheckBoxParser(), 0),
			util.Prioritized(counted{footnoteRefParser{}}, 101),
			util.Prioritized(counted{wikiParser{}}, 102),
			util.Prioritized(marks{extension.NewStrikethroughParser()}, 501),
			util.Prioritized(counted{emoji.NewParser()}, 999),
			util.Prioritized(counted{newAddresses()}, 999))
		transformers = append(transformers,
			util.Prioritized(alertTransformer{}, 50),
			util.Prioritized(tables{extension.NewTableParagraphTransformer()}, 200))
		renderers = append(renderers,
			util.Prioritized(extension.NewStrikethroughHTMLRenderer(), 500),
			util.Prioritized(extension.NewDefinitionListHTMLRenderer(), 500))
	}
	for i, r := range renderers {
		renderers[i].Value = scoped{r.Value.(renderer.NodeRenderer)}
	}
	return &engine{
		parser: parser.NewParser(
			parser.WithBlockParsers(blocks...),
			parser.WithInlineParsers(inlines...),
			parser.WithParagraphTransformers(transformers...)),
		renderer: renderer.NewRenderer(renderer.WithNodeRenderers(renderers...)),
	}
}
