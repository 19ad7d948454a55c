// Package intake serves the forms of inquiries, such as calls, receives the
// documents that answer them, and loses none.
//
// A [Service] is the [http.Handler] of all this: pages that work without
// script, a JSON API with the same rules, receipts, and the organizer's pages,
// which show who has answered. Start with [New]. The service acknowledges a
// document only when its store has it for good, gives whoever repeats a document
// the same receipt, also after the deadline, and gives every page back with what
// was typed.
//
//	GET       /                                                 the inquiries
//	GET       /{inquiry}, /{inquiry}/fragment                   leads to a language: ?lang= or the browser's
//	GET POST  /{inquiry}/{lang}                                 the form
//	GET       /{inquiry}/{lang}/fragment                        the form alone, for other sites' pages
//	GET       /{inquiry}/{lang}/form.json                       what the form's widget makes it from
//	GET       /{inquiry}/{lang}/receipt/{id}                    a receipt
//	GET POST  /{inquiry}/{lang}/receipt/{id}/cancel             takes the document back, where that can be done
//	GET POST  /{inquiry}/{lang}/receipt/{id}/confirm            confirms the document, by the link in a mail
//	GET POST  /{inquiry}/{lang}/series                          the page for all inquiries of its letter
//	GET       /{inquiry}/public, /{inquiry}/{lang}/public       what the inquiry tells anyone, such as a programme
//	          /{inquiry}/{lang}/{kind}                          the same of a further kind of document that the inquiry takes
//	GET       /api/v1/{collection}/{inquiry}                    the inquiry: what anyone may see of it
//	GET       /api/v1/{collection}/{inquiry}/schema             JSON Schema of what answers it, of the first kind
//	POST      /api/v1/{collection}/{inquiry}/{plural}           a document as JSON
//	GET       /api/v1/{collection}/{inquiry}/{plural}/{id}      its receipt
//	GET       /api/v1/{collection}/{inquiry}/{plural}/schema    JSON Schema of the documents
//	GET       /api/v1/openapi.json                              this API, for programs (OpenAPI 3.1)
//	GET       /accessibility                                    the accessibility statement, where there is one
//	GET       /assets/{name}, /embed.js, /healthz, /readyz
//	          /admin                                            the organizer's pages
//
// Whoever has a personal link gives its secret as the parameter link of a form's address,
// or as a bearer token: see [PersonalLink]. The organizer's people have a [Role] each, and
// what they do is in the audit log: see [AuditEntry].
//
// The service knows no kind of document by name. An inquiry says what kind of
// document it is and which kinds answer it; a [Kind] says how one of those is taken,
// and a [Board] how the organizer sees what was received. Package kinds has the list
// of all.
//
// A [Record] is one received document exactly as its bytes arrived, with the
// moment it was received and the key under which its sender may repeat it.
// A [Store] keeps records: it only ever appends, and once it has acknowledged
// a record, that record survives a killed process and a power cut. The package
// sqlitestore is the embedded store, pgstore the one on PostgreSQL for several
// instances of a service; package storetest holds the contract test that every
// store runs.
//
// The moment of a document is the one at which its last byte had arrived, by
// the clock of [Config], and to the microsecond. Logs name routes, statuses and
// receipts, never anything that was sent.
package intake
