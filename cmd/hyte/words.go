package main

import (
	"embed"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/hytekit/hytekit/forms"
	"github.com/hytekit/hytekit/forms/overview"
	"github.com/hytekit/hytekit/forms/texts"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/civil"
	"github.com/hytekit/hytekit/hyte/folder"
)

//go:embed words/*.json
var wordFiles embed.FS

// language is one language's words for what the command line prints.
type language struct {
	code     string
	words    *texts.Catalog // of the command line itself
	forms    *texts.Catalog // of the forms: dates and messages
	messages *forms.Messages
	computed *overview.Words // of what is computed of documents
}

// inLanguage finds the words; those that a language lacks are English. The texts are
// those for the documents that messages are about.
func inLanguage(code string, set texts.Set) *language {
	catalog := set.For(code)
	words := wordsOf("en")
	if own := wordsOf(code); own != nil {
		words = own.Or(words)
	}
	computed := overview.In(code)
	return &language{code: code, words: words.Or(computed.Catalog), forms: catalog, messages: forms.NewMessages(catalog, nil), computed: computed}
}

// answering is the language for messages about answers to the inquiry.
func (l *language) answering(inquiry forms.Inquiry, kind *forms.Kind) *language {
	l.messages = kind.Messages(l.forms, inquiry)
	return l
}

// speakingOf is the language in a variant of its words: see [texts.Catalog.Variant].
func (l *language) speakingOf(variant string) *language {
	l.words, l.forms = l.words.Variant(variant), l.forms.Variant(variant)
	return l
}

// wordsOf is nil for a language without a file.
func wordsOf(code string) *texts.Catalog { return wordCatalogs()[code] }

var wordCatalogs = sync.OnceValue(func() texts.Set { return texts.MustRead(wordFiles, "words") })

// word is the text of a key with its places filled.
func (l *language) word(key string, args ...string) string {
	return plain(l.words.Text(key, args...))
}

// counted is the text of a key for a number of things, which it may name as
// {count}. Some numbers have words of their own, under the key with "=1".
func (l *language) counted(key string, n int, args ...string) string {
	number := strconv.Itoa(n)
	if _, ok := l.words.Lookup(key + "=" + number); ok {
		key += "=" + number
	}
	return l.word(key, append(args, "count", number)...)
}

// message is the sentence for a violation. Those of rules that only the command line looks
// at are among its words.
func (l *language) message(v hyte.Violation) string {
	if key := "rule." + string(v.Rule); v.Rule == ruleKind || slices.Contains(folder.Rules(), v.Rule) {
		return l.word(key, "allowed", strings.Join(v.Params.Allowed, ", "), "date", l.day(v.Params.Date))
	}
	return l.messages.Message(v)
}

// moment is an instant as a clock in Finland shows it, with the day of the week.
func (l *language) moment(t time.Time) string {
	t = t.In(hyte.Helsinki())
	return plain(l.forms.MomentWithWeekday(civil.Of(t), t.Hour(), t.Minute()))
}

func (l *language) dayOfWeek(d civil.Date) string { return plain(l.forms.DateWithWeekday(d)) }

// plain is a text for a terminal and for searching: with ordinary spaces for those
// that keep words on one line, and without the invisible characters that isolate
// what is written from right to left.
func plain(text string) string { return plainer.Replace(text) }

var plainer = strings.NewReplacer("\u00a0", " ", "\u2068", "", "\u2069", "")

// day is a date in words.
func (l *language) day(date string) string {
	d, err := civil.Parse(date)
	if err != nil {
		return date
	}
	return plain(l.forms.Date(d))
}
