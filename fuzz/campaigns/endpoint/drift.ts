/** How a target fares over a campaign: what its answers take, and what memory it uses, at first and at last. */
import type { Json } from '../../../src/codec/json.js'

/** Values kept; beyond them each two neighbours become one. */
const most = 4096

/** Values in the order in which they came, as many as can be kept. */
class Series {
  private values: number[] = []
  /** Values in each that is kept. */
  private stride = 1
  private pending: number[] = []
  private recent: number[] = []

  add(value: number): void {
    if (this.recent.push(value) > 200) this.recent.shift()
    this.pending.push(value)
    if (this.pending.length < this.stride) return
    this.values.push(median(this.pending))
    this.pending = []
    if (this.values.length < most) return
    const { values } = this
    this.values = Array.from({ length: most / 2 }, (_, at) => median(values.slice(2 * at, 2 * at + 2)))
    this.stride *= 2
  }

  get median(): number {
    return median(this.recent)
  }

  /** Medians of the first and of the last quarter; null for a single value. */
  get quarters(): { first: number; last: number } | null {
    if (this.values.length < 2) return null
    const quarter = Math.ceil(this.values.length / 4)
    return { first: median(this.values.slice(0, quarter)), last: median(this.values.slice(-quarter)) }
  }
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}

/** Between two looks at the memory, ms. */
const lookMs = 1000

export class Drift {
  private readonly latencies = new Map<string, Series>()
  private readonly memory = new Series()
  private lookedAt = -Infinity

  /** @param bytes what the target uses; null where that cannot be observed */
  constructor(private readonly bytes: () => Promise<number | null>) {}

  answered(endpoint: string, durationMs: number): void {
    const series = this.latencies.get(endpoint) ?? new Series()
    this.latencies.set(endpoint, series)
    series.add(durationMs)
  }

  /** What an answer of the endpoint takes of late, ms. */
  usualMs(endpoint: string): number {
    return this.latencies.get(endpoint)?.median ?? 0
  }

  /** Looks at the memory, now and then unless it is `due`. */
  async look(due = false): Promise<void> {
    if (!due && performance.now() - this.lookedAt < lookMs) return
    this.lookedAt = performance.now()
    const bytes = await this.bytes()
    if (bytes !== null) this.memory.add(bytes)
  }

  /** For the summary: ms by endpoint, and bytes. */
  get summary(): { latencyMs: Record<string, Json>; memoryBytes: Json } {
    const latencyMs = Object.fromEntries(
      [...this.latencies].map(([endpoint, { quarters }]): [string, Json] => [
        endpoint,
        quarters && { firstQuarter: rounded(quarters.first), lastQuarter: rounded(quarters.last) },
      ]),
    )
    const { quarters } = this.memory
    const memoryBytes = quarters ? { firstQuarter: quarters.first, lastQuarter: quarters.last } : 'not observable'
    return { latencyMs, memoryBytes }
  }
}

function rounded(ms: number): number {
  return Math.round(ms * 100) / 100
}
