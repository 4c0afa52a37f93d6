import type { orderStages } from '../../src/orders/order.ts'

const ended: readonly (typeof orderStages)[number][] = ['completed', 'cancelled']

/** Whether an order of this stage is still to arrive, so that the day on which it is wanted can be missed. */
export const isUndelivered = (stage: (typeof orderStages)[number]): boolean => !ended.includes(stage)
