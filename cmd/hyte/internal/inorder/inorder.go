// Package inorder does work on all processors and gives the results back in the
// order in which the work came in.
package inorder

import "sync"

// job is one batch on its way.
type job[B any] struct {
	batch *B
	done  chan struct{} // receives when the batch has been worked on
}

// Run takes batches through three steps. The workers take turns to call fill for
// one batch after another, until it returns false: that batch is the last one.
// Each then changes the batch that it has filled, with a function of its own
// from worker, while others go on: so a batch stays with the processor that has
// it in its cache, and nobody is woken to take it over. The caller's goroutine
// calls drain for each batch in the order in which they were filled; its first
// error ends the run and is returned, without waiting for a fill that is under
// way.
//
// A batch is used again after drain, as drain left it, so that memory does not
// grow with the work: there are two batches for each worker, and two more.
func Run[B any](workers int, fill func(*B) bool, worker func() func(*B), drain func(*B) error) error {
	r := newRun[B](workers)
	for range workers {
		go func() {
			work := worker()
			for j := r.next(fill); j != nil; j = r.next(fill) {
				work(j.batch)
				j.done <- struct{}{}
			}
		}()
	}
	for j := range r.ordered {
		<-j.done
		if err := drain(j.batch); err != nil {
			close(r.stopped)
			return err
		}
		r.free <- j
	}
	return nil
}

// run is what the workers share.
type run[B any] struct {
	free    chan *job[B]
	ordered chan *job[B]
	stopped chan struct{}

	turn  sync.Mutex // held by who fills
	ended bool
}

func newRun[B any](workers int) *run[B] {
	count := 2*workers + 2
	r := &run[B]{free: make(chan *job[B], count), ordered: make(chan *job[B], count), stopped: make(chan struct{})}
	for range count {
		r.free <- &job[B]{batch: new(B), done: make(chan struct{}, 1)}
	}
	return r
}

// next fills a batch, or returns nil at the end.
func (r *run[B]) next(fill func(*B) bool) *job[B] {
	r.turn.Lock()
	defer r.turn.Unlock()
	if r.ended {
		return nil
	}
	select {
	case <-r.stopped:
		return nil
	case j := <-r.free:
		r.ended = !fill(j.batch)
		r.ordered <- j
		if r.ended {
			close(r.ordered)
		}
		return j
	}
}
