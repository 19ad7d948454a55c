// Package intake serves the form of a call, receives the documents that answer
// it, and loses none.
//
// A [Service] is the [http.Handler] of all this: pages that work without
// script, a JSON API with the same rules, receipts, and the organizer's pages,
// which show who has answered. Start with [New]. The service acknowledges a
// document only when its store has it for good, gives whoever repeats a document
// the same receipt, also after the deadline, and gives every page back with what
// was typed.
//
//	GET       /                                      the calls
//	GET       /{call}, /{call}/fragment              leads to a language: ?lang= or the browser's
//	GET POST  /{call}/{lang}                         the form
//	GET       /{call}/{lang}/fragment                the form alone, for other sites' pages
//	GET       /{call}/{lang}/form.json               what the form's widget makes it from
//	GET       /{call}/{lang}/receipt/{id}            a receipt
//	GET       /api/v1/calls/{call}                   the call and whom it asks
//	GET       /api/v1/calls/{call}/schema            JSON Schema of its nominations
//	POST      /api/v1/calls/{call}/nominations       a nomination as JSON
//	GET       /api/v1/calls/{call}/nominations/{id}  its receipt
//	GET       /assets/{name}, /embed.js, /healthz
//	          /admin                                 the organizer's pages
//
// A [Record] is one received document exactly as its bytes arrived, with the
// moment it was received and the key under which its sender may repeat it.
// A [Store] keeps records: it only ever appends, and once it has acknowledged
// a record, that record survives a killed process and a power cut. The package
// sqlitestore is the embedded store; package storetest holds the contract test
// that every store runs.
//
// The moment of a document is the one at which its last byte had arrived, by
// the clock of [Config], and to the microsecond. Logs name routes, statuses and
// receipts, never anything that was sent.
package intake
