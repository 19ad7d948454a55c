package nomination_test

import (
	"io"
	"testing"

	"github.com/hytekit/hytekit/forms"
	"github.com/hytekit/hytekit/forms/view"
	"github.com/hytekit/hytekit/hyte"
)

func BenchmarkPage(b *testing.B) {
	f := form(b, "fi")
	b.Run("empty", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, err := f.Page(options, forms.View{Status: hyte.StatusOpen, Token: "t"}).WriteTo(io.Discard); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("rejected", func(b *testing.B) {
		s := f.Post(mistakes()).State
		violations := f.Check(s)
		b.ReportAllocs()
		for b.Loop() {
			if _, err := f.Page(options, forms.View{State: s, Violations: violations, Phase: forms.PhaseRejected}).WriteTo(io.Discard); err != nil {
				b.Fatal(err)
			}
		}
	})
}

func BenchmarkPost(b *testing.B) {
	f, values := form(b, "fi"), right()
	b.ReportAllocs()
	for b.Loop() {
		f.Post(values)
	}
}

func BenchmarkDocument(b *testing.B) {
	f := form(b, "fi")
	s := f.Post(right()).State
	b.ReportAllocs()
	for b.Loop() {
		f.Document(s)
	}
}

func BenchmarkCheck(b *testing.B) {
	f := form(b, "fi")
	s := f.Post(right()).State
	b.ReportAllocs()
	for b.Loop() {
		f.Check(s)
	}
}

func BenchmarkMessage(b *testing.B) {
	f := form(b, "fi")
	v := hyte.Violation{Rule: "format.email", Location: "/representatives/0/person/email", Severity: hyte.Error}
	b.ReportAllocs()
	for b.Loop() {
		f.Message(v)
	}
}

// BenchmarkKeystroke is what the widget does for each letter that is typed into
// a form which was rejected before.
func BenchmarkKeystroke(b *testing.B) {
	s := forms.NewSession(form(b, "fi"), nil, nil)
	s.Submit()
	var page []byte
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		s.Set("/submitter/jobTitle", []string{[...]string{"a", "b"}[i%2]})
		page = view.AppendHTML(page[:0], s.Tree())
	}
}
