package programme

import (
	"bytes"

	"github.com/hytekit/hytekit/forms/export"
	"github.com/hytekit/hytekit/forms/export/xlsx"
	"github.com/hytekit/hytekit/forms/intake"
)

// csv is who has registered, as a table that spreadsheets in Finnish and Swedish open.
func (b *programme) csv(d *intake.Desk) {
	b.file(d, ".csv", "text/csv; charset=utf-8; header=present", func(out *bytes.Buffer, list *export.List) error { return list.CSV(out, ';') })
}

// xlsx is the same as a workbook.
func (b *programme) xlsx(d *intake.Desk) {
	b.file(d, ".xlsx", xlsx.MediaType, func(out *bytes.Buffer, list *export.List) error {
		return xlsx.WriteList(out, list, d.Now(), d.Language())
	})
}

// file answers with who has registered, written in some way. There is none of an event for
// which nobody has registered or can.
func (b *programme) file(d *intake.Desk, ending, kind string, write func(*bytes.Buffer, *export.List) error) {
	v := b.view(d)
	if !v.hasRegistrations() {
		d.NotFound()
		return
	}
	var out bytes.Buffer
	if err := write(&out, v.list()); err != nil {
		d.Fail(err)
		return
	}
	d.File("-registrations"+ending, kind, out.Bytes())
}

// list is who has registered, as a table for spreadsheets.
func (v *boardView) list() *export.List {
	list := &export.List{Title: v.t.Text("registered")}
	for _, key := range []string{"column.name", "column.email", "column.telephone", "column.jobTitle", "column.organization", "column.mode", "column.at", "column.counts"} {
		list.Columns = append(list.Columns, export.Column{Head: v.t.Text(key), Width: 24})
	}
	questions := v.questionsAsked()
	for i := range questions {
		list.Columns = append(list.Columns, export.Column{Head: questions[i].Label.In(v.t.Language()), Width: 30})
	}
	for i := range v.ledger.registered {
		r := &v.ledger.registered[i]
		p, counts := r.Person, v.t.Text("option.answers.no")
		if v.ledger.register.Counts(r.id) {
			counts = v.t.Text("option.answers.yes")
		}
		row := []export.Cell{}
		for _, text := range []string{p.GivenName + " " + p.FamilyName, p.Email, p.Telephone, p.JobTitle, p.Organization, v.modeText(r.Mode)} {
			row = append(row, export.TextCell(text))
		}
		row = append(row, export.MomentCell(r.at), export.TextCell(counts))
		for j := range questions {
			row = append(row, export.TextCell(export.AnswerText(&questions[j], r.Answers[questions[j].ID], v.t)))
		}
		list.Rows = append(list.Rows, row)
	}
	return list
}
