package runs

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Entry is a run folder as List finds it.
type Entry struct {
	Path        string
	Folder      string // its name, without ".partial"
	Complete    bool
	Done, Total int // trials
	Manifest    Manifest
	Err         error // its manifest or log does not read
}

// List gives the runs in root, by name. Files are not verified. A root that does not exist has none.
func List(root string) ([]Entry, error) {
	names, err := folders(root)
	if err != nil {
		return nil, err
	}
	list := make([]Entry, 0, len(names))
	for _, name := range names {
		list = append(list, look(filepath.Join(root, name)))
	}
	return list, nil
}

func look(path string) Entry {
	base, partial := strings.CutSuffix(filepath.Base(path), partialSuffix)
	e := Entry{Path: path, Folder: base, Complete: !partial}
	if partial {
		p, err := readPartial(path)
		e.Done, e.Err = p.done, err
		if err == nil {
			e.Total = p.header.design().Trials()
		}
		return e
	}
	e.Manifest, e.Err = readManifest(path)
	e.Done, e.Total = e.Manifest.Trials, e.Manifest.Trials
	return e
}

// folders are the run folders in root; a complete run hides a .partial of the same name.
func folders(root string) ([]string, error) {
	entries, err := os.ReadDir(root)
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("list runs: %w", err)
	}
	var names []string
	for _, e := range entries {
		name := e.Name()
		if !e.IsDir() || strings.HasPrefix(name, ".") {
			continue
		}
		base, partial := strings.CutSuffix(name, partialSuffix)
		complete := exists(filepath.Join(root, base, manifestName))
		if _, hex := split(base); hex != "" && partial != complete {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names, nil
}

// split takes "name-0123456789ab" apart; the key is "" if the folder is not named so.
func split(base string) (name, key string) {
	i := strings.LastIndexByte(base, '-')
	if i < 1 || len(base)-i-1 != 12 || strings.Trim(base[i+1:], "0123456789abcdef") != "" {
		return base, ""
	}
	return base[:i], base[i+1:]
}

// Locate finds the folder that ref names: a path, "latest", a folder in root with or without its
// key and ".partial", or at least 4 digits of a key. It may be partial. A ref that fits several
// runs is an error that lists them.
func Locate(root, ref string) (string, error) {
	if ref == latestName {
		return latest(root)
	}
	if filepath.IsAbs(ref) || strings.ContainsAny(ref, `/\`) || ref == "." || ref == ".." {
		return locatePath(ref)
	}
	names, err := folders(root)
	if err != nil {
		return "", err
	}
	var fit []string
	for _, name := range names {
		if base := strings.TrimSuffix(name, partialSuffix); name == ref || base == ref {
			return filepath.Join(root, name), nil
		} else if fits(base, ref) {
			fit = append(fit, name)
		}
	}
	switch len(fit) {
	case 0:
		return "", fmt.Errorf("open run %s: %w in %s", ref, ErrNotFound, root)
	case 1:
		return filepath.Join(root, fit[0]), nil
	}
	return "", fmt.Errorf("open run %s: %d runs in %s go by that name: %s (name one of them, or %s)", ref, len(fit), root, strings.Join(fit, ", "), latestName)
}

func fits(base, ref string) bool {
	name, key := split(base)
	if ref == name {
		return true
	}
	if len(ref) > len(key) { // a full key
		return len(ref) == 64 && strings.HasPrefix(ref, key)
	}
	return len(ref) >= 4 && strings.HasPrefix(key, ref)
}

func latest(root string) (string, error) {
	link := filepath.Join(root, latestName)
	to, err := os.Readlink(link)
	if errors.Is(err, os.ErrNotExist) {
		return "", fmt.Errorf("open run %s: %w: no run was completed in %s yet", latestName, ErrNotFound, root)
	}
	if err != nil {
		return "", fmt.Errorf("open run %s: %w", latestName, err)
	}
	path := filepath.Join(root, filepath.Base(to))
	if !exists(path) {
		return "", fmt.Errorf("open run %s: %w: it was %s, which is gone", latestName, ErrNotFound, filepath.Base(to))
	}
	return path, nil
}

func locatePath(path string) (string, error) {
	path = filepath.Clean(path)
	if path != "." && path != ".." && filepath.Base(path) == latestName && !exists(filepath.Join(path, manifestName)) {
		return latest(filepath.Dir(path))
	}
	if real, err := filepath.EvalSymlinks(path); err == nil && filepath.Base(path) == latestName {
		path = real
	}
	switch {
	case exists(filepath.Join(path, manifestName)):
		return path, nil
	case isDir(path) && (strings.HasSuffix(path, partialSuffix) || isDir(filepath.Join(path, runName))):
		return path, nil
	case isDir(path + partialSuffix):
		return path + partialSuffix, nil
	case isRun(path):
		return "", lacksManifest(path)
	case isDir(path):
		return "", fmt.Errorf("open run %s: %w: the folder has no %s", path, ErrNotFound, manifestName)
	case exists(path):
		return "", fmt.Errorf("open run %s: %w: it is a file, not a run folder", path, ErrNotFound)
	}
	return "", fmt.Errorf("open run %s: %w", path, ErrNotFound)
}
