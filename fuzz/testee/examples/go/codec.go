package main

import (
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// A strict codec of kinds of fields. It stands in for yours.

// Kind reads its value and returns it as package json would, or writes the one it is given.
type Kind func(c *Coder, path string, value any) any

// Coder reads data from at on, to the end of the innermost vector; or it appends to data.
type Coder struct {
	data    []byte
	writing bool
	at, end int
	start   int // where the field in hand begins
}

// Fault says in the words of the testee protocol what is wrong, in which field, and where that begins in the bytes.
type Fault struct {
	Code   string `json:"code"`
	Path   string `json:"path"`
	Offset int    `json:"offset"`
}

// Decode reads one structure that fills all the bytes.
func Decode(kind Kind, data []byte) (value any, fault *Fault) {
	c := &Coder{data: data, end: len(data)}
	defer c.catch(&fault)
	value = c.do(kind, "", nil)
	c.start = c.at
	c.check(c.at == c.end, "trailing-bytes", "")
	return value, nil
}

// Encode writes a value whose numbers are of type json.Number.
func Encode(kind Kind, value any) (data []byte, fault *Fault) {
	c := &Coder{writing: true}
	defer c.catch(&fault)
	c.do(kind, "", value)
	return c.data, nil
}

// check panics, so that no kind has to hand on the faults of those inside it.
func (c *Coder) check(good bool, code, path string) {
	if !good {
		panic(&Fault{code, path, c.start})
	}
}

func (c *Coder) catch(fault **Fault) {
	if problem := recover(); problem != nil {
		*fault = problem.(*Fault) // anything else is a mistake of ours, and panics on
	}
}

func (c *Coder) do(kind Kind, path string, value any) any {
	c.start = c.at
	return kind(c, path, value)
}

func (c *Coder) take(size int, path string) []byte {
	c.check(size <= c.end-c.at, "truncated", path)
	c.at += size
	return c.data[c.at-size : c.at]
}

func (c *Coder) number(size int, path string) uint64 {
	return binary.BigEndian.Uint64(append(make([]byte, 8-size), c.take(size, path)...))
}

// length as in RFC 9420, 2.1.2: two bits tell how many bytes it takes, which must be the fewest that do.
func (c *Coder) length(path string) int {
	first := c.number(1, path)
	c.check(first < 0xc0, "length-reserved", path)
	more := 1<<(first>>6) - 1
	length := int(first&0x3f<<(8*more) | c.number(more, path))
	c.check(len(header(length)) == 1+more, "length-not-minimal", path)
	c.check(length <= c.end-c.at, "truncated", path)
	return length
}

func header(length int) []byte {
	switch {
	case length < 1<<6:
		return []byte{byte(length)}
	case length < 1<<14:
		return binary.BigEndian.AppendUint16(nil, uint16(1<<14|length))
	default: // no request is so long that 30 bits would not do
		return binary.BigEndian.AppendUint32(nil, uint32(1<<31|length))
	}
}

func (c *Coder) putSized(data []byte) { c.data = append(append(c.data, header(len(data))...), data...) }

// given is the value to write, if it is of the type that JSON has for its kind.
func given[T any](c *Coder, path string, value any) T {
	typed, ok := value.(T)
	c.check(ok, "value-invalid", path)
	return typed
}

func Uint16(c *Coder, path string, value any) any {
	if !c.writing {
		return c.number(2, path)
	}
	n, err := strconv.ParseUint(given[json.Number](c, path, value).String(), 10, 16)
	c.check(err == nil, "value-invalid", path)
	c.data = binary.BigEndian.AppendUint16(c.data, uint16(n))
	return value
}

func Uint64(c *Coder, path string, value any) any {
	if !c.writing {
		return strconv.FormatUint(c.number(8, path), 10)
	}
	n, err := strconv.ParseUint(given[string](c, path, value), 10, 64)
	c.check(err == nil, "value-invalid", path)
	c.data = binary.BigEndian.AppendUint64(c.data, n)
	return value
}

// Enum is one byte: the place among the names, of which those that are empty are reserved.
func Enum(names ...string) Kind {
	return func(c *Coder, path string, value any) any {
		n := 0
		if c.writing {
			n = slices.Index(names, given[string](c, path, value))
			c.data = append(c.data, byte(n))
		} else {
			n = int(c.number(1, path))
		}
		c.check(n >= 0 && n < len(names) && names[n] != "", "enum-unknown", path)
		return names[n]
	}
}

func Opaque(c *Coder, path string, value any) any {
	if !c.writing {
		return hex.EncodeToString(c.take(c.length(path), path))
	}
	data, err := hex.DecodeString(given[string](c, path, value))
	c.check(err == nil, "value-invalid", path)
	c.putSized(data)
	return value
}

// Fixed is opaque[size].
func Fixed(size int) Kind {
	return func(c *Coder, path string, value any) any {
		if !c.writing {
			return hex.EncodeToString(c.take(size, path))
		}
		data, err := hex.DecodeString(given[string](c, path, value))
		c.check(err == nil && len(data) == size, "value-invalid", path)
		c.data = append(c.data, data...)
		return value
	}
}

func String(c *Coder, path string, value any) any {
	if c.writing {
		c.putSized([]byte(given[string](c, path, value)))
		return value
	}
	text := c.take(c.length(path), path)
	c.check(utf8.Valid(text), "utf8-invalid", path)
	return string(text)
}

func Optional(kind Kind) Kind {
	return func(c *Coder, path string, value any) any {
		presence := byte(1)
		if c.writing && value == nil {
			presence = 0
		}
		if c.writing {
			c.data = append(c.data, presence)
		} else {
			presence = c.take(1, path)[0]
		}
		c.check(presence < 2, "presence-octet", path)
		if presence == 0 {
			return nil
		}
		return c.do(kind, path, value)
	}
}

// Vector is T<V>. If rising names a number that elements have, they must be sorted by it, and no two the same.
func Vector(kind Kind, rising string) Kind {
	return func(c *Coder, path string, value any) any {
		at := func(i int) string { return fmt.Sprintf("%s[%d]", path, i) }
		if c.writing {
			before := c.data
			c.data = nil
			for i, element := range given[[]any](c, path, value) {
				c.do(kind, at(i), element)
			}
			content := c.data
			c.data = before
			c.putSized(content)
			return value
		}
		elements, outer := []any{}, c.end
		c.end = c.length(path) + c.at
		for c.at < c.end {
			start, i := c.at, len(elements)
			elements = append(elements, c.do(kind, at(i), nil))
			if rising != "" && i > 0 {
				c.start = start
				c.check(numberOf(elements[i-1], rising) < numberOf(elements[i], rising), "value-invalid", at(i)+"."+rising)
			}
		}
		c.end = outer
		return elements
	}
}

func numberOf(element any, name string) uint64 { return element.(map[string]any)[name].(uint64) }

// field hands on one field of a structure: what it is called, what it is, and back what it holds.
type field = func(name string, kind Kind) any

// Struct goes through its fields in order. What the body learns from a field decides which come next: a select.
func Struct(body func(field)) Kind {
	return func(c *Coder, path string, value any) any {
		fields := map[string]any{}
		if c.writing {
			fields = given[map[string]any](c, path, value)
		}
		known := 0
		body(func(name string, kind Kind) any {
			known++
			fields[name] = c.do(kind, strings.TrimPrefix(path+"."+name, "."), fields[name])
			return fields[name]
		})
		c.check(known == len(fields), "value-invalid", path)
		return fields
	}
}
