import { minuteMs } from '../../platform/time.ts'
import type { SampleStep } from './plan-steps.ts'

/** An order that is placed. */
export type OrderStep = Extract<SampleStep, { order: unknown }>

/** Orders that come within minutes of each other, or one other step. */
export type Turn = { orders: OrderStep[] } | { step: Exclude<SampleStep, OrderStep> }

/** So far apart are the first and the last order of a batch at the most. */
const togetherMs = 10 * minuteMs

/** Steps as they are done: orders between which nothing else happens are placed together. */
export function turnsOf(steps: readonly SampleStep[]): Turn[] {
  const turns: Turn[] = []
  for (const step of steps) {
    if (!('order' in step)) {
      turns.push({ step })
      continue
    }
    const last = turns.at(-1)
    const first = last !== undefined && 'orders' in last ? last.orders[0] : undefined
    if (
      last !== undefined &&
      'orders' in last &&
      first !== undefined &&
      step.at.getTime() - first.at.getTime() < togetherMs
    ) {
      last.orders.push(step)
    } else turns.push({ orders: [step] })
  }
  return turns
}
