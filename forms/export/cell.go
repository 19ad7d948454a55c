package export

import (
	"time"

	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/civil"
)

// Cell is one value of a [List]. The zero value is an empty cell.
type Cell struct {
	Type   CellType
	Text   string    // of CellText
	Number int       // of CellNumber
	Time   time.Time // of CellDate, midnight, and CellMoment; in Europe/Helsinki
}

// CellType is what a cell holds.
type CellType int

// The types of cells.
const (
	CellEmpty CellType = iota
	CellText
	CellNumber
	CellDate
	CellMoment
)

// TextCell holds a text; it is empty if the text is.
func TextCell(text string) Cell {
	if text == "" {
		return Cell{}
	}
	return Cell{Type: CellText, Text: text}
}

func numberCell(number int) Cell { return Cell{Type: CellNumber, Number: number} }

// dateCell is a text if it is no day of the calendar: an answer may be older than
// the rule that asks for one.
func dateCell(text string) Cell {
	date, err := civil.Parse(text)
	if err != nil {
		return TextCell(text)
	}
	return Cell{Type: CellDate, Time: time.Date(date.Year, date.Month, date.Day, 0, 0, 0, 0, hyte.Helsinki())}
}

// MomentCell holds an instant as a clock in Finland shows it. It is empty if nobody knows the time.
func MomentCell(at time.Time) Cell {
	if at.IsZero() {
		return Cell{}
	}
	return Cell{Type: CellMoment, Time: at.In(hyte.Helsinki())}
}
