// Package export writes rosters for the programs that people have. [CSV] is a
// table that a Finnish or Swedish spreadsheet opens; package xlsx beneath writes a
// workbook of the same [Lists].
package export
