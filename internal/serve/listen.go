package serve

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"strconv"
	"syscall"
	"time"
)

// Port is where a handbook is served unless the user says otherwise.
const Port = 1414

// Listen opens a port. When it is taken and exact is false, it takes the next
// one that is free.
func Listen(host string, port int, exact bool) (net.Listener, error) {
	for try := port; ; try++ {
		l, err := net.Listen("tcp", net.JoinHostPort(host, strconv.Itoa(try)))
		if err == nil {
			return l, nil
		}
		if exact || port == 0 || try >= port+100 || try >= 65535 || !errors.Is(err, syscall.EADDRINUSE) {
			return nil, fmt.Errorf("listen on port %d: %w", try, err)
		}
	}
}

// Until serves until the context ends, then gives what is under way half a
// second.
func Until(ctx context.Context, l net.Listener, h http.Handler) error {
	s := &http.Server{
		Handler:           h,
		ReadHeaderTimeout: 10 * time.Second,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    64 << 10,
	}
	failed := make(chan error, 1)
	go func() { failed <- s.Serve(l) }()
	select {
	case err := <-failed:
		return fmt.Errorf("serve: %w", err)
	case <-ctx.Done():
	}
	soon, cancel := context.WithTimeout(context.Background(), 500*time.Millisecond)
	defer cancel()
	if s.Shutdown(soon) != nil {
		s.Close() // what took longer is cut off
	}
	return nil
}
