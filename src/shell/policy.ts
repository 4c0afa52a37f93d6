import { accessPolicy } from '../access/policy.ts'
import type { Policy } from '../access/role.ts'
import { analyticsPolicy } from '../analytics/policy.ts'
import { approvalPolicy } from '../approvals/policy.ts'
import { bulkPolicy } from '../bulk/policy.ts'
import { catalogPolicy } from '../catalog/policy.ts'
import { customerPolicy } from '../customers/policy.ts'
import { exportPolicy } from '../exports/policy.ts'
import { fulfillmentPolicy } from '../fulfillment/policy.ts'
import { stockPolicy } from '../inventory/policy.ts'
import { locationPolicy } from '../locations/policy.ts'
import { orderPolicy } from '../orders/policy.ts'
import { paymentPolicy } from '../payments/policy.ts'
import { pricingPolicy } from '../pricing/policy.ts'
import { privacyPolicy } from '../privacy/policy.ts'
import { searchPolicy } from '../search/policy.ts'
import { trainingPolicy } from '../training/policy.ts'
import { workspacePolicy } from '../workspace/policy.ts'

/** Every permission there is, and the built-in roles that have it besides the owner. */
export const policy: Policy = {
  ...accessPolicy,
  ...approvalPolicy,
  ...catalogPolicy,
  ...pricingPolicy,
  ...customerPolicy,
  ...locationPolicy,
  ...stockPolicy,
  ...orderPolicy,
  ...fulfillmentPolicy,
  ...paymentPolicy,
  ...privacyPolicy,
  ...workspacePolicy,
  ...bulkPolicy,
  ...exportPolicy,
  ...trainingPolicy,
  ...analyticsPolicy,
  ...searchPolicy,
}
