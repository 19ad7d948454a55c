package export

import (
	"github.com/hytekit/hytekit/forms/texts"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/civil"
)

// questions are columns of the call's own questions, one for each.
func (l *Lists) questions() []column {
	if l.call == nil {
		return nil
	}
	var columns []column
	for i := range l.call.Questions {
		q := &l.call.Questions[i]
		columns = append(columns, column{
			head: "head.answer", title: q.Label.In(l.language), width: 36,
			cell: func(at line) Cell { return at.answerTo(q) },
		})
	}
	return columns
}

// answerTo is what the answer that counts says to a question.
func (l line) answerTo(q *hyte.Question) Cell {
	if l.entry.Counted == nil {
		return Cell{}
	}
	answer := l.entry.Counted.Said().Answers[q.ID]
	if q.Kind == hyte.QuestionDate {
		return dateCell(answer)
	}
	return TextCell(AnswerText(q, answer, l.lists.words))
}

// AnswerText is an answer to a question in words: an option by its label, yes and no, and a
// day as people write it. What the question does not know, as of an earlier version of
// the call, is as it stands.
func AnswerText(q *hyte.Question, answer string, words *texts.Catalog) string {
	switch q.Kind {
	case hyte.QuestionYesNo:
		if text, ok := words.Lookup("option.answers." + answer); ok {
			return text
		}
	case hyte.QuestionChoice:
		for i := range q.Options {
			if q.Options[i].ID == answer {
				return q.Options[i].Label.In(words.Language())
			}
		}
	case hyte.QuestionDate:
		if day := dateCell(answer); day.Type == CellDate {
			return words.Date(civil.Of(day.Time))
		}
	}
	return answer
}
