package hyte_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/constraint"
)

// TestMissingTexts finds texts wherever they stand, in the order of the document.
func TestMissingTexts(t *testing.T) {
	type link struct {
		Name hyte.Text `json:"name" validate:"required,min=1,dive,keys,language,endkeys,required,max=9,line"`
		URL  hyte.Text `json:"url" validate:"required,min=1,dive,keys,language,endkeys,required,max=9,weburl"`
	}
	type paper struct {
		Title  hyte.Text   `json:"title" validate:"required,min=1,dive,keys,language,endkeys,required,max=9,line"`
		Aims   []hyte.Text `json:"aims,omitempty" validate:"omitempty,max=9,dive,min=1,dive,keys,language,endkeys,required,max=9,line"`
		Links  []link      `json:"links,omitempty" validate:"omitempty,max=9,dive"`
		Other  *link       `json:"other,omitempty" validate:"omitempty"`
		Number int         `json:"number,omitempty" validate:"omitempty,min=1,max=9"`
	}
	typ := constraint.MustCompile[paper]()
	fi, sv := hyte.Text{"fi": "x"}, hyte.Text{"sv": "x"}
	both := hyte.Text{"fi": "x", "sv": "x"}
	for name, c := range map[string]struct {
		of   paper
		want []string
	}{
		"all there":    {paper{Title: both, Links: []link{{both, fi}}}, nil},
		"none":         {paper{}, nil},
		"a title":      {paper{Title: sv}, []string{"/title/fi"}},
		"an empty one": {paper{Title: hyte.Text{"fi": "x", "sv": ""}}, []string{"/title/sv"}},
		"in lists": {
			paper{Title: both, Aims: []hyte.Text{both, fi}, Links: []link{{both, both}, {sv, sv}}, Other: &link{fi, fi}},
			[]string{"/aims/1/sv", "/links/1/name/fi", "/other/name/sv", "/other/url/sv"},
		},
	} {
		for _, of := range []any{c.of, &c.of} {
			var got []string
			for _, f := range hyte.MissingTexts(typ, of, []string{"fi", "sv"}, "/links/#/url") {
				got = append(got, f.At)
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("%s: %s", name, diff)
			}
		}
	}
}
