// Package intake receives the documents that answer a call and loses none.
//
// A [Record] is one received document exactly as its bytes arrived, with the
// moment it was received and the key under which its sender may repeat it.
// A [Store] keeps records: it only ever appends, and once it has acknowledged
// a record, that record survives a killed process and a power cut. The package
// sqlitestore is the embedded store; package storetest holds the contract test
// that every store runs.
//
// Times and random bytes are arguments throughout; nothing here reads a clock.
package intake
