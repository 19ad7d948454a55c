package schema_test

import (
	"testing"

	"github.com/hytekit/hytekit/internal/firstkind"
	"github.com/hytekit/hytekit/schema"
)

// FuzzValidate holds the validators to the Go rules on whatever is thrown at
// them, JSON or not.
func FuzzValidate(f *testing.F) {
	example := calls(f)["deputies optional, two to three"]
	all := map[string]engines{}
	for kind, document := range documents(f, example) {
		all[kind+" of a call"] = callEngines(f, example, kind)
		f.Add(mustMarshal(f, document))
	}
	for kind, document := range baseDocuments(f) {
		all[kind] = baseEngines(f, kind)
		f.Add(mustMarshal(f, document))
	}
	for _, text := range []string{
		``, `null`, `[]`, `{`, `{}x`, `{"a":1,"a":2}`, `{"call":"\ud800"}`, "{\"call\":\"\xff\"}", `{"":{"":[]}}`,
		`{"representatives":[{"person":{}},{"deputy":1},null]}`, `{"consent":1e999999999}`, `{"languages":["fi",1,1.0,""]}`,
		`{"title":{"":1,"FI":"x","fi":""}}`, `{"sectors":{"":-1,"\n":1e400}}`, `{"representatives":{"0":{}}}`,
		`{"a/b":1,"~":2,"%41":3,"é":4}`, `{"` + firstkind.SenderName + `":"municipality:061","representatives":[[],{},{"person":[]}]}`,
	} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, document []byte) {
		for name, e := range all {
			if difference := e.disagreement(document); difference != "" {
				t.Errorf("%s: the schema (+) differs from the Go rules (-)\n%s", name, difference)
			}
		}
	})
}

// FuzzCompile reads schemas that somebody has changed. Each is refused, or is
// one that documents can be checked with.
func FuzzCompile(f *testing.F) {
	call := calls(f)["deputies required, pair required"]
	right := mustMarshal(f, documents(f, call)[answer])
	for _, write := range []func() ([]byte, error){
		func() ([]byte, error) { return schema.Base(answer) },
		func() ([]byte, error) { return schema.ForInquiry(call, answer) },
	} {
		text, err := write()
		if err != nil {
			f.Fatal(err)
		}
		f.Add(text)
	}
	f.Add([]byte(`{"$schema":"https://json-schema.org/draft/2020-12/schema","$id":"https://hytekit.org/schema/v1/` + answer + `.schema.json",` +
		`"properties":{"call":{"$ref":"#/$defs/format.id"}},"required":["call"],"$defs":{"format.id":{"pattern":"^[a-z]+$"}}}`))
	f.Fuzz(func(t *testing.T, text []byte) {
		validator, err := schema.Compile(text)
		if err != nil {
			return
		}
		for _, document := range [][]byte{right, []byte(`null`), []byte(`{"":[{}],"call":"A","representatives":{}}`)} {
			validator.Validate(document)
		}
	})
}
