// Package xlsx writes rosters and other lists as workbooks for Excel, LibreOffice and others. It is
// a package of its own because the library that knows the format is large, and has
// no place in a browser.
package xlsx

import (
	"io"
	"time"

	"github.com/xuri/excelize/v2"

	"github.com/hytekit/hytekit/forms/export"
	"github.com/hytekit/hytekit/hyte"
)

// MediaType is that of the files which this package writes.
const MediaType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

// Write writes the roster of a call as a workbook: a sheet of persons, one of
// organizations, and one that explains their columns, in the words of a language,
// as [export.Lists] says. Dates are dates. What people wrote is text in cells whose
// format is text, so that it is no formula, and does not become one when somebody
// edits the cell. The same roster gives the same bytes. The errors are those of w.
func Write(w io.Writer, call *hyte.Call, roster *hyte.Roster, language string) error {
	b, err := newBook()
	if err != nil {
		return err
	}
	defer b.file.Close()
	lists := export.New(call, roster, language)
	all := []*export.List{lists.Organizations()}
	if lists.HasPersons() {
		all = []*export.List{lists.Persons(), lists.Organizations()}
	}
	for _, list := range all {
		if err := b.list(list); err != nil {
			return err
		}
	}
	if err := b.columns(all, call.Title.In(language), roster.At.In(hyte.Helsinki()), export.Words(language)); err != nil {
		return err
	}
	if err := b.finish(roster.At, language); err != nil {
		return err
	}
	return b.file.Write(w)
}

// WriteList writes a list as a workbook of one sheet, as [Write] does those of a roster: as of
// an instant, in a language. The title is the name of the sheet, of at most 31 characters. The
// errors are those of w.
func WriteList(w io.Writer, list *export.List, at time.Time, language string) error {
	b, err := newBook()
	if err != nil {
		return err
	}
	defer b.file.Close()
	if err := b.list(list); err != nil {
		return err
	}
	if err := b.finish(at, language); err != nil {
		return err
	}
	return b.file.Write(w)
}

// book is a workbook in the making.
type book struct {
	file   *excelize.File
	sheets int
	styles styles
}

// styles are the ids of what cells look like.
type styles struct{ head, text, wrapped, number, date, moment int }

// The formats of cells: how dates are written in Finnish and in the Swedish of
// Finland.
const (
	textFormat   = "@"
	numberFormat = "0"
	dateFormat   = `d\.m\.yyyy`
	momentFormat = `d\.m\.yyyy\ h\.mm`
)

func newBook() (*book, error) {
	b := &book{file: excelize.NewFile()}
	top := &excelize.Alignment{Vertical: "top"}
	wrap := &excelize.Alignment{Vertical: "top", WrapText: true}
	for _, s := range []struct {
		id        *int
		format    string
		font      *excelize.Font
		alignment *excelize.Alignment
	}{
		{&b.styles.head, textFormat, &excelize.Font{Bold: true}, wrap},
		{&b.styles.text, textFormat, nil, top},
		{&b.styles.wrapped, textFormat, nil, wrap},
		{&b.styles.number, numberFormat, nil, top},
		{&b.styles.date, dateFormat, nil, top},
		{&b.styles.moment, momentFormat, nil, top},
	} {
		id, err := b.file.NewStyle(&excelize.Style{CustomNumFmt: &s.format, Font: s.font, Alignment: s.alignment})
		if err != nil {
			return nil, err
		}
		*s.id = id
	}
	return b, nil
}

// finish says when and in which language the workbook was made: by the roster, not
// by the clock.
func (b *book) finish(at time.Time, language string) error {
	made := at.UTC().Format(time.RFC3339)
	return b.file.SetDocProps(&excelize.DocProperties{
		Creator: "hytekit", LastModifiedBy: "hytekit", Created: made, Modified: made, Language: language,
	})
}
