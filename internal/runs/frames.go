package runs

import (
	"bufio"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"io"
)

var errTorn = errors.New("record is torn or damaged")

// frames reads the records of a log from front to back.
type frames struct {
	in   *bufio.Reader
	at   int64 // offset of the next record
	size int64
	buf  []byte
}

func newFrames(f io.ReaderAt, size int64) *frames {
	return &frames{in: bufio.NewReaderSize(io.NewSectionReader(f, 0, size), 1<<18), size: size}
}

// header reads the magic word and the first record.
func (f *frames) header() ([]byte, error) {
	magic := make([]byte, len(logMagic))
	if _, err := io.ReadFull(f.in, magic); err != nil || string(magic) != logMagic {
		return nil, errors.New("not a log of trials")
	}
	f.at = int64(len(logMagic))
	payload, err := f.next()
	if errors.Is(err, errTorn) {
		return nil, errors.New("the log's header is damaged")
	}
	return payload, err
}

// next returns the next payload, valid until the call after; errTorn if there is no whole record
// there: at the end, within a torn one, or at one whose checksum is wrong.
func (f *frames) next() ([]byte, error) {
	var frame [frameBytes]byte
	if f.at+frameBytes > f.size {
		return nil, errTorn
	}
	if _, err := io.ReadFull(f.in, frame[:]); err != nil {
		return nil, err
	}
	// A length of 0 is what a file looks like whose size reached the disk before its bytes did.
	n := int64(binary.LittleEndian.Uint32(frame[:]))
	if n == 0 || n > maxRecord || f.at+frameBytes+n > f.size {
		return nil, errTorn
	}
	if int64(cap(f.buf)) < n {
		f.buf = make([]byte, n+n/4)
	}
	f.buf = f.buf[:n]
	if _, err := io.ReadFull(f.in, f.buf); err != nil {
		return nil, err
	}
	if crc32.Checksum(f.buf, castagnoli) != binary.LittleEndian.Uint32(frame[4:]) {
		return nil, errTorn
	}
	f.at += frameBytes + n
	return f.buf, nil
}
