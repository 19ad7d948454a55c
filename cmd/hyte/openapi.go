package main

import (
	"github.com/hytekit/hytekit/forms/intake"
	"github.com/spf13/cobra"
)

func (a *app) openAPICommand() *cobra.Command {
	command := &cobra.Command{
		Use:   "openapi [--base-url URL]",
		Short: "Prints the description of the service's API for programs (OpenAPI 3.1).",
		Long: `It has the addresses, headers, receipts and problems of the service that
hyte serve starts, and the base schemas of the documents that it takes. The
service itself shows it at /api/v1/openapi.json.`,
		Example: `  hyte openapi > openapi.json

  # types for a program in TypeScript
  hyte openapi > openapi.json && npx openapi-typescript openapi.json -o api.d.ts`,
		Args: noArguments,
	}
	base := command.Flags().String("base-url", "", "the address of the service, `URL`")
	command.RunE = func(*cobra.Command, []string) error {
		if *base != "" {
			if err := intake.CheckOrigin(*base); err != nil {
				return usagef("--base-url: %v", err)
			}
		}
		text, err := a.kinds.service.OpenAPI(*base)
		if err != nil {
			return err
		}
		_, err = a.stdout.Write(text)
		return err
	}
	return command
}
