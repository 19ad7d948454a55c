package hyte_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/hytekit/hytekit/hyte"
)

func TestParseCaseNumber(t *testing.T) {
	for _, want := range []hyte.CaseNumber{
		{Text: "26184/2023", Form: hyte.CaseSerialYear, Year: 2023, Serial: 26184},
		{Text: "1/1999", Form: hyte.CaseSerialYear, Year: 1999, Serial: 1},
		{Text: "56/15.00.18/2023", Form: hyte.CaseSerialClassYear, Year: 2023, Serial: 56, Class: "15.00.18"},
		{Text: "56/00.04/2021", Form: hyte.CaseSerialClassYear, Year: 2021, Serial: 56, Class: "00.04"},
		{Text: "ISAVI/1994/05.01.00/2001", Form: hyte.CaseOfficeSerialClassYear, Office: "ISAVI", Year: 2001, Serial: 1994, Class: "05.01.00"},
		{Text: "ROIDno-2020-2129", Form: hyte.CaseOfficeYearSerial, Office: "ROI", Year: 2020, Serial: 2129},
		{Text: "VN/18139/2021", Form: hyte.CaseOfficeSlashSerialYear, Office: "VN", Year: 2021, Serial: 18139},
		{Text: "HEL 2023-006792", Form: hyte.CaseOfficeSpaceYearSerial, Office: "HEL", Year: 2023, Serial: 6792},
		{Text: "ÄKIDNO-2020-7", Form: hyte.CaseOfficeYearSerial, Office: "ÄKI", Year: 2020, Serial: 7},
		{Text: "HEL 2018-007727 T 01 00 00 00", Form: hyte.CaseOfficeYearSerialClass, Office: "HEL", Year: 2018, Serial: 7727, Class: "01 00 00 00"},
	} {
		t.Run(want.Text, func(t *testing.T) {
			got, ok := hyte.ParseCaseNumber(want.Text)
			if !ok {
				t.Error("form not known")
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			if got.String() != want.Text {
				t.Errorf("String() = %q", got)
			}
		})
	}
}

func TestParseCaseNumberKeepsAnyText(t *testing.T) {
	for _, text := range []string{
		"", " ", "2023", "/", "//", "///", "26184/", "/2023", "26184/23", "26184/12023", "26184/1899", "26184/2100",
		"0/2023", "1234567890/2023", "-5/2023", "5 /2023", " 26184/2023", "26184/2023 ", "26184/2023\n",
		"56/15.00.18", "56/15.0.18/2023", "56/15-00-18/2023", "56/15.00./2023", "56//2023", "56/15.00.18/2023/1",
		"ISAVI/1994/x2001", "ISAVI/1994", "98/00.04.02/2018, 421/00.01.02/2022", "ISAVI2/1994/05.01.00/2001", "ISAVI/x/05.01.00/2001", "I\xff/1/05.01.00/2001",
		"Dno-2020-2129", "ROI-2020-2129", "ROIDno-2020", "ROIDno-2020-2129-1", "ROIDno 2020-2129", "ROIDno-2129-2020x",
		"HEL 2018-", "HEL 2018-007727 T", "HEL 2018-007727 T ", "HEL 2018-007727 t 01 00", "HEL  2018-007727 T 01",
		"HEL 2018-007727 T 01  00", "Dnro 26184/2023", "VN/123/23", "２６/2023",
	} {
		got, ok := hyte.ParseCaseNumber(text)
		if want := (hyte.CaseNumber{Text: text}); ok || got != want {
			t.Errorf("ParseCaseNumber(%q) = %#v, %t, want only the text", text, got, ok)
		}
	}
}

func TestParseCaseNumbers(t *testing.T) {
	for text, want := range map[string][]string{
		"":                                    nil,
		" 225/2022 ":                          {"225/2022"},
		"98/00.04.02/2018, 421/00.01.02/2022": {"98/00.04.02/2018", "421/00.01.02/2022"},
		"HEL 2023-006792; VN/18139/2021":      {"HEL 2023-006792", "VN/18139/2021"},
		"1/2020 ja 2/2020":                    {"1/2020", "2/2020"},
		"1/2020\n2/2020\n":                    {"1/2020", "2/2020"},
	} {
		got, ok := hyte.ParseCaseNumbers(text)
		var texts []string
		for _, n := range got {
			texts = append(texts, n.Text)
		}
		if diff := cmp.Diff(want, texts); !ok || diff != "" {
			t.Errorf("%q: known %t, -want +got\n%s", text, ok, diff)
		}
	}
	for _, text := range []string{"1/2020, appendix 2", "nothing", ",", "1/2020 2/2020"} {
		got, ok := hyte.ParseCaseNumbers(text)
		if ok || len(got) != 1 || got[0] != (hyte.CaseNumber{Text: text}) {
			t.Errorf("%q: %v, known %t", text, got, ok)
		}
	}
}

func TestParseSection(t *testing.T) {
	for _, text := range []string{"30", "030", "§ 30", "§30", "30 §", "30§", "§ 030", "0030 §", "  § 30 ", "§\u00a030", "30\u00a0§"} {
		if got, ok := hyte.ParseSection(text); !ok || got != "30" {
			t.Errorf("ParseSection(%q) = %q, %t, want 30", text, got, ok)
		}
	}
	for _, c := range []struct{ text, want string }{{"§ 1", "1"}, {"99999 §", "99999"}, {"000000001", "1"}, {"100", "100"}} {
		if got, ok := hyte.ParseSection(c.text); !ok || got != c.want {
			t.Errorf("ParseSection(%q) = %q, %t, want %s", c.text, got, ok, c.want)
		}
	}
	for _, text := range []string{
		"", " ", "§", "§ §", "0", "§ 000", "-30", "+30", "3 0", "30a", "30 a §", "§ 30 §", "§§ 30", "§ 30, 31", "30/2023",
		"100000", "3０", "30.0", "Kunnanhallitus § 30", "\xff30",
	} {
		if got, ok := hyte.ParseSection(text); ok || got != "" {
			t.Errorf("ParseSection(%q) = %q, %t, want nothing", text, got, ok)
		}
	}
}

func TestParseSectionProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		number := rapid.IntRange(1, 99999).Draw(t, "number")
		space := rapid.SampledFrom([]string{"", " ", "\u00a0", "\u202f", "  "}).Draw(t, "space")
		text := fmt.Sprintf("%0*d", rapid.IntRange(1, 8).Draw(t, "width"), number)
		text = rapid.SampledFrom([]string{text, "§" + space + text, text + space + "§"}).Draw(t, "text")
		if got, ok := hyte.ParseSection(text); !ok || got != fmt.Sprint(number) {
			t.Errorf("ParseSection(%q) = %q, %t, want %d", text, got, ok, number)
		}
	})
}

