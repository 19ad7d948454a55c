package app

import "fmt"

// Log writes a line to the browser's console, or to standard output.
func Log(v ...any) { fmt.Println(v...) }
