import { z } from 'zod'
import type { Contract } from '../platform/http/contract.ts'
import { pageOf, pageQuery } from '../platform/http/lists.ts'
import { idInput } from '../platform/id-input.ts'
import { line } from '../platform/text.ts'
import { contactBody } from './contact.ts'
import { customerStatuses, tiers } from './customer.ts'
import { customerFilterForm, customerFilterQuery, customerSort } from './filter-contract.ts'

const tier = z.enum(tiers)
const status = z.enum(customerStatuses)

/** A customer without anything personal: what a kept answer may hold. */
export const customerView = z.object({
  id: z.uuid(),
  code: z.string().nullable(),
  tier,
  status,
  version: z.int(),
  createdAt: z.iso.datetime(),
})

/** A contact as it is shown without a disclosure (masking.ts): enough to tell two apart, too little to reach either. */
export const maskedContactView = z
  .object({
    kind: z.enum(['plain', 'platform_masked']),
    name: z.string(),
    company: z.string().optional(),
    phone: z.string().optional(),
    email: z.string().optional(),
    country: z.string(),
    province: z.string().optional(),
    city: z.string().optional(),
    district: z.string().optional(),
    street: z.string().optional(),
    postcode: z.string().optional(),
  })
  .meta({ id: 'MaskedContact' })

/** A customer as lists and pages show it; of an erased person only that there was one. */
const listedCustomerView = customerView.extend({
  status: z.enum([...customerStatuses, 'erased']).describe('erased: nothing personal is left, and it orders no more'),
  contact: maskedContactView.nullable(),
})

const customerParams = z.strictObject({ customerId: idInput })

/** Makes a customer. */
export const createCustomerContract = {
  operation: 'createCustomer',
  summary: 'Make a customer; one whose phone, e-mail or code is known already is refused with the id it has',
  method: 'POST',
  path: '/customers',
  permission: 'customers.write',
  body: z.strictObject({ code: line(100).optional(), tier: tier.optional(), contact: contactBody }),
  response: customerView,
  status: 201,
  problems: ['customer_exists'],
} satisfies Contract

/** Lists customers. */
export const listCustomersContract = {
  operation: 'listCustomers',
  summary: 'List customers, newest first unless asked otherwise',
  method: 'GET',
  path: '/customers',
  permission: 'customers.read',
  query: z.strictObject({ ...pageQuery, ...customerFilterQuery, sort: customerSort }),
  response: pageOf(listedCustomerView),
  problems: ['cursor_invalid'],
} satisfies Contract

/** Counts them. */
export const countCustomersContract = {
  operation: 'countCustomers',
  summary: 'How many customers a filter finds, exact to 1,000',
  method: 'GET',
  path: '/customers/counts',
  permission: 'customers.read',
  query: customerFilterForm,
  response: z.object({ filtered: z.object({ count: z.int(), more: z.boolean() }) }),
  problems: [],
} satisfies Contract

/** One customer; the full contact is a disclosure. */
export const getCustomerContract = {
  operation: 'getCustomer',
  summary: 'A customer, with the contact masked',
  method: 'GET',
  path: '/customers/:customerId',
  permission: 'customers.read',
  params: customerParams,
  response: listedCustomerView,
  problems: ['customer_not_found'],
} satisfies Contract

/** Changes a customer. */
export const changeCustomerContract = {
  operation: 'changeCustomer',
  summary: 'Change the tier, status and contact of a customer; a contact that is left out stays',
  method: 'PUT',
  path: '/customers/:customerId',
  permission: 'customers.write',
  params: customerParams,
  body: z.strictObject({ tier, status, contact: contactBody.optional() }),
  response: customerView,
  problems: ['customer_not_found', 'version_mismatch', 'customer_exists', 'person_erased'],
} satisfies Contract
