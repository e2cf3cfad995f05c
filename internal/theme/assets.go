package theme

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/evanw/esbuild/pkg/api"

	"waymark/internal/diag"
	"waymark/internal/source"
)

// bundled says which files esbuild makes something of, and what.
var bundled = map[string]string{".css": ".css", ".js": ".js", ".mjs": ".js", ".ts": ".js"}

// assetPath is the template function of that name.
func (t *Theme) assetPath(name string) (string, error) {
	p, ok := t.paths[name]
	if !ok {
		return "", fmt.Errorf("no asset %q", name)
	}
	return p, nil
}

// bundle makes the assets that templates use. What it makes follows from the
// files of assets/ and the names used, so that is what it is remembered by.
func (t *Theme) bundle(uses map[string]diag.Diagnostic, memory source.Memory, r *report) {
	names := slices.Sorted(maps.Keys(uses))
	key := t.assetsKey(names)
	if made, ok := recall(memory, key); ok {
		t.paths, t.assets, t.used = made.Paths, made.Assets, made.Used
		return
	}
	b := bundler{files: t.files, r: r, made: bundle{Paths: make(map[string]string), Used: make(map[string]bool)}}
	for _, name := range names {
		b.add(name)
	}
	slices.SortFunc(b.made.Assets, func(x, y Asset) int { return strings.Compare(x.Path, y.Path) })
	t.paths, t.assets, t.used = b.made.Paths, b.made.Assets, b.made.Used
	if !b.complained {
		remember(memory, key, b.made)
	}
}

func (t *Theme) assetsKey(used []string) source.Digest {
	parts := [][]byte{[]byte("theme assets"), []byte(strings.Join(used, "\n"))}
	for _, name := range t.files.names() {
		if strings.HasPrefix(name, "assets/") {
			parts = append(parts, []byte(name), t.files[name].Data)
		}
	}
	return source.Sum(parts...)
}

// A bundle is what is remembered: the assets, their paths by name, and the names
// of the files that went into them.
type bundle struct {
	Paths  map[string]string
	Used   map[string]bool
	Assets []Asset
}

func recall(memory source.Memory, key source.Digest) (bundle, bool) {
	var made bundle
	if memory == nil {
		return made, false
	}
	data, ok := memory.Get(key)
	return made, ok && json.Unmarshal(data, &made) == nil
}

func remember(memory source.Memory, key source.Digest, made bundle) {
	if memory == nil {
		return
	}
	if data, err := json.Marshal(made); err == nil {
		memory.Put(key, data)
	}
}

// A bundler makes assets and follows what they refer to. Names are those of
// templates: below assets/.
type bundler struct {
	files      files
	r          *report
	complained bool

	mu   sync.Mutex // esbuild asks from many goroutines
	made bundle
}

// add makes an asset that a template names.
func (b *bundler) add(name string) {
	b.use(name)
	ending := path.Ext(name)
	if to, ok := bundled[ending]; ok {
		b.publish(name, b.build(name), to)
		return
	}
	b.publish(name, b.files["assets/"+name].Data, ending)
}

func (b *bundler) use(name string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.made.Used[name] = true
}

// publish adds an asset and returns its path in the output.
func (b *bundler) publish(name string, data []byte, ending string) string {
	b.mu.Lock()
	defer b.mu.Unlock()
	if p, ok := b.made.Paths[name]; ok {
		return p
	}
	sum := sha256.Sum256(data)
	p := "assets/" + strings.TrimSuffix(name, path.Ext(name)) + "." + hex.EncodeToString(sum[:6]) + ending
	b.made.Paths[name] = p
	b.made.Assets = append(b.made.Assets, Asset{p, data})
	return p
}

// build bundles and minifies one style sheet or script.
func (b *bundler) build(name string) []byte {
	result := api.Build(api.BuildOptions{
		EntryPoints:       []string{name},
		Bundle:            true,
		MinifyWhitespace:  true,
		MinifyIdentifiers: true,
		MinifySyntax:      true,
		Charset:           api.CharsetUTF8,
		LegalComments:     api.LegalCommentsNone,
		Format:            api.FormatIIFE,
		LogLevel:          api.LogLevelSilent,
		TsconfigRaw:       "{}", // else it looks for one on the disk
		Plugins:           []api.Plugin{{Name: "theme", Setup: func(p api.PluginBuild) { b.serve(p, name) }}},
	})
	for _, m := range result.Errors {
		b.complain(m, diag.Error)
	}
	for _, m := range result.Warnings {
		b.complain(m, diag.Warning)
	}
	if len(result.OutputFiles) == 0 {
		return nil
	}
	return result.OutputFiles[0].Contents
}

