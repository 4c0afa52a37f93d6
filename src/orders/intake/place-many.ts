import type { Batcher } from '../../platform/batch.ts'
import { type Answer, hashRequest } from '../../platform/command.ts'
import { type Problem, problemOf, problemOfDomainError, problemOfParseError } from '../../platform/http/problem.ts'
import { isWithin, outOfScope, type Scope } from '../../platform/scope.ts'
import { placeOrdersContract } from '../contract.ts'
import { channelScope } from '../order.ts'
import { placeOrderForm } from './place-order-form.ts'
import type { PlaceOrderItem } from './place-order-item.ts'
import type { PlacedOrderView } from './placed-view.ts'

/** What became of one row of a bulk request. */
export type RowResult = { index: number; status: number; order?: PlacedOrderView; problem?: Problem }

/** Places the rows of a bulk request; a row that cannot be read or is refused says so and leaves the others alone. */
export function placeMany(
  intake: Batcher<PlaceOrderItem, Answer>,
  principal: { merchantId: string; actor: string; origin: string; scope?: Scope },
  rows: readonly unknown[],
  idempotencyKey: string | undefined,
): Promise<RowResult[]> {
  return Promise.all(
    rows.map(async (row, index): Promise<RowResult> => {
      const parsed = placeOrderForm.safeParse(row)
      if (!parsed.success) return { index, status: 400, problem: problemOfParseError(parsed.error) }
      if (!isWithin(principal.scope, channelScope, parsed.data.channel)) {
        return { index, status: 403, problem: problemOfDomainError(outOfScope('channel')) }
      }
      const answer = await intake.submit(principal.merchantId, {
        input: parsed.data,
        contentHash: hashRequest(parsed.data),
        actor: principal.actor,
        origin: principal.origin,
        ...(idempotencyKey !== undefined && {
          idempotency: { key: `${idempotencyKey}#${index}`, operation: placeOrdersContract.operation },
        }),
      })
      return rowResult(index, answer)
    }),
  )
}

function rowResult(index: number, { status, body }: Answer): RowResult {
  if (status < 400) return { index, status, order: body as PlacedOrderView }
  const { code, ...more } = body as { code: string; field?: string; facts?: Record<string, unknown> }
  return { index, status, problem: problemOf(status, code, more) }
}
