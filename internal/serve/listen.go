package serve

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"strconv"
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
		if exact || port == 0 || try >= port+100 || try >= 65535 {
			return nil, fmt.Errorf("listen on port %d: %w", port, err)
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
	stop := context.AfterFunc(ctx, func() {
		soon, cancel := context.WithTimeout(context.Background(), 500*time.Millisecond)
		defer cancel()
		if s.Shutdown(soon) != nil {
			s.Close()
		}
	})
	defer stop()
	if err := s.Serve(l); !errors.Is(err, http.ErrServerClosed) {
		return fmt.Errorf("serve: %w", err)
	}
	return nil
}
