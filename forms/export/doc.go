// Package export writes rosters in the formats that other programs read.
package export