func TestParsingAllocatesNothing(t *testing.T) {
	n := testing.AllocsPerRun(100, func() {
		_, known := hyte.ParseCaseNumber("HEL 2018-007727 T 01 00 00 00")
		_, unknown := hyte.ParseCaseNumber("no form that is known")
		_, section := hyte.ParseSection("030 §")
		if !known || unknown || !section {
			t.Error("wrongly read")
		}
	})
	if n != 0 {
		t.Errorf("%v allocations, want none", n)
	}
}

func BenchmarkParseCaseNumber(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		hyte.ParseCaseNumber("HEL 2018-007727 T 01 00 00 00")
	}
}

func FuzzParseCaseNumber(f *testing.F) {
	for _, text := range []string{
		"56/15.00.18/2023", "26184/2023", "ROIDno-2020-2129", "HEL 2018-007727 T 01 00 00 00",
		"ISAVI/1994/05.01.00/2001", "", "Dnro 1", "\xffDno-2020-1",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		n, ok := hyte.ParseCaseNumber(text)
		if n.Text != text {
			t.Fatalf("ParseCaseNumber(%q) lost the text: %q", text, n.Text)
		}
		if !ok {
			if n != (hyte.CaseNumber{Text: text}) {
				t.Errorf("ParseCaseNumber(%q) = %#v of an unknown form", text, n)
			}
			return
		}
		if n.Form == "" || n.Serial < 1 || n.Year < 1900 || n.Year > 2099 {
			t.Errorf("ParseCaseNumber(%q) = %#v", text, n)
		}
		for _, part := range []string{n.Office, n.Class, fmt.Sprint(n.Year), fmt.Sprint(n.Serial)} {
			if !strings.Contains(text, part) {
				t.Errorf("ParseCaseNumber(%q) made up %q", text, part)
			}
		}
	})
}

func FuzzParseSection(f *testing.F) {
	for _, text := range []string{"§ 30", "30 §", "30", "030 §", "", "§", "0", "§ 30 §", "30\u00a0§"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		number, ok := hyte.ParseSection(text)
		if ok != (number != "") {
			t.Fatalf("ParseSection(%q) = %q, %t", text, number, ok)
		}
		if !ok {
			return
		}
		for _, again := range []string{number, "§ " + number, number + " §"} {
			if got, ok := hyte.ParseSection(again); !ok || got != number {
				t.Errorf("ParseSection(%q) = %q, %t, want %q", again, got, ok, number)
			}
		}
	})
}

func ExampleParseCaseNumber() {
	for _, text := range []string{"56/15.00.18/2023", "ROIDno-2020-2129", "asia 7"} {
		number, ok := hyte.ParseCaseNumber(text)
		fmt.Println(number, ok, number.Year, number.Serial)
	}
	// Output:
	// 56/15.00.18/2023 true 2023 56
	// ROIDno-2020-2129 true 2020 2129
	// asia 7 false 0 0
}

func ExampleParseSection() {
	number, ok := hyte.ParseSection("§ 030")
	fmt.Println(number, ok)
	// Output: 30 true
}
