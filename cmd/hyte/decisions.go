package main

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"strconv"

	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/decision"
	"github.com/spf13/cobra"
)

func (a *app) decisionsCommand() *cobra.Command {
	command := &cobra.Command{
		Use:   "decisions [FLAG]... FEED...",
		Short: "Shows the decisions in the feed of an authority's site, with their earlier handlings.",
		Long: `The feed is that of a Dynasty site, page=rss/meetingitems. It has body, day and subject
of each item. The section, the case number and the earlier handlings stand on the page of
the item: save it, as HTML or as text, and give it with --page. Nothing is fetched.

In JSON the members of a decision are those that plans and bodies have in "decision".`,
		Example: `  hyte decisions meetingitems.xml

  # with section and case number of an item whose page was saved
  hyte decisions meetingitems.xml --page item-page.txt

  # for a plan, as decisions of a wellbeing services county
  hyte decisions --organization county:07 --format json meetingitems.xml --page item-page.txt |
    jq 'select(.section == "30")'`,
		Args: func(*cobra.Command, []string) error { return nil }, // pages alone will do
	}
	pages := command.Flags().StringArray("page", nil, "the page of an item, a `FILE`; may be given several times")
	of := command.Flags().String("organization", "", "whose bodies they are: the `ID` of an organization")
	format := addChoice(command, "format", "how to print", "text", "json")
	lang := addLanguage(command)
	command.RunE = func(_ *cobra.Command, feeds []string) error {
		if err := needFiles(command, append(feeds, *pages...)); err != nil {
			return err
		}
		d := decisionReader{app: a}
		all := d.read(feeds, *pages)
		out := a.output()
		p := decisionPrinter{language: inLanguage(lang.value, a.kinds.texts), json: format.value == "json"}
		for i := range all {
			if *of != "" {
				all[i].Of(*of)
			}
			if err := p.print(out, &all[i]); err != nil {
				return err
			}
		}
		if len(all) == 0 && !p.json {
			fmt.Fprintln(out, p.word("decision.none"))
		}
		return cmp.Or(out.Flush(), d.failed)
	}
	return command
}

// decisionReader reads feeds and pages. What one file lacks keeps nobody from the others.
type decisionReader struct {
	app    *app
	failed error
}

func (r *decisionReader) read(feeds, pages []string) []decision.Decision {
	var items, read []decision.Decision
	for _, name := range feeds {
		r.file(name, func(data []byte) error {
			found, err := decision.ReadFeed(data)
			items = append(items, found...)
			return err
		})
	}
	for _, name := range pages {
		r.file(name, func(data []byte) error {
			found, err := decision.ReadPage(data)
			if err == nil {
				read = append(read, found)
			}
			return err
		})
	}
	return decision.Join(items, read)
}

func (r *decisionReader) file(name string, read func([]byte) error) {
	data, err := r.app.readFile(name, decision.MaxBytes)
	if err != nil {
		r.app.notice("%v", err)
		r.failed = errFailed
		return
	}
	if err := read(data); err != nil {
		r.app.notice("%s: %v", printable(name), err)
		r.failed = cmp.Or(r.failed, errFound)
	}
}

// decisionPrinter prints one decision after another.
type decisionPrinter struct {
	*language
	json bool
	some bool // one has been printed before
}

func (p *decisionPrinter) print(w io.Writer, d *decision.Decision) error {
	if p.json {
		return writeJSON(w, d)
	}
	var out bytes.Buffer
	if p.some {
		out.WriteByte('\n')
	}
	p.some = true
	item := 0
	if d.OnAgenda {
		item = d.Item
	}
	if d.Body != "" {
		fmt.Fprintln(&out, p.handling(&d.Handling, item))
	}
	for _, line := range []string{d.Title, d.CaseNumber} {
		if line != "" {
			fmt.Fprintf(&out, "  %s\n", plain(line))
		}
	}
	for i := range d.Earlier {
		fmt.Fprintf(&out, "  %s\n", p.word("decision.earlier", "handling", p.handling(&d.Earlier[i], 0)))
	}
	if d.URL != "" {
		fmt.Fprintf(&out, "  %s\n", d.URL)
	}
	_, err := out.WriteTo(w)
	return err
}

// handling names a handling as minutes do; item is the number on an agenda.
func (p *decisionPrinter) handling(h *hyte.Handling, item int) string {
	key := "decision.head"
	switch {
	case h.Section != "":
		key = "decision.section"
	case item > 0:
		key = "decision.item"
	}
	said := p.word(key, "body", h.Body, "date", p.day(h.Date), "section", h.Section, "item", strconv.Itoa(item))
	if h.Outcome == "" {
		return said
	}
	return p.word("decision.outcome", "handling", said, "outcome", p.word("decision."+string(h.Outcome)))
}
