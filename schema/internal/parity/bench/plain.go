package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"

	"github.com/santhosh-tekuri/jsonschema/v5"
)

// checkPlainly checks the lines of a file as a Go service without hytekit would:
// encoding/json into any, then santhosh's engine.
func checkPlainly(schemaPath, filePath string) error {
	compiler := jsonschema.NewCompiler()
	text, err := os.Open(schemaPath)
	if err != nil {
		return err
	}
	defer text.Close()
	if err := compiler.AddResource("nomination", text); err != nil {
		return err
	}
	engine, err := compiler.Compile("nomination")
	if err != nil {
		return err
	}
	file, err := os.Open(filePath)
	if err != nil {
		return err
	}
	defer file.Close()
	valid, invalid := 0, 0
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var document any
		if err := json.Unmarshal(lines.Bytes(), &document); err != nil {
			return err
		}
		if engine.Validate(document) == nil {
			valid++
		} else {
			invalid++
		}
	}
	fmt.Println(valid, invalid)
	return lines.Err()
}
