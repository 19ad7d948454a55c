package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"
)

func (a *app) helpCommand(root *cobra.Command) *cobra.Command {
	return &cobra.Command{
		Use:     "help [COMMAND]",
		Short:   "Explains a command.",
		Example: "  hyte help validate",
		RunE: func(_ *cobra.Command, args []string) error {
			command, rest, err := root.Find(args)
			if err != nil || len(rest) > 0 {
				return usagef("there is no command %q", strings.Join(args, " "))
			}
			printHelp(a.stdout, command)
			return nil
		},
	}
}

// printHelp says what a command does, how it is called, with examples, and what
// its flags mean.
func printHelp(w io.Writer, command *cobra.Command) {
	command.InitDefaultHelpFlag()
	command.Flags().Lookup("help").Usage = "show this help"
	fmt.Fprintf(w, "%s\n\nUsage:\n  %s\n", command.Short, command.UseLine())
	if long := strings.TrimSpace(command.Long); long != "" {
		fmt.Fprintf(w, "\n%s\n", long)
	}
	if command.HasExample() {
		fmt.Fprintf(w, "\nExamples:\n%s\n", command.Example)
	}
	if command.HasAvailableSubCommands() {
		fmt.Fprint(w, "\nCommands:\n")
		for _, c := range command.Commands() {
			if c.IsAvailableCommand() || c.Name() == "help" {
				fmt.Fprintf(w, "  %-12s%s\n", c.Name(), c.Short)
			}
		}
	}
	fmt.Fprintf(w, "\nFlags:\n%s", command.LocalFlags().FlagUsages())
	if command.HasAvailableSubCommands() {
		fmt.Fprintf(w, "\nMore about a command: %s COMMAND --help\n", command.CommandPath())
	}
}
