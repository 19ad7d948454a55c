package main

import (
	"os"
	"strings"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/forms/intake/oidc"
	"github.com/spf13/cobra"
)

// signInFlags say how the organizer's people sign in at their own organization.
type signInFlags struct {
	issuer     string
	clientID   string
	secretFile string
	claim      string
	roles      []string
	scopes     []string
}

func addSignInFlags(command *cobra.Command) *signInFlags {
	f, flags := new(signInFlags), command.Flags()
	flags.StringVar(&f.issuer, "oidc-issuer", "", "`ADDRESS` of an OpenID Connect provider at which the organizer's people sign in, beside the token; it leads back to the base URL with /admin/login/return")
	flags.StringVar(&f.clientID, "oidc-client-id", "", "`NAME` under which the provider knows the service")
	flags.StringVar(&f.secretFile, "oidc-client-secret-file", "", "`FILE` with the secret that the provider has given the service")
	flags.StringVar(&f.claim, "oidc-claim", "", "`CLAIM` with the values of --oidc-role, or a JSON Pointer to it (default roles)")
	flags.StringArrayVar(&f.roles, "oidc-role", nil, "`VALUE=ROLE` gives whoever has the value of the claim a role: read, decide or manage; can be repeated")
	flags.StringArrayVar(&f.scopes, "oidc-scope", nil, "`SCOPE` to ask for beside openid, where the provider wants one for the claim; can be repeated")
	if err := command.MarkFlagFilename("oidc-client-secret-file"); err != nil {
		panic("hyte: " + err.Error())
	}
	return f
}

// provider is where people sign in; nil if the flags name none.
func (f *signInFlags) provider(baseURL string) (intake.IdentityProvider, error) {
	if f.issuer == "" {
		if f.clientID != "" || f.secretFile != "" || f.claim != "" || len(f.roles) > 0 || len(f.scopes) > 0 {
			return nil, usagef("the other --oidc flags need --oidc-issuer")
		}
		return nil, nil
	}
	if baseURL == "" {
		return nil, usagef("--oidc-issuer needs --base-url, to which people come back")
	}
	config := oidc.Config{Issuer: f.issuer, ClientID: f.clientID, Claim: f.claim, Roles: map[string]intake.Role{}, Scopes: f.scopes}
	for _, text := range f.roles {
		i := strings.LastIndexByte(text, '=') // a value may hold one, too
		if i < 1 || !intake.Role(text[i+1:]).IsRole() {
			return nil, usagef("--oidc-role: write it as VALUE=read, VALUE=decide or VALUE=manage")
		}
		config.Roles[text[:i]] = intake.Role(text[i+1:])
	}
	if f.secretFile != "" {
		secret, err := os.ReadFile(f.secretFile)
		if err != nil {
			return nil, err
		}
		if config.ClientSecret = strings.TrimSpace(string(secret)); config.ClientSecret == "" {
			return nil, usagef("--oidc-client-secret-file: %s is empty", f.secretFile)
		}
	}
	provider, err := oidc.New(config)
	if err != nil {
		return nil, usagef("--oidc-issuer: %s", withoutPackage(err))
	}
	return provider, nil
}
