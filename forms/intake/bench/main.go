// Command bench measures how fast the service takes answers, for `make bench-intake`:
// whole nominations over HTTP to `hyte serve` in a process of its own, and in turn with
// them the raw rate at which the same disk commits single rows.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"runtime/debug"
	"slices"
	"time"
)

// settings are what the bench was told.
type settings struct {
	program  string
	folder   string
	database string
	part     time.Duration
	rounds   int
	records  int
}

// garbagePercent is GOGC of the bench, which stands in the server's way on few processors.
const garbagePercent = 800

func main() {
	var s settings
	flag.StringVar(&s.program, "program", "build/bench-intake/hyte", "the hyte `PROGRAM`")
	flag.StringVar(&s.folder, "folder", "build/bench-intake", "`FOLDER` for the data, on the disk to measure")
	flag.StringVar(&s.database, "database", "", "`URL` of a database for the server, in place of its embedded one. It gets what the bench sends")
	flag.DurationVar(&s.part, "part", 5*time.Second, "how long each part of a round takes")
	flag.IntVar(&s.rounds, "rounds", 3, "how often the rates are measured in turn")
	flag.IntVar(&s.records, "records", 100_000, "how many answers memory is watched over; 0 leaves that out")
	flag.Parse()
	debug.SetGCPercent(garbagePercent)
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, s, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(2)
	}
}

func run(ctx context.Context, s settings, out io.Writer) (err error) {
	if err := os.MkdirAll(s.folder, 0o755); err != nil {
		return err
	}
	folder, err := os.MkdirTemp(s.folder, "run-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(folder)) }()
	b := &bench{settings: s, folder: folder, report: &report{out: out}}
	if b.request, err = newRequest(time.Now()); err != nil {
		return err
	}
	if b.callFile, err = b.request.write(folder); err != nil {
		return err
	}
	for _, part := range []func(context.Context) error{b.rates, b.steady, b.memory} {
		if err := part(ctx); err != nil {
			return err
		}
	}
	return nil
}

// bench is one run.
type bench struct {
	settings
	folder   string // of this run
	request  *request
	callFile string
	report   *report
	servers  int
}

// start starts a server on data of its own.
func (b *bench) start(ctx context.Context) (*server, error) {
	b.servers++
	return startServer(ctx, b.program, b.callFile, filepath.Join(b.folder, fmt.Sprint("data", b.servers)), b.database)
}

// steady measures how long answers take when 200 come each second, alone and with others
// at work, and the organizer's page of many answers.
func (b *bench) steady(ctx context.Context) (err error) {
	server, err := b.start(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, server.stop()) }()
	const perSecond, each = 200, 5
	b.report.title(fmt.Sprintf("a steady %d answers a second", perSecond))
	for _, c := range []struct {
		name    string
		persons int
		reload  bool
	}{{"one person each", 1, false}, {"an organizer reloads", 1, true}, {"100 persons each", 100, false}} {
		stop := func() (int, error) { return 0, nil }
		if c.reload {
			if stop, err = server.reload(ctx, b.request); err != nil {
				return err
			}
		}
		l, err := server.steady(ctx, b.request, perSecond, c.persons, b.part)
		pages, reloadErr := stop()
		if err := errors.Join(err, reloadErr); err != nil {
			return err
		}
		b.report.times(c.name, l)
		if c.reload {
			b.report.line("", fmt.Sprintf("%d pages meanwhile", pages), "")
		}
	}
	return b.page(ctx, each)
}

// page measures the organizer's page of a call that each organization has answered
// several times.
func (b *bench) page(ctx context.Context, each int) (err error) {
	server, err := b.start(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, server.stop()) }()
	asked := len(b.request.asked)
	if _, err := server.post(ctx, b.request, 32, asked*each); err != nil {
		return err
	}
	var warm []time.Duration
	size := 0
	cold, _, err := server.page(ctx, b.request)
	if err != nil {
		return err
	}
	for range 50 {
		var took time.Duration
		if took, size, err = server.page(ctx, b.request); err != nil {
			return err
		}
		warm = append(warm, took)
	}
	b.report.title(fmt.Sprintf("the organizer's page of %d organizations with %d answers each", asked, each))
	b.report.line("first", milliseconds(cold), "")
	b.report.times("again", warm)
	b.report.line("compressed", fmt.Sprintf("%.1f kB", float64(size)/1000), "")
	return nil
}

// memory watches how much the server holds while answers come.
func (b *bench) memory(ctx context.Context) (err error) {
	if b.records == 0 {
		return nil
	}
	server, err := b.start(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, server.stop()) }()
	b.report.title(fmt.Sprintf("memory over %d answers", b.records))
	const steps = 5
	for step := range steps {
		if _, err := server.post(ctx, b.request, 128, b.records/steps); err != nil {
			return err
		}
		held, err := server.memory()
		if err != nil {
			return err
		}
		b.report.line(fmt.Sprint((step+1)*b.records/steps), fmt.Sprintf("%d MB", held>>20), "")
	}
	return nil
}

func median(values []float64) float64 {
	sorted := slices.Sorted(slices.Values(values))
	return sorted[len(sorted)/2]
}

func span(values []float64) string {
	return fmt.Sprintf("%.2f to %.2f", slices.Min(values), slices.Max(values))
}
