package export

import (
	"io"
	"strconv"

	"github.com/hytekit/hytekit/hyte"
)

// byteOrderMark tells spreadsheets that a table is in UTF-8; without it Excel takes
// it for Windows-1252.
const byteOrderMark = "\uFEFF"

// CSV writes the roster of a call as a [Table]: a line of heads, one line for each
// person of the answers that count, and one for each organization without any. It
// is for people, as [Lists] says, and a spreadsheet opens it without questions:
// spreadsheets in Finnish and Swedish split at semicolons. Programs read the roster
// as JSON.
//
// Dates are ISO 8601, "2021-01-15 10:26:41" in Europe/Helsinki, which spreadsheets
// take for dates. Telephone numbers are as they are dialed in Finland. A text that
// a spreadsheet would take for a number or a date has a zero-width space behind it:
// it looks as it is, and is a text. The errors are those of w.
func CSV(w io.Writer, call *hyte.Call, roster *hyte.Roster, language string, separator byte) error {
	return New(call, roster, language).whole().CSV(w, separator)
}

// CSV writes the list as a [Table] with a line of heads, as the function of that name does
// with a roster.
func (list *List) CSV(w io.Writer, separator byte) error {
	if _, err := io.WriteString(w, byteOrderMark); err != nil {
		return err
	}
	table := NewTable(w, separator)
	line := make([]string, len(list.Columns))
	for i, column := range list.Columns {
		line[i] = column.Head
	}
	if err := table.Write(line...); err != nil {
		return err
	}
	for _, row := range list.Rows {
		for i, cell := range row {
			line[i] = cell.plain()
		}
		if err := table.Write(line...); err != nil {
			return err
		}
	}
	return table.Flush()
}

// plain is what a spreadsheet reads as the cell.
func (c Cell) plain() string {
	switch c.Type {
	case CellNumber:
		return strconv.Itoa(c.Number)
	case CellDate:
		return c.Time.Format("2006-01-02")
	case CellMoment:
		return c.Time.Format("2006-01-02 15:04:05")
	default:
		return keptText(c.Text)
	}
}
