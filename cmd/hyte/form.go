package main

import (
	"strings"

	"github.com/hytekit/hytekit/forms"
	"github.com/hytekit/hytekit/forms/style"
	"github.com/spf13/cobra"
)

func (a *app) formCommand() *cobra.Command {
	command := &cobra.Command{
		Use:   "form --call CALL [FLAG]...",
		Short: "Prints a call's form as a complete HTML page.",
		Long: `The page works without script. It is posted to the address that --action gives;
hyte serve receives it at /CALL/LANG.`,
		Example: `  hyte form --call call.json --lang sv > form.html

  # on a site of one's own, sent to the service
  hyte form --call call.json --stylesheet hyte.css \
    --action https://service.example.fi/kanta-hame-hyte-2021/fi > form.html`,
		Args:              noArguments,
		ValidArgsFunction: cobra.NoFileCompletions,
	}
	callAt := addCall(command, "the `CALL` that is answered")
	lang := command.Flags().String("lang", "", "language of the page, a `LANG` of the call (default its first)")
	action := command.Flags().String("action", "", "`ADDRESS` to which the form is posted (default its own)")
	stylesheet := command.Flags().String("stylesheet", "", "`ADDRESS` of a stylesheet (default: the page holds its own styles)")
	command.RunE = func(*cobra.Command, []string) error {
		call, err := callAt.load(a, "en")
		if err != nil {
			return err
		}
		language := *lang
		if language == "" {
			language = call.Call.Languages[0]
		}
		form, err := forms.InLanguage(call, language)
		if err != nil {
			return usagef("--lang: the call has a page in %s", strings.Join(call.Call.Languages, ", "))
		}
		out := a.output()
		options := forms.PageOptions{Stylesheet: *stylesheet}
		if *stylesheet == "" {
			options.Styles = style.CSS()
		}
		page := form.Page(options, forms.View{Action: *action})
		if _, err := page.WriteTo(out); err != nil {
			return err
		}
		if err := out.WriteByte('\n'); err != nil {
			return err
		}
		return out.Flush()
	}
	return command
}
