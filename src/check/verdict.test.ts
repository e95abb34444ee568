import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CodecError } from '../codec/index.js'
import { PreparationFailed } from '../peers/preparation.js'
import type { Environment } from './environment.js'
import { Judgement } from './judgement.js'
import { answered, emptyEnvironment, judge } from './test-rig.js'

let environment: Environment
beforeAll(async () => {
  environment = await emptyEnvironment()
})
afterAll(() => environment.network.close())

const unmet = { expected: 'one thing', actual: 'another' }

describe('what a broken requirement weighs', () => {
  it.each([
    ['MUST', 'MIMI-NTF-020', 'fail'],
    ['behaviour', 'MIMI-NTF-017', 'fail'],
    ['SHOULD', 'MIMI-NTF-021', 'warn'],
  ])('%s', async (_, requirement, verdict) => {
    const evaluation = await judge(environment, async ({ that }) => that(false, { ...unmet, requirement }))
    expect(evaluation.verdict).toBe(verdict)
    expect(evaluation.findings).toEqual([{ ...unmet, requirement, severity: verdict }])
  })

  it('MAY is observed, never more', async () => {
    const also = { id: 'key-material.made-up', requirements: ['MIMI-KEY-016'] }
    const { verdict } = await judge(environment, async ({ that }) => that(false, { ...unmet, as: 'fail' }), also)
    expect(verdict).toBe('observe')
  })

  it('is weakened by the treatment of an ambiguity, and never strengthened', async () => {
    const weaker = await judge(environment, async ({ that }) => that(false, { ...unmet, as: 'warn' }))
    const stronger = await judge(environment, async ({ that }) =>
      that(false, { ...unmet, requirement: 'MIMI-NTF-021', as: 'fail' }),
    )
    expect([weaker.verdict, stronger.verdict]).toEqual(['warn', 'warn'])
  })

  it('is only observed in a draft that does not contain the requirement', () => {
    const judgement = new Judgement({ id: 'key-material.made-up', requirements: ['MIMI-KEY-032'] }, '01')
    judgement.that(false, unmet)
    expect(judgement.findings.map(({ severity }) => severity)).toEqual(['observe'])
  })

  it('of several findings is the worst', async () => {
    const { verdict, findings } = await judge(environment, async ({ that }) => {
      that(false, { ...unmet, requirement: 'MIMI-NTF-021' })
      that(false, unmet)
      that(true, unmet)
    })
    expect([verdict, findings.length]).toEqual(['fail', 2])
  })
})

describe('a check that judges nothing', () => {
  it('is a skip where an operation is missing, and names it', async () => {
    const never = () => Promise.reject(new Error('it ran'))
    const evaluation = await judge(environment, never, { needs: ['createUser', 'submit'] })
    expect(evaluation).toMatchObject({ verdict: 'skip', reason: 'the driver has no submit' })
  })

  it('is a skip naming the judging check where preparation failed', async () => {
    const { verdict, reason } = await judge(environment, async () => {
      throw new PreparationFailed('fetch key packages', 'status 500', 'key-material.answered')
    })
    expect([verdict, reason]).toEqual(['skip', expect.stringContaining('judged by key-material.answered')])
  })

  it('is an error where it came to its end without an expectation', async () => {
    expect(await judge(environment, async () => undefined)).toMatchObject({
      verdict: 'error',
      reason: expect.stringContaining('without evaluating any expectation'),
    })
  })

  it('is an error in one line where Mimicry throws', async () => {
    const evaluation = await judge(environment, async () => {
      throw new TypeError('undefined is not a function\nat somewhere')
    })
    expect(evaluation).toMatchObject({ verdict: 'error', reason: 'TypeError: undefined is not a function' })
  })

  it('is an error where it judges what is not its requirement', async () => {
    const evaluation = await judge(environment, async ({ that }) =>
      that(false, { ...unmet, requirement: 'MIMI-COD-001' }),
    )
    expect(evaluation).toMatchObject({ verdict: 'error', reason: expect.stringContaining('MIMI-COD-001') })
  })

  it('ends at its deadline whatever it waits for', async () => {
    const waiting = await judge(environment, () => new Promise(() => {}), { deadlineMs: 10 })
    expect(waiting).toMatchObject({ verdict: 'error', reason: expect.stringContaining('10 ms') })
  })

  it('does not hide a failure that was found before', async () => {
    const { verdict, reason } = await judge(environment, async ({ that, skip }) => {
      that(false, unmet)
      skip('enough')
    })
    expect([verdict, reason]).toEqual(['fail', null])
  })
})

describe('an answer', () => {
  it('with the status passes, with a lesser one weighs less, with another fails', async () => {
    const verdictOf = async (status: number) => {
      const { verdict } = await judge(environment, async (context) => {
        await context.expect(Promise.resolve(answered(status))).status(201, { warn: [200] })
      })
      return verdict
    }
    expect(await Promise.all([201, 200, 500].map(verdictOf))).toEqual(['pass', 'warn', 'fail'])
  })

  it('that never came fails and says how it ended', async () => {
    const { findings } = await judge(environment, async (context) => {
      await context.expect(answered({ kind: 'timeout', phase: 'answer', afterMs: 70 })).status(201)
    })
    expect(findings).toMatchObject([{ severity: 'fail', actual: expect.stringContaining('70 ms') }])
  })

  it('is judged though nobody awaits the expectation', async () => {
    const { verdict } = await judge(environment, async (context) => {
      void context.expect(answered(200)).status(201)
    })
    expect(verdict).toBe('fail')
  })

  it('without a readable body ends the check with a finding', async () => {
    const { verdict, findings } = await judge(environment, async (context) => {
      await context.expect(answered(200)).reads()
      throw new Error('it went on')
    })
    expect([verdict, findings.length]).toEqual(['fail', 1])
  })

  it('of an overloaded target is neither accepted nor refused', async () => {
    const overloaded = [answered(429), answered(503, { headers: [['Retry-After', '3600']] })]
    for (const answer of overloaded) {
      const evaluation = await judge(environment, async (context) => {
        await context.expect(answer).refused()
      })
      expect(evaluation).toMatchObject({ verdict: 'skip', reason: expect.stringContaining('overloaded') })
    }
  })
})

describe('a message that the strict reader refused', () => {
  it.each([
    ['length-not-minimal', 'MIMI-COD-004', 'fail'],
    ['utf8-invalid', 'MIMI-COD-014', 'fail'],
    ['truncated', 'MIMI-COD-001', 'fail'],
    ['enum-unknown', 'MIMI-COD-001', 'observe'],
  ] as const)('%s is a finding of its own', (code, requirement, severity) => {
    const judgement = new Judgement({ id: 'notify.made-up', requirements: ['MIMI-NTF-020'] }, '06')
    judgement.malformed({ exchange: 7, struct: 'FanoutMessage', error: new CodecError(code, 'message', 8, 'no') })
    expect(judgement.findings).toMatchObject([{ requirement, severity, path: 'message', offset: 8, exchange: 7 }])
  })

  it('because its protocol is none fails, though other unknown values are only observed', () => {
    const judgement = new Judgement({ id: 'notify.made-up', requirements: ['MIMI-NTF-020'] }, '06')
    const error = new CodecError('enum-unknown', 'protocol', 0, 'no')
    judgement.malformed({ exchange: 7, struct: 'KeyMaterialResponse', error })
    expect(judgement.findings).toMatchObject([{ requirement: 'MIMI-COD-001', severity: 'fail' }])
  })
})
