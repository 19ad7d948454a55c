package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"strings"
	"sync/atomic"
	"syscall"
	"time"
)

// startTime is how long the server has to say where it is.
const startTime = 30 * time.Second

// server is `hyte serve` in a process of its own.
type server struct {
	process *exec.Cmd
	output  io.Closer
	address string // without a slash at its end
	token   string
	cookie  string        // of the organizer
	sent    *atomic.Int64 // answers
}

func startServer(ctx context.Context, program, call, data, database string) (*server, error) {
	args := []string{"serve", "--call", call, "--listen", "127.0.0.1:0", "--trusted-proxy", "127.0.0.1/32", "--log", "off", "--new-token"}
	for _, limit := range []string{"inquiry", "sender"} { // all that is sent at once is one inquiry's
		args = append(args, "--limit", limit+"=100000000/1ms")
	}
	if database == "" {
		args = append(args, "--data", data)
	} else {
		args = append(args, "--database", database)
	}
	s := &server{process: exec.CommandContext(ctx, program, args...), sent: new(atomic.Int64)}
	s.process.Cancel = func() error { return s.process.Process.Signal(os.Interrupt) }
	output, err := s.process.StdoutPipe()
	if err != nil {
		return nil, err
	}
	s.output = output
	said := new(strings.Builder)
	s.process.Stderr = said
	if err := s.process.Start(); err != nil {
		return nil, err
	}
	late := time.AfterFunc(startTime, func() { _ = s.process.Process.Kill() })
	defer late.Stop()
	lines := bufio.NewScanner(output)
	for s.token == "" && lines.Scan() {
		if address, ok := strings.CutPrefix(lines.Text(), "organizer "); ok {
			s.address = strings.TrimSuffix(strings.TrimSpace(address), "/admin")
		}
		if token, ok := strings.CutPrefix(lines.Text(), "token "); ok {
			s.token = strings.TrimSpace(token)
		}
	}
	if s.token == "" {
		return nil, fmt.Errorf("%s did not start: %w\n%s", program, s.process.Wait(), said)
	}
	return s, s.login(ctx)
}

// stop lets the server come to its end.
func (s *server) stop() error {
	if err := s.process.Process.Signal(syscall.SIGTERM); err != nil {
		return err
	}
	if err := s.process.Wait(); err != nil {
		return fmt.Errorf("the server ended with %w", err)
	}
	return nil
}

func (s *server) login(ctx context.Context) error {
	client := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, s.address+"/admin/login", strings.NewReader(url.Values{"token": {s.token}}.Encode()))
	if err != nil {
		return err
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	answer, err := client.Do(r)
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	for _, c := range answer.Cookies() {
		if c.Value != "" {
			s.cookie = c.Name + "=" + c.Value
			return nil
		}
	}
	return fmt.Errorf("the organizer cannot log in: %s", answer.Status)
}

// page gets the organizer's page and returns how long that took, and its length as it
// was sent.
func (s *server) page(ctx context.Context, of *request) (took time.Duration, size int, err error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, s.address+"/admin/"+of.call.ID, nil)
	if err != nil {
		return 0, 0, err
	}
	r.Header.Set("Cookie", s.cookie)
	r.Header.Set("Accept-Encoding", "br")
	began := time.Now()
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		return 0, 0, err
	}
	page, err := io.ReadAll(answer.Body)
	took = time.Since(began)
	if err := errors.Join(err, answer.Body.Close()); err != nil {
		return 0, 0, err
	}
	if answer.StatusCode != http.StatusOK || answer.Header.Get("Content-Encoding") != "br" {
		return 0, 0, fmt.Errorf("the organizer's page: %s, coded %q", answer.Status, answer.Header.Get("Content-Encoding"))
	}
	return took, len(page), nil
}

// reload gets the organizer's page again and again, until the function that it returns
// is called: that tells how often it did.
func (s *server) reload(ctx context.Context, of *request) (stop func() (pages int, err error), err error) {
	ctx, cancel := context.WithCancel(ctx)
	done := make(chan struct{})
	pages := 0
	go func() {
		defer close(done)
		for {
			if _, _, pageErr := s.page(ctx, of); pageErr != nil {
				if ctx.Err() == nil {
					err = pageErr
				}
				return
			}
			pages++
			select {
			case <-ctx.Done():
				return
			case <-time.After(time.Second): // as fast as a person presses the key
			}
		}
	}()
	return func() (int, error) {
		cancel()
		<-done
		return pages, err
	}, nil
}
