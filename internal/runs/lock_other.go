//go:build !unix || aix || solaris

package runs

import "os"

// lock does not keep other processes out here: there is no flock.
func lock(path string) (*os.File, error) { return os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o644) }

func syncDir(string) error { return nil }
