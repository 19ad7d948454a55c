package decision_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/decision"
	"github.com/hytekit/hytekit/internal/golden"
)

// file is one of the example.
func file(t testing.TB, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("../../examples/dynasty-decisions", name))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func feed(t testing.TB, data []byte) []decision.Decision {
	t.Helper()
	items, err := decision.ReadFeed(data)
	if err != nil {
		t.Fatal(err)
	}
	return items
}

func page(t testing.TB, data []byte) decision.Decision {
	t.Helper()
	d, err := decision.ReadPage(data)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// TestDynasty compares what a feed and two pages in the form of real ones give with a
// golden file, which has all that a reader finds in them.
func TestDynasty(t *testing.T) {
	pages := []decision.Decision{page(t, file(t, "item-page.txt")), page(t, file(t, "agenda-page.txt"))}
	golden.CompareJSON(t, "testdata/decisions.json", decision.Join(feed(t, file(t, "meetingitems.xml")), pages))
}

// TestFeedEncodings: whatever the first line says, the text comes out.
func TestFeedEncodings(t *testing.T) {
	latin := file(t, "meetingitems.xml")
	want := feed(t, latin)
	utf := bytes.ReplaceAll(latin, []byte("edist\xe4misen"), []byte("edistämisen"))
	for name, data := range map[string][]byte{
		"UTF-8 that says it is Latin":  utf,
		"UTF-8 with a mark":            append([]byte("\ufeff"), bytes.Replace(utf, []byte("iso-8859-1"), []byte("utf-8"), 1)...),
		"Latin that says it is UTF-8":  bytes.Replace(latin, []byte("iso-8859-1"), []byte("utf-8"), 1),
		"an encoding unheard of":       bytes.Replace(latin, []byte("iso-8859-1"), []byte("x-none"), 1),
		"a dash of Windows":            bytes.Replace(latin, []byte("&ndash;"), []byte("\x96"), 1),
		"entities outside of CDATA":    bytes.ReplaceAll(bytes.ReplaceAll(latin, []byte("<![CDATA["), nil), []byte("]]>"), nil),
		"the older name of the format": bytes.Replace(latin, []byte(`<rss version="2.0">`), []byte(`<rss>`), 1),
	} {
		if diff := cmp.Diff(want, feed(t, data)); diff != "" {
			t.Errorf("%s:\n%s", name, diff)
		}
	}
}

func TestFeedTitles(t *testing.T) {
	for title, want := range map[string]string{
		"Kunnanhallitus 1.2.2023 / Aihe":                                "Kunnanhallitus|2023-02-01|Aihe",
		"Hyvinvointijaosto / Välfärdssektionen 01.12.2023 / Aihe / osa": "Hyvinvointijaosto / Välfärdssektionen|2023-12-01|Aihe / osa",
		"Valtuusto 3.4.2023":                                            "Valtuusto|2023-04-03|",
		"Kunnanhallitus 31.2.2023 / Aihe":                               "||Kunnanhallitus 31.2.2023 / Aihe",
		"Sopimus 1.1.2023 alkaen":                                       "||Sopimus 1.1.2023 alkaen",
		"":                                                              "||",
		"Kunnanhallitus 1.2.2023 / Kokouksen\n&nbsp; p&ouml;yt&auml;kirja": "Kunnanhallitus|2023-02-01|Kokouksen pöytäkirja",
	} {
		items := feed(t, []byte("<rss><channel><title>Muuta</title><item><title><![CDATA["+title+"]]></title></item></channel></rss>"))
		if len(items) != 1 {
			t.Fatalf("%q: %v", title, items)
		}
		if got := items[0].Body + "|" + items[0].Date + "|" + items[0].Title; got != want {
			t.Errorf("%q: %q, want %q", title, got, want)
		}
	}
}

func TestFeedAddresses(t *testing.T) {
	const site = "https://esimerkki.example.fi/cgi/DREQUEST.PHP"
	for link, want := range map[string]string{
		"<link>" + site + "?page=meetingitem&amp;id=2023-4</link>":                   "2023-4 4 " + site + "?page=meetingitem&id=2023-4",
		"<link>" + site + "?id=2023-4&amp;page=meetingitem</link>":                   "2023-4 4 " + site + "?id=2023-4&page=meetingitem",
		"<link><![CDATA[" + site + "?id=2023-4&amp;page=meetingitem]]></link>":       "2023-4 4 " + site + "?id=2023-4&page=meetingitem",
		"<guid>" + site + "?id=2023-4</guid>":                                        "2023-4 4 " + site + "?id=2023-4",
		"<link>" + site + "?id=2023-4</link><guid>" + site + "?id=9-9</guid>":        "2023-4 4 " + site + "?id=2023-4",
		"<link>javascript:alert(1)</link><guid>tag:x</guid>":                         " 0 ",
		"<link>" + site + "?page=meeting&amp;id=2023</link>":                         " 0 " + site + "?page=meeting&id=2023",
		"<link>https://x.example.fi/" + strings.Repeat("a", 500) + "</link>":         " 0 ",
		"<link>https://x.example.fi/\u202etxt</link>":                                " 0 ",
		"<source><link>" + site + "?id=1-1</link></source>":                          " 0 ",
		"<link>" + site + "?id=2023-4<!-- x --></link><media><link>x</link></media>": "2023-4 4 " + site + "?id=2023-4",
	} {
		item := feed(t, []byte("<rss><channel><link>x</link><item>"+link+"</item></channel></rss>"))[0]
		if got := fmt.Sprintf("%s %d %s", item.ID, item.Item, item.URL); got != want {
			t.Errorf("%s: %q, want %q", link, got, want)
		}
	}
}

func TestReadFeedRefuses(t *testing.T) {
	for name, c := range map[string]struct {
		data string
		want error
	}{
		"nothing":        {"", decision.ErrNoFeed},
		"a page":         {"<html><body>Ei</body></html>", decision.ErrNoFeed},
		"no markup":      {"Kunnanhallitus 1.2.2023", decision.ErrNoFeed},
		"half a feed":    {"<rss><channel><item><title>Kunn", decision.ErrNoFeed},
		"too long":       {strings.Repeat(" ", decision.MaxBytes+1), decision.ErrTooLong},
		"too many items": {"<rss>" + strings.Repeat("<item></item>", decision.MaxItems+1) + "</rss>", decision.ErrTooLong},
	} {
		if got, err := decision.ReadFeed([]byte(c.data)); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, %v", name, got, err)
		}
	}
	if got := feed(t, []byte("<rss>"+strings.Repeat("<item></item>", decision.MaxItems)+"</rss>")); len(got) != decision.MaxItems {
		t.Errorf("%d items", len(got))
	}
}

