import { archiveProduct } from '../../catalog/archive-product.ts'
import { adjustStock } from '../../inventory/adjust-stock.ts'
import { receiveStock } from '../../inventory/receive-stock.ts'
import { cancelTransfer } from '../../inventory/transfers/cancel-transfer.ts'
import { createTransfer } from '../../inventory/transfers/create-transfer.ts'
import { dispatchTransfer } from '../../inventory/transfers/dispatch-transfer.ts'
import { prepareTransfer } from '../../inventory/transfers/prepare-transfer.ts'
import { receiveTransfer } from '../../inventory/transfers/receive-transfer.ts'
import type { Command } from '../../platform/command.ts'
import { placeId } from './open-shop.ts'
import type { StockAct } from './plan/stock-act.ts'
import { findProductIds, findTransferId } from './sample-queries.ts'

/** Does what somebody in a warehouse does. @throws DomainError as the use case behind it */
export async function performStockAct(command: Command, act: StockAct): Promise<void> {
  switch (act.do) {
    case 'receive':
      await receiveStock(command, [{ ...act, locationId: await placeId(command.tx, act.place) }])
      return
    case 'adjust':
      await adjustStock(command, [{ ...act, locationId: await placeId(command.tx, act.place) }])
      return
    case 'plan_transfer': {
      const [fromLocationId, toLocationId] = [await placeId(command.tx, act.from), await placeId(command.tx, act.to)]
      const { reference, draft, lines } = act
      await createTransfer(command, { fromLocationId, toLocationId, reference, draft, lines })
      return
    }
    case 'discontinue':
      for (const productId of await findProductIds(command.tx, act.skus)) await archiveProduct(command, { productId })
      return
    default:
      return moveTransfer(command, act)
  }
}

type TransferAct = Extract<StockAct, { do: `${string}_transfer` | 'receive_part' }>

async function moveTransfer(command: Command, act: Exclude<TransferAct, { do: 'plan_transfer' }>): Promise<void> {
  const transferId = await findTransferId(command.tx, act.reference)
  if (transferId === undefined) return
  switch (act.do) {
    case 'ready_transfer':
      await prepareTransfer(command, { transferId })
      return
    case 'dispatch_transfer':
      await dispatchTransfer(command, { transferId })
      return
    case 'receive_transfer':
      await receiveTransfer(command, { transferId })
      return
    case 'receive_part':
      await receiveTransfer(command, { transferId, lines: [{ lineNumber: 1, quantity: act.quantity }] })
      return
    case 'cancel_transfer':
      await cancelTransfer(command, { transferId })
      return
  }
}
