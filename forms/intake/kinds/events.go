package kinds

import (
	"github.com/hytekit/hytekit/forms"
	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/forms/intake/board/programme"
	"github.com/hytekit/hytekit/forms/question"
	asked "github.com/hytekit/hytekit/forms/question/texts"
	"github.com/hytekit/hytekit/forms/registration"
	registered "github.com/hytekit/hytekit/forms/registration/texts"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/document"
	"github.com/hytekit/hytekit/hyte/event"
)

func events() intake.Collection {
	takes := []*document.Kind{event.RegistrationKind(), event.QuestionKind()}
	return intake.Collection{
		Inquiry:   event.Kind(),
		Public:    event.Kind(),
		Takes:     takes,
		Documents: append([]*document.Kind{event.Kind()}, takes...),
		Read:      readEvent,
	}
}

// readEvent warns also of languages in which there is no form, as of calls.
func readEvent(data []byte) (intake.Inquiry, *hyte.Deadline, hyte.Violations) {
	var e event.Event
	shape := event.Kind().Type()
	if violations := shape.Read(data, &e); violations.NotJSON() {
		return nil, nil, violations
	}
	i, violations := event.Read(data)
	violations = append(violations, forms.CheckLanguages(e.Languages)...)
	shape.Sort(violations)
	deadline := firstDeadline(&e)
	if i == nil {
		return nil, deadline, violations
	}
	return i, deadline, violations
}

// firstDeadline is that of those who register, else of those who ask.
func firstDeadline(e *event.Event) *hyte.Deadline {
	switch {
	case e.Registration != nil:
		return e.Registration.Until
	case e.Questions != nil:
		return e.Questions.Until
	}
	return nil
}

func registrations() intake.Kind {
	return intake.Kind{
		Form:     registration.Kind(),
		Texts:    registered.Set(),
		Problems: eventProblems(),
		Schema:   schemaOf(event.RegistrationKind().Name()),
		Link:     func(i intake.Inquiry) string { return i.(*event.Inquiry).Link() },
		TakeBack: programme.Cancelling(),
		Letters:  registrationLetters, LetterTexts: eventLetterTexts(),
	}
}

func questions() intake.Kind {
	return intake.Kind{
		Form:     question.Kind(),
		Texts:    asked.Set(),
		Problems: eventProblems(),
		Schema:   schemaOf(event.QuestionKind().Name()),
		Letters:  questionLetters, LetterTexts: eventLetterTexts(),
	}
}
