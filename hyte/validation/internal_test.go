package validation

import (
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/hytekit/hytekit/hyte"
)

func TestDivide(t *testing.T) {
	for tag, want := range map[string][2]string{
		"required,max=100,slug":                        {"required,max=100,hyte_slug", ""},
		"omitempty,oneof=text line":                    {"omitempty,oneof=text line", ""},
		"required,min=1,max=100,dive":                  {"required,min=1,dive", "max=100"},
		"required,min=2,unique,dive,required,language": {"required,dive,required,hyte_language", "min=2,unique"},
		"omitempty,max=30,dive,min=1,dive,keys,language,endkeys,required,max=9,text": {
			"omitempty,dive,min=1,dive,keys,hyte_language,endkeys,required,max=9,hyte_text", "max=30",
		},
	} {
		kept, limits, err := divide(strings.Split(tag, ","))
		if diff := cmp.Diff(want, [2]string{strings.Join(kept, ","), strings.Join(limits, ",")}); err != nil || diff != "" {
			t.Errorf("%s: %v\n%s", tag, err, diff)
		}
	}
	if _, _, err := divide(strings.Split("required,dive,max=3,dive,line", ",")); err == nil {
		t.Error("the limits of a list in a list would be lost")
	}
}

// FuzzLocate: no namespace leads out of the document, or makes it panic.
func FuzzLocate(f *testing.F) {
	for _, namespace := range []string{
		"", "Call", "Call.", "Call.Title[fi]", "Call.Title[]", "Call.Title[x].y]", "Call.Body.Tasks[0][fi]", "Call.Body.Tasks[9]", "Call.Body.Tasks[-1]",
		"Call.Body.Tasks[x", "Call.CoOrganizers[0].Contacts[0].JobTitle[fi]", "Call.ID.x", "Call..", "Call.Deadline[0]", "Call.Title.fi",
	} {
		f.Add(namespace)
	}
	call := &hyte.Call{
		Title: hyte.Text{"fi": "x", "x].y": "x"}, Body: &hyte.Body{Tasks: []hyte.Text{{"fi": "x"}}},
		CoOrganizers: []hyte.Organizer{{Contacts: []hyte.Contact{{}}}},
	}
	f.Fuzz(func(t *testing.T, namespace string) {
		at, ok := locate(call, namespace)
		if ok != strings.HasPrefix(namespace, "Call.") {
			t.Errorf("%q is of a call: %v", namespace, ok)
		}
		pointer := at.pointer()
		if _, known := hyte.CallType().Lookup(pointer); !known {
			t.Errorf("%q leads to %q, where a call has nothing", namespace, pointer)
		}
		// The way back and forth ends where it began.
		_, field := namespaces(reflect.TypeFor[hyte.Call](), pointer)
		if again, _ := locate(call, "Call."+field); again.pointer() != pointer {
			t.Errorf("%q leads to %q, and that to %q", namespace, pointer, again.pointer())
		}
	})
}
