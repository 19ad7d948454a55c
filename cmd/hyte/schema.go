package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/hytekit/hytekit/schema"
	"github.com/spf13/cobra"
)

func (a *app) schemaCommand() *cobra.Command {
	names := a.kinds.schemas.Names()
	command := &cobra.Command{
		Use:   "schema [--call CALL] [--out DIR] [DOCUMENT]",
		Short: "Prints the JSON Schema of a kind of document.",
		Long: `Without a DOCUMENT it lists the kinds there are. With --call the schema also says
what that call asks: its organizations, how many each may name, deputies.

With --lang the schema makes a form: its titles are in that language only, and
codes have a title beside them. Types for a programming language are best made
without.

With --out it writes the schema into a folder as DOCUMENT.schema.json, or those of
all kinds if there is no DOCUMENT. The $id in each never changes.`,
		Example: a.kinds.help(`  hyte schema
  hyte schema {answer} > {answer}.schema.json

  # for the answers to one call
  hyte schema --call call.json {answer} > {answer}.schema.json

  # for a form in Finnish
  hyte schema --call call.json --lang fi {answer} > {answer}.schema.json

  # of all kinds, for a service that checks documents by itself
  hyte schema --call call.json --out schemas`),
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 1 {
				return usagef("give one DOCUMENT, of %s", strings.Join(names, ", "))
			}
			return nil
		},
		ValidArgsFunction: cobra.FixedCompletions(names, cobra.ShellCompDirectiveNoFileComp),
	}
	callAt := addCall(command, "the `CALL` that the documents are for")
	lang := addChoiceOf(command, "lang", "make a form's schema, in this language only", "", schema.Languages())
	out := command.Flags().String("out", "", "write files into the folder `DIR`, which is made if it is missing")
	if err := command.MarkFlagDirname("out"); err != nil {
		panic("hyte: " + err.Error())
	}
	command.RunE = func(_ *cobra.Command, args []string) error {
		if len(args) == 0 && *out == "" {
			_, err := fmt.Fprintln(a.stdout, strings.Join(names, "\n"))
			return err
		}
		return a.writeSchemas(args, callAt, schema.Options{Language: lang.value}, *out)
	}
	return command
}

// writeSchemas writes the schemas of the kinds into a folder, or to stdout if
// there is none. Without names they are all.
func (a *app) writeSchemas(names []string, callAt *callFlag, options schema.Options, folder string) error {
	kinds := a.kinds.schemas
	of := func(k *schema.Kind) ([]byte, error) { return k.Base(options) }
	if callAt.path != "" {
		inquiry, err := callAt.load(a, "en")
		if err != nil {
			return err
		}
		kinds = a.kinds.schemasOf(inquiry)
		of = func(k *schema.Kind) ([]byte, error) { return k.For(inquiry, options) }
	}
	if len(names) == 0 {
		names = kinds.Names()
	}
	if folder != "" {
		if err := os.MkdirAll(folder, 0o755); err != nil {
			return err
		}
	}
	for _, name := range names {
		kind, err := kinds.Named(name)
		if err != nil {
			return usagef("there is no schema of that name; give one of %s", strings.Join(kinds.Names(), ", "))
		}
		text, err := of(kind)
		switch {
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
