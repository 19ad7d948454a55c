// Package checksum guards what stores keep against disks that give back something else.
package checksum

import (
	"encoding/binary"
	"hash/crc32"

	"github.com/hytekit/hytekit/forms/intake"
)

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// Of returns the CRC-32C of all that a record consists of, but for its Sequence. Each
// text comes with its length, so that no two records are written the same way. Via,
// Version, Verdict and Confirmed count only where one of them is there: records that were
// kept before these fields existed have none, and keep the checksum that they had.
func Of(r intake.Record) int64 {
	sum := uint32(0)
	var number [8]byte
	add := func(n uint64, text string) {
		binary.BigEndian.PutUint64(number[:], n)
		sum = crc32.Update(sum, castagnoli, number[:])
		sum = crc32.Update(sum, castagnoli, []byte(text))
	}
	add(uint64(r.ReceivedAt.UnixMicro()), "")
	for _, text := range []string{r.ID, r.Inquiry, r.Kind, r.Sender, r.Key} {
		add(uint64(len(text)), text)
	}
	if r.Via+r.Version+r.Verdict != "" || r.Confirmed {
		for _, text := range []string{r.Via, r.Version, r.Verdict} {
			add(uint64(len(text)), text)
		}
		add(number01(r.Confirmed), "")
	}
	add(uint64(len(r.Document)), "")
	return int64(crc32.Update(sum, castagnoli, r.Document))
}

func number01(is bool) uint64 {
	if is {
		return 1
	}
	return 0
}
