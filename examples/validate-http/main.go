// Command validate-http checks nominations where they arrive.
package main

import (
	"context"
	"flag"
	"fmt"
	"log"
	"net"
	"net/http"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/hytekit/hytekit/hyte"
)

func main() {
	callPath := flag.String("call", "call.json", "the `file` of the call that is answered")
	listen := flag.String("listen", "127.0.0.1:8080", "the `address` to listen on")
	flag.Parse()
	if err := run(*callPath, *listen); err != nil {
		log.Fatal(err)
	}
}

func run(callPath, listen string) error {
	call, err := loadCall(callPath)
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", listen)
	if err != nil {
		return err
	}
	mux := http.NewServeMux()
	mux.Handle("POST /nominations", &receiver{call: call, now: time.Now})
	server := &http.Server{
		Handler: mux,
		// A stranger who sends slowly, or much, must not keep others waiting.
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       15 * time.Second,
		WriteTimeout:      15 * time.Second,
		IdleTimeout:       time.Minute,
		MaxHeaderBytes:    16 << 10,
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(listener) }()
	fmt.Printf("listening on http://%s\n", listener.Addr())
	select {
	case err := <-ended:
		return err
	case <-ctx.Done():
		// Whoever is sending gets an answer first.
		last, cancel := context.WithTimeout(context.Background(), 20*time.Second)
		defer cancel()
		return server.Shutdown(last)
	}
}

// loadCall reads the call and finds out once whom it asks.
func loadCall(path string) (*hyte.ResolvedCall, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	call, violations := hyte.ReadCall(text)
	if call == nil {
		return nil, fmt.Errorf("%s: %w", path, violations.Err())
	}
	return call, nil
}
