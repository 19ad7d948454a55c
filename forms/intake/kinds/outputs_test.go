package kinds_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode"

	"github.com/emersion/go-ical"
	"github.com/hytekit/hytekit/internal/htmlcheck"
	"github.com/xuri/excelize/v2"
)

// look reads what the service has sent as those do for whom it is.
func (a *attacked) look(path, kind string, body []byte) {
	a.t.Helper()
	a.seen[kind]++
	switch kind {
	case "text/html":
		htmlcheck.Run(a.t, body, append(htmlcheck.All(), htmlcheck.Inert)...)
	case "text/csv":
		a.lookAtTable(path, body)
	case "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet":
		a.lookAtBook(path, body)
	case "text/calendar":
		a.lookAtCalendar(path, body)
	case "application/x-ndjson":
		for line := range bytes.Lines(body) {
			if !json.Valid(line) {
				a.t.Errorf("%s: a line is not JSON: %.100s", path, line)
			}
		}
	case "application/json", "application/schema+json":
		if !json.Valid(body) {
			a.t.Errorf("%s: not JSON: %.100s", path, body)
		}
	default:
		a.t.Errorf("%s: nobody has looked at the type %q", path, kind)
	}
}

func (a *attacked) lookAtTable(path string, body []byte) {
	a.t.Helper()
	reader := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(body, []byte("\ufeff"))))
	reader.Comma = ';'
	rows, err := reader.ReadAll() // each row as wide as the first
	if err != nil {
		a.t.Errorf("%s: %v", path, err)
	}
	for _, row := range rows {
		for _, cell := range row {
			if runs(cell) {
				a.t.Errorf("%s: a cell that a spreadsheet runs: %q", path, cell)
			}
		}
	}
}

// runs reports whether a spreadsheet would take a cell of a text file for a formula. It
// passes over what cannot be seen, and takes full-width signs for theirs. A number with its
// sign is none.
func runs(cell string) bool {
	cell = strings.TrimLeftFunc(cell, func(r rune) bool { return unicode.IsSpace(r) || unicode.In(r, unicode.Cf, unicode.Cc) })
	rest := strings.TrimLeft(cell, "=@+-\uff1d\uff20\uff0b\uff0d")
	return rest != cell && strings.Trim(rest, "0123456789 .,") != ""
}

func (a *attacked) lookAtBook(path string, body []byte) {
	a.t.Helper()
	book, err := excelize.OpenReader(bytes.NewReader(body))
	if err != nil {
		a.t.Errorf("%s: %v", path, err)
		return
	}
	defer book.Close()
	for _, sheet := range book.GetSheetList() {
		rows, err := book.GetRows(sheet)
		if err != nil {
			a.t.Errorf("%s: %v", path, err)
		}
		for r, row := range rows {
			for c := range row {
				cell, err := excelize.CoordinatesToCellName(c+1, r+1)
				if err != nil {
					a.t.Fatal(err)
				}
				if formula, err := book.GetCellFormula(sheet, cell); err != nil || formula != "" {
					a.t.Errorf("%s: %s %s has the formula %q, error %v", path, sheet, cell, formula, err)
				}
				if _, to, _ := book.GetCellHyperLink(sheet, cell); strings.Contains(strings.ToLower(to), "script:") {
					a.t.Errorf("%s: %s %s leads to %q", path, sheet, cell, to)
				}
			}
		}
	}
}

// leading are the properties of a calendar that programs open.
var leading = []string{ical.PropURL, ical.PropAttach, "CONFERENCE", "IMAGE"}

func (a *attacked) lookAtCalendar(path string, body []byte) {
	a.t.Helper()
	calendar, err := ical.NewDecoder(bytes.NewReader(body)).Decode()
	if err != nil {
		a.t.Errorf("%s: %v", path, err)
		return
	}
	if n := len(calendar.Children); n != 1 {
		a.t.Errorf("%s: %d events", path, n)
	}
	for _, part := range append(calendar.Children, calendar.Component) {
		for name, properties := range part.Props {
			for _, p := range properties {
				if strings.Contains(strings.ToLower(name), htmlcheck.Injected) || slices.Contains(leading, name) && !strings.HasPrefix(p.Value, "http") && !strings.HasPrefix(p.Value, "/") {
					a.t.Errorf("%s: a property %s: %s", path, name, p.Value)
				}
				for parameter := range p.Params {
					if strings.Contains(strings.ToLower(parameter), htmlcheck.Injected) {
						a.t.Errorf("%s: a parameter %s of %s", path, parameter, name)
					}
				}
			}
		}
	}
}

// lookAtMails sends the letters about all that was taken.
func (a *attacked) lookAtMails() {
	a.t.Helper()
	for before := -1; before != a.seen["mail"]; {
		before = a.seen["mail"]
		a.worker.Round(a.t.Context(), a.service)
		files, err := filepath.Glob(filepath.Join(a.mails, "*.eml"))
		if err != nil {
			a.t.Fatal(err)
		}
		a.seen["mail"] = len(files)
	}
	files, err := filepath.Glob(filepath.Join(a.mails, "*.eml"))
	if err != nil || len(files) == 0 {
		a.t.Fatalf("%d letters, error %v", len(files), err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			a.t.Fatal(err)
		}
		a.lookAtMail(data)
	}
}

// mailHeaders are those that a letter has.
var mailHeaders = []string{
	"Auto-Submitted", "Content-Type", "Content-Language", "Date", "From", "Message-Id", "Mime-Version", "Reply-To", "Subject", "To", "X-Auto-Response-Suppress",
	"Content-Transfer-Encoding",
}

func (a *attacked) lookAtMail(data []byte) {
	a.t.Helper()
	letter, err := mail.ReadMessage(bytes.NewReader(data))
	if err != nil {
		a.t.Errorf("a letter: %v", err)
		return
	}
	for name, values := range letter.Header {
		if !slices.Contains(mailHeaders, name) || len(values) != 1 {
			a.t.Errorf("a letter has the header %s: %q", name, values)
		}
	}
	if to, err := letter.Header.AddressList("To"); err != nil || len(to) != 1 {
		a.t.Errorf("a letter goes to %v, error %v", to, err)
	}
	a.lookAtPart(letter.Header.Get("Content-Type"), letter.Header.Get("Content-Transfer-Encoding"), letter.Body)
}

func (a *attacked) lookAtPart(kind, encoding string, body io.Reader) {
	a.t.Helper()
	media, parameters, err := mime.ParseMediaType(kind)
	if err != nil {
		a.t.Errorf("a part of a letter has the type %q: %v", kind, err)
		return
	}
	if strings.HasPrefix(media, "multipart/") {
		for parts := multipart.NewReader(body, parameters["boundary"]); ; {
			part, err := parts.NextRawPart()
			if err == io.EOF {
				return
			}
			if err != nil {
				a.t.Errorf("a part of a letter: %v", err)
				return
			}
			for name := range part.Header {
				if !strings.HasPrefix(name, "Content-") {
					a.t.Errorf("a part of a letter has the header %s", name)
				}
			}
			a.lookAtPart(part.Header.Get("Content-Type"), part.Header.Get("Content-Transfer-Encoding"), part)
		}
	}
	if media != "text/html" {
		return
	}
	if encoding == "quoted-printable" {
		body = quotedprintable.NewReader(body)
	}
	page, err := io.ReadAll(body)
	if err != nil {
		a.t.Error(err)
	}
	a.seen["mail as HTML"]++
	htmlcheck.Run(a.t, page, htmlcheck.Inert)
}
