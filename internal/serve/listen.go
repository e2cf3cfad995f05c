package serve

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"strconv"
	"syscall"
	"time"

	"golang.org/x/net/netutil"
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
		if exact && errors.Is(err, syscall.EADDRINUSE) {
			return nil, fmt.Errorf("port %d is taken; name another, or leave out --port to have the next one that is free: %w", try, err)
		}
		if exact || port == 0 || try >= port+100 || try >= 65535 || !errors.Is(err, syscall.EADDRINUSE) {
			return nil, fmt.Errorf("listen on port %d: %w", try, err)
		}
	}
}

// mostConnections bounds what others can make this program hold open. Those
// beyond wait until one ends.
const mostConnections = 1000

// Until serves until the context ends, then gives what is under way half a
// second. Nobody can keep a connection by being slow.
func Until(ctx context.Context, l net.Listener, h http.Handler) error {
	s := &http.Server{
		Handler:           h,
		ReadHeaderTimeout: 10 * time.Second,
		ReadTimeout:       30 * time.Second,
		WriteTimeout:      5 * time.Minute,
		IdleTimeout:       time.Minute,
		MaxHeaderBytes:    128 << 10, // more than longestTarget, which is answered in words
		ErrorLog:          log.New(io.Discard, "", 0),
	}
	failed := make(chan error, 1)
	go func() { failed <- s.Serve(netutil.LimitListener(l, mostConnections)) }()
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
