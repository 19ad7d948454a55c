package hyte

import (
	"iter"
	"strconv"

	"github.com/hytekit/hytekit/hyte/constraint"
	"github.com/hytekit/hytekit/hyte/document"
)

// Question is a question of an organizer's own: what a request or the registration for
// an event asks beside what every such document asks. The answers stand in a member
// answers, each as a text under the question's id; see [AnswerRules]. The zero value is
// not a valid question.
type Question struct {
	// ID names the question in answers. It stays when the words change.
	ID string `json:"id" validate:"required,max=100,slug"`
	// Label is the question itself.
	Label Text `json:"label" validate:"required,min=1,dive,keys,language,endkeys,required,max=300,line"`
	// Hint says more on how to answer.
	Hint Text         `json:"hint,omitempty" validate:"omitempty,min=1,dive,keys,language,endkeys,required,max=300,line"`
	Kind QuestionKind `json:"kind" validate:"required,oneof=line text choice yes-no date"`
	// Options are those of a choice, in the order in which they are shown.
	Options []QuestionOption `json:"options,omitempty" validate:"omitempty,min=2,max=30,dive"`
	// Required says that whoever answers must answer this.
	Required bool `json:"required,omitempty" validate:"omitempty"`
	// Item is the id of the plan's item that the question follows up.
	Item string `json:"item,omitempty" validate:"omitempty,max=50,line"`
}

// QuestionOption is one of the answers to choose from.
type QuestionOption struct {
	// ID is what stands in the answer.
	ID    string `json:"id" validate:"required,max=100,slug"`
	Label Text   `json:"label" validate:"required,min=1,dive,keys,language,endkeys,required,max=200,line"`
}

// QuestionKind says how a question is answered.
type QuestionKind string

// The kinds of questions.
const (
	QuestionLine   QuestionKind = "line"   // one line of text
	QuestionText   QuestionKind = "text"   // text of one or more lines
	QuestionChoice QuestionKind = "choice" // one of the options, by its id
	QuestionYesNo  QuestionKind = "yes-no" // AnswerYes or AnswerNo
	QuestionDate   QuestionKind = "date"   // a day, YYYY-MM-DD
)

// The answers to a question of the kind [QuestionYesNo].
const (
	AnswerYes = "yes"
	AnswerNo  = "no"
)

// QuestionRules are the rules of questions that stand at a place of a document, such as
// "/questions", and come from the document's struct.
func QuestionRules(at string, of func(document any) []Question) []document.Rule {
	twice := func(ids func([]Question) iter.Seq2[string, string]) document.Func {
		return func(f document.Facts) []document.Finding { return repeated(at, ids(of(f.Document))) }
	}
	return []document.Rule{
		{ID: RuleQuestionDuplicate, At: at + "/#/id", Func: twice(questionIDs), Why: comparesValues},
		{ID: RuleOptionDuplicate, At: at + "/#/options/#/id", Func: twice(optionIDs), Why: comparesValues},
		{ID: RuleQuestionOptions, Of: "Question", If: []document.Condition{choosing}, Says: document.Members(1, 0, "options")},
		{ID: RuleQuestionOptions, Of: "Question", If: []document.Condition{writing}, Says: document.None("options")},
	}
}

var (
	choosing = document.Is("kind", string(QuestionChoice))
	writing  = document.Is("kind", string(QuestionLine), string(QuestionText), string(QuestionYesNo), string(QuestionDate))
)

func questionIDs(questions []Question) iter.Seq2[string, string] {
	return func(yield func(place, id string) bool) {
		for i := range questions {
			if !yield(nth(i), questions[i].ID) {
				return
			}
		}
	}
}

// optionIDs are those of options with the ids of their questions before them, as ids of
// two questions may be one.
func optionIDs(questions []Question) iter.Seq2[string, string] {
	return func(yield func(place, id string) bool) {
		for i := range questions {
			for j := range questions[i].Options {
				if !yield(nth(i)+"/options"+nth(j), nth(i)+"/"+questions[i].Options[j].ID) {
					return
				}
			}
		}
	}
}

func nth(i int) string { return "/" + strconv.Itoa(i) }

// repeated finds ids that stand at a place before.
func repeated(at string, ids iter.Seq2[string, string]) (found []document.Finding) {
	seen := map[string]string{}
	for place, id := range ids {
		if first, twice := seen[id]; twice {
			found = append(found, document.Finding{At: at + place + "/id", Params: constraint.Params{Other: at + first}})
		} else {
			seen[id] = place
		}
	}
	return found
}

// AnswerRules are the rules of answers to an inquiry's questions, which stand in a
// document's member answers: map[string]string, the text of each under the question's id.
// A text that is empty is no answer.
func AnswerRules(of func(document.Inquiry) []Question) []document.Rule {
	entries := func(i document.Inquiry) []document.Entry {
		var all []document.Entry
		for _, q := range of(i) {
			all = append(all, q.entry())
		}
		return all
	}
	const at = "/answers"
	return []document.Rule{
		{ID: RuleAnswerUnknown, At: at, Says: document.OnlyEntries(entries)},
		{ID: RuleAnswerMissing, At: at, Says: document.EntriesGiven(entries)},
		{ID: RuleAnswerOption, At: at, Says: document.EntriesAmong(entries)},
		{ID: constraint.RuleFormatLine, At: at, Says: document.EntriesAs("line", entries)},
		{ID: constraint.RuleFormatDate, At: at, Says: document.EntriesAs("caldate", entries)},
	}
}

// entry is what the question says of its answer.
func (q *Question) entry() document.Entry {
	e := document.Entry{Name: q.ID, Required: q.Required, Title: q.Label, Hint: q.Hint}
	switch q.Kind {
	case QuestionLine:
		e.Format = "line"
	case QuestionDate:
		e.Format = "caldate"
	case QuestionYesNo:
		e.Values = []string{AnswerYes, AnswerNo}
	case QuestionChoice:
		for i := range q.Options {
			e.Values, e.Names = append(e.Values, q.Options[i].ID), append(e.Names, q.Options[i].Label)
		}
	}
	return e
}

// normalizeAnswers writes the texts of answers as other texts, and leaves out those that
// are empty.
func normalizeAnswers(answers map[string]string) {
	for id, text := range answers {
		if answers[id] = normalName(text); answers[id] == "" {
			delete(answers, id)
		}
	}
}