// namespace keeps esbuild from looking at the disk.
const namespace = "theme"

// serve answers esbuild's questions from the layers, while it builds entry.
func (b *bundler) serve(build api.PluginBuild, entry string) {
	build.OnResolve(api.OnResolveOptions{Filter: ".*"}, func(args api.OnResolveArgs) (api.OnResolveResult, error) {
		return b.resolve(entry, args)
	})
	build.OnLoad(api.OnLoadOptions{Filter: ".*", Namespace: namespace}, func(args api.OnLoadArgs) (api.OnLoadResult, error) {
		text := string(b.files["assets/"+args.Path].Data)
		return api.OnLoadResult{Contents: &text, Loader: loader(args.Path)}, nil
	})
}

// resolve finds what a style sheet or a script refers to. What a style sheet
// shows (a font, an image) becomes an asset of its own; what it imports becomes
// part of it.
func (b *bundler) resolve(entry string, args api.OnResolveArgs) (api.OnResolveResult, error) {
	shown := args.Kind == api.ResolveCSSURLToken
	switch {
	case shown && strings.HasPrefix(args.Path, "#"), strings.HasPrefix(args.Path, "data:"):
		return api.OnResolveResult{Path: args.Path, External: true}, nil
	case strings.Contains(args.Path, "//"):
		return api.OnResolveResult{}, fmt.Errorf("a theme loads nothing from other hosts; put a copy into assets/")
	}
	name := args.Path
	if args.Kind != api.ResolveEntryPoint {
		name = path.Join(path.Dir(args.Importer), args.Path)
	}
	if b.files["assets/"+name] == nil {
		err := fmt.Errorf("the theme has no asset %q", name)
		if near, ok := diag.Nearest(name, b.files.below("assets")); ok {
			err = fmt.Errorf("%w; did you mean %s?", err, near)
		}
		return api.OnResolveResult{}, err
	}
	b.use(name)
	if !shown {
		return api.OnResolveResult{Path: name, Namespace: namespace}, nil
	}
	p := b.publish(name, b.files["assets/"+name].Data, path.Ext(name))
	return api.OnResolveResult{Path: relative(path.Dir(entry), strings.TrimPrefix(p, "assets/")), External: true}, nil
}

// relative returns the way from a folder to a file, both below assets/.
func relative(folder, file string) string {
	if folder == "." {
		return "./" + file
	}
	return strings.Repeat("../", strings.Count(folder, "/")+1) + file
}

func loader(name string) api.Loader {
	switch path.Ext(name) {
	case ".css":
		return api.LoaderCSS
	case ".ts":
		return api.LoaderTS
	case ".json":
		return api.LoaderJSON
	}
	return api.LoaderJS
}

// complain reports what esbuild has to say, in the layer's own file.
func (b *bundler) complain(m api.Message, severity diag.Severity) {
	b.complained = true
	message, hint, _ := strings.Cut(m.Text, "; ")
	message = strings.ToLower(message[:1]) + strings.TrimSuffix(message[1:], ".")
	d := diag.New("T005", diag.Position{}, "%s", message).WithSeverity(severity)
	if hint != "" {
		d = d.WithHint("%s", strings.TrimSuffix(hint, "."))
	}
	if at := m.Location; at != nil {
		if text := b.files["assets/"+strings.TrimPrefix(at.File, namespace+":")]; text != nil {
			d.Position = messagePosition(text, at)
			d.Excerpt, _ = text.Line(at.Line)
		}
	}
	b.r.add(d)
}

func messagePosition(text *source.Text, at *api.Location) diag.Position {
	line, _ := text.Line(at.Line)
	start := min(at.Column, len(line))
	end := min(start+at.Length, len(line))
	p := diag.Position{Path: text.Name, Line: at.Line, EndLine: at.Line}
	p.Column = utf8.RuneCountInString(line[:start]) + 1
	p.EndColumn = p.Column + utf8.RuneCountInString(line[start:end])
	return p
}