// countyPage is the text of an item of a wellbeing services county: case number and subject
// stand elsewhere than in a municipality's.
const countyPage = `Dynasty tietopalvelu Haku RSS Esimerkin hyvinvointialue
RSS-linkki
Kokousasiat:
https://esimerkki.example.fi:443/cgi/DREQUEST.PHP?page=rss/meetingitems&show=30
Aluehallitus
Pöytäkirja 04.12.2023/Pykälä 198
5146/01.04.00/2023
Aluehallitus 04.12.2023 § 198
§ 198
Hyvinvointisuunnitelman hyväksyminen
Valmistelijat ja lisätiedot:
Esimerkki Aino
Päätösehdotus Hyvinvointialuejohtaja Mallikas Onni
Aluehallitus päättää
1. hyväksyä suunnitelman liitteen mukaisesti.
Käsittely
Johtaja selosti asiaa.
Päätös
Aluehallitus hyväksyi päätösehdotuksen yksimielisesti.
Selostus
Aluehallitus päätti kokouksessaan 16.10.2023 § 150 lähettää asian lausunnolle.`

// otherSystem is the text of a page of CloudNC.
const otherSystem = `Hyvinvoinnin ja terveyden edistämisen jaosto, kokous 15.9.2020
Pöytäkirja on tarkastettu
§ 21 Hyvinvointikertomus
ROIDno-2020-2129
Aikaisempi käsittely
Kaupunginhallitus, 31.8.2020, § 300
Sivistyslautakunta, kokous 18.8.2020, § 55
Valmistelija
Aino Esimerkki
Päätös
Jaosto merkitsi asian tiedoksi.`

