package forms

import "github.com/hytekit/hytekit/hyte"

// fewOptions are as many as are shown all at once.
const fewOptions = 6

// Questions is a section with the questions of the inquiry's own, whose answers are in the
// document's member answers. Without any, it is one without questions: leave it out then.
func (w *Words) Questions(questions []hyte.Question) Section {
	s := Section{ID: "questions", At: "/answers"}
	for i := range questions {
		s.Questions = append(s.Questions, w.question(&questions[i]))
	}
	return s
}

func (w *Words) question(asked *hyte.Question) Question {
	q := Question{At: asked.ID, Type: Line, Label: asked.Label, Hint: asked.Hint, Autocomplete: "on"}
	switch asked.Kind {
	case hyte.QuestionText:
		q.Type, q.Counted = TextArea, true
	case hyte.QuestionDate:
		q.Size = "short"
		if q.Hint == nil {
			q.Hint = w.Word("hint.answers.date")
		}
	case hyte.QuestionYesNo:
		q.choose(asked, Option{Value: hyte.AnswerYes, Label: w.Word("option.answers.yes")}, Option{Value: hyte.AnswerNo, Label: w.Word("option.answers.no")})
	case hyte.QuestionChoice:
		options := make([]Option, len(asked.Options))
		for i, o := range asked.Options {
			options[i] = Option{Value: o.ID, Label: o.Label}
		}
		q.choose(asked, options...)
	}
	return q
}

// choose asks for one of the options. What need not be answered must be possible to take
// back, which no radio button is.
func (q *Question) choose(asked *hyte.Question, options ...Option) {
	q.Type, q.Options = Radio, []OptionGroup{{Options: options}}
	if !asked.Required || len(options) > fewOptions {
		q.Type, q.Choose = Select, "choose.answers"
	}
}
