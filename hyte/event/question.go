package event

import (
	"time"

	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/constraint"
	"github.com/hytekit/hytekit/hyte/document"
)

// Question is what somebody asks before an event. It is shown once the organizer has
// published it. The zero value is not a valid question. [DecodeQuestion] reads one.
type Question struct {
	// Schema may name the JSON Schema of the document; it has no effect.
	Schema string `json:"$schema,omitempty" validate:"omitempty,max=500,line"`
	// Event is the id of the event.
	Event string `json:"event" validate:"required,max=100,slug"`
	// Theme is the id of one of the event's themes.
	Theme  string  `json:"theme,omitempty" validate:"omitempty,max=100,slug"`
	Text   string  `json:"text" validate:"required,max=2000,text"`
	Author *Author `json:"author,omitempty" validate:"omitempty"`
	// Language is that of the question's page, for messages to the author.
	Language string `json:"language,omitempty" validate:"omitempty,language"`
}

// Author is who asks, as far as they say.
type Author struct {
	Name         string `json:"name,omitempty" validate:"omitempty,max=200,line"`
	Organization string `json:"organization,omitempty" validate:"omitempty,max=200,line"`
	// Email is never shown.
	Email string `json:"email,omitempty" validate:"omitempty,max=254,email"`
}

// QuestionKind is the question as a kind of document.
func QuestionKind() *document.Kind { return questionKind }

var questionKind = document.MustNew("question", "questions", constraint.MustCompile[Question](), []document.Rule{
	{ID: RuleMismatch, At: "/event", Says: document.Equals(document.Inquiry.ID)},
	{ID: RuleQuestionNotOffered, At: "", Func: notOffered((*Event).questionsUntil), Inquiry: true, Why: notAsked},
	{ID: RuleThemeUnknown, At: "/theme", When: hasThemes, Says: document.OneOf(themes)},
	{ID: RuleThemeUnknown, At: "/theme", When: hasNoThemes, Says: document.Absent()},
	{ID: hyte.RuleDeadlinePassed, Elsewhere: true, Moment: true, Why: needsClock, Source: "13/2003 s.11"},
	{ID: hyte.RuleCancelled, Elsewhere: true, Moment: true, Why: needsClock},
}, aboutEvents)

// DecodeQuestion reads a question by itself, as [Inquiry.Program] does for an event. It is
// nil if the data is not JSON at all.
func DecodeQuestion(data []byte) (*Question, hyte.Violations) {
	read, violations := questionKind.Alone().Read(data, time.Time{})
	q, _ := read.(*Question)
	return q, violations
}

// themes are the ids of what may be asked about.
func themes(i document.Inquiry) (ids []string) {
	if q := eventOf(i).Questions; q != nil {
		for j := range q.Themes {
			ids = append(ids, q.Themes[j].ID)
		}
	}
	return ids
}

func hasThemes(i document.Inquiry) bool   { return len(themes(i)) > 0 }
func hasNoThemes(i document.Inquiry) bool { return !hasThemes(i) }
