package cache

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"io"
	"os"
)

// The forms of the two files. Numbers are little-endian; checksums are CRC-32C.
//
//	pack    = format id record*
//	record  = key(16) length(4) checksum(4) value
//	index   = format id run(4) count(4) packed(8) entry* checksum(4)
//	entry   = key(16) offset(8) length(4) seen(4)
//
// A record's checksum covers its key, length and value. packed is the length of
// the pack that the index describes. Another format has another first line, and
// then the store starts again.

const (
	packFormat  = "waymark pack 01\n"
	indexFormat = "waymark index 1\n"

	headerSize      = 16 + 16
	recordHeader    = 16 + 4 + 4
	indexHeaderSize = 16 + 16 + 4 + 4 + 8
	indexEntrySize  = 16 + 8 + 4 + 4
)

// A packID tells a pack from those that were there before, whose indexes do not
// fit it.
type packID [16]byte

var (
	castagnoli = crc32.MakeTable(crc32.Castagnoli)
	little     = binary.LittleEndian
)

func appendHeader(b []byte, id packID) []byte { return append(append(b, packFormat...), id[:]...) }

// readHeader returns the id and the length of a pack.
func readHeader(pack *os.File) (id packID, size int64, ok bool) {
	var header [headerSize]byte
	if _, err := pack.ReadAt(header[:], 0); err != nil || string(header[:len(packFormat)]) != packFormat {
		return packID{}, 0, false
	}
	info, err := pack.Stat()
	if err != nil {
		return packID{}, 0, false
	}
	return packID(header[len(packFormat):]), info.Size(), true
}

func recordSize(length uint32) int64 { return recordHeader + int64(length) }

func appendRecord(b []byte, key [16]byte, value []byte) []byte {
	b = append(b, key[:]...)
	b = little.AppendUint32(b, uint32(len(value)))
	b = little.AppendUint32(b, checksum(b[len(b)-20:], value))
	return append(b, value...)
}

// checksum returns that of a record, given its key and length, and its value.
func checksum(head, value []byte) uint32 {
	return crc32.Update(crc32.Checksum(head, castagnoli), castagnoli, value)
}

// isRecord reports whether b is a whole record of the key.
func isRecord(b []byte, key [16]byte) bool {
	return bytes.Equal(b[:16], key[:]) &&
		int64(len(b)) == recordSize(little.Uint32(b[16:])) &&
		little.Uint32(b[20:]) == checksum(b[:20], b[recordHeader:])
}

// records reads the records of a pack one after the other.
type records struct {
	r    *bufio.Reader
	left int64
	buf  []byte
}

func readRecords(pack io.ReaderAt, from, to int64) *records {
	return &records{r: bufio.NewReaderSize(io.NewSectionReader(pack, from, to-from), 1<<16), left: to - from}
}

// next returns what the next record is, or false where the pack ends or is no
// longer whole.
func (rs *records) next() (key [16]byte, length uint32, ok bool) {
	var head [recordHeader]byte
	if _, err := io.ReadFull(rs.r, head[:]); err != nil {
		return key, 0, false
	}
	key, length = [16]byte(head[:16]), little.Uint32(head[16:])
	if length > valueLimit || recordSize(length) > rs.left {
		return key, 0, false
	}
	rs.left -= recordSize(length)
	rs.buf = append(rs.buf[:0], make([]byte, length)...)
	if _, err := io.ReadFull(rs.r, rs.buf); err != nil {
		return key, 0, false
	}
	return key, length, little.Uint32(head[20:]) == checksum(head[:20], rs.buf)
}

func encodeIndex(index map[[16]byte]entry, id packID, run uint32, packed int64) []byte {
	b := make([]byte, 0, indexHeaderSize+len(index)*indexEntrySize+4)
	b = append(append(b, indexFormat...), id[:]...)
	b = little.AppendUint32(b, run)
	b = little.AppendUint32(b, uint32(len(index)))
	b = little.AppendUint64(b, uint64(packed))
	for key, e := range index {
		b = append(b, key[:]...)
		b = little.AppendUint64(b, uint64(e.offset))
		b = little.AppendUint32(b, e.length)
		b = little.AppendUint32(b, e.seen)
	}
	return little.AppendUint32(b, crc32.Checksum(b, castagnoli))
}

// decodeIndex reads the index of the pack with the given id. It returns false
// for one that is damaged or another pack's.
func decodeIndex(b []byte, id packID) (index map[[16]byte]entry, run uint32, packed int64, ok bool) {
	if len(b) < indexHeaderSize+4 ||
		string(b[:len(indexFormat)]) != indexFormat ||
		packID(b[len(indexFormat):][:len(id)]) != id ||
		little.Uint32(b[len(b)-4:]) != crc32.Checksum(b[:len(b)-4], castagnoli) {
		return nil, 0, 0, false
	}
	head, entries := b[len(indexFormat)+len(id):indexHeaderSize], b[indexHeaderSize:len(b)-4]
	run, packed = little.Uint32(head), int64(little.Uint64(head[8:]))
	count := int(little.Uint32(head[4:]))
	if len(entries) != count*indexEntrySize {
		return nil, 0, 0, false
	}
	index = make(map[[16]byte]entry, count+count/8)
	for b := entries; len(b) > 0; b = b[indexEntrySize:] {
		e := entry{
			offset: int64(little.Uint64(b[16:])),
			length: little.Uint32(b[24:]),
			seen:   little.Uint32(b[28:]),
		}
		if e.offset < headerSize || e.offset > packed-recordSize(e.length) {
			return nil, 0, 0, false
		}
		index[[16]byte(b)] = e
	}
	return index, run, packed, true
}
