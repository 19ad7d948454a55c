package roster

import (
	"bytes"
	"io"

	"github.com/hytekit/hytekit/forms/export"
	"github.com/hytekit/hytekit/forms/export/xlsx"
	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/hyte"
)

// The files of a board.
const (
	jsonName = "roster.json"
	csvName  = "roster.csv"
	xlsxName = "roster.xlsx"
)

// json is the roster as data, with all that the answers say but the contact details
// that are for the registry only.
func (b *roster) json(d *intake.Desk) {
	b.whole(d, func(r *hyte.Roster) { d.JSON(r) })
}

// whole reads all that has been received, for a file with all of it, or answers that this
// fails.
func (b *roster) whole(d *intake.Desk, answer func(*hyte.Roster)) {
	received, err := readAll(d.RecordsOf(b.call.ID()))
	if err != nil {
		d.Fail(err)
		return
	}
	answer(b.call.Roster(received, d.Now()).WithoutSecrets())
}

// csv is the roster as a table that spreadsheets in Finnish and Swedish open.
func (b *roster) csv(d *intake.Desk) {
	b.whole(d, func(r *hyte.Roster) {
		d.Stream(".csv", "text/csv; charset=utf-8; header=present", func(w io.Writer) error {
			return export.CSV(w, b.call.Call, r, d.Language(), ';')
		})
	})
}

// xlsx is the roster as a workbook.
func (b *roster) xlsx(d *intake.Desk) {
	b.whole(d, func(r *hyte.Roster) {
		var out bytes.Buffer
		if err := xlsx.Write(&out, b.call.Call, r, d.Language()); err != nil {
			d.Fail(err)
			return
		}
		d.File(".xlsx", xlsx.MediaType, out.Bytes())
	})
}
