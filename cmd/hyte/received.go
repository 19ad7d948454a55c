package main

import (
	"fmt"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/constraint"
)

// receivedNote says what is to be done with so many invalid documents that are
// received ones.
func receivedNote(count int) string {
	return fmt.Sprintf("%d of the invalid ones look like received documents, with a nomination inside: hyte roster reads those", count)
}

// isReceivedFor reports whether the document is a received one instead of an answer to
// the inquiry, which has a roster.
func isReceivedFor(inquiry intake.Inquiry, text []byte) bool {
	_, hasRoster := inquiry.(*hyte.ResolvedCall)
	return hasRoster && isReceived(text)
}

// isReceived reports whether the document has a member that only a received
// document has.
func isReceived(text []byte) bool {
	members, _ := constraint.Members(text)
	for _, name := range []string{"nomination", "kind", "receivedAt", "accepts"} {
		if _, ok := members[name]; ok {
			return true
		}
	}
	return false
}
