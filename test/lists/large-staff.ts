import type pg from 'pg'
import { hashSecret } from '../../src/access/secret-token.ts'
import { writeSessionToken } from '../../src/access/sign-in/session.ts'
import { sealNewStaff } from '../../src/access/staff/sealed-staff.ts'
import { type LargeShop, madeId } from './made-ids.ts'

/** How many work for a shop that has so many orders, and have. */
const staffOf = ({ size }: Pick<LargeShop, 'size'>) => size / 2

/** Who signed in most: half of all sessions are theirs, and one that is open. */
export const veteran = 9999
const secret = 'A'.repeat(43)

/** The cookie of the veteran's open session. */
export function sessionToken(merchantId: string): string {
  return writeSessionToken(merchantId, secret)
}

/** Statements that make sessions, passkeys, links and failures of everybody; written as those of `large-shop.ts`. */
export const staffStatements = [
  `insert into sessions select :shop, id(session, n), case when n % 2 = 0 then id(staff, least(${veteran}, :size / 2)) else id(staff, 1 + n % (:size / 2)) end,
     decode(md5('s' || n), 'hex'), 'password', '192.0.2.1', 'Browser', at(n), at(n), at(n), at(n), at(n), 2
   from generate_series(1, :size) n`,
  `insert into passkeys select :shop, id(passkey, n), id(staff, 1 + n % (:size / 2)), decode(md5('k' || n), 'hex'), '\\x00', 0, '{}',
     'Passkey', at(n), null, case when n % 3 = 0 then at(n) end from generate_series(1, :size) n`,
  `insert into recovery_codes select :shop, id(staff, n), decode(md5('r' || k), 'hex'), at(n), null
   from generate_series(1, :size / 20) n, generate_series(1, 10) k`,
  `insert into access_links select :shop, id(link, n), 'password_reset', id(staff, 1 + n % (:size / 2)), 'system:sign-in', at(n), at(n),
     at(n) from generate_series(1, :size) n`,
  `insert into sign_in_failures select :shop, decode(md5('f' || n), 'hex'), 1, at(n) from generate_series(1, :size) n`,
  `insert into sign_in_challenges select :shop, id(challenge, n), 'passkey_sign_in', null, '\\x00', 0, at(n)
   from generate_series(1, :size) n`,
  `insert into roles select :shop, id(role, n), 'role_' || n, 'Role', '{orders.read}', 1, at(n), null from generate_series(1, 50) n`,
  `insert into security_settings values (:shop, id(role, 0), 'optional', 480, 168, 1)`,
  `insert into key_rotations select :shop, id(rotation, n), 'search', 1, 1, 'done', null, 0, 0, 1, 'key:x', at(n), at(n)
   from generate_series(1, :size / 4) n`,
  `insert into consents select :shop, id(customer, n), p, k, id(consent, n * 10 + k), 'given', 'web', null, null, at(n), at(n), 'key:x'
   from generate_series(1, :size / 2) n, generate_series(1, 2) k, unnest(array['profiling', 'marketing_sms']) p`,
  `insert into disclosures select :shop, id(person, n), id(disclosure, n), 'customer', id(customer, n), 'other', null, 'key:x', at(n)
   from generate_series(1, :size) n`,
  `insert into legal_holds select :shop, id(legal_hold, n), 'order', id(order, n), 'Reason', null, 1, at(n), 'key:x', null, null
   from generate_series(1, :size / 2) n`,
]

/** Staff whose names can be opened, few of them invited or kept out; and the veteran's open session. */
export async function fillStaff(client: pg.ClientBase, shop: LargeShop): Promise<void> {
  const { merchantId, keys } = shop
  const rows = Array.from({ length: staffOf(shop) }, (_, index) => {
    const id = madeId('staff', shop, index + 1)
    return { id, ...sealNewStaff(keys, id, { name: '王伟', email: `staff-${index}@example.com` }) }
  })
  await client.query(
    `insert into staff (merchant_id, id, key_id, wrapped_key, sealed, roles, status, locale, version, created_at)
     select $1, id, $2, wrapped_key, sealed, array[case when n = ${veteran} then 'owner' else 'store' end],
       case n % 1000 when 7 then 'invited' when 8 then 'disabled' else 'active' end, 'zh-CN', 1, now()
     from unnest($3::uuid[], $4::bytea[], $5::bytea[]) with ordinality u(id, wrapped_key, sealed, n)`,
    [
      ...[merchantId, keys.keyId, rows.map(({ id }) => id)],
      ...[rows.map(({ wrappedKey }) => wrappedKey), rows.map(({ sealed }) => sealed)],
    ],
  )
  await client.query(
    `insert into sessions select $1, $2, $3, $4, 'password', '192.0.2.1', 'Browser', now(), now(), now(), now() + interval '1 day', null, 1`,
    [merchantId, madeId('session', shop, 0), madeId('staff', shop, veteran), hashSecret(secret)],
  )
}
