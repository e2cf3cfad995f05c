package main

import (
	"context"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// licences returns the licences of Go and of every module that is a part of the
// program on some target: each asks to be told wherever the program is copied to.
func licences(ctx context.Context) (file, error) {
	root, err := run(ctx, nil, "go", "env", "GOROOT")
	if err != nil {
		return file{}, err
	}
	folders := map[string]string{"Go": root} // by the name of what is in them
	for _, t := range targets {
		listed, err := run(ctx, []string{"GOOS=" + t.os, "GOARCH=" + t.arch}, "go", "list", "-deps", "-f",
			"{{with .Module}}{{if not .Main}}{{.Path}} {{.Version}}\t{{.Dir}}{{end}}{{end}}", "./cmd/waymark")
		if err != nil {
			return file{}, err
		}
		for line := range strings.SplitSeq(listed, "\n") {
			if module, dir, ok := strings.Cut(line, "\t"); ok {
				folders[module] = dir
			}
		}
	}
	var b strings.Builder
	b.WriteString("Waymark is under the licence in LICENSE. It contains the following.\n")
	for _, module := range slices.Sorted(maps.Keys(folders)) {
		texts, err := licenceTexts(folders[module])
		if err != nil {
			return file{}, fmt.Errorf("the licence of %s: %w", module, err)
		}
		rule := strings.Repeat("=", 80)
		fmt.Fprintf(&b, "\n%s\n%s\n%s\n\n%s", rule, module, rule, texts)
	}
	return file{name: "LICENSES-OF-OTHERS.txt", data: []byte(b.String())}, nil
}

// licenceTexts returns what a module's folder says of its licence, with line ends
// of one sort.
func licenceTexts(dir string) (string, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return "", err
	}
	var texts []string
	for _, e := range entries {
		if !e.Type().IsRegular() || !licenceName.MatchString(e.Name()) {
			continue
		}
		data, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			return "", err
		}
		texts = append(texts, strings.TrimSpace(strings.ReplaceAll(string(data), "\r\n", "\n"))+"\n")
	}
	if len(texts) == 0 {
		return "", fmt.Errorf("there is no file for it in %s", dir)
	}
	return strings.Join(texts, "\n"), nil
}

var licenceName = regexp.MustCompile(`(?i)^(licen[sc]e|copying|notice|patents)([.-].*)?$`)
