package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"sync"
	"sync/atomic"
	"time"
)

// client sends with as many connections as there are senders.
func client(connections int) *http.Client {
	return &http.Client{Timeout: 30 * time.Second, Transport: &http.Transport{
		MaxConnsPerHost: connections, MaxIdleConnsPerHost: connections, DisableCompression: true,
	}}
}

// send sends one new answer and waits for its receipt.
func (s *server) send(ctx context.Context, c *http.Client, of *request, persons int) error {
	n := int(s.sent.Add(1))
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, s.address+"/api/v1/calls/"+of.call.ID+"/nominations", bytes.NewReader(of.answer(n, persons)))
	if err != nil {
		return err
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("X-Forwarded-For", desk(n))
	answer, err := c.Do(r)
	if err != nil {
		return err
	}
	receipt, err := io.ReadAll(answer.Body)
	if err := errors.Join(err, answer.Body.Close()); err != nil {
		return err
	}
	if answer.StatusCode != http.StatusCreated {
		return fmt.Errorf("an answer got %s: %s", answer.Status, receipt)
	}
	return nil
}

// load has so many senders send, each the next answer after the receipt of the last one,
// and returns how long each took. What is under way at the end does not count.
func (s *server) load(ctx context.Context, of *request, connections int, during time.Duration) ([]time.Duration, error) {
	end := time.Now().Add(during)
	return s.senders(ctx, of, connections, func() bool { return time.Now().Before(end) }, func() bool { return time.Now().Before(end) })
}

// post is load for a number of answers.
func (s *server) post(ctx context.Context, of *request, connections, answers int) ([]time.Duration, error) {
	var begun atomic.Int64
	return s.senders(ctx, of, connections, func() bool { return begun.Add(1) <= int64(answers) }, func() bool { return true })
}

// senders send while another answer is to begin, and count those that are to count when
// they end.
func (s *server) senders(ctx context.Context, of *request, connections int, begins, counts func() bool) ([]time.Duration, error) {
	times := make([][]time.Duration, connections)
	errs := make([]error, connections)
	var wg sync.WaitGroup
	for i := range connections {
		wg.Go(func() {
			line, err := s.dial(ctx, of)
			if errs[i] = err; err != nil {
				return
			}
			defer func() { errs[i] = errors.Join(errs[i], line.Close()) }()
			for errs[i] == nil && begins() {
				n := int(s.sent.Add(1))
				answer := of.answer(n, 1)
				began := time.Now()
				if errs[i] = line.post(n, answer); errs[i] == nil && counts() {
					times[i] = append(times[i], time.Since(began))
				}
			}
		})
	}
	wg.Wait()
	return slices.Concat(times...), errors.Join(errs...)
}

// steady begins so many answers each second, whether the earlier ones have their receipts
// or not, and returns how long each took from the moment at which it was due.
func (s *server) steady(ctx context.Context, of *request, perSecond, persons int, during time.Duration) ([]time.Duration, error) {
	c := client(256)
	defer c.CloseIdleConnections()
	all := int(during.Seconds() * float64(perSecond))
	times, errs := make([]time.Duration, all), make([]error, all)
	var wg sync.WaitGroup
	began := time.Now()
	for i := range all {
		due := began.Add(time.Duration(i) * time.Second / time.Duration(perSecond))
		time.Sleep(time.Until(due))
		wg.Go(func() {
			errs[i] = s.send(ctx, c, of, persons)
			times[i] = time.Since(due)
		})
	}
	wg.Wait()
	return times, errors.Join(errs...)
}
