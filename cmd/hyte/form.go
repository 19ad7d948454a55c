package main

import (
	"slices"
	"strings"

	"github.com/hytekit/hytekit/forms"
	"github.com/hytekit/hytekit/forms/style"
	"github.com/hytekit/hytekit/forms/texts"
	"github.com/spf13/cobra"
)

func (a *app) formCommand() *cobra.Command {
	command := &cobra.Command{
		Use:   "form --call CALL [FLAG]...",
		Short: "Prints a call's form as a complete HTML page.",
		Long: `The page works without script. It is posted to the address that --action gives;
hyte serve receives it at /CALL/LANG, and those of other kinds of answers at
/CALL/LANG/KIND.`,
		Example: a.kinds.help(`  hyte form --call call.json --lang sv > form.html

  # of another kind that answers the call
  hyte form --call call.json --kind {other} > {other}.html

  # on a site of one's own, sent to the service
  hyte form --call call.json --stylesheet hyte.css \
    --action https://service.example.fi/kanta-hame-hyte-2021/fi > form.html`),
		Args:              noArguments,
		ValidArgsFunction: cobra.NoFileCompletions,
	}
	callAt := addCall(command, "the `CALL` that is answered")
	kind := a.addKind(command)
	lang := command.Flags().String("lang", "", "language of the page, a `LANG` of the call (default the first with texts)")
	action := command.Flags().String("action", "", "`ADDRESS` to which the form is posted (default its own)")
	stylesheet := command.Flags().String("stylesheet", "", "`ADDRESS` of a stylesheet (default: the page holds its own styles)")
	command.RunE = func(*cobra.Command, []string) error {
		inquiry, err := callAt.load(a, "en")
		if err != nil {
			return err
		}
		response, err := a.kinds.response(inquiry, *kind)
		if err != nil {
			return err
		}
		languages := forms.Languages(inquiry.Languages())
		if len(languages) == 0 {
			return usagef("the %s is in %s, and there are texts of a form in %s", inquiry.Kind().Name(),
				strings.Join(inquiry.Languages(), ", "), strings.Join(texts.Languages(), ", "))
		}
		language := *lang
		if language == "" {
			language = languages[0]
		}
		if !slices.Contains(languages, language) {
			return usagef("--lang: the %s has a page in %s", inquiry.Kind().Name(), strings.Join(languages, ", "))
		}
		form, err := response.InLanguage(inquiry, language)
		if err != nil {
			return err
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
