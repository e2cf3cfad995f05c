package parallel

import (
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
