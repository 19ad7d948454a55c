package constraint_test

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// Decoding never panics, and reading in one pass finds the same as decoding and
// then checking; what is valid stays so, and is the same, when it is written and
// read again.
func FuzzDecode(f *testing.F) {
	for _, document := range []string{
		minimal, full, `{}`, `[]`, `null`, `{"id":5,"x":{"y":[1e400]}}`, `{"sender":{"partner":{"partner":{"name":""}}}}`,
		`{"\u0069d":"\ud801\udc37","copies":["a","a",1]}`, `{"subject":{"FI":"","":1}}`, `{"sent":"2021-01-15T00:00:00+02:00"}`,
	} {
		f.Add([]byte(document))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		var first, second letter
		decoder := letterType.NewDecoder()
		violations := letterType.Verify(&first, decoder.Decode(data, &first))
		again := decoder.Read(data, &second)
		if diff := cmp.Diff(violations, again, cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("reading in one pass differs: %s", diff)
		}
		if diff := cmp.Diff(first, second); diff != "" {
			t.Errorf("reading in one pass differs: %s", diff)
		}
		for i := range violations {
			if i > 0 && letterType.Compare(violations[i-1].Location, violations[i].Location) > 0 {
				t.Errorf("%v comes before %v", violations[i-1], violations[i])
			}
		}
		if !violations.Invalid() {
			roundTrip(t, first)
		}
	})
}

func roundTrip(t *testing.T, l letter) {
	t.Helper()
	data, err := json.Marshal(l)
	if err != nil {
		t.Fatal(err)
	}
	read, violations := read(t, string(data))
	if len(violations) > 0 {
		t.Errorf("valid before, and now %v in %s", violations, data)
	}
	// JSON leaves out an empty list or map that says omitempty.
	if diff := cmp.Diff(l, read, cmpopts.EquateEmpty()); diff != "" {
		t.Error(diff)
	}
}

func BenchmarkDecode(b *testing.B) {
	decoder := letterType.NewDecoder()
	data := []byte(full)
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		var l letter
		if violations := decoder.Decode(data, &l); len(violations) > 0 {
			b.Fatal(violations)
		}
	}
}

func BenchmarkCheck(b *testing.B) {
	l, violations := read(b, full)
	if len(violations) > 0 {
		b.Fatal(violations)
	}
	b.ReportAllocs()
	for b.Loop() {
		if violations := letterType.Check(&l); len(violations) > 0 {
			b.Fatal(violations)
		}
	}
}

func BenchmarkReadInvalid(b *testing.B) {
	data := []byte(`{"x":1,"id":"A","sender":{"name":5},"copies":["a",null],"subject":{"FI":"a"}}`)
	b.ReportAllocs()
	for b.Loop() {
		var l letter
		if violations := letterType.Read(data, &l); len(violations) != 6 {
			b.Fatal(violations)
		}
	}
}
