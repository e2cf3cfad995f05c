package parallel

import (
	"context"
	"errors"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
)

func TestEveryIndexOnce(t *testing.T) {
	for _, n := range []int{0, 1, 2, 1000} {
		seen := make([]atomic.Int32, n)
		For(n, func(i int) { seen[i].Add(1) })
		for i := range seen {
			if got := seen[i].Load(); got != 1 {
				t.Errorf("n = %d: index %d was seen %d times", n, i, got)
			}
		}
	}
}

func TestEachStopsAtAnError(t *testing.T) {
	failure := errors.New("no")
	var called atomic.Int32
	err := Each(context.Background(), 100_000, func(i int) error {
		called.Add(1)
		if i >= 10 {
			return failure
		}
		return nil
	})
	if !errors.Is(err, failure) || called.Load() > 90_000 {
		t.Errorf("%v after %d calls", err, called.Load())
	}
}

func TestEachStopsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	var called atomic.Int32
	err := Each(ctx, 100_000, func(i int) error {
		if called.Add(1) == 10 {
			cancel()
		}
		return nil
	})
	if !errors.Is(err, context.Canceled) || called.Load() > 90_000 {
		t.Errorf("%v after %d calls", err, called.Load())
	}
	if err := Each(context.Background(), 3, func(int) error { return nil }); err != nil {
		t.Error(err)
	}
}

// A panic in another goroutine would end the program, whoever wanted to catch it.
func TestPanicsReachTheCaller(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(4)) // one processor has no other goroutine
	defer func() {
		p, ok := recover().(*Panic)
		if !ok {
			t.Fatal("no panic")
		}
		if value, stack := p.Cause(); value != "no" || !strings.Contains(stack, "parallel_test.go") {
			t.Errorf("%v: %s", value, stack)
		}
	}()
	For(1000, func(i int) {
		if i == 10 {
			panic("no")
		}
	})
}
