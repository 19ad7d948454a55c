// Package texts holds the words of nominations: of their form, and of the rules that
// they can break.
package texts

import (
	"embed"
	"sync"

	"github.com/hytekit/hytekit/forms/texts"
)

//go:embed *.json
var files embed.FS

// Set are the catalogs by language, with the words that all forms share beneath.
func Set() texts.Set {
	once.Do(func() { set = texts.MustRead(files, ".").Over(texts.Common()) })
	return set
}

// No sync.OnceValue: see [texts.Common].
var (
	once sync.Once
	set  texts.Set
)

// Refusals are the words for the notice that an organization names no one: what it
// calls otherwise than a nomination, over those of nominations.
func Refusals() texts.Set { return overNominations("refusals") }

// Withdrawals are those for the notice that it takes its answer back.
func Withdrawals() texts.Set { return overNominations("withdrawals") }

//go:embed notices refusals withdrawals
var notices embed.FS

// overNominations are the words of one kind of notice, with those of all notices
// beneath.
func overNominations(folder string) texts.Set {
	return texts.MustRead(notices, folder).Over(texts.MustRead(notices, "notices").Over(Set()))
}

// Replies are those for the reply to a call that asks for no persons.
func Replies() texts.Set { return texts.MustRead(replies, "replies").Over(Set()) }

//go:embed replies
var replies embed.FS

// ReplyEntries are those for the organizer who enters a reply.
func ReplyEntries() texts.Set { return texts.MustRead(entries, "entries").Over(Replies()) }

// Entries are those for the organizer who enters a nomination that came by mail or on
// paper.
func Entries() texts.Set { return texts.MustRead(entries, "entries").Over(Set()) }

//go:embed entries
var entries embed.FS

// For is the catalog of the first of the languages that there is; see
// [texts.Set.For].
func For(languages ...string) *texts.Catalog { return Set().For(languages...) }
