package register_test

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/hytekit/hytekit/hyte/area/internal/register"
)

// TestTablesAreFresh fails when a source file or the generator has changed and
// the tables have not been written again.
func TestTablesAreFresh(t *testing.T) {
	r, err := register.Load(os.DirFS("../../data"))
	if err != nil {
		t.Fatal(err)
	}
	files, err := r.Files()
	if err != nil {
		t.Fatal(err)
	}
	header := regexp.MustCompile(`^// Code generated .* DO NOT EDIT\.\n`)
	for name, want := range files {
		got, err := os.ReadFile(filepath.Join("../..", name))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("%s is stale; run go generate ./hyte/area\n%s", name, cmp.Diff(string(got), string(want)))
		}
		if !header.Match(got) {
			t.Errorf("%s does not say that it is generated", name)
		}
	}
	committed, err := filepath.Glob("../../*_table.go")
	if err != nil || len(committed) != len(files) {
		t.Errorf("there are the tables %q, %v, but %d are generated", committed, err, len(files))
	}
}

// sources returns the real files, with old replaced by new in one of them.
func sources(t testing.TB, file, old, replacement string) fstest.MapFS {
	t.Helper()
	copied := fstest.MapFS{}
	data := os.DirFS("../../data")
	names, err := fs.Glob(data, "*.csv")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		content, err := fs.ReadFile(data, name)
		if err != nil {
			t.Fatal(err)
		}
		copied[name] = &fstest.MapFile{Data: content}
	}
	content := string(copied[file].Data)
	if !strings.Contains(content, old) {
		t.Fatalf("%s does not contain %q", file, old)
	}
	copied[file].Data = []byte(strings.Replace(content, old, replacement, 1))
	return copied
}

// alajarvi is the first line of municipalities.csv after the header.
const alajarvi = "005,Alajärvi,Alajärvi,,fi,14,Etelä-Pohjanmaa,Södra Österbotten,16,Etelä-Pohjanmaan hyvinvointialue,Södra Österbottens välfärdsområde,,,\n"

