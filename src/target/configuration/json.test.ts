import { describe, expect, it } from 'vitest'
import { parseJson } from './json.js'

describe('JSON that people write', () => {
  it.each(['{"a":[1,-2.5e3,true,false,null,"\\u00e9\\n"],"b":{}}', ' [] ', '"x"', '\uFEFF{}'])('reads %j', (text) => {
    expect(parseJson(text)).toEqual(JSON.parse(text.replace('\uFEFF', '')))
  })

  it.each([
    ['', 'line 1, column 1: expected a value, found the end of the file'],
    [
      '{\n  "a": 1,\n}',
      'line 3, column 1: expected a key in double quotes, found } after a comma, which JSON allows not',
    ],
    ['{\n  "a": 1\n  "b": 2\n}', 'line 3, column 3: expected , or the end of what is open, found "\\""'],
    [
      '{ "a": 1 // one\n}',
      'line 1, column 10: expected , or the end of what is open, found a comment, which JSON has not',
    ],
    ['{ a: 1 }', 'line 1, column 3: expected a key in double quotes or }, found "a"'],
    ["{ 'a': 1 }", 'line 1, column 3: expected a key in double quotes or }, found "\'a\'"'],
    ['{"a" 1}', 'line 1, column 6: expected :, found "1"'],
    ['[1,]', 'line 1, column 4: expected a value, found ] after a comma, which JSON allows not'],
    ['[1}', 'line 1, column 3: expected , or the end of what is open, found "}"'],
    ['[,]', 'line 1, column 2: expected a value or ], found ","'],
    ['{"a":', 'line 1, column 6: expected a value, found the end of the file'],
    ['{"a":[1', 'line 1, column 8: expected , or the end of what is open, found the end of the file'],
    ['{} {}', 'line 1, column 4: expected the end of the file, found "{"'],
    ['[01]', 'line 1, column 3: expected , or the end of what is open, found "1"'],
    ['{"a": tru}', 'line 1, column 7: expected a value, found "tru"'],
    ['"open', 'line 1, column 1: expected a value, found "\\""'],
  ])('finds the fault in %j', (text, message) => {
    expect(() => parseJson(text)).toThrow(message)
  })
})
