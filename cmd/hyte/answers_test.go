package main

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/hytekit/hytekit/forms"
	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/constraint"
	"github.com/hytekit/hytekit/hyte/document"
	"github.com/hytekit/hytekit/internal/firstkind"
)

// remark is a second kind that may answer the example call.
type remark struct {
	Schema string `json:"$schema,omitempty" validate:"omitempty,max=500,line"`
	Text   string `json:"text" validate:"required,max=20,line"`
}

var remarks = document.MustNew("remark", "remarks", constraint.MustCompile[remark](), nil)

// talkative is a call that takes remarks, too.
type talkative struct {
	*hyte.ResolvedCall
	programs *document.Programs
}

func (t talkative) Responses() []*document.Kind { return append(t.ResolvedCall.Responses(), remarks) }

func (t talkative) Program(kind *document.Kind) *document.Program {
	if kind == remarks {
		return t.programs.Of(kind, t)
	}
	return t.ResolvedCall.Program(kind)
}

// A document says by its $schema which kind of answer it is; one that does not say is of
// the first kind.
func TestAnswersOfSeveralKinds(t *testing.T) {
	a := &app{kinds: listedKinds()}
	a.kinds.service.Responses = []intake.Kind{
		{Form: &forms.Kind{Document: firstkind.Kind()}, Texts: a.kinds.texts},
		{Form: &forms.Kind{Document: remarks}, Texts: a.kinds.texts},
	}
	inquiry, err := a.loadInquiry(example+"call.json", "en")
	if err != nil {
		t.Fatal(err)
	}
	answers, err := a.kinds.answersTo(talkative{inquiry.(*hyte.ResolvedCall), new(document.Programs)}, "en")
	if err != nil {
		t.Fatal(err)
	}
	within, after := time.Date(2021, 1, 10, 12, 0, 0, 0, time.UTC), time.Date(2021, 1, 20, 12, 0, 0, 0, time.UTC)
	for _, test := range []struct {
		text string
		at   time.Time
		want []string
	}{
		{`{"$schema":"https://hytekit.org/schema/v1/remark.schema.json","text":"x"}`, time.Time{}, nil},
		{`{"$schema":"https://hytekit.org/schema/v1/remark.schema.json","text":"x"}`, within, nil},
		{`{"$schema":"https://hytekit.org/schema/v1/remark.schema.json","text":"x"}`, after, []string{"deadline.passed "}},
		{`{"$schema":"https://hytekit.org/schema/v1/calls/any/remark.schema.json"}`, time.Time{}, []string{"required /text"}},
		{`{"text":"x"}`, time.Time{}, []string{
			"required /call", "required " + firstkind.SenderAt, "required /representatives", "required /submitter", "consent.missing /consent", "unknown_property /text",
		}},
		{`{`, within, []string{"json.syntax "}},
	} {
		_, violations := answers.reader(test.at).read([]byte(test.text))
		var got []string
		for _, v := range violations {
			got = append(got, string(v.Rule)+" "+v.Location)
		}
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%s at %v (-want +got)\n%s", test.text, test.at, diff)
		}
	}
	nobody := &kinds{}
	if _, err := nobody.answersTo(inquiry, "en"); err == nil {
		t.Error("a kind that is on no list answers")
	}
}
