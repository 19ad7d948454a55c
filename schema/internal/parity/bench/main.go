// Command bench measures how fast documents are checked in bulk, side by side in
// one run, for `make bench-validate`: bin/hyte, Node with ajv, and Go with
// encoding/json and santhosh's engine. Each runs as a program of its own, on the
// same file and the same cores, several times in turn; its best time counts.
package main

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/schema"
)

func main() {
	documents := flag.Int("documents", 200_000, "how many documents")
	rounds := flag.Int("rounds", 5, "how often each program runs")
	folder := flag.String("folder", "build/bench", "where the file goes")
	plain := flag.Bool("santhosh", false, "check SCHEMA FILE with encoding/json and santhosh's engine")
	flag.Parse()
	var err error
	if *plain {
		err = checkPlainly(flag.Arg(0), flag.Arg(1))
	} else {
		err = run(*documents, *rounds, *folder)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(2)
	}
}

const (
	program  = "bin/hyte"
	callPath = "examples/kanta-hame-2021/call.json"
)

func run(documents, rounds int, folder string) error {
	call, err := loadCall(callPath)
	if err != nil {
		return err
	}
	file, schemaFile := filepath.Join(folder, "nominations.ndjson"), filepath.Join(folder, "nomination.schema.json")
	invalid, size, err := writeDocuments(file, documents, call)
	if err != nil {
		return err
	}
	text, err := schema.ForInquiry(call, "nomination")
	if err != nil {
		return err
	}
	if err := os.WriteFile(schemaFile, text, 0o644); err != nil {
		return err
	}
	self, err := os.Executable()
	if err != nil {
		return err
	}
	fmt.Printf("%d nominations of %d bytes each, %d of them invalid; best of %d runs\n\n", documents, size/int64(documents), invalid, rounds)
	hyte := []string{program, "validate", "--call", callPath}
	contestants := []*contestant{
		{name: "hyte, 1 core", cpus: "0", command: append(hyte, file)},
		{name: "hyte, 2 cores", cpus: "0,1", command: append(hyte, file)},
		{name: "node JSON.parse + ajv, 1 core", cpus: "0", command: []string{"node", "schema/engines/ajv/bench.mjs", schemaFile, file}},
		{name: "encoding/json + santhosh, 1 core", cpus: "0", command: []string{self, "-santhosh", schemaFile, file}},
	}
	// What two cores can do at all, beside whatever else the machine does.
	twins := &pair{programs: [2]contestant{
		{name: "hyte twice at once", cpus: "0", command: append(hyte, file)},
		{name: "hyte twice at once", cpus: "1", command: append(hyte, file)},
	}}
	for range rounds {
		for _, c := range contestants {
			if err := c.race(invalid); err != nil {
				return err
			}
		}
		if err := twins.race(invalid); err != nil {
			return err
		}
	}
	report(documents, contestants, twins)
	return reportMemory(documents, append(hyte, file, file, file, file, file))
}

func loadCall(path string) (*hyte.ResolvedCall, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	call, violations := hyte.ReadCall(text)
	if call == nil {
		return nil, fmt.Errorf("%s: %w", path, violations.Err())
	}
	return call, nil
}

// contestant is one program that checks the file.
type contestant struct {
	name    string
	cpus    string // the processors it may use, as taskset reads them
	command []string
	best    usage
}

// usage is what a run of a program took.
type usage struct {
	clock, processor time.Duration
	memory           int64 // most resident bytes
}

// keep makes the least of each what counts of the time, and the most of the
// memory.
func (u *usage) keep(o usage) {
	if u.clock == 0 {
		*u = o
	}
	u.clock, u.processor, u.memory = min(u.clock, o.clock), min(u.processor, o.processor), max(u.memory, o.memory)
}

// race runs the program once, and makes sure that it has found what is invalid.
func (c *contestant) race(invalid int) error {
	took, output, err := timed(c.cpus, c.command)
	if err != nil {
		return fmt.Errorf("%s: %w\n%s", c.name, err, output)
	}
	if !bytes.Contains(output, fmt.Appendf(nil, " %d", invalid)) {
		return fmt.Errorf("%s: it has not found the %d invalid documents:\n%s", c.name, invalid, output)
	}
	c.best.keep(took)
	return nil
}

// pair is two programs that run at once, each on a core of its own.
type pair struct {
	programs [2]contestant
	best     time.Duration // until both had ended
}

func (p *pair) race(invalid int) error {
	second := make(chan error, 1)
	begun := time.Now()
	go func() { second <- p.programs[1].race(invalid) }()
	err := errors.Join(p.programs[0].race(invalid), <-second)
	if took := time.Since(begun); p.best == 0 || took < p.best {
		p.best = took
	}
	return err
}

// timed runs a program on the processors. It returns the end of what the program
// has printed; exit status 1 says that documents are invalid.
func timed(cpus string, command []string) (took usage, output []byte, err error) {
	bound := append([]string{"taskset", "-c", cpus}, command...)
	cmd := exec.Command(bound[0], bound[1:]...)
	cmd.Env = append(os.Environ(), fmt.Sprintf("GOMAXPROCS=%d", 1+strings.Count(cpus, ",")))
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	begun := time.Now()
	err = cmd.Run()
	took.clock = time.Since(begun)
	if cmd.ProcessState == nil {
		return took, nil, err
	}
	if cmd.ProcessState.ExitCode() == 1 && command[0] == program {
		err = nil
	}
	took.processor = cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
	if r, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage); ok {
		took.memory = r.Maxrss << 10
	}
	output = out.Bytes()
	return took, output[max(len(output)-300, 0):], err
}

// report says how many documents a second each has checked: by the clock, which
// a busy machine makes slower, and by the time that processors worked for it.
func report(documents int, contestants []*contestant, twins *pair) {
	clock := func(c *contestant) float64 { return float64(documents) / c.best.clock.Seconds() }
	processor := func(c *contestant) float64 { return float64(documents) / c.best.processor.Seconds() }
	fmt.Printf("%-34s %14s %14s %8s\n", "documents a second", "by the clock", "by processor", "memory")
	for _, c := range contestants {
		fmt.Printf("%-34s %14.0f %14.0f %5d MB\n", c.name, clock(c), processor(c), c.best.memory>>20)
	}
	together := 2 * float64(documents) / twins.best.Seconds()
	fmt.Printf("%-34s %14.0f\n", twins.programs[0].name+", 1 core each", together)
	one, two, ajv, santhosh := contestants[0], contestants[1], contestants[2], contestants[3]
	fmt.Printf("\n%-34s %14.2f %14.2f   goal 1.2\n", "hyte over ajv, 1 core", clock(one)/clock(ajv), processor(one)/processor(ajv))
	fmt.Printf("%-34s %14.2f %14.2f   goal 8\n", "hyte over santhosh, 1 core", clock(one)/clock(santhosh), processor(one)/processor(santhosh))
	fmt.Printf("%-34s %14.2f %14s   goal 1.8\n", "hyte on 2 cores over 1", clock(two)/clock(one), "")
	fmt.Printf("%-34s %14.2f %14s   what the machine allows now\n", "hyte twice at once over once", together/clock(one), "")
}

// reportMemory checks five times the file and says how much memory that takes.
func reportMemory(documents int, command []string) error {
	took, output, err := timed("0,1", command)
	if err != nil {
		return fmt.Errorf("%s: %w\n%s", strings.Join(command, " "), err, output)
	}
	fmt.Printf("%-34s %d documents in %.1f seconds, %d MB of memory   goal under 100\n", "hyte on 2 cores", 5*documents, took.clock.Seconds(), took.memory>>20)
	return nil
}
