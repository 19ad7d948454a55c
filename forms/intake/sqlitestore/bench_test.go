package sqlitestore_test

import (
	"strconv"
	"sync/atomic"
	"testing"
)

// BenchmarkAppend is one clerk after another: each append waits for the disk.
func BenchmarkAppend(b *testing.B) {
	s := open(b, newPath(b))
	b.ReportAllocs()
	n := 0
	for b.Loop() {
		add(b, s, record("bench", n))
		n++
	}
}

// BenchmarkAppendParallel is the last minute before a deadline.
func BenchmarkAppendParallel(b *testing.B) {
	s := open(b, newPath(b))
	b.ReportAllocs()
	b.SetParallelism(16)
	var sender atomic.Int64
	b.RunParallel(func(pb *testing.PB) {
		name := "bench" + strconv.FormatInt(sender.Add(1), 10)
		for n := 0; pb.Next(); n++ {
			if _, added, err := s.Append(b.Context(), record(name, n)); err != nil || !added {
				b.Errorf("Append: added %v, error %v", added, err)
				return
			}
		}
	})
}

// BenchmarkRecords reads what a large roster is made of.
func BenchmarkRecords(b *testing.B) {
	s := open(b, newPath(b))
	const records = 1000
	for n := range records {
		add(b, s, record("bench", n))
	}
	b.ReportAllocs()
	for b.Loop() {
		n := 0
		for _, err := range s.Records(b.Context(), call) {
			if err != nil {
				b.Fatal(err)
			}
			n++
		}
		if n != records {
			b.Fatalf("%d records, want %d", n, records)
		}
	}
}

// BenchmarkCount is what a cached roster costs.
func BenchmarkCount(b *testing.B) {
	s := open(b, newPath(b))
	for n := range 1000 {
		add(b, s, record("bench", n))
	}
	b.ReportAllocs()
	for b.Loop() {
		count(b, s)
	}
}
