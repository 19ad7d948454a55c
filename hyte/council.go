package hyte

// Council is whose councils a term of office is of.
type Council string

// The councils.
const (
	CouncilCounty       Council = "county"
	CouncilMunicipality Council = "municipality"
)
