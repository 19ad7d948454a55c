package main

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	"github.com/hytekit/hytekit/schema"
	"github.com/spf13/cobra"
)

func (a *app) schemaCommand() *cobra.Command {
	command := &cobra.Command{
		Use:   "schema [--call CALL] [DOCUMENT]",
		Short: "Prints the JSON Schema of a kind of document.",
		Long: `Without a DOCUMENT it lists the kinds there are. With --call the schema also says
what that call asks: its organizations, how many each may name, deputies.`,
		Example: `  hyte schema
  hyte schema nomination > nomination.schema.json

  # for the answers to one call
  hyte schema --call call.json nomination > nomination.schema.json`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 1 {
				return usagef("give one DOCUMENT, of %s", strings.Join(schema.Names(), ", "))
			}
			return nil
		},
		ValidArgsFunction: cobra.FixedCompletions(schema.Names(), cobra.ShellCompDirectiveNoFileComp),
	}
	callAt := addCall(command, "the `CALL` that the documents are for")
	command.RunE = func(_ *cobra.Command, args []string) error {
		if len(args) == 0 {
			_, err := fmt.Fprintln(a.stdout, strings.Join(schema.Names(), "\n"))
			return err
		}
		text, err := a.schemaOf(args[0], callAt)
		if errors.Is(err, schema.ErrUnknownDocument) {
			return usagef("there is no schema of that name; give one of %s", strings.Join(schema.Names(), ", "))
		}
		if err != nil {
			return err
		}
		_, err = fmt.Fprintf(a.stdout, "%s\n", bytes.TrimSpace(text))
		return err
	}
	return command
}

func (a *app) schemaOf(name string, callAt *callFlag) ([]byte, error) {
	if callAt.path == "" {
		return schema.Base(name)
	}
	call, err := callAt.load(a, "en")
	if err != nil {
		return nil, err
	}
	return schema.ForCall(call, name)
}
