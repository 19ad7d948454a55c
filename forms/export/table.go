package export

import (
	"bufio"
	"io"
	"strings"
	"unicode"
)

// Table writes a table as CSV (RFC 4180, UTF-8), so that no spreadsheet takes a
// cell for a formula, whether it splits lines at commas, semicolons or tabs, and
// whatever separates the cells: a program may open the table of another language.
//
// Behind every place where a cell may begin, which is its start and every comma,
// semicolon, tab and line break within, an apostrophe stands before what would be
// a formula. Nothing else changes, and whoever removes that one apostrophe gets the
// data back.
//
// The zero value is not usable; make one with [NewTable].
type Table struct {
	out       *bufio.Writer
	separator byte
	line      []byte
}

// NewTable makes a table that is written to w. The separator of cells is a comma,
// a semicolon or a tab.
func NewTable(w io.Writer, separator byte) *Table {
	return &Table{out: bufio.NewWriter(w), separator: separator}
}

// Write writes a line of cells. The error is the first one of the writer.
func (t *Table) Write(cells ...string) error {
	t.line = t.line[:0]
	for i, cell := range cells {
		if i > 0 {
			t.line = append(t.line, t.separator)
		}
		t.line = appendCell(t.line, guard(cell))
	}
	t.line = append(t.line, "\r\n"...)
	_, err := t.out.Write(t.line)
	return err
}

// Flush writes what is still kept back. The error is the first one of the writer.
func (t *Table) Flush() error { return t.out.Flush() }

// separators are the characters after which some spreadsheet begins a cell.
const separators = ",;\t\r\n"

// appendCell puts quotation marks around a cell that something would split, so
// that it stays whole for all that read quotation marks.
func appendCell(line []byte, cell string) []byte {
	if !strings.ContainsAny(cell, separators+`"`) && cell == strings.TrimSpace(cell) {
		return append(line, cell...)
	}
	line = append(line, '"')
	line = append(line, strings.ReplaceAll(cell, `"`, `""`)...)
	return append(line, '"')
}

// guard puts an apostrophe before what a spreadsheet would take for a formula, at
// the start of the cell and behind each separator in it.
func guard(cell string) string {
	var b strings.Builder
	start := 0
	for i := range len(cell) + 1 {
		if i > 0 && strings.IndexByte(separators, cell[i-1]) < 0 {
			continue
		}
		if beginsFormula(cell[i:], i > 0) {
			b.WriteString(cell[start:i])
			b.WriteByte('\'')
			start = i
		}
	}
	if start == 0 && b.Len() == 0 {
		return cell
	}
	return b.String() + cell[start:]
}

// unseen are characters that show nothing.
var unseen = []*unicode.RangeTable{unicode.Cc, unicode.Cf, unicode.Other_Default_Ignorable_Code_Point, unicode.Variation_Selector}

// beginsFormula reports whether a formula may begin with the text, or with what
// follows in the file on a text that ends. Quotation marks may go away when the
// line is split, and apostrophes are looked through so that one that was put there
// can be told from one that a person wrote. So is what shows nothing, as a program may
// take it away.
func beginsFormula(text string, behindSeparator bool) bool {
	rest := strings.TrimLeftFunc(text, func(r rune) bool {
		return r == '\'' || r == '"' || !strings.ContainsRune(separators, r) && (unicode.IsSpace(r) || unicode.In(r, unseen...))
	})
	if rest == "" {
		return behindSeparator
	}
	for _, r := range "=+-@\t\r\n＝＋－＠" {
		if strings.HasPrefix(rest, string(r)) {
			return true
		}
	}
	return false
}
