package main

import (
	"strings"

	"github.com/spf13/cobra"
)

// root is the command without a name, which has all the others.
func (a *app) root() *cobra.Command {
	root := &cobra.Command{
		Use:   "hyte COMMAND [ARGUMENT]...",
		Short: "Checks calls to nominate and the answers to them, and shows who has answered.",
		Long: `A call (nimeämispyyntö) is one JSON file that says who is asked to name how many
representatives, by when. Answers are JSON too: nominations by themselves, or
with the time at which each was received.

Results go to stdout, everything else to stderr. The exit status is 0 when all
is well, 1 when a document has errors, and 2 when the command line makes no
sense or something cannot be read or written.`,
		Example: `  hyte check call.json
  hyte validate --call call.json nomination.json
  hyte roster --call call.json received.ndjson
  hyte serve --call call.json --data data`,
		SilenceErrors: true,
		SilenceUsage:  true,

		DisableFlagsInUseLine: true,
		Args:                  cobra.ArbitraryArgs,
	}
	showVersion := root.Flags().Bool("version", false, "print the version and exit")
	root.RunE = func(command *cobra.Command, args []string) error {
		switch {
		case *showVersion:
			return a.printVersion()
		case len(args) == 0:
			printHelp(a.stderr, command)
			return errFailed
		}
		return usagef("there is no command %q%s", args[0], suggestion(command, args[0]))
	}
	root.SetHelpFunc(func(command *cobra.Command, _ []string) { printHelp(a.stdout, command) })
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return usagef("%v", err) })
	root.SetHelpCommand(a.helpCommand(root))
	root.AddCommand(
		a.checkCommand(), a.validateCommand(), a.rosterCommand(),
		a.areaCommand(), a.deadlineCommand(), a.versionCommand(),
	)
	root.InitDefaultCompletionCmd()
	for _, command := range root.Commands() {
		command.DisableFlagsInUseLine = true
		if command.Name() == "completion" {
			command.Short = "Prints a script that lets a shell complete commands and flags."
		}
	}
	return root
}

func suggestion(command *cobra.Command, name string) string {
	command.SuggestionsMinimumDistance = 2
	if like := command.SuggestionsFor(name); len(like) > 0 {
		return "; did you mean " + strings.Join(like, " or ") + "?"
	}
	return ""
}
