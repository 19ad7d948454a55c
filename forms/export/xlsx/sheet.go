package xlsx

import (
	"math"
	"time"

	"github.com/xuri/excelize/v2"

	"github.com/hytekit/hytekit/forms/export"
	"github.com/hytekit/hytekit/forms/texts"
)

// sheet is a sheet in the making. It keeps the first error, after which nothing
// else is written.
type sheet struct {
	*book
	name string
	err  error
}

// sheet begins the next sheet of the workbook, the first in place of the one that a
// new workbook has.
func (b *book) sheet(name string, widths []int) *sheet {
	s := &sheet{book: b, name: name}
	b.sheets++
	if b.sheets == 1 {
		s.do(b.file.SetSheetName(b.file.GetSheetName(0), name))
	} else {
		_, err := b.file.NewSheet(name)
		s.do(err)
	}
	for i, width := range widths {
		column, err := excelize.ColumnNumberToName(i + 1)
		s.do(err)
		s.do(b.file.SetColWidth(name, column, column, float64(width)))
	}
	return s
}

func (s *sheet) do(err error) {
	if s.err == nil {
		s.err = err
	}
}

// list writes a list as a sheet whose head stays and filters.
func (b *book) list(l *export.List) error {
	widths := make([]int, len(l.Columns))
	for i, column := range l.Columns {
		widths[i] = column.Width
	}
	s := b.sheet(l.Title, widths)
	for i, column := range l.Columns {
		s.text(i, 0, column.Head, s.styles.head)
	}
	for y, row := range l.Rows {
		for x, cell := range row {
			s.cell(x, y+1, cell)
		}
	}
	s.do(b.file.SetPanes(s.name, &excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}))
	s.do(b.file.AutoFilter(s.name, "A1:"+s.at(len(l.Columns)-1, len(l.Rows)), nil))
	return s.finish(len(l.Columns), 1+len(l.Rows))
}

// The columns of the sheet that explains the others.
var explanationWidths = []int{20, 36, 90}

// columns writes a sheet that says what the columns of the lists are, of which
// request, and as of when.
func (b *book) columns(lists []*export.List, title string, at time.Time, words *texts.Catalog) error {
	s := b.sheet(words.Text("list.columns"), explanationWidths)
	s.text(0, 0, title, s.styles.text)
	s.text(0, 1, words.Text("columns.at"), s.styles.text)
	s.cell(1, 1, export.Cell{Type: export.CellMoment, Time: at})
	s.text(0, 2, words.Text("columns.secret"), s.styles.text)
	for i, key := range []string{"columns.list", "columns.column", "columns.explanation"} {
		s.text(i, 4, words.Text(key), s.styles.head)
	}
	y := 5
	for _, list := range lists {
		for _, column := range list.Columns {
			s.text(0, y, list.Title, s.styles.text)
			s.text(1, y, column.Head, s.styles.wrapped)
			s.text(2, y, column.Explanation, s.styles.wrapped)
			y++
		}
	}
	return s.finish(len(explanationWidths), y)
}

// finish says how large the sheet is, which some programs ask first, and lets it be
// printed on the breadth of a page.
func (s *sheet) finish(columns, rows int) error {
	s.do(s.file.SetSheetDimension(s.name, "A1:"+s.at(columns-1, rows-1)))
	yes, landscape, free := true, "landscape", 0
	s.do(s.file.SetSheetProps(s.name, &excelize.SheetPropsOptions{FitToPage: &yes}))
	s.do(s.file.SetPageLayout(s.name, &excelize.PageLayoutOptions{Orientation: &landscape, FitToHeight: &free}))
	return s.err
}

// at names a cell, counted from 0.
func (s *sheet) at(x, y int) string {
	name, err := excelize.CoordinatesToCellName(x+1, y+1)
	s.do(err)
	return name
}

func (s *sheet) cell(x, y int, cell export.Cell) {
	at := s.at(x, y)
	switch cell.Type {
	case export.CellText:
		s.text(x, y, cell.Text, s.styles.text)
		return
	case export.CellNumber:
		s.do(s.file.SetCellInt(s.name, at, int64(cell.Number)))
		s.style(at, s.styles.number)
	case export.CellDate:
		s.do(s.file.SetCellFloat(s.name, at, serial(cell.Time), -1, 64))
		s.style(at, s.styles.date)
	case export.CellMoment:
		s.do(s.file.SetCellFloat(s.name, at, serial(cell.Time), -1, 64))
		s.style(at, s.styles.moment)
	case export.CellEmpty:
	}
}

// text writes a text as it is: never as a formula or a number.
func (s *sheet) text(x, y int, text string, style int) {
	at := s.at(x, y)
	s.do(s.file.SetCellStr(s.name, at, text))
	s.style(at, style)
}

func (s *sheet) style(at string, style int) { s.do(s.file.SetCellStyle(s.name, at, at, style)) }

// serial is a time of a clock on the wall as workbooks count it: days since
// 30 December 1899, here to the second.
func serial(t time.Time) float64 {
	wall := time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), 0, time.UTC)
	days := wall.Sub(time.Date(1899, time.December, 30, 0, 0, 0, 0, time.UTC))
	return math.Round(days.Seconds()) / (24 * 60 * 60)
}
