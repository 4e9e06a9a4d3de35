package main

import (
	"bufio"
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"io"
	"math"
	"os"
	"path/filepath"
	"sync"
	"time"
)

// Masks of the whole job: each of its scripts has a proxy of its own, and all read and write one file.
//
// What the runner does (commands/helpers/internal/store/store.go, store_unix.go): masking.db lies in the job's temporary
// folder, beside a file runner<SHA-256 of its path> with one half of its key. It begins with the other half, 32 bytes. Then
// each mask is a line of its own: base64 of a nonce of 24 bytes, the text encrypted, and 16 bytes that authenticate it. It is
// opened for appending, stays open, and is synced after every mask. The runner encrypts with XChaCha20-Poly1305; here it is
// AES-GCM of Go's own library with lengths that are the same.
type store struct {
	file *os.File
	aead cipher.AEAD
	// What the disk takes for one mask, besides.
	delay time.Duration
	mu    sync.Mutex
}

const keySize = 32
const nonceSize = 24

func openStore(dir string, delay time.Duration) (*store, error) {
	path := filepath.Join(dir, "masking.db")
	sum := sha256.Sum256([]byte(path))
	keyPath := filepath.Join(dir, "runner"+hex.EncodeToString(sum[:]))
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	if _, err := os.Stat(path); err != nil {
		if err := os.WriteFile(keyPath, newKey(), 0o644); err != nil {
			return nil, err
		}
	}
	file, err := os.OpenFile(path, os.O_APPEND|os.O_RDWR|os.O_CREATE, 0o666)
	if err != nil {
		return nil, err
	}
	if info, err := file.Stat(); err == nil && info.Size() == 0 {
		if _, err := file.Write(newKey()); err != nil {
			return nil, err
		}
	}
	key := make([]byte, keySize)
	if _, err := file.ReadAt(key, 0); err != nil {
		return nil, err
	}
	half, err := os.ReadFile(keyPath)
	if err != nil {
		return nil, err
	}
	for index := range key {
		key[index] ^= half[index]
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	aead, err := cipher.NewGCMWithNonceSize(block, nonceSize)
	return &store{file: file, aead: aead, delay: delay}, err
}

func newKey() []byte {
	key := make([]byte, keySize)
	_, _ = rand.Read(key)
	return key
}

// The masks that earlier scripts of the job have left.
func (s *store) list() ([]string, error) {
	lines := bufio.NewReader(io.NewSectionReader(s.file, keySize, math.MaxInt64-keySize))
	var masks []string
	for {
		line, err := lines.ReadString('\n')
		if err != nil {
			return masks, nil
		}
		sealed, err := base64.StdEncoding.DecodeString(line[:len(line)-1])
		if err != nil {
			return masks, err
		}
		mask, err := s.aead.Open(nil, sealed[:nonceSize], sealed[nonceSize:], nil)
		if err != nil {
			return masks, err
		}
		masks = append(masks, string(mask))
	}
}

func (s *store) add(mask string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	time.Sleep(s.delay)
	nonce := make([]byte, nonceSize)
	_, _ = rand.Read(nonce)
	line := base64.StdEncoding.EncodeToString(s.aead.Seal(nonce, nonce, []byte(mask), nil)) + "\n"
	if _, err := s.file.WriteString(line); err != nil {
		return err
	}
	return s.file.Sync()
}
