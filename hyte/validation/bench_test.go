package validation_test

import (
	"context"
	"encoding/json"
	"testing"
	"time"

	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/validation"
)

// against runs the benchmark and the same work done by hyte alone, in turns, so
// that a busy machine delays both, and reports how many times longer the
// benchmark took. Time and allocations are those of the benchmark only.
func against(b *testing.B, hyteAlone, bridge func()) {
	b.Helper()
	const turn = 500
	var alone time.Duration
	b.ReportAllocs()
	b.ResetTimer()
	for done := 0; done < b.N; done += turn {
		n := min(turn, b.N-done)
		for range n {
			bridge()
		}
		b.StopTimer()
		start := time.Now()
		for range n {
			hyteAlone()
		}
		alone += time.Since(start)
		b.StartTimer()
	}
	b.ReportMetric(float64(b.Elapsed())/float64(max(alone, 1)), "×hyte")
}

// BenchmarkRules checks a right answer that has been bound before.
func BenchmarkRules(b *testing.B) {
	v, call := newValidator(b), calls(b)["pairs"]
	n := benchmarkAnswer(b, call)
	ctx := validation.WithInquiry(context.Background(), call)
	against(b, func() {
		if violations := call.Validate(n); len(violations) > 0 {
			b.Fatal(violations)
		}
	}, func() {
		if err := v.StructCtx(ctx, n); err != nil {
			b.Fatal(err)
		}
	})
}

// BenchmarkDocument binds the text too, as a service does.
func BenchmarkDocument(b *testing.B) {
	v, call := newValidator(b), calls(b)["pairs"]
	data, err := json.Marshal(benchmarkAnswer(b, call))
	if err != nil {
		b.Fatal(err)
	}
	ctx := validation.WithInquiry(context.Background(), call)
	b.SetBytes(int64(len(data)))
	reader := call.NewReader()
	against(b, func() {
		if _, violations := reader.Read(data); len(violations) > 0 {
			b.Fatal(violations)
		}
	}, func() {
		var n answer
		if err := json.Unmarshal(data, &n); err != nil {
			b.Fatal(err)
		}
		if err := v.StructCtx(ctx, &n); err != nil {
			b.Fatal(err)
		}
	})
}

// BenchmarkViolations checks an answer that breaks a dozen rules.
func BenchmarkViolations(b *testing.B) {
	v, call := newValidator(b), calls(b)["deputies"]
	n := &answer{Representatives: []hyte.Representative{{Person: &hyte.Person{GivenName: "\x00", Email: "x"}}}, Language: "FI"}
	ctx := validation.WithInquiry(context.Background(), call)
	against(b, func() {
		if violations := call.Validate(n); len(violations) == 0 {
			b.Fatal("no violations")
		}
	}, func() {
		if violations, err := validation.Check(ctx, v, n); err != nil || len(violations) == 0 {
			b.Fatal(violations, err)
		}
	})
}

// benchmarkAnswer has some 800 bytes as JSON and is right for the call.
func benchmarkAnswer(b *testing.B, call *hyte.ResolvedCall) *answer {
	b.Helper()
	n := bind[answer](b, []byte(richAnswer))
	n.Representatives = n.Representatives[:1]
	if violations := call.Validate(n); len(violations) > 0 {
		b.Fatal(violations)
	}
	return n
}
