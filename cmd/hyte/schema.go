package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/hytekit/hytekit/schema"
	"github.com/spf13/cobra"
)

func (a *app) schemaCommand() *cobra.Command {
	command := &cobra.Command{
		Use:   "schema [--call CALL] [--out DIR] [DOCUMENT]",
		Short: "Prints the JSON Schema of a kind of document.",
		Long: `Without a DOCUMENT it lists the kinds there are. With --call the schema also says
what that call asks: its organizations, how many each may name, deputies.

With --out it writes the schema into a folder as DOCUMENT.schema.json, or those of
all kinds if there is no DOCUMENT. The $id in each never changes.`,
		Example: `  hyte schema
  hyte schema nomination > nomination.schema.json

  # for the answers to one call
  hyte schema --call call.json nomination > nomination.schema.json

  # of all kinds, for a service that checks documents by itself
  hyte schema --call call.json --out schemas`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 1 {
				return usagef("give one DOCUMENT, of %s", strings.Join(schema.Names(), ", "))
			}
			return nil
		},
		ValidArgsFunction: cobra.FixedCompletions(schema.Names(), cobra.ShellCompDirectiveNoFileComp),
	}
	callAt := addCall(command, "the `CALL` that the documents are for")
	out := command.Flags().String("out", "", "write files into the folder `DIR`, which is made if it is missing")
	if err := command.MarkFlagDirname("out"); err != nil {
		panic("hyte: " + err.Error())
	}
	command.RunE = func(_ *cobra.Command, args []string) error {
		switch {
		case len(args) == 0 && *out == "":
			_, err := fmt.Fprintln(a.stdout, strings.Join(schema.Names(), "\n"))
			return err
		case len(args) == 0:
			args = schema.Names()
		}
		return a.writeSchemas(args, callAt, *out)
	}
	return command
}

// writeSchemas writes the schemas of the kinds into a folder, or to stdout if
// there is none.
func (a *app) writeSchemas(names []string, callAt *callFlag, folder string) error {
	of := schema.Base
	if callAt.path != "" {
		call, err := callAt.load(a, "en")
		if err != nil {
			return err
		}
		of = func(name string) ([]byte, error) { return schema.ForCall(call, name) }
	}
	if folder != "" {
		if err := os.MkdirAll(folder, 0o755); err != nil {
			return err
		}
	}
	for _, name := range names {
		text, err := of(name)
		switch {
		case errors.Is(err, schema.ErrUnknownDocument):
			return usagef("there is no schema of that name; give one of %s", strings.Join(schema.Names(), ", "))
		case err == nil && folder == "":
			_, err = a.stdout.Write(text)
		case err == nil:
			err = os.WriteFile(filepath.Join(folder, name+".schema.json"), text, 0o644)
		}
		if err != nil {
			return err
		}
	}
	return nil
}
