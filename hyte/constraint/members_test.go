package constraint_test

import (
	"encoding/json"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hytekit/hytekit/hyte/constraint"
)

func ExampleMembers() {
	parts, _ := constraint.Members([]byte(`{"call": {"id": "x"}, "n": [1, 2]}`))
	fmt.Printf("%s %s\n", parts["call"], parts["n"])
	// Output: {"id": "x"} [1, 2]
}

func ExampleTexts() {
	texts, violations := constraint.Texts([]byte(`{"fi": "p\u00e4iv\u00e4"}`))
	fmt.Println(texts["fi"], len(violations))
	_, violations = constraint.Texts([]byte(`{"fi": 5}`))
	fmt.Println(violations[0])
	// Output:
	// päivä 0
	// error type at "/fi"
}

func TestMembersAndTexts(t *testing.T) {
	for text, want := range map[string]struct{ members, texts []string }{
		`{}`:                          {nil, nil},
		`{"":""}`:                     {nil, nil},
		` { "a" : "b" } `:             {nil, nil},
		`{"a":null,"b":[{}],"c":"x"}`: {nil, []string{"type /a", "type /b"}},
		`{"a":1,"\u0061":"x"}`:        {[]string{"json.duplicate_name /a"}, []string{"json.duplicate_name /a"}},
		`{"a":[1,1,{"b":}]}`:          {[]string{"json.syntax /a/2/b"}, []string{"json.syntax /a/2/b"}},
		`{"a":"x"} 5`:                 {[]string{"json.trailing_data "}, []string{"json.trailing_data "}},
		`["a"]`:                       {[]string{"type "}, []string{"type "}},
		`["a"`:                        {[]string{"json.syntax /0"}, []string{"json.syntax /0"}},
		`[] []`:                       {[]string{"json.trailing_data "}, []string{"json.trailing_data "}},
		`"a"`:                         {[]string{"type "}, []string{"type "}},
		``:                            {[]string{"json.syntax "}, []string{"json.syntax "}},
		"{\"a\":\"\xff\"}":            {[]string{"json.encoding "}, []string{"json.encoding "}},
	} {
		members, violations := constraint.Members([]byte(text))
		if diff := cmp.Diff(want.members, found(violations)); diff != "" || (members == nil) != (len(violations) > 0) {
			t.Errorf("members of %s: %v %s", text, members, diff)
		}
		var wantMembers map[string]json.RawMessage
		if members != nil && (json.Unmarshal([]byte(text), &wantMembers) != nil || len(wantMembers) != len(members)) {
			t.Errorf("members of %s: %v", text, members)
		}
		for name, value := range wantMembers {
			if string(members[name]) != string(value) && members != nil {
				t.Errorf("member %q of %s: %s", name, text, members[name])
			}
		}
		texts, violations := constraint.Texts([]byte(text))
		if diff := cmp.Diff(want.texts, found(violations)); diff != "" || (texts == nil) != (len(violations) > 0) {
			t.Errorf("texts of %s: %v %s", text, texts, diff)
		}
		var wantTexts map[string]string
		if texts != nil && (json.Unmarshal([]byte(text), &wantTexts) != nil || !cmp.Equal(wantTexts, texts)) {
			t.Errorf("texts of %s: %v", text, texts)
		}
	}
}

// What is taken is what encoding/json makes of it, and whatever else comes is
// refused with a violation.
func FuzzMembersAndTexts(f *testing.F) {
	for _, text := range []string{`{}`, `{"a": {"b": [1, null]}, "\u0062": "\ud801\udc37"}`, `{"a":1,"a":2}`, `{"fi":"x"} 5`, `["a"]`, `{"a":"\ud800"}`} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		members, violations := constraint.Members(data)
		if (members == nil) != (len(violations) > 0) {
			t.Fatalf("%v, %v", members, violations)
		}
		var wantMembers map[string]json.RawMessage
		if err := json.Unmarshal(data, &wantMembers); members != nil && (err != nil || len(wantMembers) != len(members)) {
			t.Fatalf("%q is %q, %v", members, wantMembers, err)
		}
		for name, value := range members {
			if string(wantMembers[name]) != string(value) {
				t.Errorf("%q is %q, not %q", name, value, wantMembers[name])
			}
		}
		texts, violations := constraint.Texts(data)
		if (texts == nil) != (len(violations) > 0) {
			t.Fatalf("%v, %v", texts, violations)
		}
		var wantTexts map[string]string
		if err := json.Unmarshal(data, &wantTexts); texts != nil && (err != nil || !cmp.Equal(wantTexts, texts)) {
			t.Errorf("%q is %q, %v", texts, wantTexts, err)
		}
	})
}
