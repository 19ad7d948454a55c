// Package inorder does work on all processors and gives the results back in the
// order in which the work came in.
package inorder

// job is one batch on its way.
type job[B any] struct {
	batch *B
	done  chan struct{} // receives when the batch has been worked on
}

// Run takes batches through three steps. One goroutine calls fill for one batch
// after another, until it returns false: that batch is the last one. The
// workers, each with a function of its own from worker, change batches, several
// at a time. The caller's goroutine calls drain for each batch in the order in
// which they were filled; its first error ends the run and is returned, without
// waiting for a fill that is under way.
//
// A batch is used again after drain, as drain left it, so that memory does not
// grow with the work: there are two batches for each worker, and two more.
func Run[B any](workers int, fill func(*B) bool, worker func() func(*B), drain func(*B) error) error {
	count := 2*workers + 2
	free := make(chan *job[B], count)
	waiting := make(chan *job[B], count)
	ordered := make(chan *job[B], count)
	stopped := make(chan struct{})
	for range count {
		free <- &job[B]{batch: new(B), done: make(chan struct{}, 1)}
	}
	go func() {
		defer close(waiting)
		defer close(ordered)
		for more := true; more; {
			select {
			case <-stopped:
				return
			case j := <-free:
				more = fill(j.batch)
				waiting <- j
				ordered <- j
			}
		}
	}()
	for range workers {
		go func() {
			work := worker()
			for j := range waiting {
				work(j.batch)
				j.done <- struct{}{}
			}
		}()
	}
	for j := range ordered {
		<-j.done
		if err := drain(j.batch); err != nil {
			close(stopped)
			return err
		}
		free <- j
	}
	return nil
}
