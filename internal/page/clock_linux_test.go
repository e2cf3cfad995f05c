package page

import (
	"time"

	"golang.org/x/sys/unix"
)

// worked returns how long this thread has worked, whatever else the machine does
// meanwhile.
func worked() time.Duration {
	var u unix.Rusage
	if err := unix.Getrusage(unix.RUSAGE_THREAD, &u); err != nil {
		panic(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
