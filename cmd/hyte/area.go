package main

import (
	"bufio"
	"fmt"
	"strings"
	"text/tabwriter"

	"github.com/hytekit/hytekit/forms/export"
	"github.com/hytekit/hytekit/forms/search"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/area"
	"github.com/hytekit/hytekit/hyte/area/collation"
	"github.com/hytekit/hytekit/hyte/civil"
	"github.com/spf13/cobra"
)

func (a *app) areaCommand() *cobra.Command {
	command := &cobra.Command{
		Use:   "area [FLAG]...",
		Short: "Lists municipalities, those of an area on a date.",
		Long: `Regions (maakunta) and wellbeing services counties (hyvinvointialue) have codes of
their own: Kanta-Häme is region 05 and county 07. With both, the municipalities are
those that lie in both.`,
		Example: `  # the region Kanta-Häme in January 2021
  hyte area --region 05 --at 2021-01-15

  # a wellbeing services county as it is today, in Swedish order
  hyte area --county 07 --lang sv

  # a municipality by any of its names, or by one that has become a part of it
  hyte area --name pertunmaa --at 2025-01-15

  # all municipalities of 2024, for a spreadsheet
  hyte area --at 2024-01-01 --format csv > municipalities.csv`,
		Args:              noArguments,
		ValidArgsFunction: cobra.NoFileCompletions,
	}
	region := command.Flags().String("region", "", "`CODE` of a region, two digits")
	county := command.Flags().String("county", "", "`CODE` of a wellbeing services county, two digits")
	name := command.Flags().String("name", "", "`TEXT` of a name, in any language, or of a former municipality; the best match comes first")
	at := new(day)
	command.Flags().Var(at, "at", "the date that decides (default today)")
	lang := addChoice(command, "lang", "language by whose alphabet the list is sorted", "fi", "sv")
	format := addChoice(command, "format", "how to print", "text", "json", "csv")
	command.RunE = func(*cobra.Command, []string) error {
		on := a.dayOrToday(at)
		found, err := municipalities(*region, *county, on)
		if err != nil {
			return err
		}
		collation.Sort(lang.value, found, func(m area.Municipality) string { return m.Name(lang.value) })
		if *name != "" {
			found = withName(found, *name, on)
		}
		out := a.output()
		if err := printMunicipalities(out, format.value, found); err != nil {
			return err
		}
		return out.Flush()
	}
	return command
}

// municipalities are those of the date, in the region and the county where they
// are given.
func municipalities(region, county string, on civil.Date) ([]area.Municipality, error) {
	found, err := area.Municipalities(on)
	if err != nil {
		return nil, usagef("--at: %s", withoutPackage(err))
	}
	if region != "" {
		code, err := area.ParseRegionCode(region)
		if err == nil {
			_, err = area.LookupRegion(code, on)
		}
		if err != nil {
			return nil, usagef("--region: %s", withoutPackage(err))
		}
		found = keep(found, func(m area.Municipality) bool { return m.Region() == code })
	}
	if county != "" {
		code, err := area.ParseCountyCode(county)
		if err == nil {
			_, err = area.LookupCounty(code, on)
		}
		if err != nil {
			return nil, usagef("--county: %s", withoutPackage(err))
		}
		found = keep(found, func(m area.Municipality) bool { return m.County() == code })
	}
	return found, nil
}

// withName are those that a text finds on the date, as the form's search does.
func withName(all []area.Municipality, text string, on civil.Date) []area.Municipality {
	entries := make([]search.Entry, len(all))
	for i, m := range all {
		entries[i].Names = []string{m.Name("fi"), m.Name("sv"), m.Name("se")}
		former, _ := area.Predecessors(m.Code(), on) // of one that exists on the date there is no error
		for _, f := range former {
			entries[i].Former = append(entries[i].Former, f.Name("fi"), f.Name("sv"))
		}
	}
	var found []area.Municipality
	for _, one := range search.Find(entries, text) {
		found = append(found, all[one.Index])
	}
	return found
}

func keep(all []area.Municipality, wanted func(area.Municipality) bool) []area.Municipality {
	var kept []area.Municipality
	for _, m := range all {
		if wanted(m) {
			kept = append(kept, m)
		}
	}
	return kept
}

// listedMunicipality is a line of JSON output.
type listedMunicipality struct {
	ID        string    `json:"id"` // as a nomination calls its nominator
	Code      string    `json:"code"`
	Name      hyte.Text `json:"name"`
	Languages []string  `json:"languages"`
	Region    string    `json:"region"`
	County    string    `json:"county,omitempty"`
}

func printMunicipalities(out *bufio.Writer, format string, found []area.Municipality) error {
	switch format {
	case "json":
		for _, m := range found {
			if err := writeJSON(out, listed(m)); err != nil {
				return err
			}
		}
		return nil
	case "csv":
		table := export.NewTable(out, ',')
		// The writer beneath keeps its first error.
		table.Write("code", "name_fi", "name_sv", "name_se", "languages", "region", "county")
		for _, m := range found {
			table.Write(m.Code().String(), m.Name("fi"), m.Name("sv"), m.Name("se"),
				m.Languages().String(), m.Region().String(), m.County().String())
		}
		return table.Flush()
	}
	t := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, "CODE\tSUOMEKSI\tPÅ SVENSKA\tLANGUAGES\tREGION\tCOUNTY")
	for _, m := range found {
		fmt.Fprintf(t, "%s\t%s\t%s\t%s\t%s\t%s\n", m.Code(), m.Name("fi"), m.Name("sv"),
			strings.Join(m.Languages().List(), ","), m.Region(), orDash(m.County().String()))
	}
	return t.Flush()
}

func listed(m area.Municipality) listedMunicipality {
	name := hyte.Text{}
	for _, language := range []string{"fi", "sv", "se"} {
		if text := m.Name(language); text != "" {
			name[language] = text
		}
	}
	return listedMunicipality{
		ID: "municipality:" + m.Code().String(), Code: m.Code().String(), Name: name,
		Languages: m.Languages().List(), Region: m.Region().String(), County: m.County().String(),
	}
}

// orDash keeps a column from being empty, so that awk counts it.
func orDash(text string) string {
	if text == "" {
		return "-"
	}
	return text
}
