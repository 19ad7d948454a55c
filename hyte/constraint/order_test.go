package constraint_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hytekit/hytekit/hyte/constraint"
	"pgregory.net/rapid"
)

// numbered repeats a format with 0, 1, 2 …
func numbered(format string, n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, format, i)
	}
	return b.String()
}

// inOrder are places of a letter in document order.
var inOrder = []string{
	"", "/$schema", "/id", "/id/", "/id/0", "/subject", "/subject/", "/subject/10", "/subject/9", "/subject/fi", "/subject/sv",
	"/pages", "/sender", "/sender/name", "/sender/tags", "/sender/tags/0", "/sender/tags/2", "/sender/tags/10",
	"/sender/tags/+1", "/sender/tags/01", "/sender/tags/x", "/sender/partner", "/sender/partner/name", "/sender/partner/x",
	"/sender/ID", "/copies", "/copies/3", "/parties/0/name", "/parties/1/name", "/parties/1/x", "/parties/1/y",
	"/a~0b~1c", "/", "/ID", "/a~0b~1d", "/x", "/x/1", "/x/10", "/x/9", "/y",
}

func TestSort(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		shuffled := rapid.Permutation(inOrder).Draw(t, "places")
		violations := make(constraint.Violations, len(shuffled))
		for i, place := range shuffled {
			violations[i].Location = place
		}
		letterType.Sort(violations)
		for i, v := range violations {
			if v.Location != inOrder[i] {
				t.Fatalf("place %d is %q, not %q", i, v.Location, inOrder[i])
			}
		}
	})
}

func TestSortKeepsTheOrderOfOnePlace(t *testing.T) {
	violations := constraint.Violations{{Rule: "c", Location: "/x"}, {Rule: "b", Location: "/id"}, {Rule: "a", Location: "/x"}, {Rule: "a", Location: "/id"}}
	letterType.Sort(violations)
	if diff := cmp.Diff([]string{"b /id", "a /id", "c /x", "a /x"}, found(violations)); diff != "" {
		t.Error(diff)
	}
}

func anyPlace() *rapid.Generator[string] {
	token := rapid.OneOf(
		rapid.SampledFrom([]string{"", "id", "sender", "partner", "tags", "parties", "subject", "a~b/c", "0", "00", "1", "10", "-1", "+1", "fi", "99999999999999999999"}),
		rapid.StringN(0, 3, -1),
	)
	return rapid.Custom(func(t *rapid.T) string {
		return constraint.Pointer(rapid.SliceOfN(token, 0, 4).Draw(t, "tokens")...)
	})
}

func sign(n int) int { return min(max(n, -1), 1) }

// Document order is a total order of places.
func TestCompareIsATotalOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b, c := anyPlace().Draw(t, "a"), anyPlace().Draw(t, "b"), anyPlace().Draw(t, "c")
		ab, bc, ac := letterType.Compare(a, b), letterType.Compare(b, c), letterType.Compare(a, c)
		if (ab == 0) != (a == b) {
			t.Errorf("Compare(%q, %q) = %d", a, b, ab)
		}
		if sign(letterType.Compare(b, a)) != -sign(ab) {
			t.Errorf("%q and %q compare differently the other way round", a, b)
		}
		if ab <= 0 && bc <= 0 && ac > 0 {
			t.Errorf("%q <= %q <= %q, but not the first and last", a, b, c)
		}
		if a != b && constraint.Within(b, a) && ab >= 0 {
			t.Errorf("%q holds %q and does not come before it", a, b)
		}
	})
}

// Whatever order a document's members come in, its violations are the same.
func TestOrderOfMembersDoesNotMatter(t *testing.T) {
	members := []string{
		`"z":{}`, `"id":"Ä"`, `"sender":{"x":1,"name":""}`, `"copies":["a",5]`, `"a~b/c":"xxx"`, `"~":0`, `"pages":"2"`, `"subject":{"sv":"","FI":1,"fi":""}`,
	}
	_, want := read(t, "{"+strings.Join(members, ",")+"}")
	if len(want) < 9 {
		t.Fatalf("only %v", want)
	}
	rapid.Check(t, func(t *rapid.T) {
		var l letter
		got := letterType.Read([]byte("{"+strings.Join(rapid.Permutation(members).Draw(t, "members"), ",")+"}"), &l)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
	})
}

func TestPointerRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		tokens := rapid.SliceOf(rapid.OneOf(rapid.String(), rapid.SampledFrom([]string{"~", "/", "~0", "~1", "~01", ""}))).Draw(t, "tokens")
		pointer := constraint.Pointer(tokens...)
		if got := constraint.Tokens(pointer); !slices.Equal(got, tokens) {
			t.Errorf("%q of %q gives %q", pointer, tokens, got)
		}
	})
}

func TestPointer(t *testing.T) {
	for want, tokens := range map[string][]string{
		"": nil, "/": {""}, "//": {"", ""}, "/a~1b": {"a/b"}, "/m~0n": {"m~n"}, "/~01": {"~1"}, "/a/0": {"a", "0"},
	} {
		if got := constraint.Pointer(tokens...); got != want {
			t.Errorf("Pointer(%q) = %q, not %q", tokens, got, want)
		}
	}
	if tokens := constraint.Tokens("no pointer"); tokens != nil {
		t.Errorf("Tokens of what is no pointer are %q", tokens)
	}
}

func TestWithinAndPlaces(t *testing.T) {
	for _, c := range []struct {
		location, place string
		want            bool
	}{
		{"", "", true},
		{"/a", "", true},
		{"", "/a", false},
		{"/a", "/a", true},
		{"/a/b", "/a", true},
		{"/ab", "/a", false},
		{"/a", "/a/b", false},
		{"/a", "/", false},
		{"//a", "/", true},
	} {
		if got := constraint.Within(c.location, c.place); got != c.want {
			t.Errorf("Within(%q, %q) = %v", c.location, c.place, got)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		places := constraint.Places{}
		within, location := false, anyPlace().Draw(t, "location")
		for _, place := range rapid.SliceOfN(anyPlace(), 0, 3).Draw(t, "places") {
			places.Add(place)
			within = within || constraint.Within(location, place)
		}
		if places.Cover(location) != within {
			t.Errorf("%v covers %q: %v", places, location, !within)
		}
	})
	if constraint.Places(nil).Cover("/a") || constraint.Places(nil).Has("") {
		t.Error("the zero value has places")
	}
}
