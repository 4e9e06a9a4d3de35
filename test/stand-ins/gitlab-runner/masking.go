package main

import (
	"bytes"
	"io"
	"net/url"
	"sort"
	"strings"
	"sync"
)

// How a proxy reads mask lines. What the runner leaves to a library, gitlab.com/ajwalker/phrasestream, can't be read in the
// runner's source. Certain is that `echo "::add-mask::VALUE"` in a script hides VALUE in all that comes after it
// (common/buildtest/masking.go), that one set of masks serves both streams (commands/helpers/proxy_exec.go), and that [MASKED]
// stands in their place. The rest varies here, and the component has to find out what it deals with.
type manner string

const (
	// All of the line after the marker, as it is.
	plain manner = ""
	// A proxy-exec from before merge request 5401: lines go on as they are.
	deaf manner = "deaf"
	// As GitHub's runner does it: %25, %0D and %0A are escapes.
	decoding manner = "decoding"
	// No mask of more than 1,000 bytes: such a line goes on as it is.
	limited manner = "limited"
)

const marker = "::add-mask::"

type masks struct {
	manner manner
	store  *store
	mu     sync.RWMutex
	// By their first byte, the longest first.
	known map[byte][]string
}

func newMasks(store *store, manner manner) (*masks, error) {
	m := &masks{manner: manner, store: store, known: map[byte][]string{}}
	earlier, err := store.list()
	for _, mask := range earlier {
		m.remember(mask)
	}
	return m, err
}

func (m *masks) remember(mask string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	peers := append(m.known[mask[0]], mask)
	sort.SliceStable(peers, func(a, b int) bool { return len(peers[a]) > len(peers[b]) })
	m.known[mask[0]] = peers
}

// Copies a stream of the job's, line by line.
func (m *masks) copy(to io.Writer, from io.Reader) error {
	var rest []byte
	chunk := make([]byte, 32*1024)
	for {
		read, err := from.Read(chunk)
		rest = append(rest, chunk[:read]...)
		for end := bytes.IndexByte(rest, '\n'); end >= 0; end = bytes.IndexByte(rest, '\n') {
			if err := m.line(to, string(rest[:end+1])); err != nil {
				return err
			}
			rest = rest[end+1:]
		}
		if err != nil {
			return m.line(to, string(rest))
		}
	}
}

func (m *masks) line(to io.Writer, line string) error {
	if at := strings.Index(line, marker); at >= 0 && m.manner != deaf {
		if mask := m.maskOf(strings.TrimRight(line[at+len(marker):], "\r\n")); mask != "" {
			m.remember(mask)
			if err := m.store.add(mask); err != nil {
				return err
			}
			line = line[:at] + marker + "[MASKED]\n"
		}
	}
	_, err := io.WriteString(to, m.hide(line))
	return err
}

func (m *masks) maskOf(text string) string {
	switch {
	case m.manner == limited && len(text) > 1000:
		return ""
	case m.manner == decoding:
		if decoded, err := url.PathUnescape(text); err == nil {
			return decoded
		}
	}
	return text
}

// The longest mask at each place, from left to right.
func (m *masks) hide(text string) string {
	m.mu.RLock()
	defer m.mu.RUnlock()
	var shown strings.Builder
	for at := 0; at < len(text); {
		found := ""
		for _, mask := range m.known[text[at]] {
			if strings.HasPrefix(text[at:], mask) {
				found = mask
				break
			}
		}
		if found == "" {
			shown.WriteByte(text[at])
			at++
			continue
		}
		shown.WriteString("[MASKED]")
		at += len(found)
	}
	return shown.String()
}
