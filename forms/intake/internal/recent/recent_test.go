package recent_test

import (
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/forms/intake/internal/recent"
)

func records(from, to int64) (all []intake.Record) {
	for n := from; n <= to; n++ {
		all = append(all, intake.Record{Sequence: n, Inquiry: fmt.Sprint("inquiry", n%2), Document: []byte("document")})
	}
	return all
}

func TestFollowing(t *testing.T) {
	for name, c := range map[string]struct {
		added        [][]intake.Record
		after, until int64
		want         []int64
		all          bool
	}{
		"nothing was added":     {nil, 0, 1, nil, false},
		"the next one":          {[][]intake.Record{records(1, 4)}, 3, 4, []int64{4}, true},
		"all of the inquiry":    {[][]intake.Record{records(1, 3), records(4, 6)}, 0, 4, []int64{2, 4, 6}, true},
		"none of the inquiry":   {[][]intake.Record{records(3, 3)}, 2, 3, nil, true},
		"one is missing before": {[][]intake.Record{records(3, 6)}, 1, 6, nil, false},
		"one is missing after":  {[][]intake.Record{records(3, 6)}, 2, 7, nil, false},
		"another's in between":  {[][]intake.Record{records(1, 3), records(5, 6)}, 2, 6, nil, false},
		"after another's":       {[][]intake.Record{records(1, 3), records(5, 6)}, 4, 6, []int64{6}, true},
		"others' within":        {[][]intake.Record{append(records(1, 1), records(3, 4)...)}, 0, 4, nil, false},
	} {
		t.Run(name, func(t *testing.T) {
			var r recent.Records
			defer r.Forget()
			for _, added := range c.added {
				r.Add(added)
			}
			got, all := r.Following("inquiry0", c.after, c.until)
			var sequences []int64
			for _, g := range got {
				sequences = append(sequences, g.Sequence)
			}
			if all != c.all || fmt.Sprint(sequences) != fmt.Sprint(c.want) {
				t.Errorf("%v, all %v; want %v, all %v", sequences, all, c.want, c.all)
			}
		})
	}
}

// TestBounds: however many are added, few are kept, and the last ones are among them.
func TestBounds(t *testing.T) {
	var r recent.Records
	defer r.Forget()
	for n := int64(1); n <= 10_000; n++ {
		r.Add(records(n, n))
		if _, all := r.Following("inquiry0", n-1, n); !all {
			t.Fatalf("the last one of %d is not there", n)
		}
	}
	if _, all := r.Following("inquiry0", 7000, 10_000); all {
		t.Error("3000 are kept")
	}
	big := records(1, 3)
	for n := range big {
		big[n].Document = make([]byte, 16<<20)
		r.Add(big[n : n+1])
	}
	if _, all := r.Following("inquiry0", 0, 3); all {
		t.Error("48 MB are kept")
	}
}

// TestOwnDocuments: whoever added a record may go on with its document.
func TestOwnDocuments(t *testing.T) {
	var r recent.Records
	defer r.Forget()
	added := records(2, 2)
	r.Add(added)
	clear(added[0].Document)
	if got, _ := r.Following("inquiry0", 1, 2); len(got) != 1 || string(got[0].Document) != "document" {
		t.Errorf("%d records, whose documents have changed", len(got))
	}
}

// TestForgets: what documents say is in memory for seconds only.
func TestForgets(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var r recent.Records
		for n := int64(1); n <= 3; n++ {
			r.Add(records(n, n))
			time.Sleep(2 * time.Second)
		}
		if _, all := r.Following("inquiry0", 0, 1); all {
			t.Error("the first one is kept for 6 seconds")
		}
		r.Add(records(4, 4))
		if _, all := r.Following("inquiry0", 3, 4); !all {
			t.Error("the last one is not there")
		}
		r.Forget()
		if _, all := r.Following("inquiry0", 3, 4); all {
			t.Error("it is there after Forget")
		}
	})
}
