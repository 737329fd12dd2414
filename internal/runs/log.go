package runs

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"os"
)

// The log is a magic word and records: length (4 bytes, of the payload), CRC-32C of the payload
// (4 bytes), payload; little endian. The first payload is the header (JSON), each other one a
// trial. Records are only appended, each with one write. A kill can tear the last one; whatever
// follows the last whole record is cut off when the log is opened again.
const (
	logMagic   = "DOPARUN1"
	frameBytes = 8
	maxRecord  = 1 << 30 // a length beyond it is damage, not a record
)

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// logFile is what the log needs of an *os.File; a test puts a full disk in its place.
type logFile interface {
	io.ReaderAt
	io.WriterAt
	io.Closer
	Truncate(int64) error
	Sync() error
}

type trialLog struct {
	f   logFile
	end int64
	buf []byte // frame and payload of the record being written
}

// createLog writes a log that holds only the header. It appears under its name whole or not at all.
func createLog(path string, header []byte) (*trialLog, error) {
	f, err := os.OpenFile(path+".tmp", os.O_RDWR|os.O_CREATE|os.O_TRUNC, 0o644)
	if err != nil {
		return nil, err
	}
	l := &trialLog{f: f, end: int64(len(logMagic))}
	_, err = f.WriteAt([]byte(logMagic), 0)
	if err == nil {
		_, err = l.add(func(b []byte) []byte { return append(b, header...) })
	}
	if err == nil {
		err = f.Sync()
	}
	if err == nil {
		err = os.Rename(path+".tmp", path)
	}
	if err != nil {
		f.Close()
		return nil, err
	}
	return l, nil
}

// openLog reads a log: header once, record for every whole trial record with its offset. It gives
// the number of bytes after the last whole record; with write set they are cut off.
func openLog(path string, write bool, header func([]byte) error, record func(at int64, payload []byte) error) (*trialLog, int64, error) {
	mode := os.O_RDONLY
	if write {
		mode = os.O_RDWR
	}
	f, err := os.OpenFile(path, mode, 0)
	if err != nil {
		return nil, 0, err
	}
	l := &trialLog{f: f}
	torn, err := l.scan(f, header, record)
	if err == nil && write && torn > 0 {
		err = f.Truncate(l.end)
	}
	if err != nil {
		f.Close()
		return nil, 0, fmt.Errorf("read %s: %w", path, err)
	}
	return l, torn, nil
}

func (l *trialLog) scan(f *os.File, header func([]byte) error, record func(int64, []byte) error) (torn int64, err error) {
	info, err := f.Stat()
	if err != nil {
		return 0, err
	}
	in := newFrames(f, info.Size())
	first, err := in.header()
	if err != nil {
		return 0, err
	}
	if err := header(first); err != nil {
		return 0, err
	}
	for {
		l.end = in.at
		payload, err := in.next()
		if errors.Is(err, errTorn) {
			return info.Size() - l.end, nil
		}
		if err != nil {
			return 0, err
		}
		if err := record(l.end, payload); err != nil {
			return 0, err
		}
	}
}

// add appends a record made by payload and returns its offset. If it does not get to the disk
// whole, what there is of it is taken back, so that the log stays good.
func (l *trialLog) add(payload func([]byte) []byte) (int64, error) {
	b := append(l.buf[:0], make([]byte, frameBytes)...)
	b = payload(b)
	l.buf = b
	n := len(b) - frameBytes
	if n > maxRecord {
		return 0, fmt.Errorf("a record of %d bytes: the most is %d", n, maxRecord)
	}
	binary.LittleEndian.PutUint32(b, uint32(n))
	binary.LittleEndian.PutUint32(b[4:], crc32.Checksum(b[frameBytes:], castagnoli))
	at := l.end
	if _, err := l.f.WriteAt(b, at); err != nil {
		return 0, errors.Join(err, l.f.Truncate(at))
	}
	l.end += int64(len(b))
	return at, nil
}

// read returns the payload at an offset that add or openLog gave, in buf if it has the room.
func (l *trialLog) read(at int64, buf []byte) ([]byte, error) {
	var frame [frameBytes]byte
	if _, err := l.f.ReadAt(frame[:], at); err != nil {
		return nil, err
	}
	n := int(binary.LittleEndian.Uint32(frame[:]))
	if n == 0 || n > maxRecord {
		return nil, errTorn
	}
	if cap(buf) < n {
		buf = make([]byte, n+n/4)
	}
	buf = buf[:n]
	if _, err := l.f.ReadAt(buf, at+frameBytes); err != nil {
		return nil, err
	}
	if crc32.Checksum(buf, castagnoli) != binary.LittleEndian.Uint32(frame[4:]) {
		return nil, errTorn
	}
	return buf, nil
}
