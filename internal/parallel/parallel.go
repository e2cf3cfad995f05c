// Package parallel runs a function for every index, on all processors. It is
// how the build shares its work out: results go by index, never by
// arrival, so that nothing depends on which came first.
package parallel

import (
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
