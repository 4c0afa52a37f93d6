import { useTranslation } from 'react-i18next'
import { formatPrice } from '../../src/platform/money.ts'
import type { FieldChange } from '../history/event-changes.ts'
import { useDevice } from '../platform/device.ts'
import { needWords } from '../platform/i18n/use-words.ts'
import { useMerchant } from '../platform/session.ts'
import { writeMoment } from '../platform/ui/Moment.tsx'
import { writeMoney } from '../platform/ui/Money.tsx'

const areas = [needWords('orders'), needWords('orders/page')]
const amounts = new Set(['cancelledTotal', 'authorized', 'captured', 'refunded', 'amount'])
/** Which words a state of an order's has, and those of what belongs to it: by what the event is of. */
const wordsOfStates: Readonly<Record<string, readonly [namespace: string, prefix: string]>> = {
  'order status': ['orders', 'status_'],
  'order stage': ['orders', 'stage_'],
  'order paymentStatus': ['orders', 'payment_'],
  'order fulfillmentStatus': ['orders', 'fulfillment_'],
  'fulfillment_order status': ['orders/page', 'work_'],
  'shipment status': ['orders/page', 'parcel_'],
  'payment status': ['orders/page', 'paid_'],
}

/**
 * Says a value of a field of an order, or of what belongs to it: amounts as money of the order's currency (without one, in minor
 * units as they stand), states in words.
 */
export function useWriteChange(
  currency: string | undefined,
): (change: Pick<FieldChange, 'field' | 'line'>, value: unknown, type: string) => string {
  const { language } = useDevice()
  const zone = useMerchant()?.timeZone
  const { t, i18n } = useTranslation(areas)
  return ({ field, line }, value, type) => {
    if (value === null || value === undefined) return '–'
    if (line === undefined && amounts.has(field) && typeof value === 'number' && currency !== undefined) {
      return writeMoney(value, currency, language)
    }
    // A price is told in price units, under its currency.
    if (type === 'variant.priced' && typeof value === 'number') return formatPrice(value, field)
    if (field === 'expiresAt') return writeMoment(String(value), { language, zone, show: 'minute' })
    const [ns, prefix] = wordsOfStates[`${type.split('.', 1)[0]} ${field}`] ?? []
    const key = `${prefix}${String(value)}`
    return ns !== undefined && i18n.exists(key, { ns }) ? t(key, { ns }) : String(value)
  }
}
