package main

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strings"

	"github.com/hytekit/hytekit/hyte/constraint"
	"github.com/spf13/cobra"
)

// longestAddresses is how many bytes of a table of addresses are read.
const longestAddresses = 4 << 20

func addAddresses(command *cobra.Command) *string {
	path := command.Flags().String("addresses", "", "`FILE` with e-mail addresses of organizations, in place of those in calls: a table (CSV) with the columns organization and email")
	if err := command.MarkFlagFilename("addresses", "csv"); err != nil {
		panic("hyte: " + err.Error())
	}
	return path
}

// addresses reads the table of addresses, by the ids of organizations; none without a
// file. Spreadsheets separate columns by semicolons or commas. The errors repeat no
// address.
func (a *app) addresses(path string) (map[string]string, error) {
	if path == "" {
		return nil, nil
	}
	text, err := a.readFile(path, longestAddresses)
	if err != nil {
		return nil, err
	}
	text = bytes.TrimPrefix(text, []byte("\ufeff"))
	heading, _, _ := bytes.Cut(text, []byte("\n"))
	table := csv.NewReader(bytes.NewReader(text))
	if table.FieldsPerRecord = -1; bytes.Contains(heading, []byte(";")) {
		table.Comma = ';'
	}
	columns, err := table.Read()
	organization, email := slices.Index(columns, "organization"), slices.Index(columns, "email")
	if err != nil || organization < 0 || email < 0 {
		return nil, usagef("--addresses: %s is no table with the columns organization and email", path)
	}
	found := map[string]string{}
	for {
		row, err := table.Read()
		if errors.Is(err, io.EOF) {
			return found, nil
		}
		line, _ := table.FieldPos(0)
		switch {
		case err != nil || len(row) <= max(organization, email):
			return nil, usagef("--addresses: %s:%d is no line of the table", path, line)
		case strings.TrimSpace(row[email]) == "":
			continue
		}
		address, ok := constraint.NormalizeEmail(row[email])
		if !ok {
			return nil, usagef("--addresses: %s:%d: write the e-mail address as kirjaamo@example.fi", path, line)
		}
		found[strings.TrimSpace(row[organization])] = address
	}
}
