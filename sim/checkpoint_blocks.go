package sim

import (
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"io"
)

// A checkpoint is a stream of blocks: length (4 bytes, at most blockBytes), CRC-32C (4) and so many bytes; a block of
// length 0 ends it. The CRC of a block goes on from that of the block before it, so that none can be lost, doubled or
// moved.

const (
	blockBytes = 256 << 10
	blockHead  = 8
)

// blockWriter cuts what is written into blocks.
type blockWriter struct {
	out io.Writer
	sum uint32
	buf []byte
}

func newBlockWriter(out io.Writer) *blockWriter {
	return &blockWriter{out: out, buf: make([]byte, 0, blockBytes)}
}

func (b *blockWriter) Write(p []byte) (n int, err error) {
	for n = len(p); len(p) > 0 && err == nil; {
		if len(b.buf) == 0 && len(p) >= blockBytes { // whole blocks need not be copied
			err = b.block(p[:blockBytes])
			p = p[blockBytes:]
			continue
		}
		part := min(len(p), blockBytes-len(b.buf))
		b.buf = append(b.buf, p[:part]...)
		p = p[part:]
		if len(b.buf) == blockBytes {
			err = b.flush()
		}
	}
	return n - len(p), err
}

func (b *blockWriter) flush() error {
	if len(b.buf) == 0 {
		return nil
	}
	err := b.block(b.buf)
	b.buf = b.buf[:0]
	return err
}

func (b *blockWriter) block(p []byte) error {
	b.sum = crc32.Update(b.sum, castagnoli, p)
	var head [blockHead]byte
	binary.LittleEndian.PutUint32(head[:], uint32(len(p)))
	binary.LittleEndian.PutUint32(head[4:], b.sum)
	if _, err := b.out.Write(head[:]); err != nil {
		return err
	}
	_, err := b.out.Write(p)
	return err
}

// end writes what is left and the block that ends the stream.
func (b *blockWriter) end() error {
	if err := b.flush(); err != nil {
		return err
	}
	return b.block(nil)
}

// blockReader reads what a blockWriter wrote, and never beyond its end. Its errors are ErrDamaged, which names the block,
// or what the file says.
type blockReader struct {
	in     io.Reader
	sum    uint32
	number int
	buf    []byte
	rest   []byte // of buf
}

func newBlockReader(in io.Reader) *blockReader { return &blockReader{in: in} }

func (b *blockReader) damaged(what string) error {
	return fmt.Errorf("%w: block %d %s", ErrDamaged, b.number, what)
}

// head is the length of the next block and what its sum has to be.
func (b *blockReader) head() (n int, sum uint32, err error) {
	var head [blockHead]byte
	if _, err := io.ReadFull(b.in, head[:]); err != nil {
		return 0, 0, b.short(err)
	}
	length := binary.LittleEndian.Uint32(head[:])
	if length > blockBytes {
		return 0, 0, b.damaged("is none")
	}
	return int(length), binary.LittleEndian.Uint32(head[4:]), nil
}

func (b *blockReader) short(err error) error {
	if err == io.EOF || err == io.ErrUnexpectedEOF {
		return b.damaged("is cut short")
	}
	return err
}

// fill reads the next block into p.
func (b *blockReader) fill(p []byte, sum uint32) error {
	if _, err := io.ReadFull(b.in, p); err != nil {
		return b.short(err)
	}
	if b.sum = crc32.Update(b.sum, castagnoli, p); b.sum != sum {
		return b.damaged(fmt.Sprintf("has checksum %08x, the file says %08x", b.sum, sum))
	}
	b.number++
	return nil
}

// full reads exactly len(p) bytes.
func (b *blockReader) full(p []byte) error {
	for len(p) > 0 {
		if len(b.rest) > 0 {
			n := copy(p, b.rest)
			p, b.rest = p[n:], b.rest[n:]
			continue
		}
		n, sum, err := b.head()
		switch {
		case err != nil:
			return err
		case n == 0:
			return b.damaged("ends it too early")
		case n <= len(p): // into place, without a copy
			if err := b.fill(p[:n], sum); err != nil {
				return err
			}
			p = p[n:]
		default:
			if b.buf == nil {
				b.buf = make([]byte, blockBytes)
			}
			if err := b.fill(b.buf[:n], sum); err != nil {
				return err
			}
			b.rest = b.buf[:n]
		}
	}
	return nil
}

// Read implements io.Reader, for loads that come in parts; it reads all of p or fails.
func (b *blockReader) Read(p []byte) (int, error) {
	if err := b.full(p); err != nil {
		return 0, err
	}
	return len(p), nil
}

// end reads the block that ends the stream.
func (b *blockReader) end() error {
	if len(b.rest) > 0 {
		return b.damaged("is longer than it should be")
	}
	n, sum, err := b.head()
	if err != nil {
		return err
	}
	if n != 0 {
		return b.damaged("should be the end")
	}
	return b.fill(nil, sum)
}
