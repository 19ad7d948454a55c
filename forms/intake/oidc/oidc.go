// Package oidc signs the organizer's people in with OpenID Connect: the authorization
// code flow with PKCE, state and nonce. Which of them may do what, a claim of the provider
// says. Nothing of a person but the subject leaves this package.
package oidc

import (
	"context"
	"crypto/subtle"
	"errors"
	"fmt"
	"net/http"
	"net/netip"
	"net/url"
	"slices"
	"strings"
	"time"

	goidc "github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"

	"github.com/hytekit/hytekit/forms/intake"
)

// Config says where people sign in, and what they may do.
type Config struct {
	// Issuer is the address of the provider, with https: what it calls itself.
	Issuer string
	// ClientID is the name under which the provider knows the service.
	ClientID string
	// ClientSecret is what the provider has given the service; empty if it has none.
	ClientSecret string
	// Claim says where the values for Roles are in the token: the name of a claim, or a
	// JSON Pointer such as "/realm_access/roles". Empty is "roles". It is a text or a list
	// of texts.
	Claim string
	// Roles are the roles by values of the claim. Whoever has several of them has the
	// greatest role; whoever has none does not get in.
	Roles map[string]intake.Role
	// Scopes are asked for beside "openid", such as one that the provider wants for the
	// claim.
	Scopes []string
}

// timeout bounds one request to the provider.
const timeout = 10 * time.Second

// Provider is an [intake.IdentityProvider]. Make one with [New].
type Provider struct {
	config Config
	client *http.Client

	turn  chan struct{}   // holds one value while somebody asks
	found *goidc.Provider // nil until the provider was reached
}

var _ intake.IdentityProvider = (*Provider)(nil)

// New makes a provider. It is looked up when somebody signs in first: a service starts
// without it, too. The error says what is wrong with the configuration.
func New(c Config) (*Provider, error) {
	u, err := url.Parse(c.Issuer)
	switch {
	case err != nil || u.Host == "" || u.Scheme != "https" && !(u.Scheme == "http" && isLoopback(u)) || u.RawQuery != "" || u.Fragment != "" || u.User != nil:
		return nil, errors.New("oidc: write the issuer as https://login.example.fi/path, as the provider calls itself")
	case c.ClientID == "":
		return nil, errors.New("oidc: under which name does the provider know the service? It needs a client id")
	case len(c.Roles) == 0:
		return nil, errors.New("oidc: nobody could sign in: it needs a role for a value of the claim")
	}
	for value, role := range c.Roles {
		if !role.IsRole() || value == "" {
			return nil, fmt.Errorf("oidc: %q is no role; there are read, decide and manage", role)
		}
	}
	if c.Claim == "" {
		c.Claim = "roles"
	}
	return &Provider{config: c, client: &http.Client{Timeout: timeout}, turn: make(chan struct{}, 1)}, nil
}

// isLoopback reports whether the address is on this machine, where nobody listens.
func isLoopback(u *url.URL) bool {
	address, err := netip.ParseAddr(u.Hostname())
	return u.Hostname() == "localhost" || err == nil && address.IsLoopback()
}

// provider is what the provider says of itself, asked once.
func (p *Provider) provider(ctx context.Context) (*goidc.Provider, error) {
	select { // of many who wait for a provider that does not answer, each goes in time
	case p.turn <- struct{}{}:
		defer func() { <-p.turn }()
	case <-ctx.Done():
		return nil, fmt.Errorf("oidc: waiting for the provider: %w", ctx.Err())
	}
	if p.found != nil {
		return p.found, nil
	}
	// The keys are asked for in later requests, so this one must not end them.
	found, err := goidc.NewProvider(goidc.ClientContext(context.WithoutCancel(ctx), p.client), p.config.Issuer)
	if err != nil {
		return nil, fmt.Errorf("oidc: asking the provider what it is: %w", err)
	}
	p.found = found
	return found, nil
}

