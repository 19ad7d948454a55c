package inorder_test

import (
	"errors"
	"testing"
	"time"

	"github.com/hytekit/hytekit/cmd/hyte/internal/inorder"
)

type batch struct{ number, square int }

func TestRunKeepsTheOrder(t *testing.T) {
	const count = 1000
	for _, workers := range []int{1, 2, 7} {
		filled, drained := 0, 0
		err := inorder.Run(workers,
			func(b *batch) bool {
				b.number = filled
				filled++
				return filled < count
			},
			func() func(*batch) {
				return func(b *batch) {
					if b.number%5 == 0 {
						time.Sleep(50 * time.Microsecond)
					}
					b.square = b.number * b.number
				}
			},
			func(b *batch) error {
				if b.number != drained || b.square != drained*drained {
					t.Errorf("%d workers: batch %d with %d comes as number %d", workers, b.number, b.square, drained)
				}
				drained++
				return nil
			})
		if err != nil || drained != count {
			t.Errorf("%d workers: %d batches, error %v", workers, drained, err)
		}
	}
}

func TestRunEndsWithTheFirstError(t *testing.T) {
	full := errors.New("the disk is full")
	drained := 0
	err := inorder.Run(2,
		func(*batch) bool { return true }, // without end
		func() func(*batch) { return func(*batch) {} },
		func(*batch) error {
			if drained++; drained == 10 {
				return full
			}
			return nil
		})
	if !errors.Is(err, full) || drained != 10 {
		t.Errorf("%d batches, error %v", drained, err)
	}
}

func TestRunDoesNotWaitForInputAfterAnError(t *testing.T) {
	full := errors.New("the disk is full")
	never := make(chan struct{})
	defer close(never)
	first := true
	err := inorder.Run(1,
		func(*batch) bool {
			if !first {
				<-never
			}
			first = false
			return true
		},
		func() func(*batch) { return func(*batch) {} },
		func(*batch) error { return full })
	if !errors.Is(err, full) {
		t.Errorf("error %v", err)
	}
}

func TestRunUsesBatchesAgain(t *testing.T) {
	seen := map[*batch]bool{}
	filled := 0
	err := inorder.Run(3,
		func(*batch) bool { filled++; return filled < 1000 },
		func() func(*batch) { return func(*batch) {} },
		func(b *batch) error { seen[b] = true; return nil })
	if err != nil || len(seen) > 8 {
		t.Errorf("%d batches in memory, error %v", len(seen), err)
	}
}