func TestReadPage(t *testing.T) {
	handling := func(body, date, section string) hyte.Handling {
		return hyte.Handling{Body: body, Date: date, Section: section}
	}
	for name, c := range map[string]struct {
		text string
		want decision.Decision
	}{
		"of a county": {countyPage, decision.Decision{
			Title: "Hyvinvointisuunnitelman hyväksyminen",
			Handling: hyte.Handling{
				Body: "Aluehallitus", Date: "2023-12-04", Section: "198", CaseNumber: "5146/01.04.00/2023", Outcome: hyte.OutcomeApproved,
			},
		}},
		"of another system": {otherSystem, decision.Decision{
			Title: "Hyvinvointikertomus",
			Handling: hyte.Handling{
				Body: "Hyvinvoinnin ja terveyden edistämisen jaosto", Date: "2020-09-15", Section: "21",
				CaseNumber: "ROIDno-2020-2129", Outcome: hyte.OutcomeNoted,
			},
			Earlier: []hyte.Handling{handling("Sivistyslautakunta", "2020-08-18", "55"), handling("Kaupunginhallitus", "2020-08-31", "300")},
		}},
		"without a head, with a chain that has texts": {
			"Valtuusto 26.04.2018 § 33\n98/00.04.02/2018\nPäätös Asia palautettiin uudelleen valmisteluun.\nKunnanhallitus 14.11.2022 § 402\n" +
				"98/00.04.02/2018, 421/00.01.02/2022\nPäätös Aloite hylättiin.",
			decision.Decision{
				Handling: hyte.Handling{
					Body: "Kunnanhallitus", Date: "2022-11-14", Section: "402", CaseNumber: "98/00.04.02/2018, 421/00.01.02/2022", Outcome: hyte.OutcomeRejected,
				},
				Earlier: []hyte.Handling{{Body: "Valtuusto", Date: "2018-04-26", Section: "33", CaseNumber: "98/00.04.02/2018", Outcome: hyte.OutcomeReferred}},
			},
		},
		"in Swedish": {
			"Välfärdsområdesstyrelsen\nProtokoll 25.01.2024/Paragraf 12\nVälfärdsplan\nVälfärdsområdesstyrelsen 25.01.2024 § 12\nBeslut\nEnligt förslaget.",
			decision.Decision{
				Title:    "Välfärdsplan",
				Handling: hyte.Handling{Body: "Välfärdsområdesstyrelsen", Date: "2024-01-25", Section: "12", Outcome: hyte.OutcomeApproved},
			},
		},
		"handled again later": {
			"Kunnanhallitus\nPöytäkirja 1.2.2023/Pykälä 5\nAihe\nKunnanhallitus 1.2.2023 § 5\nValtuusto 9.2.2023 § 7",
			decision.Decision{Title: "Aihe", Handling: handling("Kunnanhallitus", "2023-02-01", "5")},
		},
	} {
		text := strings.ReplaceAll(c.text, `\n`, "\n")
		if diff := cmp.Diff(c.want, page(t, []byte(text))); diff != "" {
			t.Errorf("%s:\n%s", name, diff)
		}
		// As HTML, the same: in paragraphs with a frame around, and in a table.
		marked := "<!DOCTYPE html><html><head><title>Dynasty 1.1.1999 § 9</title><script>Valtuusto 1.1.1999 § 9</script></head><body><div><p>" +
			strings.ReplaceAll(strings.ReplaceAll(text, " ", "&nbsp;<span>\n</span>"), "\n", "</p>\n<p class=x>") + "</p></div>"
		marked = strings.ReplaceAll(marked, "<span></p>\n<p class=x></span>", "<span>\n</span>")
		if diff := cmp.Diff(c.want, page(t, []byte(marked))); diff != "" {
			t.Errorf("%s, as HTML:\n%s", name, diff)
		}
	}
	rows := "<table><tr><td>Valtuusto</td><td>1.2.2023</td><td>&sect;&nbsp;5</td></tr><tr><td>Päätös</td><td>Hylättiin.</td></tr></table>"
	want := decision.Decision{Handling: handling("Valtuusto", "2023-02-01", "5")}
	want.Outcome = hyte.OutcomeRejected
	if diff := cmp.Diff(want, page(t, []byte(rows))); diff != "" {
		t.Errorf("a table:\n%s", diff)
	}
}

