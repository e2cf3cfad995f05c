// Package parallel runs a function for every index, on all processors. It is
// how the build shares its work out: results go by index, never by
// arrival, so that nothing depends on which came first.
package parallel

import (
	"context"
	"fmt"
	"runtime"
	"runtime/debug"
	"sync"
	"sync/atomic"
)

// For calls f for every i in [0, n), each once, and returns when all are done.
// Indices begin in ascending order. When f panics, so does For, once what has begun
// is done: in another goroutine nobody could catch it.
func For(n int, f func(i int)) {
	workers := min(n, runtime.GOMAXPROCS(0))
	if workers <= 1 {
		for i := range n {
			f(i)
		}
		return
	}
	var next atomic.Int64
	var done sync.WaitGroup
	var panicked atomic.Pointer[Panic]
	for range workers {
		done.Go(func() {
			defer func() {
				if value := recover(); value != nil {
					next.Store(int64(n)) // no other call begins
					panicked.CompareAndSwap(nil, &Panic{value, string(debug.Stack())})
				}
			}()
			for i := int(next.Add(1) - 1); i < n; i = int(next.Add(1) - 1) {
				f(i)
			}
		})
	}
	done.Wait()
	if p := panicked.Load(); p != nil {
		panic(p)
	}
}

// A Panic is what a function panicked with in another goroutine, and where.
type Panic struct {
	value any
	stack string
}

func (p *Panic) Error() string { return fmt.Sprintf("%v\n\n%s", p.value, p.stack) }

// Cause returns what the function panicked with, and the stack of its goroutine.
func (p *Panic) Cause() (value any, stack string) { return p.value, p.stack }

// Each calls f for every i in [0, n) until one returns an error or the context
// ends; what has begun then is still done. It returns the error of the lowest
// index that has one, else the context's.
func Each(ctx context.Context, n int, f func(i int) error) error {
	var (
		stopped atomic.Bool
		mu      sync.Mutex
		lowest  int
		failure error
	)
	For(n, func(i int) {
		if stopped.Load() || ctx.Err() != nil {
			return
		}
		if err := f(i); err != nil {
			stopped.Store(true)
			mu.Lock()
			defer mu.Unlock()
			if failure == nil || i < lowest {
				lowest, failure = i, err
			}
		}
	})
	if failure != nil {
		return failure
	}
	return ctx.Err()
}
