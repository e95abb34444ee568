// A testee for Mimicry in Go (1.23 or later, standard library only). To test a codec of your own, put it in the place of
// codec.go and mimi.go, and keep this file.
package main

import (
	"bufio"
	"bytes"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"maps"
	"os"
	"slices"
)

const draft = "06"

type request struct {
	ID     json.RawMessage `json:"id"`
	Op     string          `json:"op"`
	Draft  string          `json:"draft"`
	Struct string          `json:"struct"`
	Bytes  *string         `json:"bytes"`
	Value  any             `json:"value"`
}

type answer map[string]any

func refusal(fault any) answer { return answer{"ok": false, "error": fault} }

func badRequest(why any) answer {
	return refusal(map[string]string{"code": "bad-request", "message": fmt.Sprint(why)})
}

func respond(r request) answer {
	kind, known := structures[r.Struct]
	switch {
	case r.Op == "hello":
		structs := slices.Sorted(maps.Keys(structures))
		return answer{"ok": true, "name": "mimicry-example-go", "version": "1", "drafts": []string{draft}, "structs": structs}
	case r.Op != "decode" && r.Op != "encode":
		return badRequest("op must be hello, decode or encode")
	case !known || r.Draft != draft:
		return answer{"ok": false, "unsupported": true}
	case r.Op == "encode":
		data, fault := Encode(kind, r.Value)
		if fault != nil {
			return refusal(fault)
		}
		return answer{"ok": true, "bytes": hex.EncodeToString(data)}
	case r.Bytes == nil:
		return badRequest("decode needs bytes")
	}
	data, err := hex.DecodeString(*r.Bytes)
	if err != nil || hex.EncodeToString(data) != *r.Bytes {
		return badRequest("bytes must be lower-case hexadecimal")
	}
	value, fault := Decode(kind, data)
	if fault != nil {
		return refusal(fault)
	}
	return answer{"ok": true, "value": value}
}

// answerTo never fails: a line that makes no sense is answered too, and the testee goes on.
func answerTo(line []byte) answer {
	var r request
	from := json.NewDecoder(bytes.NewReader(line))
	from.UseNumber()
	err := from.Decode(&r)
	if len(r.ID) == 0 || !bytes.ContainsAny(r.ID[:1], `"-0123456789`) {
		r.ID, err = nil, fmt.Errorf("a request is an object with an id, a number or a string")
	}
	a := badRequest(err)
	if err == nil {
		a = respond(r)
	}
	a["id"] = r.ID
	return a
}

func main() {
	in, out := bufio.NewReader(os.Stdin), json.NewEncoder(os.Stdout)
	for {
		line, err := in.ReadBytes('\n')
		if len(bytes.TrimSpace(line)) > 0 {
			// One line for each answer, and at once: the other side may wait for it before it asks on.
			if err := out.Encode(answerTo(line)); err != nil {
				log.Fatal(err)
			}
		}
		if err == io.EOF {
			return
		} else if err != nil {
			log.Fatal(err)
		}
	}
}
