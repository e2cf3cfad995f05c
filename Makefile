# make            builds the handbook in content/ into public/
# make install    puts the program waymark where your shell finds it
# make serve      shows it in a browser, live while you write
# make quick      runs the tests that are quick: what you run while you work
# make test       runs all tests (a few minutes); make test-long the same with larger numbers
# make browser    runs those that need a browser; make test runs them, too
# make lighthouse what Lighthouse thinks of the handbook on a phone
# make check      formats, vets, lints, and checks the handbook
# make bench      runs the benchmarks; make bench-serve those of the live preview;
#                 make bench-deploy says what a deployment takes and sends
# make bench-checks says how well the checks of wording judge labelled texts
# make cross      vets the code for Linux, macOS and Windows
# make release    builds the archives for all of them into .bin/release
# make clean      removes what make made

WAYMARK := .bin/waymark

.PHONY: build serve waymark install quick test test-long browser lighthouse check bench bench-serve bench-deploy bench-checks cross release clean
build: waymark
	$(WAYMARK) build

serve: waymark
	$(WAYMARK) serve

# The build id of ./internal/site stands for the code that makes outputs: it
# changes with that code and what it imports, and with nothing else, so a new
# commit or another handbook does not make every page be rendered again. Nor does
# where this repository can be fetched from, which waymark init writes into workflows.
STAMPED = -trimpath -ldflags "-X main.buildID=$$(go list -trimpath -export -f '{{.BuildID}}' ./internal/site) -X main.madeFrom=$$(go run -trimpath ./cmd/origin)"

waymark:
	go build $(STAMPED) -o $(WAYMARK) ./cmd/waymark

install:
	go install $(STAMPED) ./cmd/waymark
	@program=$$(go list -f '{{.Target}}' ./cmd/waymark) && dir=$$(dirname "$$program") && echo "Installed $$program" && \
	case ":$$PATH:" in \
	*":$$dir:"*) first=$$(command -v waymark); test "$$first" = "$$program" || echo "Your shell finds another waymark first: $$first" ;; \
	*) echo "$$dir is not on your PATH. Paste this line, and add it to your shell's startup file, such as ~/.profile:"; \
	   echo "  export PATH=\"$$dir:\$$PATH\"" ;; \
	esac

quick:
	go test -short ./...

# Go ends a package's tests after ten minutes unless told otherwise, which a busy machine
# can need for those that run the program. go vet looks for all that go test looks for.
# With -trimpath, what `make` has compiled is not compiled again; nobody debugs these
# programs, and linking without what a debugger needs takes half the time.
TESTED = -vet=off -timeout 30m -trimpath -ldflags "-s -w"

test:
	go vet -trimpath ./...
	go test $(TESTED) ./...
	@$(MAKE) --no-print-directory browser

test-long:
	WAYMARK_LONG=1 go test -timeout 2h ./...

# setup.sh looks for a browser and for npm, which brings axe-core. What is missing
# is installed by root on Debian; elsewhere it says what to install.
browser:
	@browser=$$(internal/browser/setup.sh) && set -x && \
	go vet -trimpath -tags browser ./internal/browser && \
	WAYMARK_BROWSER="$$browser" go test $(TESTED) -tags browser ./internal/browser

# Speed is measured: a busy machine has a worse one.
lighthouse: build
	@browser=$$(internal/browser/setup.sh lighthouse) && \
	WAYMARK_BROWSER="$$browser" node internal/browser/lighthouse.mjs $(WAYMARK) "" patterns/grand-migration/ examples/khan-academy/ strategies/terraform-repaired/

check: waymark
	@test -z "$$(gofmt -l .)" || { gofmt -l .; echo "run gofmt -w on these files"; exit 1; }
	go vet ./...
	go run honnef.co/go/tools/cmd/staticcheck@v0.8.2 -tags browser,man ./...
	go mod tidy -diff
	$(WAYMARK) check

bench:
	go test -run '^$$' -bench . -benchmem ./...

# The texts of the held-out set are only counted; see internal/check/testdata/labelled.
bench-checks:
	go test ./internal/check -run TestScoresAreWhatTheyWere -count 1 -v

cross:
	for os in linux darwin windows; do GOOS=$$os go vet ./... || exit 1; done

release: cross
	go run ./cmd/release -o .bin/release

bench-serve: waymark
	go run ./cmd/benchserve -waymark $(WAYMARK)

bench-deploy: waymark
	go run ./cmd/benchdeploy -waymark $(WAYMARK)

clean:
	rm -rf .bin .waymark
