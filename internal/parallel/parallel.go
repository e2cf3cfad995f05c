// Package parallel runs a function for every index, on all processors. It is
// how the build shares its work out: results go by index, never by
// arrival, so that nothing depends on which came first.
package parallel

import (
	"context"
	"runtime"
	"sync"
	"sync/atomic"
)

// For calls f for every i in [0, n), each once, and returns when all are done.
// Indices begin in ascending order.
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
	for range workers {
		done.Go(func() {
			for i := int(next.Add(1) - 1); i < n; i = int(next.Add(1) - 1) {
				f(i)
			}
		})
	}
	done.Wait()
}

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
