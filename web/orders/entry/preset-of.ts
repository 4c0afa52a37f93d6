import type { OrderPreset } from '../../../src/orders/entry/order-preset.ts'
import { parseMoney } from '../../../src/platform/money.ts'
import { businessDay, dayMs } from '../../../src/platform/time.ts'
import type { Entry } from './entry.ts'

/** What of a form can be the beginning of others; the wanted day becomes so many days from today. */
export function presetOf(
  { channel, currency, paymentTerms, shipping, requestedDeliveryOn, note, keepCustomer }: Entry,
  { currency: ofShop, timeZone, now }: { currency: string; timeZone: string; now: Date },
): OrderPreset {
  const days =
    requestedDeliveryOn === undefined || requestedDeliveryOn === ''
      ? -1
      : Math.round((Date.parse(requestedDeliveryOn) - Date.parse(businessDay(now, timeZone))) / dayMs)
  const amount = amountOf(shipping, currency || ofShop)
  return {
    ...(channel && { channel }),
    ...(currency && { currency }),
    ...(paymentTerms !== undefined && { paymentTerms }),
    ...(amount !== undefined && { shipping: amount }),
    ...(days >= 0 && { deliveryInDays: days }),
    ...(note && { note }),
    ...(keepCustomer === true && { keepCustomer }),
  }
}

function amountOf(text: string | undefined, currency: string): number | undefined {
  if (text === undefined || text.trim() === '') return undefined
  try {
    return parseMoney(text.trim(), currency)
  } catch {
    return undefined
  }
}
