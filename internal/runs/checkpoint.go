package runs

import (
	"bufio"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"hash/crc32"
	"io"
	"os"
	"path/filepath"
)

// Checkpoint is a trial saved on its way: the head of a checkpoint file, with all that is needed to go on. What follows it
// is the state, as sim.World.Save writes it.
//
// The file is self-contained: it can be taken out of the run folder. It is magic, length of the head (4 bytes), CRC-32C
// of the head (4), the head as JSON, the state.
type Checkpoint struct {
	Engine   string `json:"engine"`
	Scenario string `json:"scenario"` // resolved
	Trial    int    `json:"trial"`
	Point    int    `json:"point"`
	Seed     uint64 `json:"seed"`
	At       int64  `json:"at"`      // seconds: everything up to the first nanosecond of it has happened
	Journal  string `json:"journal"` // hash of the journal of the whole trial, as the run recorded it
}

const (
	checkpointMagic  = "dopasim checkpoint 1\n"
	checkpointFolder = "checkpoints"
	maxCheckpoint    = 16 << 20 // bytes of a head
)

// CheckpointPath is where the run keeps the checkpoint of a trial at a time, which is written as in scenarios. Nobody
// vouches for the file: a run is complete with or without it.
func (r *Run) CheckpointPath(trial int, at string) string {
	return filepath.Join(r.Path, checkpointFolder, fmt.Sprintf("trial-%d-at-%s.checkpoint", trial, at))
}

// WriteCheckpoint writes a checkpoint file, whole or not at all; state writes what follows the head.
func WriteCheckpoint(path string, c Checkpoint, state func(io.Writer) error) (bytes int64, err error) {
	head, err := json.Marshal(c)
	if err != nil {
		return 0, err
	}
	contents, err := writeFile(path, func(out io.Writer) error {
		start := binary.LittleEndian.AppendUint32([]byte(checkpointMagic), uint32(len(head)))
		start = binary.LittleEndian.AppendUint32(start, crc32.Checksum(head, castagnoli))
		if _, err := out.Write(append(start, head...)); err != nil {
			return err
		}
		return state(out)
	})
	if err != nil {
		return 0, fmt.Errorf("write checkpoint %s: %w", path, err)
	}
	return contents.Size, nil
}

// OpenCheckpoint reads the head of a checkpoint file; state is what follows it, and is to be closed. Errors: ErrDamaged, and
// what the system says.
func OpenCheckpoint(path string) (c Checkpoint, state io.ReadCloser, err error) {
	f, err := os.Open(path)
	if err != nil {
		return c, nil, fmt.Errorf("read checkpoint: %w", err)
	}
	in := bufio.NewReaderSize(f, 1<<18)
	if c, err = readCheckpoint(in); err != nil {
		f.Close()
		return c, nil, fmt.Errorf("read checkpoint %s: %w", path, err)
	}
	return c, struct {
		io.Reader
		io.Closer
	}{in, f}, nil
}

func readCheckpoint(in io.Reader) (c Checkpoint, err error) {
	damaged := func(why string) error { return &CheckpointError{why} }
	start := make([]byte, len(checkpointMagic)+8)
	if _, err := io.ReadFull(in, start); err != nil || string(start[:len(checkpointMagic)]) != checkpointMagic {
		return c, damaged("it is no checkpoint of this version")
	}
	n, sum := binary.LittleEndian.Uint32(start[len(checkpointMagic):]), binary.LittleEndian.Uint32(start[len(checkpointMagic)+4:])
	if n > maxCheckpoint {
		return c, damaged("its head is too long")
	}
	head := make([]byte, n)
	if _, err := io.ReadFull(in, head); err != nil {
		return c, damaged("it is cut short")
	}
	if got := crc32.Checksum(head, castagnoli); got != sum {
		return c, damaged(fmt.Sprintf("its head has checksum %08x, the file says %08x", got, sum))
	}
	if err := json.Unmarshal(head, &c); err != nil {
		return c, damaged(err.Error())
	}
	return c, nil
}

// CheckpointError says why a file is no checkpoint.
type CheckpointError struct{ Why string }

func (e *CheckpointError) Error() string        { return "damaged: " + e.Why }
func (e *CheckpointError) Is(target error) bool { return target == ErrDamaged }
