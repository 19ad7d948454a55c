package export

import (
	"embed"
	"sync"

	kindtexts "github.com/hytekit/hytekit/forms/kinds/texts"
	"github.com/hytekit/hytekit/forms/texts"
)

// wordFiles are the texts of rosters, one catalog per language. They are not
// among those of the forms, which go to every browser.
//
//go:embed texts/*.json
var wordFiles embed.FS

var catalogs = sync.OnceValue(func() texts.Set { return texts.MustRead(wordFiles, "texts") })

// Words are the texts in which rosters are told in a language, status.late and
// the like, and with them those of the forms. What the language lacks is
// Finnish.
func Words(language string) *texts.Catalog {
	form := kindtexts.For(language)
	if c, ok := catalogs()[language]; ok {
		return c.Or(form)
	}
	return form.Or(catalogs()["fi"])
}
