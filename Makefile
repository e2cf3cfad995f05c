# make            builds the handbook in content/ into public/
# make serve      builds it, and serves public/ as GitHub Pages would
# make test       runs all tests (a few minutes); make test-long the same with larger numbers
# make check      formats, vets, lints, and checks the handbook
# make bench      runs the benchmarks
# make clean      removes what make made

WAYMARK := .bin/waymark

.PHONY: build serve waymark test test-long check bench clean
build: waymark
	$(WAYMARK) build

serve: build
	$(WAYMARK) preview

# The build id of ./internal/site stands for the code that makes outputs: it
# changes with that code and what it imports, and with nothing else, so a new
# commit or another handbook does not make every page be rendered again.
waymark:
	go build -trimpath -ldflags "-X main.buildID=$$(go list -trimpath -export -f '{{.BuildID}}' ./internal/site)" -o $(WAYMARK) ./cmd/waymark

test:
	go vet ./...
	go test ./...

test-long:
	WAYMARK_LONG=1 go test -timeout 2h ./...

check: waymark
	@test -z "$$(gofmt -l .)" || { gofmt -l .; echo "run gofmt -w on these files"; exit 1; }
	go vet ./...
	go run honnef.co/go/tools/cmd/staticcheck@v0.8.2 ./...
	go mod tidy -diff
	$(WAYMARK) check

bench:
	go test -run '^$$' -bench . -benchmem ./...

clean:
	rm -rf .bin .waymark
