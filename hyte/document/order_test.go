package document_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hytekit/hytekit/hyte/constraint"
	"github.com/hytekit/hytekit/hyte/document"
)

// Rules of one place are reported in the order of the list, whichever of them is
// applied first.
func TestOrderOfOnePlace(t *testing.T) {
	function := func(at string) document.Func {
		return func(document.Facts) []document.Finding { return []document.Finding{{At: at}} }
	}
	kind := document.MustNew("booking", "bookings", constraint.MustCompile[booking](), []document.Rule{
		{ID: "most.a", At: "/bus/most", Says: document.Absent()},
		{ID: "most.b", At: "/bus/most", Func: function("/bus/most"), Why: "a test"},
		{ID: "most.c", At: "/bus/most", Says: document.NotBelow("least")},
		{ID: "most.d", At: "/bus/most", Func: function("/bus/most"), Why: "a test"},
		{ID: "most.e", At: "/bus/most", Says: document.Absent()},
		{ID: "bus", At: "/bus", Says: document.None("least")},
	})
	b := booking{Tour: "tour", From: "north", Guests: []guest{{Person: &person{}}}, Bus: &bus{Least: 2, Most: 1}}
	want := []string{"bus /bus", "most.a /bus/most", "most.b /bus/most", "most.c /bus/most 2", "most.d /bus/most", "most.e /bus/most"}
	if diff := cmp.Diff(want, short(kind.Alone().Check(&b, nil))); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

// Each list has a pair of its own.
func TestPairOfEachList(t *testing.T) {
	type group struct {
		Guests []guest `json:"guests" validate:"required,min=1,max=9,dive"`
	}
	type groups struct {
		Groups []group `json:"groups" validate:"required,min=1,max=9,dive"`
	}
	kind := document.MustNew("groups", "groups", constraint.MustCompile[groups](), []document.Rule{
		{ID: "pair", At: "/groups/#/guests", Says: document.Pair([]string{"person", "guide"}, "group", "a", "b")},
	})
	a, b, none := &person{Group: "a"}, &person{Group: "b"}, &person{}
	d := groups{[]group{
		{[]guest{{Person: a}, {Person: b}}},
		{[]guest{{Person: b}, {Person: b}}},
		{[]guest{{Person: a, Guide: b}}},
		{[]guest{{Person: a, Guide: a}}},
		{[]guest{{Person: a, Guide: none}}},
		{[]guest{{}}},
	}}
	want := []string{"pair /groups/1/guests", "pair /groups/3/guests"}
	found := kind.Alone().Check(&d, nil)
	if diff := cmp.Diff(append(want, "required /groups/5/guests/0/person"), short(found)); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}
