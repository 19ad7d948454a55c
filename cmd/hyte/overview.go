package main

import (
	"bytes"
	"cmp"
	"fmt"
	"io"

	"github.com/hytekit/hytekit/forms/view"
	"github.com/hytekit/hytekit/hyte/overview"
	"github.com/spf13/cobra"
)

func (a *app) overviewCommand() *cobra.Command {
	command := &cobra.Command{
		Use:   "overview [FLAG]... FILE|FOLDER...",
		Short: "Shows how the cooperation stands on a day.",
		Long: `Which requests are open and who has not answered, which events lie ahead, who sits
where and what is vacant, which duties of the year are recorded, what plans lack. The
documents are calls, events, bodies and plans; answers to calls are in .ndjson files.

As HTML it is one page without a script, which prints on two sheets: of long lists it
has the beginning, and says so. JSON and text have all.`,
		Example: `  hyte overview --at 2024-06-01 plans bodies events

  # to print, in Finnish
  hyte overview --format html --lang fi --out overview.html plans bodies events

  # which requests are open, and how many have not answered?
  hyte overview --format json calls received.ndjson | jq '.requests[] | {call, missing: .missing | length}'`,
		Args: needFiles,
	}
	at := new(day)
	command.Flags().Var(at, "at", "the `DATE` that is shown (default today)")
	bearers := command.Flags().StringArray("organization", nil, "whose duties, by `ID`; may be given several times (default the counties of the documents)")
	format := addChoice(command, "format", "how to print", "text", "json", "html")
	out := command.Flags().String("out", "", "write it into `FILE`")
	lang := addLanguage(command)
	command.RunE = func(_ *cobra.Command, args []string) error {
		documents, answers, failed := a.readFolder(args)
		if documents == nil {
			return failed
		}
		failed = cmp.Or(a.readReceived(documents, answers, lang.value), failed)
		o, err := overview.Of(documents, a.dayOrToday(at), *bearers...)
		if err != nil {
			return usagef("--organization: %v", err)
		}
		language := inLanguage(lang.value, a.kinds.texts)
		err = a.printTo(*out, func(w io.Writer) error {
			switch format.value {
			case "json":
				return writeJSON(w, o)
			case "html":
				_, err := w.Write(view.AppendHTML(nil, language.computed.Page(o)))
				return err
			default:
				return language.printOverview(w, o)
			}
		})
		return cmp.Or(err, failed)
	}
	return command
}

// printOverview shows an overview as a text.
func (l *language) printOverview(w io.Writer, o *overview.Overview) error {
	var out bytes.Buffer
	fmt.Fprintln(&out, l.word("overview.title", "date", l.day(o.At.String())))
	for _, s := range l.computed.Sections(o, 0) {
		fmt.Fprintf(&out, "\n%s\n", plain(s.Heading))
		if len(s.Entries) == 0 {
			fmt.Fprintf(&out, "  %s\n", plain(s.None))
		}
		for _, e := range s.Entries {
			fmt.Fprintf(&out, "  %s\n", plain(cmp.Or(e.Line, e.Title.In(l.code))))
			for _, line := range e.Lines {
				fmt.Fprintf(&out, "    %s\n", plain(line))
			}
		}
	}
	_, err := out.WriteTo(w)
	return err
}