func TestLoadRefuses(t *testing.T) {
	const (
		municipalities = "municipalities.csv"
		genitives      = "municipality_genitives.csv"
		regions        = "regions.csv"
		counties       = "wellbeing_counties.csv"
	)
	tests := []struct {
		name, file, old, replacement string
		want                         string // a line of the error
	}{
		{"another header", municipalities, "code,name_fi", "name_fi,code", "municipalities.csv:1: the header must begin with code,name_fi,name_sv,name_se,languages,region_code,region_fi,region_sv,county_code,county_fi,county_sv,valid_from,valid_to,successor_code"},
		{"an unknown column", genitives, "genitive_fi\n", "genitive_fi,more\n", `municipality_genitives.csv:1: unknown columns ["more"]`},
		{"a cell too few", municipalities, alajarvi, "005,Alajärvi\n", "municipalities.csv:2: wrong number of fields"},
		{"a bare quote", municipalities, "005,Alajärvi", `005,Ala"järvi`, `municipalities.csv:2: bare " in non-quoted-field`},
		{"a short code", municipalities, "005,", "05,", "municipalities.csv:2: code: must be 3 digits and not all zero"},
		{"a code of zeros", municipalities, "005,", "000,", "municipalities.csv:2: code: must be 3 digits and not all zero"},
		{"no name", municipalities, "005,Alajärvi,Alajärvi", "005,Alajärvi,", "municipalities.csv:2: name_sv: must not be empty"},
		{"a blank", municipalities, "005,Alajärvi", "005,Alajärvi ", "municipalities.csv:2: name_fi: must not have blanks around it or control characters"},
		{"decomposed letters", municipalities, "005,Alajärvi", "005,Alaja\u0308rvi", "municipalities.csv:2: name_fi: must be in Unicode normalization form C"},
		{"no UTF-8", municipalities, "005,Alajärvi", "005,Alaj\xe4rvi", "municipalities.csv:2: name_fi: must be UTF-8"},
		{"a language", municipalities, ",fi,14", ",se,14", `municipalities.csv:2: languages: must be one of ["fi" "sv" "fi sv" "sv fi"]`},
		{"a region", municipalities, ",fi,14", ",fi,03", "municipalities.csv:2: region_code: no region 03 in regions.csv"},
		{"a region's name", municipalities, "14,Etelä-Pohjanmaa", "14,Pohjanmaa", "municipalities.csv:2: region_fi, region_sv: regions.csv:14 has other names for 14"},
		{"a county", municipalities, "Österbotten,16,", "Österbotten,22,", "municipalities.csv:2: county_code: no county 22 in wellbeing_counties.csv"},
		{"a county's name", municipalities, "16,Etelä-Pohjanmaan", "16,Pohjanmaan", "municipalities.csv:2: county_fi, county_sv: wellbeing_counties.csv:17 has other names for 16"},
		{"a county of another region", municipalities, alajarvi, strings.Replace(alajarvi, "14,Etelä-Pohjanmaa,Södra Österbotten", "15,Pohjanmaa,Österbotten", 1), "municipalities.csv:2: county_code: wellbeing_counties.csv:17 puts 16 in region 14"},
		{"no county", municipalities, "16,Etelä-Pohjanmaan hyvinvointialue,Södra Österbottens välfärdsområde", ",,", "municipalities.csv:2: county_code: must not be empty, the counties existed in this period"},
		{"a county's name without its code", municipalities, "Satakunta,,,,,2020-12-31,214", "Satakunta,,Satakunnan hyvinvointialue,,,2020-12-31,214", "municipalities.csv:39: county_fi, county_sv: must be empty without a code"},
		{"a county too early", municipalities, "Satakunta,,,,,2020-12-31,214", "Satakunta,06,Satakunnan hyvinvointialue,Satakunta välfärdsområde,,2020-12-31,214", "municipalities.csv:39: county_code: must be empty, the county was established later"},
		{"no such day", municipalities, ",2020-12-31,214", ",2020-12-32,214", "municipalities.csv:39: valid_to: civil: the calendar has no such day"},
		{"an end before the data", municipalities, ",2020-12-31,214", ",2018-12-31,214", "municipalities.csv:39: valid_to: must be empty or between 2019-01-01 and the day before 2026-12-31"},
		{"an end after the data", municipalities, ",2024-12-31,507", ",2026-12-31,507", "municipalities.csv:198: valid_to: must be empty or between 2019-01-01 and the day before 2026-12-31"},
		{"a start after the data", municipalities, "välfärdsområde,2021-01-01,,", "välfärdsområde,2027-01-01,,", "municipalities.csv:34: valid_from: must be empty or after 2019-01-01 and not after 2026-12-31"},
		{"an end before the start", municipalities, "Österbottens välfärdsområde,,,", "Österbottens välfärdsområde,2022-01-01,2021-12-31,", "municipalities.csv:2: valid_to: before valid_from"},
		{"a repeated line", municipalities, alajarvi, alajarvi + alajarvi, "municipalities.csv:3: valid_from: the period overlaps with the one in municipalities.csv:2"},
		{"an overlap", municipalities, "välfärdsområde,2021-01-01,,", "välfärdsområde,2020-12-31,,", "municipalities.csv:34: valid_from: the period overlaps with the one in municipalities.csv:33"},
		{"a gap", municipalities, "välfärdsområde,2021-01-01,,", "välfärdsområde,2021-01-02,,", "municipalities.csv:34: valid_from: there is a gap after the period in municipalities.csv:33"},
		{"no successor", municipalities, ",2020-12-31,214", ",2020-12-31,", "municipalities.csv:39: successor_code: missing, the municipality ended on 2020-12-31"},
		{"an unknown successor", municipalities, ",2020-12-31,214", ",2020-12-31,215", "municipalities.csv:39: successor_code: no municipality 215 on 2021-01-01"},
		{"itself as successor", municipalities, ",2020-12-31,214", ",2020-12-31,099", "municipalities.csv:39: successor_code: no municipality 099 on 2021-01-01"},
		{"a successor that has ended", municipalities, ",2020-12-31,214", ",2020-12-31,911", "municipalities.csv:39: successor_code: no municipality 911 on 2021-01-01"},
		{"a successor of one that goes on", municipalities, "Österbottens välfärdsområde,,,", "Österbottens välfärdsområde,,,214", "municipalities.csv:2: successor_code: must be empty, the municipality did not end"},
		{"a name of another one", municipalities, "009,Alavieska,Alavieska", "009,Alavieska,ALAJÄRVI", `municipalities.csv:3: the name "ALAJÄRVI" also belongs to 5`},
		{"a missing municipality", municipalities, alajarvi, "", "regions.csv:14: municipalities_2020: is 17, but municipalities.csv has 16 on 2020-01-01"},

		{"a genitive of nobody", genitives, "005,Alajärvi", "006,Alajärvi", "municipality_genitives.csv:2: no municipality 006 with this name is in municipalities.csv"},
		{"a genitive of another name", genitives, "005,Alajärvi", "005,Alavus", "municipality_genitives.csv:2: no municipality 005 with this name is in municipalities.csv"},
		{"two genitives", genitives, "005,Alajärvi,Alajärven\n", "005,Alajärvi,Alajärven\n005,Alajärvi,Alajärvin\n", "municipality_genitives.csv:3: municipality 005 has a genitive already"},
		{"no genitive", genitives, "005,Alajärvi,Alajärven", "005,Alajärvi,", "municipality_genitives.csv:2: genitive_fi: must not be empty"},

		{"a wrong count", regions, "FI1C2,Hämeen liitto,11,11,11,11", "FI1C2,Hämeen liitto,11,11,12,11", "regions.csv:5: municipalities_2025: is 12, but municipalities.csv has 11 on 2025-12-31"},
		{"no count", regions, "FI1C2,Hämeen liitto,11,11,11,11", "FI1C2,Hämeen liitto,11,11,,11", "regions.csv:5: municipalities_2025: must be a number"},
		{"a column of counts", regions, "municipalities_2025", "municipalities", `regions.csv:1: the column "municipalities" must be municipalities_YEAR, each year once, from 2019 on`},
		{"a year twice", regions, "municipalities_2025", "municipalities_2021", `regions.csv:1: the column "municipalities_2021" must be municipalities_YEAR, each year once, from 2019 on`},
		{"a region's code twice", regions, "02,Varsinais-Suomi", "01,Varsinais-Suomi", "regions.csv:3: code: also in regions.csv:2"},
		{"an ISO code twice", regions, "FI-19", "FI-18", "regions.csv:3: iso_3166_2: also in regions.csv:2"},
		{"an ISO code", regions, "FI-06", "SE-06", "regions.csv:5: iso_3166_2: must have the form FI-99"},
		{"a NUTS code", regions, "FI1C2", "FI1c2", "regions.csv:5: nuts3_2024: must have the form FI and three letters or digits"},
		{"a region's English name twice", regions, "South Karelia", "North Karelia", `regions.csv:12: the name "North Karelia" also belongs to 9`},

		{"a county's code twice", counties, "02,county", "01,county", "wellbeing_counties.csv:3: code: also in wellbeing_counties.csv:2"},
		{"a kind", counties, "01,county", "01,province", `wellbeing_counties.csv:2: kind: must be one of ["county" "city" "autonomous-region" "joint-authority"]`},
		{"a code of HUS", counties, ",joint-authority", "92,joint-authority", "wellbeing_counties.csv:25: code: a joint authority has none"},
		{"a county's region", counties, "county,06,23", "county,03,23", "wellbeing_counties.csv:9: region_code: no region 03 in regions.csv"},
		{"a county's count", counties, "county,05,11", "county,05,12", "wellbeing_counties.csv:8: municipalities_2026: is 12, but municipalities.csv has 11 on 2026-01-01"},
		{"no establishment", counties, ",2021-07-01,2023-01-01", ",,2023-01-01", "wellbeing_counties.csv:2: established: must be given for a county and for nothing else"},
		{"a duty too early", counties, ",2021-07-01,2023-01-01", ",2021-07-01,2021-06-30", "wellbeing_counties.csv:2: service_responsibility_from: must not be before established"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r, err := register.Load(sources(t, tt.file, tt.old, tt.replacement))
			if err == nil || r != nil {
				t.Fatalf("no error, want %q", tt.want)
			}
			if lines := strings.Split(err.Error(), "\n"); !slices.Contains(lines, tt.want) {
				t.Errorf("the error is\n%v\nwant the line\n%s", err, tt.want)
			}
		})
	}
}

