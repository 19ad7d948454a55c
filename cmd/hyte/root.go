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

For an inquiry of another kind than a call, --inquiry says the same as --call.

Results go to stdout, everything else to stderr. The exit status is 0 when all
is well, 1 when a document has errors, and 2 when the command line is wrong or
something cannot be read or written.`,
		Example: `  hyte check call.json
  hyte validate --call call.json nomination.json
  hyte roster --call call.json received.ndjson
  hyte serve --call call.json --data data`,
		SilenceErrors: true,
		SilenceUsage:  true,

		DisableFlagsInUseLine: true,
	}
	showVersion := root.Flags().Bool("version", false, "print the version and exit")
	root.RunE = func(command *cobra.Command, _ []string) error {
		if *showVersion {
			return a.printVersion()
		}
		printHelp(a.stderr, command)
		return errFailed
	}
	root.SetGlobalNormalizationFunc(normalizeFlag)
	root.SetHelpFunc(func(command *cobra.Command, _ []string) { printHelp(a.stdout, command) })
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return usagef("%v", err) })
	root.SetHelpCommand(a.helpCommand(root))
	root.AddCommand(
		a.checkCommand(), a.validateCommand(), a.rosterCommand(), a.sittingCommand(), a.gapsCommand(), a.dutiesCommand(), a.overviewCommand(), a.decisionsCommand(),
		a.schemaCommand(), a.openAPICommand(), a.formCommand(), a.bundleCommand(),
		a.serveCommand(), a.configCommand(), a.inviteCommand(), a.remindCommand(), a.postCommand(), a.auditCommand(), a.extractCommand(),
		a.backupCommand(), a.exportCommand(), a.importCommand(),
		a.areaCommand(), a.deadlineCommand(), a.versionCommand(),
	)
	if a.kinds.service.Reducer != nil {
		root.AddCommand(a.purgeCommand())
	}
	root.InitDefaultCompletionCmd()
	for _, command := range root.Commands() {
		command.DisableFlagsInUseLine = true
		if command.Name() == "completion" {
			command.Short = "Prints a script that lets a shell complete commands and flags."
			command.Example = "  hyte completion bash > /etc/bash_completion.d/hyte"
		}
	}
	return root
}

// explainCommand says in one line what cobra says in several about a command
// that does not exist; other errors stay as they are.
func explainCommand(err error) error {
	if err == nil || !strings.HasPrefix(err.Error(), "unknown command ") {
		return err
	}
	problem, like, found := strings.Cut(err.Error(), "\n\nDid you mean this?\n")
	if !found {
		return usageError{problem}
	}
	return usagef("%s; did you mean %s?", problem, strings.Join(strings.Fields(like), " or "))
}
