package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"
)

// rate is what was measured at one number of connections.
type rate struct {
	connections int
	perSecond   []float64 // by round
	ratios      []float64 // to the raw rate of the round
	times       []time.Duration
	server, own time.Duration // processor time of the server, and of the bench
}

// rates measures the rates at several numbers of connections beside the raw rate of the
// disk, in turn, so that a slow minute of the disk meets all of them.
func (b *bench) rates(ctx context.Context) (err error) {
	server, err := b.start(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, server.stop()) }()
	var raws []float64
	rates := []*rate{{connections: 1}, {connections: 32}, {connections: 128}}
	for round := range b.rounds {
		raw, err := rawRate(ctx, filepath.Join(b.folder, fmt.Sprint("raw", round, ".db")), b.request.answer(0, 1), b.part)
		if err != nil {
			return err
		}
		raws = append(raws, raw)
		for _, r := range rates {
			if err := r.measure(ctx, server, b, raw); err != nil {
				return err
			}
		}
	}
	b.report.title("answers a second, beside durable single-row commits of the same disk")
	b.report.line("raw commits", fmt.Sprintf("%.0f/s", median(raws)), "")
	for _, r := range rates {
		r.tell(b.report)
	}
	return nil
}

// measure is one round.
func (r *rate) measure(ctx context.Context, s *server, b *bench, raw float64) error {
	serverBefore, err := spent(s.process.Process.Pid)
	if err != nil {
		return err
	}
	ownBefore, err := spent(os.Getpid())
	if err != nil {
		return err
	}
	times, err := s.load(ctx, b.request, r.connections, b.part)
	if err != nil {
		return err
	}
	serverAfter, err := spent(s.process.Process.Pid)
	if err != nil {
		return err
	}
	ownAfter, err := spent(os.Getpid())
	if err != nil {
		return err
	}
	perSecond := float64(len(times)) / b.part.Seconds()
	r.perSecond, r.ratios = append(r.perSecond, perSecond), append(r.ratios, perSecond/raw)
	r.times = append(r.times, times...)
	r.server, r.own = r.server+serverAfter-serverBefore, r.own+ownAfter-ownBefore
	return nil
}

// tell reports the rate, and whose processor time it took: on few processors the bench
// itself stands in the server's way.
func (r *rate) tell(to *report) {
	to.line(fmt.Sprintf("%d connections", r.connections), fmt.Sprintf("%.0f/s", median(r.perSecond)), fmt.Sprintf("%.2f times raw (%s)", median(r.ratios), span(r.ratios)))
	to.times("", r.times)
	thousand := func(d time.Duration) string { return milliseconds(d * 1000 / time.Duration(max(1, len(r.times)))) }
	if r.server > 0 {
		to.line("", thousand(r.server), "of the server's processor time for 1000 answers, and "+thousand(r.own)+" of the bench's")
	}
}
