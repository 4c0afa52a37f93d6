import { MenuCount } from '../../platform/ui/MenuCount.tsx'
import { useWaiting } from './use-waiting.ts'

/** For the menu: how many orders wait, each once however many things it waits for. */
export function OrdersWaiting() {
  return <MenuCount waits={useWaiting()?.allOrders} />
}

/** For the menu: how many events nobody could handle. */
export function FailuresWaiting() {
  return <MenuCount waits={useWaiting()?.deadLetters} />
}
