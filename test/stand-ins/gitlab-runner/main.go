// A stand-in of GitLab Runner where it has `proxy_exec = true`: the program that runs the scripts of a job.
//
// What the runner does (shells/proxy_exec.go): the shell executor starts
// `gitlab-runner proxy-exec --temp-dir DIR SHELL ARGUMENTS`, the Docker executor
// `DIR/gitlab-runner-helper proxy-exec SHELL ARGUMENTS` in the container.
// The proxy (commands/helpers/proxy_exec.go) opens the masks in RUNNER_TEMP_PROJECT_DIR or else in --temp-dir, starts the
// shell with its own standard input and a pipe for each of the two streams, copies what comes out of these with what is masked
// left out, waits one second for streams that others hold open, and ends with the shell's code.
//
// STAND_IN_MANNER and STAND_IN_DELAY (of the disk, for one mask) are this stand-in's own.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"sync"
	"time"
)

func main() {
	code, err := run()
	if err != nil {
		fmt.Fprintln(os.Stderr, "gitlab-runner stand-in:", err)
	}
	os.Exit(code)
}

func run() (int, error) {
	if len(os.Args) < 2 {
		return 2, errors.New("no command")
	}
	// Under another word too: that a program does the same is not enough for the component.
	flags := flag.NewFlagSet("proxy-exec", flag.ContinueOnError)
	temp := flags.String("temp-dir", "", "the job's temporary folder")
	if err := flags.Parse(os.Args[2:]); err != nil {
		return 2, err
	}
	command := flags.Args()
	if len(command) == 0 {
		return 2, errors.New("no command")
	}
	dir := os.Getenv("RUNNER_TEMP_PROJECT_DIR")
	if dir == "" {
		dir = *temp
	}
	delay, _ := time.ParseDuration(os.Getenv("STAND_IN_DELAY"))
	store, err := openStore(dir, delay)
	if err != nil {
		return 1, err
	}
	masks, err := newMasks(store, manner(os.Getenv("STAND_IN_MANNER")))
	if err != nil {
		return 1, err
	}
	return runCommand(command, masks)
}

func runCommand(command []string, masks *masks) (int, error) {
	var copies sync.WaitGroup
	// As os/exec does it for a writer that is no file: a pipe, and a goroutine that copies what comes out of it.
	through := func(to io.Writer) io.WriteCloser {
		reader, writer := io.Pipe()
		copies.Add(1)
		go func() {
			defer copies.Done()
			_ = masks.copy(to, reader)
		}()
		return writer
	}
	out, err := through(os.Stdout), through(os.Stderr)
	cmd := exec.Command(command[0], command[1:]...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, out, err
	cmd.WaitDelay = time.Second
	failure := cmd.Run()
	_, _ = out.Close(), err.Close()
	copies.Wait()
	var exit *exec.ExitError
	if errors.As(failure, &exit) {
		return exit.ExitCode(), nil
	}
	if failure != nil {
		return 1, failure
	}
	return 0, nil
}
