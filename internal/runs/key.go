package runs

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"strings"
	"sync"
)

// Key is the content key of a run: what decides every byte of its results.
type Key [32]byte

// NewKey hashes the resolved scenario, the engine's version and the seeds.
func NewKey(scenario []byte, engine string, seeds []uint64) Key {
	h := sha256.New()
	part := func(b []byte) { // lengths first: no two lists of parts look alike
		h.Write(binary.LittleEndian.AppendUint64(nil, uint64(len(b))))
		h.Write(b)
	}
	part([]byte("dopasim run 1"))
	part(scenario)
	part([]byte(engine))
	var list []byte
	for _, s := range seeds {
		list = binary.LittleEndian.AppendUint64(list, s)
	}
	part(list)
	return Key(h.Sum(nil))
}

// String is the key in hex, 64 digits.
func (k Key) String() string { return hex.EncodeToString(k[:]) }

// Short is the first 12 digits, as in the folder's name.
func (k Key) Short() string { return k.String()[:12] }

// folder is the name of the run's folder.
func folder(name string, key Key) string { return name + "-" + key.Short() }

const partialSuffix = ".partial"

// checkName refuses names that would not be one plain folder everywhere.
func checkName(name string) error {
	plain := func(r rune) bool {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune("._-", r)
	}
	rest := strings.TrimLeftFunc(name, plain)
	if name == "" || len(name) > 100 || rest != "" || name[0] == '.' || name[0] == '-' {
		return fmt.Errorf("run name %q: want 1 to 100 letters, digits, '.', '_' or '-', beginning with a letter, digit or '_'", name)
	}
	return nil
}

// binaryHash is the SHA-256 of the program that is running, in hex. A resumed run must have been
// begun by the same program: a change anywhere in it may change results.
var binaryHash = sync.OnceValues(func() (string, error) {
	path, err := os.Executable()
	if err != nil {
		return "", fmt.Errorf("hash of this program: %w", err)
	}
	if _, err := os.Stat("/proc/self/exe"); err == nil {
		path = "/proc/self/exe" // still the program that runs when its file was replaced by a new build
	}
	f, err := os.Open(path)
	if err != nil {
		return "", fmt.Errorf("hash of this program: %w", err)
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return "", fmt.Errorf("hash of this program: %w", err)
	}
	return hex.EncodeToString(h.Sum(nil)), nil
})

// buildSetting is a setting the program was built with, such as "vcs.revision"; "" if not recorded.
func buildSetting(name string) string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return ""
	}
	for _, s := range info.Settings {
		if s.Key == name {
			return s.Value
		}
	}
	return ""
}
