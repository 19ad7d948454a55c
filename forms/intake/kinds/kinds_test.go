package kinds_test

import (
	"slices"
	"testing"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/forms/intake/kinds"
	all "github.com/hytekit/hytekit/hyte/kinds"
)

// TestEveryCollectionIsComplete holds the list to what the service and the command line
// need of it.
func TestEveryCollectionIsComplete(t *testing.T) {
	known := kinds.All()
	if len(known.Responses) == 0 || len(known.Collections) == 0 || known.Base == nil {
		t.Fatal("the list is empty")
	}
	for _, c := range known.Collections {
		name := c.Inquiry.Name()
		if found, ok := known.Collection(name); !ok || found.Inquiry != c.Inquiry {
			t.Errorf("%s: it is not found by its name", name)
		}
		for _, kind := range c.Takes {
			if _, ok := known.Response(kind); !ok {
				t.Errorf("%s takes the kind %s, which is no response", name, kind.Name())
			}
		}
		for _, kind := range append(slices.Clone(c.Takes), c.Inquiry, c.Public) {
			if !slices.Contains(c.Documents, kind) {
				t.Errorf("%s: its documents lack the kind %s", name, kind.Name())
			}
		}
		for _, text := range []string{"", "{", "{}"} {
			if inquiry, deadline, violations := c.Read([]byte(text)); inquiry != nil || deadline != nil || !violations.Invalid() {
				t.Errorf("%s: %q is read as %v with the deadline %v: %v", name, text, inquiry, deadline, violations)
			}
		}
	}
	for _, kind := range all.All() {
		if all.IsKept(kind) {
			continue // nobody answers it
		}
		if !slices.ContainsFunc(known.Collections, func(c intake.Collection) bool { return slices.Contains(c.Documents, kind) }) {
			t.Errorf("no inquiry has documents of the kind %s", kind.Name())
		}
	}
}