func (p *Provider) oauth(found *goidc.Provider, a intake.Attempt) *oauth2.Config {
	return &oauth2.Config{
		ClientID: p.config.ClientID, ClientSecret: p.config.ClientSecret, Endpoint: found.Endpoint(),
		RedirectURL: a.Return, Scopes: append([]string{goidc.ScopeOpenID}, p.config.Scopes...),
	}
}

// Begin implements [intake.IdentityProvider].
func (p *Provider) Begin(ctx context.Context, a intake.Attempt) (string, error) {
	found, err := p.provider(ctx)
	if err != nil {
		return "", err
	}
	return p.oauth(found, a).AuthCodeURL(a.State, goidc.Nonce(a.Nonce), oauth2.S256ChallengeOption(a.Verifier)), nil
}

// Identify implements [intake.IdentityProvider].
func (p *Provider) Identify(ctx context.Context, a intake.Attempt, code string) (intake.Identity, error) {
	found, err := p.provider(ctx)
	if err != nil {
		return intake.Identity{}, err
	}
	ctx = goidc.ClientContext(ctx, p.client)
	tokens, err := p.oauth(found, a).Exchange(ctx, code, oauth2.VerifierOption(a.Verifier))
	var refused *oauth2.RetrieveError
	switch {
	case errors.As(err, &refused) && refused.Response != nil && refused.Response.StatusCode < http.StatusInternalServerError:
		return intake.Identity{}, fmt.Errorf("%w: the provider does not take the code: status %d", intake.ErrIdentity, refused.Response.StatusCode)
	case err != nil:
		return intake.Identity{}, errors.New("oidc: the provider does not give a token now") // its answer may hold one
	}
	raw, ok := tokens.Extra("id_token").(string)
	if !ok {
		return intake.Identity{}, fmt.Errorf("%w: the provider gave no ID token", intake.ErrIdentity)
	}
	token, err := found.Verifier(&goidc.Config{ClientID: p.config.ClientID}).Verify(ctx, raw)
	if err != nil {
		return intake.Identity{}, fmt.Errorf("%w: %s", intake.ErrIdentity, reason(err))
	}
	if subtle.ConstantTimeCompare([]byte(token.Nonce), []byte(a.Nonce)) != 1 {
		return intake.Identity{}, fmt.Errorf("%w: the ID token is for another sign-in", intake.ErrIdentity)
	}
	role, err := p.roleOf(token)
	return intake.Identity{Subject: token.Subject, Role: role}, err
}

// reason says why a token is not right, and nothing of what is in it.
func reason(err error) string {
	var expired *goidc.TokenExpiredError
	if errors.As(err, &expired) {
		return "the ID token has expired"
	}
	return "the ID token is not one of the provider for this service"
}

// roleOf is the greatest role that the claims of a token give.
func (p *Provider) roleOf(token *goidc.IDToken) (role intake.Role, err error) {
	var claims map[string]any
	if err := token.Claims(&claims); err != nil {
		return "", fmt.Errorf("%w: the claims cannot be read", intake.ErrIdentity)
	}
	for _, value := range textsAt(claims, p.config.Claim) {
		if given := p.config.Roles[value]; given.Includes(role) || role == "" {
			role = given
		}
	}
	if role == "" {
		return "", intake.ErrNoRole
	}
	return role, nil
}

// textsAt are the texts at a place in the claims.
func textsAt(claims map[string]any, place string) []string {
	var found any = claims
	names := []string{place}
	if strings.HasPrefix(place, "/") {
		names = strings.Split(place[1:], "/")
	}
	for _, name := range names {
		object, ok := found.(map[string]any)
		if !ok {
			return nil
		}
		found = object[strings.NewReplacer("~1", "/", "~0", "~").Replace(name)]
	}
	switch value := found.(type) {
	case string:
		return []string{value}
	case []any:
		var texts []string
		for _, item := range value {
			if text, ok := item.(string); ok {
				texts = append(texts, text)
			}
		}
		return slices.Compact(texts)
	}
	return nil
}
