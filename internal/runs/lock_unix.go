//go:build unix && !aix && !solaris

package runs

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"syscall"
)

// lock takes the lock file for this process until it is closed, or the process ends in any way.
// It is an error if another process holds it.
func lock(path string) (*os.File, error) {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o644)
	if err != nil {
		return nil, err
	}
	if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		defer f.Close()
		if errors.Is(err, syscall.EWOULDBLOCK) {
			owner, _ := io.ReadAll(io.LimitReader(f, 32))
			return nil, fmt.Errorf("%w (process %s)", ErrLocked, strings.TrimSpace(string(owner)))
		}
		return nil, fmt.Errorf("lock %s: %w", path, err)
	}
	// The holder may have finished, and removed the file, between our open and our lock.
	here, err := os.Stat(path)
	if held, err2 := f.Stat(); err != nil || err2 != nil || !os.SameFile(here, held) {
		f.Close()
		return nil, fmt.Errorf("%w (it has just ended; try again)", ErrLocked)
	}
	if err := f.Truncate(0); err != nil {
		f.Close()
		return nil, err
	}
	if _, err := f.WriteAt(fmt.Appendln(nil, os.Getpid()), 0); err != nil {
		f.Close()
		return nil, err
	}
	return f, nil
}

// syncDir brings the names in a folder to the disk.
func syncDir(path string) error {
	d, err := os.Open(path)
	if err != nil {
		return err
	}
	defer d.Close()
	if err := d.Sync(); err != nil && !errors.Is(err, syscall.EINVAL) && !errors.Is(err, syscall.ENOTSUP) {
		return err
	}
	return nil
}
