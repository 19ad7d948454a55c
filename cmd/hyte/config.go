package main

import (
	"github.com/spf13/cobra"
)

func (a *app) configCommand() *cobra.Command {
	command := &cobra.Command{
		Use:   "config [FLAG]... [CALL]...",
		Short: "Prints the settings that serve would have, and where each comes from.",
		Long: `The flags are those of serve. What they say comes first, then variables of the
environment, then the file of settings, then the default. Names are the same
everywhere: --base-url is HYTE_BASE_URL, and base-url in the file, which is TOML.

A variable with several values has them between commas. One whose name ends with
_FILE names a file with the value in it, for what should not be in an environment:
HYTE_BASE_URL_FILE. An empty variable is as none. A name that is not known is an
error, in the file as in a variable that begins with HYTE_.

What is printed is such a file. Passwords are left out of it.`,
		Example: `  HYTE_LISTEN=127.0.0.1:9000 hyte config --call call.json >hyte.toml
  hyte config --config hyte.toml`,
	}
	f := a.addServeFlags(command)
	command.RunE = func(_ *cobra.Command, args []string) error {
		if err := f.load(a, command, args); err != nil {
			return err
		}
		return f.from.Write(a.stdout)
	}
	return command
}
