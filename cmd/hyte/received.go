package main

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/forms/nomination"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/constraint"
	"github.com/hytekit/hytekit/hyte/folder"
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
	for _, name := range []string{"nomination", "reply", "kind", "receivedAt", "accepts"} {
		if _, ok := members[name]; ok {
			return true
		}
	}
	return false
}

// readReceived adds what the calls of a folder have received, from files with answers.
// Answers to what is no call, such as an event, are passed over.
func (a *app) readReceived(f *folder.Folder, files []string, languageCode string) error {
	var failed error
	collectors, strangers := map[string]*collector{}, map[string]int{}
	for from := a.sources(files); ; {
		source, d, err := from.next()
		switch {
		case errors.Is(err, io.EOF):
			for _, name := range slices.Sorted(maps.Keys(strangers)) {
				a.notice("%s: %d answer no request of these files", printable(name), strangers[name])
				failed = cmp.Or(failed, errFound)
			}
			return failed
		case err != nil:
			a.notice("%v", err)
			failed = errFailed
			continue
		}
		id, isAnswer := callOf(d.Text)
		call, ok := f.Call(id)
		if !ok {
			if isAnswer {
				strangers[source]++
			}
			continue
		}
		if collectors[id] == nil {
			l := inLanguage(languageCode, a.kinds.texts).answering(call, nomination.Kind())
			collectors[id] = &collector{app: a, call: call, language: l, reader: call.NewReader()}
		}
		received, violations := collectors[id].read(d.Text)
		if violations.Invalid() {
			if _, err := a.stderr.Write(collectors[id].language.appendReport(nil, source, d, ofSource(violations, d))); err != nil {
				return err
			}
			failed = cmp.Or(failed, errFound)
			continue
		}
		f.AddReceived(id, *received)
	}
}

// callOf is the id of the call that a document answers, by itself or within what was
// received.
func callOf(text []byte) (id string, isAnswer bool) {
	members, _ := constraint.Members(text)
	if id, isAnswer = textOf(members["call"]); isAnswer {
		return id, true
	}
	for _, member := range members {
		within, _ := constraint.Members(member)
		if id, isAnswer = textOf(within["call"]); isAnswer {
			return id, true
		}
	}
	return "", false
}
