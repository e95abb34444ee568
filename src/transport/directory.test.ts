import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { expand, expandConsent, parseDirectory, placeholders } from './directory.js'

const base = new URL('https://a.example/.well-known/mimi-protocol-directory')
const parse = (value: unknown): ReturnType<typeof parseDirectory> => parseText(JSON.stringify(value))
const parseText = (text: string): ReturnType<typeof parseDirectory> => parseDirectory(Buffer.from(text), base)
const user = 'mimi://a.example/u/alice'
const encodedUser = 'mimi%3A%2F%2Fa.example%2Fu%2Falice'

describe('a directory', () => {
  it('is read with templates to the letter and unknown members kept', () => {
    const members = {
      keyMaterial: 'https://mimi.example.com:8443/v1/keyMaterial/{targetUser}',
      update: 'https://mimi.example.com/v1/update{roomId}',
      'x-vendor': { any: ['thing'] },
    }
    const { directory, problems } = parse(members)
    expect(problems).toEqual([])
    expect(directory).toEqual({
      endpoints: { keyMaterial: members.keyMaterial, update: members.update },
      unknown: { 'x-vendor': { any: ['thing'] } },
    })
  })

  it.each([
    ['/v1/notify/{roomId}', 'https://a.example/v1/notify/{roomId}'],
    ['v1/{roomId}?q={roomId2}', 'https://a.example/.well-known/v1/{roomId}?q={roomId2}'],
    ['//mimi.a.example/{roomId}', 'https://mimi.a.example/{roomId}'],
    ['?room={roomId}', 'https://a.example/.well-known/mimi-protocol-directory?room={roomId}'],
  ])('has the relative URL %s resolved and reported', (published, template) => {
    const { directory, problems } = parse({ notify: published })
    expect(directory?.endpoints.notify).toBe(template)
    expect(problems[0]).toMatchObject({ kind: 'relative', key: 'notify', remedy: `write ${template}` })
  })

  it.each([
    [{ notify: 7 }, 'not-string', 'notify'],
    [{ notify: null }, 'not-string', 'notify'],
    [{ notify: 'http://a.example/{roomId}' }, 'not-https', 'notify'],
    [{ notify: 'https://a.example/notify' }, 'no-placeholder', 'notify'],
    [{ notify: 'https://a.example/{tenant}/{roomId}' }, 'several-placeholders', 'notify'],
    [{ notify: 'https://' }, 'not-url', 'notify'],
    [[], 'not-object', null],
    ['text', 'not-object', null],
    [null, 'not-object', null],
  ])('%j is reported as %s', (value, kind, key) => {
    const { problems } = parse(value)
    expect(problems).toMatchObject([{ kind, key }])
    expect(problems[0]?.message).not.toBe('')
    expect(problems[0]?.remedy).not.toBe('')
  })

  it('of one bad member keeps the others', () => {
    const { directory, problems } = parse({ notify: 7, update: 'https://a.example/{r}', groupInfo: 'https://' })
    expect(directory?.endpoints).toEqual({ update: 'https://a.example/{r}' })
    expect(new Set(problems.map(({ key }) => key))).toEqual(new Set(['groupInfo', 'notify']))
  })

  it("like the draft's own example, without the colon after proxyDownload, is not JSON", () => {
    const example = `{
      "notify": "https://mimi.example.com/v1/notify/{roomId}",
      "proxyDownload"
        "https://mimi.example.com/v1/proxyDownload/{downloadUrl}"
    }`
    const { directory, problems } = parseText(example)
    expect(directory).toBeNull()
    expect(problems).toMatchObject([{ kind: 'not-json', key: null, remedy: expect.stringContaining('proxyDownload') }])
  })

  it('empty, cut short or not UTF-8 is not JSON', () => {
    expect(parseText('').problems).toMatchObject([{ kind: 'not-json', message: expect.stringContaining('empty') }])
    expect(parseText('{"notify": "https').problems).toMatchObject([{ kind: 'not-json' }])
    const latin1 = Buffer.concat([Buffer.from('{"x":"'), Buffer.from([0xe9]), Buffer.from('"}')])
    expect(parseDirectory(latin1, base).problems).toMatchObject([{ kind: 'not-json' }])
  })
})

describe('a template', () => {
  it.each([
    ['https://a.example/v1/keyMaterial/{targetUser}', `https://a.example/v1/keyMaterial/${encodedUser}`],
    ['https://a.example/v1/update{roomId}', `https://a.example/v1/update${encodedUser}`],
    ['https://a.example/v1?room={x}&y=1', `https://a.example/v1?room=${encodedUser}&y=1`],
    ['https://a.example/{}/tail', `https://a.example/${encodedUser}/tail`],
    ['https://a.example/{whatever it is}', `https://a.example/${encodedUser}`],
    ['https://a.example/fixed', 'https://a.example/fixed'],
  ])('%s expands whatever its placeholder is called and wherever it stands', (template, expected) => {
    expect(expand(template, user)).toBe(expected)
  })

  it('takes every value whole: no reserved character survives, and it decodes to what it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (value) => {
        const encoded = expand('{v}', value)
        expect(encoded).toMatch(/^([A-Za-z0-9\-._~]|%[0-9A-F]{2})*$/)
        expect(decodeURIComponent(encoded)).toBe(value)
      }),
    )
    expect(expand('{v}', "!*'();:@&=+$,/?#[] %")).toBe('%21%2A%27%28%29%3B%3A%40%26%3D%2B%24%2C%2F%3F%23%5B%5D%20%25')
    expect(expand('{v}', '$&$1')).toBe('%24%26%241')
  })

  it('names its placeholders in order', () => {
    expect(placeholders('https://a.example/{b}/x{a}?{c}')).toEqual(['b', 'a', 'c'])
    expect(placeholders('https://a.example/')).toEqual([])
  })

  it('of the consent endpoints takes the user or the domain as its name says, else the domain', () => {
    const who = { user, domain: 'a.example' }
    const taken = (name: string): string => expandConsent(`{${name}}`, who)
    expect(taken('targetUser')).toBe(encodedUser)
    expect(taken('requesterUser')).toBe(encodedUser)
    expect(taken('targetDomain')).toBe('a.example')
    expect(taken('requesterDomain')).toBe('a.example')
    expect(taken('peer')).toBe('a.example')
  })
})