// TestOutcome: what is not known for sure is not said.
func TestOutcome(t *testing.T) {
	for text, want := range map[string]hyte.Outcome{
		"Päätös Ehdotus hyväksyttiin.":                                                    hyte.OutcomeApproved,
		"Päätösehdotus Merkitään tiedoksi.\nPäätös Ehdotus hyväksyttiin.":                 hyte.OutcomeNoted,
		"Päätösehdotus Aloite hylätään.\nPäätös Päätösehdotuksen mukaan.":                 hyte.OutcomeRejected,
		"Päätösehdotus Hyväksytään ja merkitään tiedoksi.\nPäätös Ehdotus hyväksyttiin.":  "",
		"Päätös Merkittiin tiedoksi.":                                                     hyte.OutcomeNoted,
		"Päätös\nKunnanhallitus päätti jättää asian pöydälle.":                            hyte.OutcomeTabled,
		"Päätös Ehdotusta ei hyväksytty.":                                                 "",
		"Päätös Ehdotus hyväksyttiin. Muutosehdotus hylättiin.":                           "",
		"Päätös Hyväksyttiin osittain, muilta osin palautettiin valmisteluun.":            "",
		"Päätösehdotus Merkitään tiedoksi.":                                               "",
		"Päätös Valittiin toimikunta.":                                                    "",
		"Päätös Ehdotus hyväksyttiin.\nTäytäntöönpano Hylättiin toinen asia.":             hyte.OutcomeApproved,
		"Beslut Ärendet bordlades.":                                                       hyte.OutcomeTabled,
		"Beslut Antecknades för kännedom.":                                                hyte.OutcomeNoted,
		"Beslut Ärendet återremitterades.":                                                hyte.OutcomeReferred,
		"Beslutsförslag Planen godkänns.\nBeslut Styrelsen godkände förslaget enhälligt.": hyte.OutcomeApproved,
		"Päätös 1.1.2023 tehtiin toisaalla":                                               "",
	} {
		if got := page(t, []byte("Valtuusto 1.2.2023 § 5\n"+text)).Outcome; got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestReadPageRefuses(t *testing.T) {
	for _, text := range []string{
		"", "<html></html>", "Kunnanhallitus 31.2.2023 § 4", "päätettiin 1.2.2023 § 4", "Kunnanhallitus 1.2.2023",
		"Tässä asiassa on todettu aiemmin monta kertaa se, mikä päätettiin kokouksessa 1.2.2023 § 4",
		"Aikaisempi käsittely\nValtuusto 1.2.2023 § 4",
	} {
		if got, err := decision.ReadPage([]byte(text)); !errors.Is(err, decision.ErrNoPage) {
			t.Errorf("%q: %v, %v", text, got, err)
		}
	}
	if _, err := decision.ReadPage(make([]byte, decision.MaxBytes+1)); !errors.Is(err, decision.ErrTooLong) {
		t.Error(err)
	}
}

func TestJoin(t *testing.T) {
	on := func(body, title string, item int) decision.Decision {
		return decision.Decision{Title: title, Item: item, Handling: hyte.Handling{Body: body, Date: "2023-03-13"}}
	}
	items := []decision.Decision{on("Valtuusto", "Aihe – yksi", 1), on("Valtuusto", "Aihe", 2), on("Hallitus", "Aihe", 1), on("Valtuusto", "Aihe", 3)}
	items[1].URL = "https://esimerkki.example.fi/2"
	first, second, agenda := on("VALTUUSTO", "Aihe", 0), on("Valtuusto", "Aihe", 0), on("Hallitus", "Muu", 1)
	first.Section, second.Section = "5", "6"
	agenda.OnAgenda = true
	stranger := on("Lautakunta", "Aihe", 0)
	joined := decision.Join(items, []decision.Decision{first, second, agenda, stranger})
	var got []string
	for _, d := range joined {
		got = append(got, fmt.Sprintf("%s %s %d § %s %v %s", d.Body, d.Title, d.Item, d.Section, d.OnAgenda, d.URL))
	}
	want := []string{
		"Valtuusto Aihe – yksi 1 §  false ",
		"VALTUUSTO Aihe 2 § 5 false https://esimerkki.example.fi/2",
		"Hallitus Aihe 1 §  true ",
		"Valtuusto Aihe 3 § 6 false ",
		"Lautakunta Aihe 0 §  false ",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if items[1].Section != "" {
		t.Error("the feed was changed")
	}
}

// TestFitsPlans: a decision's handling can be put into a plan or a body as it is.
func TestFitsPlans(t *testing.T) {
	long := strings.Repeat("Ö", 400)
	d := page(t, []byte("K"+long+" 1.2.2023 § 5\n§ 5 "+long+"\n"+strings.TrimSuffix(strings.Repeat("1/00.00.00/2023, ", 50), ", ")))
	for name, length := range map[string]int{"body": len([]rune(d.Body)), "title": len([]rune(d.Title)), "case number": len([]rune(d.CaseNumber))} {
		if length > 300 || name == "body" && length > 200 || name == "case number" && length > 100 {
			t.Errorf("%s: %d characters", name, length)
		}
	}
}

// TestLongInput: the time grows with the length, not faster.
func TestLongInput(t *testing.T) {
	for name, part := range map[string]string{
		"handlings":     "Valtuusto 1.2.2023 § 5\n",
		"tags":          "<div><b><i>",
		"a long line":   "Valtuusto 1.2.2023 / 5 § ",
		"open comments": "<!--",
		"entities":      "&amp;&lt;&nbsp",
		"sections":      "§ 5\n",
	} {
		t.Run(name, func(t *testing.T) {
			took := func(length int) time.Duration {
				text := strings.Repeat(part, length/len(part))
				least := time.Hour
				for range 3 { // a busy machine makes single runs long
					start := time.Now()
					_, _ = decision.ReadPage([]byte(text))
					_, _ = decision.ReadFeed([]byte("<rss><item><title>" + text + "</title></item></rss>"))
					least = min(least, time.Since(start))
				}
				return least
			}
			const short = decision.MaxBytes / 128
			if once, more := took(short)+time.Millisecond, took(16*short); more > 100*once {
				t.Errorf("%v for %d bytes, but %v for 16 times as many", once, short, more)
			}
		})
	}
}

func ExampleReadPage() {
	d, err := decision.ReadPage([]byte("Maakuntahallitus\nPöytäkirja 13.03.2023/Pykälä 30\n56/15.00.18/2023\nPäätös Merkittiin tiedoksi."))
	if err != nil {
		panic(err)
	}
	fmt.Println(d.Body, d.Date, d.Section, d.CaseNumber, d.Outcome)
	// Output: Maakuntahallitus 2023-03-13 30 56/15.00.18/2023 noted
}