func TestLoadReportsEveryProblem(t *testing.T) {
	files := sources(t, "regions.csv", "FI-06", "")
	files["municipality_genitives.csv"] = &fstest.MapFile{Data: []byte("code\n")}
	delete(files, "wellbeing_counties.csv")
	_, err := register.Load(files)
	if err == nil {
		t.Fatal("no error")
	}
	want := []string{
		"regions.csv:5: iso_3166_2: must not be empty",
		"wellbeing_counties.csv:1: open wellbeing_counties.csv: file does not exist",
		"municipality_genitives.csv:1: the header must begin with code,name_fi,genitive_fi",
	}
	if diff := cmp.Diff(want, strings.Split(err.Error(), "\n")); diff != "" {
		t.Errorf("errors (-want +got):\n%s", diff)
	}
}

// TestNewYear does what data/README.md says about a new classification.
func TestNewYear(t *testing.T) {
	files := sources(t, "municipalities.csv", alajarvi, strings.Replace(alajarvi, ",,,\n", ",,2026-12-31,010\n", 1))
	lines := strings.Split(strings.TrimSpace(string(files["regions.csv"].Data)), "\n")
	lines[0] += ",municipalities_2027"
	for i, line := range lines[1:] {
		count := line[strings.LastIndex(line, ",")+1:]
		if strings.HasPrefix(line, "14,") {
			count = "17"
		}
		lines[i+1] = line + "," + count
	}
	files["regions.csv"].Data = []byte(strings.Join(lines, "\n"))
	r, err := register.Load(files)
	if err != nil {
		t.Fatal(err)
	}
	tables, err := r.Files()
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"lastDay  day = 20271231", `{5, 0, 20261231, 14, 16, Finnish, 10, 2, 2, "Alajärvi"`} {
		if !strings.Contains(string(tables["municipality_table.go"]), want) {
			t.Errorf("the table lacks %s", want)
		}
	}
}

func FuzzLoad(f *testing.F) {
	real := sources(f, "municipalities.csv", "", "")
	head := func(name string) string {
		lines := strings.SplitAfterN(string(real[name].Data), "\n", 4)
		return strings.Join(lines[:3], "")
	}
	f.Add(head("municipalities.csv"), head("regions.csv"), head("wellbeing_counties.csv"), head("municipality_genitives.csv"))
	f.Add("", "\"", "\xff", "code\n")
	f.Fuzz(func(t *testing.T, municipalities, regions, counties, genitives string) {
		r, err := register.Load(fstest.MapFS{
			"municipalities.csv":         {Data: []byte(municipalities)},
			"regions.csv":                {Data: []byte(regions)},
			"wellbeing_counties.csv":     {Data: []byte(counties)},
			"municipality_genitives.csv": {Data: []byte(genitives)},
		})
		if (err == nil) == (r == nil) {
			t.Fatalf("register %v, error %v", r, err)
		}
		if err != nil {
			return
		}
		if _, err := r.Files(); err != nil {
			t.Fatalf("checked sources give tables that are not Go: %v", err)
		}
	})
}
