package parity

// SchemaOf is for engines that are made in tests.
var SchemaOf = schemaOf
