// Command run invents documents and holds the Go rules, the schemas of package
// schema and ajv to one verdict, for `make parity`:
//
//	go run ./schema/internal/parity/run -documents 1000000 -seed 1
//
// Progress goes to standard error, disagreements and the figure at the end to
// standard output. The exit status is 1 if there are disagreements, and 2 if an
// engine fails.
package main

import (
	"cmp"
	"errors"
	"flag"
	"fmt"
	"os"
	"runtime"
	"slices"
	"sync"
	"time"

	"github.com/hytekit/hytekit/schema/internal/parity"
)

// batchSize is how many documents are tried against one call: with fewer, ajv
// would mostly compile schemas.
const batchSize = 1000

// mostShown is how many disagreements are shortened and shown.
const mostShown = 10

func main() {
	documents := flag.Int("documents", 1_000_000, "how many documents to try")
	seed := flag.Uint64("seed", uint64(time.Now().UnixNano()), "which documents; a run says its own")
	engines := flag.String("engines", "schema/engines", "the folder of the foreign engines")
	flag.Parse()
	found, err := run(*documents, *seed, *engines)
	switch {
	case err != nil:
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	case found > 0:
		os.Exit(1)
	}
}

func run(documents int, seed uint64, engines string) (int, error) {
	batches := (documents + batchSize - 1) / batchSize
	p := &parallel{seed: seed, engines: engines, batches: uint64(batches)}
	fmt.Printf("seed %d: %d documents, engines: Go rules, schema, ajv\n", seed, batches*batchSize)
	begun := time.Now()
	stop := p.showProgress(begun)
	err := p.run()
	stop()
	if err != nil {
		return 0, err
	}
	seconds := time.Since(begun).Seconds()
	if err := p.show(); err != nil {
		return 0, err
	}
	fmt.Printf("%d documents, %d disagreements, %.1f seconds, %.0f documents/s\n",
		p.tried, len(p.found), seconds, float64(p.tried)/seconds)
	return len(p.found), nil
}

// parallel tries batches on all processors, each with an ajv of its own.
type parallel struct {
	seed    uint64
	engines string
	batches uint64

	mu    sync.Mutex
	next  uint64
	tried int
	found []numbered
}

// numbered is a disagreement with the number of its batch, so that the same seed
// always shows the same ones first.
type numbered struct {
	parity.Disagreement
	batch uint64
}

func (p *parallel) run() error {
	workers := runtime.GOMAXPROCS(0)
	failed := make([]error, workers)
	var all sync.WaitGroup
	for i := range workers {
		all.Go(func() { failed[i] = p.work() })
	}
	all.Wait()
	return errors.Join(failed...)
}

func (p *parallel) work() (err error) {
	ajv, err := parity.Ajv(p.engines)
	if err != nil {
		return err
	}
	defer func() {
		if err == nil {
			err = ajv.Close()
		}
	}()
	for {
		number, more := p.take()
		if !more {
			return nil
		}
		b := parity.Invent(p.seed, number, batchSize)
		found, err := b.Try(parity.Schema{}, ajv)
		if err != nil {
			return err
		}
		p.add(b, found)
	}
}

func (p *parallel) take() (number uint64, more bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.next++
	return p.next - 1, p.next <= p.batches
}

func (p *parallel) add(b *parity.Batch, found []parity.Disagreement) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.tried += len(b.Documents)
	for _, d := range found {
		p.found = append(p.found, numbered{d, b.Number})
	}
}

// showProgress says every few seconds how far the run is, until it is stopped.
func (p *parallel) showProgress(begun time.Time) (stop func()) {
	done := make(chan struct{})
	ticker := time.NewTicker(5 * time.Second)
	go func() {
		for {
			select {
			case <-done:
				return
			case <-ticker.C:
				p.mu.Lock()
				fmt.Fprintf(os.Stderr, "%9d documents, %d disagreements, %.0f seconds\n", p.tried, len(p.found), time.Since(begun).Seconds())
				p.mu.Unlock()
			}
		}
	}()
	return func() { ticker.Stop(); close(done) }
}

// show shortens the first disagreements and prints them.
func (p *parallel) show() error {
	slices.SortStableFunc(p.found, func(a, b numbered) int { return cmp.Compare(a.batch, b.batch) })
	if len(p.found) == 0 {
		return nil
	}
	ajv, err := parity.Ajv(p.engines)
	if err != nil {
		return err
	}
	shown := map[string]bool{} // one mistake is found often, and shown once
	for _, d := range p.found {
		if said := d.Engine.Name() + d.Said; shown[said] || len(shown) == mostShown {
			continue
		} else {
			shown[said] = true
		}
		if d.Engine.Name() == ajv.Name() {
			d.Engine = ajv // the one that found it has ended
		}
		short, err := parity.Shrink(d.Disagreement)
		if err != nil {
			return err
		}
		text, err := short.Report()
		if err != nil {
			return err
		}
		fmt.Printf("batch %d: %s\n", d.batch, text)
	}
	return ajv.Close()
}
