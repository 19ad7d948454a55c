// Package duty says what documents record of the duties that the law gives to wellbeing
// services counties and municipalities: the yearly negotiation, the wellbeing plan of each
// council term, the yearly report.
//
// The duties are a table of data ([Table]). [Of] holds the documents of a folder against
// it. That nothing is recorded does not mean that nothing was done: no answer says so.
package duty
