// Package checksum guards what stores keep against disks that give back something else.
package checksum

import (
	"encoding/binary"
	"hash/crc32"

	"github.com/hytekit/hytekit/forms/intake"
)

// usualLength is that of what comes before a document.
const usualLength = 400

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// Of returns the CRC-32C of all that a record consists of, but for its Sequence. Each
// text comes with its length, so that no two records are written the same way. Via,
// Version, Verdict and Confirmed count only where one of them is there: records that were
// kept before these fields existed have none, and keep the checksum that they had.
func Of(r intake.Record) int64 {
	all := make([]byte, 0, usualLength)
	add := func(n uint64, text string) {
		all = append(binary.BigEndian.AppendUint64(all, n), text...)
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
	return int64(crc32.Update(crc32.Checksum(all, castagnoli), castagnoli, r.Document))
}

func number01(is bool) uint64 {
	if is {
		return 1
	}
	return 0
}
