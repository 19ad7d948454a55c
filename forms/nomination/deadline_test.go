package nomination_test

import (
	"maps"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/hytekit/hytekit/forms"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/internal/htmlcheck"
)

// atEnd is when the deadline of the example has passed, a whole day.
var atEnd = time.Date(2021, 1, 15, 22, 0, 0, 0, time.UTC)

// boxOf is what the box with the deadline says, and which stage it is dressed as.
func boxOf(t *testing.T, html string) (text, stage string) {
	t.Helper()
	for n := range htmlcheck.Elements(htmlcheck.Run(t, []byte(html)), "div") {
		if class, found := strings.CutPrefix(htmlcheck.Attr(n, "class"), "hyte-deadline "); found {
			for p := range htmlcheck.Elements(n, "p") {
				text = strings.TrimSpace(text + " " + htmlcheck.Text(p))
			}
			return text, class
		}
	}
	t.Fatal("no box with the deadline")
	return "", ""
}

func kept(c *hyte.Call)    { c.LateNominations = hyte.LateRecord }
func refused(c *hyte.Call) { c.LateNominations = hyte.LateRefuse }

func extended(c *hyte.Call) { c.Deadline.Original = "2021-01-08" }

// TestDeadlineStages shows a form that a service wrote, in each stage.
func TestDeadlineStages(t *testing.T) {
	for _, test := range []struct {
		name    string
		changes []func(*hyte.Call)
		left    time.Duration
		class   string
		text    string
	}{
		{"open", nil, 12*24*time.Hour + 7*time.Hour, "hyte-open", "Vastausaika päättyy perjantaina 15.1.2021 klo 24. Aikaa jäljellä: 12 päivää."},
		{"open, with a clock time", []func(*hyte.Call){withClock}, 12*24*time.Hour + 8*time.Hour, "hyte-open", "Vastaa viimeistään perjantaina 15.1.2021 klo 16.15. Aikaa jäljellä: 12 päivää."},
		{"extended", []func(*hyte.Call){extended}, 5 * 24 * time.Hour, "hyte-open", "Määräaikaa on jatkettu. Vastaa viimeistään perjantaina 15.1.2021 klo 24. Alkuperäinen määräaika oli 8.1.2021. Aikaa jäljellä: 5 päivää."},
		{"soon", nil, 26*time.Hour + 30*time.Minute, "hyte-soon", "Vastausaika päättyy pian: perjantaina 15.1.2021 klo 24. Aikaa jäljellä: 1 päivä ja 2 tuntia."},
		{"soon, hours", nil, 5*time.Hour + 12*time.Minute, "hyte-soon", "Vastausaika päättyy pian: perjantaina 15.1.2021 klo 24. Aikaa jäljellä: 5 tuntia ja 12 minuuttia."},
		{"last hour", nil, 59 * time.Minute, "hyte-last-hour", "Vastausaika päättyy klo 24. Aikaa on alle tunti."},
		{"closed", []func(*hyte.Call){refused}, 0, "hyte-closed", "Määräaika päättyi 15.1.2021. Vastauksia ei enää oteta vastaan. Ota yhteyttä pyynnön lähettäjään."},
		{"late", []func(*hyte.Call){kept}, -time.Hour, "hyte-late", "Määräaika päättyi 15.1.2021. Voit vielä lähettää vastauksen, mutta se merkitään myöhässä saapuneeksi."},
		{"not open", nil, 60 * 24 * time.Hour, "hyte-not-open", "Vastauksia otetaan vastaan 17.12.2020 alkaen."},
		{"standing", []func(*hyte.Call){withStanding}, -time.Hour, "hyte-standing", "Vastausaika päättyy perjantaina 15.1.2021 klo 24. Muutoksista voi ilmoittaa milloin tahansa."},
	} {
		t.Run(test.name, func(t *testing.T) {
			f := form(t, "fi", test.changes...)
			now := atEnd.Add(-test.left)
			html := htmlOf(f.Tree(forms.View{Status: f.Words().Window().Status(now), Now: now}))
			text, class := boxOf(t, html)
			if text = strings.ReplaceAll(text, "\u00a0", " "); text != test.text || class != test.class {
				t.Errorf("%s says %q, want %s with %q", class, text, test.class, test.text)
			}
			if !regexp.MustCompile(`hyte-deadline ` + test.class + `">\s*<svg class="hyte-icon"`).MatchString(html) {
				t.Error("no icon")
			}
		})
	}
}

// live is a widget's form that a service wrote so long before the deadline, on a device
// whose clock is a year behind.
func live(t *testing.T, f *forms.Form, left time.Duration) (s *forms.Session, device time.Time) {
	t.Helper()
	now := atEnd.Add(-left)
	written := forms.View{Status: f.Words().Window().Status(now), Now: now, Action: "/x/fi"}.Findings()
	device = now.AddDate(-1, 0, 0)
	s = forms.NewSession(f, written, maps.All(right()))
	s.Clock(device)
	return s, device
}

func said(t *testing.T, s *forms.Session) (text, stage, announced string) {
	t.Helper()
	html := htmlOf(s.Tree())
	text, stage = boxOf(t, html)
	for n := range htmlcheck.Elements(htmlcheck.Run(t, []byte(html)), "p") {
		if htmlcheck.Attr(n, "role") == "status" {
			announced = htmlcheck.Text(n)
		}
	}
	return strings.ReplaceAll(text, "\u00a0", " "), stage, strings.ReplaceAll(announced, "\u00a0", " ")
}

