import { askFirst } from '../approvals/ask-first.ts'
import { only } from '../platform/batch.ts'
import type { Command } from '../platform/command.ts'
import { DomainError } from '../platform/errors.ts'
import type { App } from '../platform/http/app.ts'
import { decodeCursor, idForm, pageFrom } from '../platform/http/lists.ts'
import { serveCommand, serveQuery } from '../platform/http/serve.ts'
import { readIds } from '../platform/id-input.ts'
import type { Scoped } from '../platform/scope.ts'
import { adjustStock } from './adjust-stock.ts'
import { writeOffOf } from './approve-write-off.ts'
import {
  adjustStockContract,
  getItemStockContract,
  listLevelsContract,
  listMovementsContract,
  listStockTotalsContract,
  receiveStockContract,
  setItemPolicyContract,
} from './contract.ts'
import { countLevelsContract } from './count-contract.ts'
import { countLevels } from './count-levels-queries.ts'
import { explainStockContract } from './explanation-contract.ts'
import { explainStock } from './explanation-queries.ts'
import { foretellStock } from './foretell-queries.ts'
import { type FindMovementOrders, findMovements } from './movement-queries.ts'
import { receiveStock } from './receive-stock.ts'
import { requireNoWaitingCount } from './require-no-waiting-count.ts'
import { setItemPolicies } from './set-item-policies.ts'
import { findItemStock, findLevels } from './stock-queries.ts'
import { documentView, explanationView, itemStockView, levelView, movementView } from './stock-views.ts'
import { findTotals } from './total-queries.ts'
import { serveTransfers } from './transfers/routes.ts'

const balanceForm = /^-?\d{1,12}$/
const skuForm = /^[^\0]{1,100}$/su

/**
 * Serves stock: receipts, adjustments, levels, movements, policies and transfers. `findOrders` knows the orders for which goods
 * left.
 */
export function serveInventory(app: App, findOrders: FindMovementOrders = async () => new Map()): void {
  serveCommand(app, receiveStockContract, async (command, input) =>
    documentView(only(await receiveStock(command, [input]))),
  )
  serveCommand(app, adjustStockContract, async (command, input) => {
    if (input.reason === 'count') await requireNoWaitingCount(command, input)
    const adjust = async (context: Command) => documentView(only(await adjustStock(context, [input])))
    const writeOff = writeOffOf(input)
    return writeOff === undefined ? adjust(command) : askFirst(command, writeOff, adjust)
  })
  serveCommand(app, setItemPolicyContract, async (command, input) => {
    await setItemPolicies(command, [input])
    return stockOf(command, input.itemId)
  })
  serveQuery(app, listLevelsContract, async (query, { limit, after, sort, ...filter }) => {
    const [item = '', locationId = ''] = decodeCursor(after, sort === 'sku' ? skuForm : idForm, idForm) ?? []
    const place = after === undefined ? undefined : { item, locationId }
    const levels = await findLevels(query, filter, { sort, limit: limit + 1, after: place })
    const page = pageFrom(levels, limit, (level) => [sort === 'sku' ? level.sku : level.itemId, level.locationId])
    return { ...page, items: page.items.map(levelView) }
  })
  serveQuery(app, countLevelsContract, async (query, filter) => {
    return { filtered: await countLevels(query, filter) }
  })
  serveQuery(app, listStockTotalsContract, (query, { itemIds }) => findTotals(query, readIds(itemIds)))
  serveQuery(app, getItemStockContract, (query, { itemId }) => stockOf(query, itemId))
  serveQuery(app, listMovementsContract, async (query, { limit, after, ...filter }) => {
    const [id = '', balance = ''] = decodeCursor(after, idForm, balanceForm) ?? []
    const place = after === undefined ? undefined : { id, balance: Number(balance) }
    const { movements, closingBalance } = await findMovements(query, filter, { limit: limit + 1, after: place })
    const page = pageFrom(movements, limit, (oldest) => [oldest.id, String(oldest.balance - oldest.quantity)])
    const oldest = page.items.at(-1)
    const openingBalance = oldest === undefined ? closingBalance : oldest.balance - oldest.quantity
    const orders = await findOrders(
      query,
      page.items.map(({ causeId }) => causeId),
    )
    const items = page.items.map((movement) => movementView(movement, orders.get(movement.causeId)))
    return { ...page, items, openingBalance, closingBalance }
  })
  serveQuery(app, explainStockContract, async (query, input) => {
    await stockOf(query, input.itemId)
    return explanationView(await explainStock(query, input))
  })
  serveTransfers(app)
  foretellStock(app)
}

/** @throws DomainError `item_not_found`, `item_not_stocked` */
async function stockOf(context: Scoped, itemId: string) {
  const item = await findItemStock(context, itemId)
  if (item === undefined) throw new DomainError('not_found', 'item_not_found', { facts: { itemId } })
  if (item.kind !== 'stocked')
    throw new DomainError('refused', 'item_not_stocked', { facts: { itemId, kind: item.kind } })
  return itemStockView(item)
}
