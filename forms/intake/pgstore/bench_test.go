//go:build unix

package pgstore_test

import (
	"strconv"
	"sync/atomic"
	"testing"

	"github.com/hytekit/hytekit/forms/intake/internal/checksum"
)

// BenchmarkRaw is one connection that inserts one document after the other, each in a
// transaction of its own: the rate with which the others are compared.
func BenchmarkRaw(b *testing.B) {
	server.WaitForDisk(b)
	_, address := newDatabase(b)
	open(b, address)
	conn := connect(b, address)
	n := 0
	for b.Loop() {
		n++
		r := record("bench", n)
		if _, err := conn.Exec(b.Context(), `INSERT INTO hytekit.received
			(seq, id, inquiry, kind, sender, received_at, key, via, version, verdict, confirmed, document, checksum)
			VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
			n, r.ID, r.Inquiry, r.Kind, r.Sender, r.ReceivedAt, r.Key, r.Via, r.Version, r.Verdict, r.Confirmed, r.Document, checksum.Of(r)); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkAppend is one clerk after another: each append waits for the disk.
func BenchmarkAppend(b *testing.B) {
	server.WaitForDisk(b)
	_, address := newDatabase(b)
	s := open(b, address)
	b.ReportAllocs()
	n := 0
	for b.Loop() {
		add(b, s, record("bench", n))
		n++
	}
}

// BenchmarkAppendParallel is the last minute before a deadline.
func BenchmarkAppendParallel(b *testing.B) {
	for _, senders := range []int{8, 32, 128} {
		b.Run(strconv.Itoa(senders), func(b *testing.B) {
			server.WaitForDisk(b)
			_, address := newDatabase(b)
			s := open(b, address)
			b.ReportAllocs()
			b.SetParallelism(senders / 2)
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
		})
	}
}

// BenchmarkRecords reads what a large roster is made of.
func BenchmarkRecords(b *testing.B) {
	_, address := newDatabase(b)
	s := open(b, address)
	const records = 1000
	for n := range records {
		add(b, s, record("bench", n))
	}
	b.ReportAllocs()
	for b.Loop() {
		if n := len(all(b, s)); n != records {
			b.Fatalf("%d records, want %d", n, records)
		}
	}
}

// BenchmarkCount is what a cached roster costs.
func BenchmarkCount(b *testing.B) {
	_, address := newDatabase(b)
	s := open(b, address)
	for n := range 1000 {
		add(b, s, record("bench", n))
	}
	b.ReportAllocs()
	for b.Loop() {
		count(b, s)
	}
}