// TestLastHour counts the minutes, and reads few of them out.
func TestLastHour(t *testing.T) {
	s, device := live(t, form(t, "fi", kept), 61*time.Minute+30*time.Second)
	var read []string
	last := ""
	for next, passed := time.Duration(1), time.Duration(0); next > 0; passed += next {
		var changed bool
		if next, changed = s.Tick(device.Add(passed)); next > time.Minute+time.Second {
			t.Fatalf("after %v it waits for %v", passed, next)
		}
		text, _, announced := said(t, s)
		if last != "" && changed == (text == last) {
			t.Errorf("after %v: changed %v, from %q to %q", passed, changed, last, text)
		}
		if announced != "" && (len(read) == 0 || read[len(read)-1] != announced) {
			read = append(read, announced)
		}
		last = text
	}
	ended := "Vastausaika päättyi 15.1.2021 klo 24, kun lomake oli auki. Voit vielä lähettää vastauksen, mutta se merkitään myöhässä saapuneeksi."
	want := []string{
		"Vastausaika päättyy klo 24. Aikaa on 59 minuuttia.", "Vastausaika päättyy klo 24. Aikaa on 30 minuuttia.", "Vastausaika päättyy klo 24. Aikaa on 10 minuuttia.",
		"Vastausaika päättyy klo 24. Aikaa on 5 minuuttia.", "Vastausaika päättyy klo 24. Aikaa on yksi minuutti.", ended,
	}
	if strings.Join(read, "\n") != strings.Join(want, "\n") {
		t.Errorf("read out:\n%s", strings.Join(read, "\n"))
	}
	if text, stage, _ := said(t, s); text != ended || stage != "hyte-late" {
		t.Errorf("in the end %s: %s", stage, text)
	}
}

// TestEndedWhileOpen keeps the form of a call that refuses what is late, without a button
// to send it, though nothing was typed.
func TestEndedWhileOpen(t *testing.T) {
	f := form(t, "fi", refused)
	now := atEnd.Add(-time.Minute)
	s := forms.NewSession(f, forms.View{Status: hyte.StatusOpen, Now: now}.Findings(), nil)
	s.Clock(now)
	if html := htmlOf(s.Tree()); !strings.Contains(html, `class="hyte-button" type="submit"`) {
		t.Error("an open form has no button to send it")
	}
	next, changed := s.Tick(now.Add(2 * time.Minute))
	text, stage, _ := said(t, s)
	if !changed || next != 0 || stage != "hyte-closed" || !strings.HasPrefix(text, "Vastausaika päättyi 15.1.2021 klo 24, kun lomake oli auki. Vastausta ei voi enää lähettää.") {
		t.Errorf("%v, %v: %s: %s", next, changed, stage, text)
	}
	html := htmlOf(s.Tree())
	if !strings.Contains(html, `name="/nominator"`) || strings.Contains(html, `class="hyte-button" type="submit"`) {
		t.Error("the form is gone, or can be sent")
	}
}

// TestNoClock tells no time left to a form of which no service has said when it was made.
func TestNoClock(t *testing.T) {
	s := forms.NewSession(form(t, "fi"), forms.View{Status: hyte.StatusOpen}.Findings(), nil)
	s.Clock(atEnd.Add(-time.Minute))
	if next, changed := s.Tick(atEnd); next != 0 || changed {
		t.Errorf("it ticks: %v, %v", next, changed)
	}
	if text, stage, _ := said(t, s); stage != "hyte-open" || text != "Vastausaika päättyy perjantaina 15.1.2021 klo 24." {
		t.Errorf("%s: %s", stage, text)
	}
}

// showStages writes what is said of the time in every stage.
func showStages(t *testing.T, out *strings.Builder) {
	t.Helper()
	for _, change := range []func(*hyte.Call){kept, refused, withClock, extended} {
		f := inKeys(t, example(t, change), "fi")
		for _, left := range []time.Duration{60 * 24 * time.Hour, 5 * 24 * time.Hour, 26*time.Hour + time.Minute, 25 * time.Hour, 61 * time.Minute} {
			now := atEnd.Add(-left)
			out.WriteString(htmlOf(f.Tree(forms.View{Status: f.Words().Window().Status(now), Now: now})))
		}
		now := atEnd.Add(-8*time.Hour - time.Minute) // 14 minutes before 16.15
		s := forms.NewSession(f, forms.View{Status: hyte.StatusOpen, Now: now}.Findings(), nil)
		s.Clock(now)
		for passed := time.Duration(0); passed < 9*time.Hour; passed += time.Minute / 2 {
			if _, changed := s.Tick(now.Add(passed)); changed {
				out.WriteString(htmlOf(s.Tree()))
			}
		}
		out.WriteString(forms.LeftText(f.Words().Catalog(), time.Second) + forms.LeftText(f.Words().Catalog(), time.Minute) + forms.LeftText(f.Words().Catalog(), 2*time.Minute))
		out.WriteString(htmlOf(f.Tree(forms.View{Status: hyte.StatusOpen, Now: now.Add(7*time.Hour + 30*time.Minute)})))
	}
}
