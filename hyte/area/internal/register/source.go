package register

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/hytekit/hytekit/hyte/civil"
)

// place is a line of a source file.
type place struct {
	file string
	line int
}

func (p place) String() string { return p.file + ":" + strconv.Itoa(p.line) }

// problems collects what is wrong with the sources.
type problems struct{ list []error }

func (p *problems) add(at place, format string, args ...any) {
	p.list = append(p.list, fmt.Errorf("%s: %s", at, fmt.Sprintf(format, args...)))
}

// addSyntax notes why a file is not CSV.
func (p *problems) addSyntax(file string, err error) {
	if e, ok := errors.AsType[*csv.ParseError](err); ok {
		p.add(place{file, e.Line}, "%v", e.Err)
		return
	}
	p.add(place{file, 1}, "%v", err)
}

func (p *problems) err() error { return errors.Join(p.list...) }

// line is one line of a source. Its methods read a cell and note what is wrong
// with it; they return the zero value then.
type line struct {
	place
	cells    map[string]string
	problems *problems
}

func (l line) fail(column, format string, args ...any) {
	l.problems.add(l.place, "%s: %s", column, fmt.Sprintf(format, args...))
}

func (l line) text(column string) string {
	s := l.cells[column]
	if s == "" {
		l.fail(column, "must not be empty")
	}
	return s
}

func (l line) optional(column string) string { return l.cells[column] }

// choice returns the index of the cell among the allowed texts.
func (l line) choice(column string, allowed ...string) int {
	i := slices.Index(allowed, l.cells[column])
	if i < 0 {
		l.fail(column, "must be one of %q", allowed)
		return 0
	}
	return i
}

// code returns a number of exactly the given digits, not all of them zero.
func (l line) code(column string, digits int) int {
	s := l.cells[column]
	n, err := strconv.ParseUint(s, 10, 16)
	if err != nil || len(s) != digits || n == 0 {
		l.fail(column, "must be %d digits and not all zero", digits)
		return 0
	}
	return int(n)
}

// optionalCode is code for a cell that may be empty; zero stands for empty.
func (l line) optionalCode(column string, digits int) int {
	if l.cells[column] == "" {
		return 0
	}
	return l.code(column, digits)
}

func (l line) count(column string) int {
	n, err := strconv.ParseUint(l.cells[column], 10, 16)
	if err != nil {
		l.fail(column, "must be a number")
	}
	return int(n)
}

// date returns the zero date for an empty cell.
func (l line) date(column string) civil.Date {
	s := l.cells[column]
	if s == "" {
		return civil.Date{}
	}
	d, err := civil.Parse(s)
	if err != nil {
		l.fail(column, "%v", err)
	}
	return d
}

// readSource reads a CSV file whose header begins with the given columns. It
// returns the lines and the names of the columns after those.
func readSource(fsys fs.FS, file string, p *problems, columns ...string) (lines []line, more []string) {
	f, err := fsys.Open(file)
	if err != nil {
		p.add(place{file, 1}, "%v", err)
		return nil, nil
	}
	defer f.Close()
	r := csv.NewReader(f)
	header, err := r.Read()
	if err != nil {
		p.addSyntax(file, err)
		return nil, nil
	}
	if len(header) < len(columns) || !slices.Equal(header[:len(columns)], columns) {
		p.add(place{file, 1}, "the header must begin with %s", strings.Join(columns, ","))
		return nil, nil
	}
	for {
		cells, err := r.Read()
		if err == io.EOF {
			break
		}
		if err != nil {
			p.addSyntax(file, err)
			break
		}
		number, _ := r.FieldPos(0)
		lines = append(lines, newLine(place{file, number}, header, cells, p))
	}
	return lines, header[len(columns):]
}

func newLine(at place, header, cells []string, p *problems) line {
	l := line{place: at, cells: make(map[string]string, len(header)), problems: p}
	for i, column := range header {
		cell := cells[i]
		l.cells[column] = cell
		switch {
		case !utf8.ValidString(cell):
			l.fail(column, "must be UTF-8")
		case !norm.NFC.IsNormalString(cell):
			l.fail(column, "must be in Unicode normalization form C")
		case strings.TrimSpace(cell) != cell || strings.ContainsFunc(cell, unicode.IsControl):
			l.fail(column, "must not have blanks around it or control characters")
		}
	}
	return l
}
