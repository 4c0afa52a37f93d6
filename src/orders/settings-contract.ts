import { z } from 'zod'
import type { Contract } from '../platform/http/contract.ts'
import { line } from '../platform/text.ts'
import { channelSources } from './order.ts'
import { orderSettingsForm } from './order-settings.ts'

const channelForm = z.strictObject({
  name: line(100),
  source: z.enum(channelSources),
})

/** Adds or renames a channel. */
export const setChannelContract = {
  operation: 'setChannel',
  summary: 'Add or change a channel',
  method: 'PUT',
  path: '/channels/:code',
  permission: 'settings.write',
  params: z.object({ code: z.string().regex(/^[a-z0-9][a-z0-9-]{0,49}$/, 'lower-case letters, digits and hyphens') }),
  body: channelForm,
  response: channelForm.extend({ code: z.string() }),
  problems: ['out_of_scope'],
} as const satisfies Contract

/** The merchant's channels. */
export const listChannelsContract = {
  operation: 'listChannels',
  summary: 'List the channels: everybody who sees orders sees by which they came',
  method: 'GET',
  path: '/channels',
  permission: 'orders.read',
  response: z.object({ items: z.array(channelForm.extend({ code: z.string() })) }),
  problems: [],
} as const satisfies Contract

/** How orders are checked and sourced. */
export const findOrderSettingsContract = {
  operation: 'findOrderSettings',
  summary: 'Read how orders are checked and sourced',
  method: 'GET',
  path: '/order-settings',
  permission: 'settings.read',
  response: orderSettingsForm,
  problems: [],
} as const satisfies Contract

/** Replaces the settings as a whole. */
export const setOrderSettingsContract = {
  operation: 'setOrderSettings',
  summary: 'Set how orders are checked and sourced',
  method: 'PUT',
  path: '/order-settings',
  permission: 'settings.write',
  body: orderSettingsForm,
  response: orderSettingsForm,
  problems: ['out_of_scope'],
} as const satisfies Contract
