// Release builds the archives that users download: the program for Linux, macOS
// and Windows, each on amd64 and arm64, with man pages, completions and the
// licences of all that is in it, and a list of checksums.
//
//	go run ./cmd/release [-o DIR]
//
// The same commit, of the same origin, and the same Go give the same bytes on every
// machine: paths are trimmed, archives are sorted, and every file in them has the
// time of the commit (or of SOURCE_DATE_EPOCH).
package main

import (
	"context"
	"crypto/sha256"
	"errors"
	"flag"
	"fmt"
	"log"
	"os"
	"os/exec"
	"os/signal"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"waymark/internal/origin"
)

func main() {
	log.SetFlags(0)
	log.SetPrefix("release: ")
	out := flag.String("o", filepath.Join(".bin", "release"), "the `folder` to write to")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := release(ctx, *out); err != nil {
		log.Fatal(err)
	}
}

// A target is a platform that a release is built for.
type target struct{ os, arch string }

var targets = []target{
	{"linux", "amd64"}, {"linux", "arm64"},
	{"darwin", "amd64"}, {"darwin", "arm64"},
	{"windows", "amd64"}, {"windows", "arm64"},
}

// release writes an archive for each target into a folder, and checksums.txt.
func release(ctx context.Context, out string) error {
	version, err := run(ctx, nil, "git", "describe", "--tags", "--always", "--dirty", "--abbrev=12")
	if err != nil {
		return err
	}
	made, err := timeOfRelease(ctx)
	if err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "waymark-release-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	writer, err := buildWriter(ctx, dir)
	if err != nil {
		return err
	}
	extra, err := documents(ctx, writer, made)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(out, 0o777); err != nil {
		return err
	}
	var sums strings.Builder
	for _, t := range targets {
		program, err := build(ctx, t, version)
		if err != nil {
			return fmt.Errorf("build for %s/%s: %w", t.os, t.arch, err)
		}
		name := fmt.Sprintf("waymark-%s-%s-%s", version, t.os, t.arch)
		write, ending := writeTar, ".tar.gz"
		if t.os == "windows" {
			write, ending = writeZip, ".zip"
		}
		files := append([]file{program}, extra...)
		for i := range files {
			files[i].name = path.Join(name, files[i].name)
		}
		data, err := write(files, made)
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(out, name+ending), data, 0o666); err != nil {
			return err
		}
		fmt.Fprintf(&sums, "%x  %s\n", sha256.Sum256(data), name+ending)
		fmt.Printf("%s: %.1f MB\n", name+ending, float64(len(data))/1e6)
	}
	return os.WriteFile(filepath.Join(out, "checksums.txt"), []byte(sums.String()), 0o666)
}

// timeOfRelease is what every file in an archive has for its time.
func timeOfRelease(ctx context.Context) (time.Time, error) {
	seconds := os.Getenv("SOURCE_DATE_EPOCH")
	if seconds == "" {
		var err error
		if seconds, err = run(ctx, nil, "git", "log", "-1", "--format=%ct"); err != nil {
			return time.Time{}, err
		}
	}
	n, err := strconv.ParseInt(seconds, 10, 64)
	if err != nil {
		return time.Time{}, fmt.Errorf("%q is no number of seconds", seconds)
	}
	return time.Unix(n, 0).UTC(), nil
}

// build makes the program for a target, stamped as `make` stamps it, and with its
// version. What Go finds out about the repository is left out: it is another thing
// in a clone, in a worktree and in an archive of the same commit.
func build(ctx context.Context, t target, version string) (file, error) {
	env := []string{"GOOS=" + t.os, "GOARCH=" + t.arch, "CGO_ENABLED=0", "GOFLAGS=-trimpath -buildvcs=false"}
	id, err := run(ctx, env, "go", "list", "-export", "-f", "{{.BuildID}}", "./internal/site")
	if err != nil {
		return file{}, err
	}
	dir, err := os.MkdirTemp("", "waymark-release-")
	if err != nil {
		return file{}, err
	}
	defer os.RemoveAll(dir)
	name := "waymark"
	if t.os == "windows" {
		name += ".exe"
	}
	from, _ := origin.Of(ctx, ".")
	stamps := "-s -w -buildid= -X main.buildID=" + id + " -X main.released=" + version + " -X main.madeFrom=" + from.String()
	if _, err := run(ctx, env, "go", "build", "-ldflags", stamps, "-o", filepath.Join(dir, name), "./cmd/waymark"); err != nil {
		return file{}, err
	}
	data, err := os.ReadFile(filepath.Join(dir, name))
	return file{name: name, data: data, program: true}, err
}

// completions are the files for shells, by the names that the shells look for.
var completions = []struct{ shell, name string }{
	{"bash", "waymark.bash"}, {"zsh", "_waymark"}, {"fish", "waymark.fish"}, {"powershell", "waymark.ps1"},
}

// buildWriter makes, in a folder, the program that writes man pages and completions.
func buildWriter(ctx context.Context, dir string) (program string, err error) {
	program = filepath.Join(dir, "waymark.exe") // .exe is in nobody's way
	_, err = run(ctx, nil, "go", "build", "-trimpath", "-tags", "man", "-o", program, "./cmd/waymark")
	return program, err
}

// documents are what every archive has beside the program: what a reader needs,
// licences, man pages, and completions for shells, which writer writes.
func documents(ctx context.Context, writer string, made time.Time) ([]file, error) {
	others, err := licences(ctx)
	if err != nil {
		return nil, err
	}
	files := []file{others}
	for _, name := range []string{"README.md", "LICENSE", "CHANGELOG.md"} {
		data, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		files = append(files, file{name: name, data: data})
	}
	pages, err := os.MkdirTemp("", "waymark-release-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(pages)
	if _, err := run(ctx, []string{"SOURCE_DATE_EPOCH=" + strconv.FormatInt(made.Unix(), 10)}, writer, "man", pages); err != nil {
		return nil, err
	}
	entries, err := os.ReadDir(pages)
	if err != nil {
		return nil, err
	}
	for _, e := range entries {
		data, err := os.ReadFile(filepath.Join(pages, e.Name()))
		if err != nil {
			return nil, err
		}
		files = append(files, file{name: path.Join("man", e.Name()), data: data})
	}
	for _, c := range completions {
		script, err := run(ctx, nil, writer, "completion", c.shell)
		if err != nil {
			return nil, err
		}
		files = append(files, file{name: path.Join("completions", c.name), data: []byte(script + "\n")})
	}
	return files, nil
}

// run returns what a command prints, without the last line end.
func run(ctx context.Context, env []string, name string, args ...string) (string, error) {
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Env = append(os.Environ(), env...)
	out, err := cmd.Output()
	if exit, ok := errors.AsType[*exec.ExitError](err); ok {
		err = fmt.Errorf("%s %s: %s", name, strings.Join(args, " "), strings.TrimSpace(string(exit.Stderr)))
	}
	return strings.TrimSuffix(string(out), "\n"), err
}
