package hyte_test

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/constraint"
)

// addConformance gives the documents of a kind as seeds.
func addConformance(f *testing.F, kind string) {
	for _, file := range conformanceFiles(f) {
		for _, c := range file.Cases {
			switch {
			case file.Kind != kind:
			case c.Text != nil:
				f.Add([]byte(*c.Text))
			default:
				f.Add([]byte(c.Document))
			}
		}
	}
}

// Whatever comes, reading does not panic, violations come in document order,
// and what is right is the same when it is written and read again.
func FuzzDecodeNomination(f *testing.F) {
	addConformance(f, "nomination")
	call := conformanceCalls(f)["deputies-optional"]
	f.Fuzz(func(t *testing.T, data []byte) {
		n, own := hyte.DecodeNomination(data)
		read, violations := call.ReadAt(data, instant(noon))
		if (n == nil) != (read == nil) || n == nil != own.NotJSON() {
			t.Fatalf("decoded to %v and read as %v, %v", n, read, own)
		}
		inOrder(t, hyte.NominationType(), violations)
		if n == nil {
			return
		}
		call.Roster([]hyte.Received{{ID: "1", Nomination: n}}, instant(noon))
		if own.Invalid() {
			return
		}
		written, err := json.Marshal(n)
		if err != nil {
			t.Fatal(err)
		}
		again, violations := hyte.DecodeNomination(written)
		if violations.Invalid() {
			t.Errorf("%s was right, and now %v", written, violations)
		}
		if diff := cmp.Diff(n, again, cmpopts.EquateEmpty()); diff != "" {
			t.Error(diff)
		}
	})
}

// A received document is held to its own rules, and to those of its nomination
// at the nomination's place.
func FuzzDecodeReceived(f *testing.F) {
	addConformance(f, "received")
	call := conformanceCalls(f)["basic"]
	f.Fuzz(func(t *testing.T, data []byte) {
		r, own := hyte.DecodeReceived(data)
		read, violations := call.ReadReceived(data)
		if (r == nil) != (read == nil) || r == nil != own.NotJSON() {
			t.Fatalf("decoded to %v and read as %v, %v", r, read, own)
		}
		inOrder(t, hyte.ReceivedType(), violations)
		if r == nil {
			return
		}
		call.Roster([]hyte.Received{*r, *read}, instant(noon))
		if n := r.Nomination; n != nil && !violations.Invalid() && call.Validate(n).Invalid() {
			t.Errorf("the document is right, and its nomination is not: %v", call.Validate(n))
		}
	})
}

// A call can be checked whatever is wrong with it; one that is sound is
// resolved, and is the same when it is written and read again.
func FuzzDecodeCall(f *testing.F) {
	addConformance(f, "call")
	n := nominationOf("municipality:109", personNamed("Aino"))
	f.Fuzz(func(t *testing.T, data []byte) {
		call, violations := hyte.DecodeCall(data)
		if (call == nil) != violations.NotJSON() {
			t.Fatalf("%v, %v", call, violations)
		}
		inOrder(t, hyte.CallType(), violations)
		if call == nil {
			return
		}
		call.Status(instant(noon))
		resolved, found := call.Resolve()
		inOrder(t, hyte.CallType(), found)
		if (resolved == nil) != found.Invalid() {
			t.Fatalf("resolved to %v with %v", resolved, found)
		}
		if resolved == nil {
			return
		}
		resolved.ValidateAt(n, instant(noon))
		resolved.Roster([]hyte.Received{{ID: "1", Nomination: n}}, instant(noon))
		written, err := json.Marshal(resolved.Public())
		if err != nil {
			t.Fatal(err)
		}
		if again, violations := hyte.DecodeResolvedCall(written); again == nil {
			t.Errorf("%s cannot be read again: %v", written, violations)
		}
	})
}

// A roster that another program has kept can be read whatever is wrong with it;
// one that is right is the same when it is written and read again.
func FuzzReadRoster(f *testing.F) {
	calls := conformanceCalls(f)
	for _, c := range conformanceFiles(f)["roster.json"].Cases {
		var received []hyte.Received
		for _, document := range c.Received {
			r, _ := calls[c.Call].ReadReceived(document)
			received = append(received, *r)
		}
		text, err := json.Marshal(calls[c.Call].Roster(received, c.At))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(text)
	}
	call := calls["basic"]
	f.Fuzz(func(t *testing.T, data []byte) {
		r, violations := call.ReadRoster(data)
		if (r == nil) != violations.NotJSON() {
			t.Fatalf("%v, %v", r, violations)
		}
		inOrder(t, hyte.RosterType(), violations)
		if r == nil || violations.Invalid() {
			return
		}
		written, err := json.Marshal(r)
		if err != nil {
			t.Fatal(err)
		}
		again, violations := call.ReadRoster(written)
		if violations.Invalid() {
			t.Errorf("%s was right, and now %v", written, violations)
		}
		if diff := cmp.Diff(r, again, cmpopts.EquateEmpty()); diff != "" {
			t.Error(diff)
		}
	})
}

// A resolved call comes from a server or a page. Whatever was read as one can be
// answered, and is the same when it is written and read again.
func FuzzDecodeResolvedCall(f *testing.F) {
	for _, call := range conformanceCalls(f) {
		text, err := json.Marshal(call)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(text)
	}
	nomination, err := json.Marshal(nominationOf("municipality:109", personNamed("Aino")))
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		call, violations := hyte.DecodeResolvedCall(data)
		inOrder(t, hyte.ResolvedCallType(), violations)
		if (call == nil) != (len(violations) > 0) {
			t.Fatalf("%v, %v", call, violations)
		}
		if call == nil {
			return
		}
		n, found := call.ReadAt(nomination, instant(noon))
		inOrder(t, hyte.NominationType(), found)
		call.Roster([]hyte.Received{{ID: "1", Nomination: n}}, instant(noon))
		written, err := json.Marshal(call)
		if err != nil {
			t.Fatal(err)
		}
		again, violations := hyte.DecodeResolvedCall(written)
		if diff := cmp.Diff(call, again, cmpopts.EquateEmpty(), cmpopts.IgnoreUnexported(hyte.ResolvedCall{})); diff != "" {
			t.Errorf("%v\n%s", violations, diff)
		}
	})
}

func inOrder(t *testing.T, typ *constraint.Type, violations hyte.Violations) {
	t.Helper()
	for i := 1; i < len(violations); i++ {
		if violations[i].Rule == constraint.RuleOmitted {
			continue // it is about those behind
		}
		if typ.Compare(violations[i-1].Location, violations[i].Location) > 0 {
			t.Errorf("%v comes before %v", violations[i-1], violations[i])
		}
	}
}
