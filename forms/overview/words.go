// Package overview says in words what is computed of documents: how the cooperation stands
// on a day, which duties are recorded, what plans lack. It makes a page of it that prints
// on two sheets.
package overview

import (
	"embed"
	"strconv"
	"strings"
	"sync"

	"github.com/hytekit/hytekit/forms/texts"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/civil"
)

//go:embed texts/*.json
var wordFiles embed.FS

// No sync.OnceValue: see [texts.Common].
var (
	once    sync.Once
	catalog texts.Set
)

// Texts are the words by language, without those that all forms share.
func Texts() texts.Set {
	once.Do(func() { catalog = texts.MustRead(wordFiles, "texts") })
	return catalog
}

// Words are the words of one language. The zero value is of no use; [In] makes them.
type Words struct {
	*texts.Catalog
}

// In finds the words of a language. Where there are none, they are Finnish.
func In(language string) *Words {
	return &Words{Texts().Over(texts.Common()).For(language)}
}

// Day is a date of a document in words, or as it is written there if it is none.
func (w *Words) Day(date string) string {
	d, err := civil.Parse(date)
	if err != nil {
		return date
	}
	return w.Date(d)
}

// name is that of an organization, or its id.
func (w *Words) name(id string, name hyte.Text) string {
	if text := name.In(w.Language()); text != "" {
		return text
	}
	return id
}

// list is a list of names, of which at most so many are told; 0 tells all.
func (w *Words) list(names []string, most int) string {
	if most <= 0 || len(names) <= most {
		return strings.Join(names, ", ")
	}
	return strings.Join(names[:most], ", ") + " " + w.Text("overview.more", "count", strconv.Itoa(len(names)-most))
}

// counted is a text about several names.
func (w *Words) counted(key string, names []string, most int) string {
	return w.Text(key, "count", strconv.Itoa(len(names)), "names", w.list(names, most))
}
