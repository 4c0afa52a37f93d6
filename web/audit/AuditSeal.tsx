import { useQuery } from '@tanstack/react-query'
import { Typography } from 'antd'
import type { findAuditSealContract } from '../../src/access/audit/contract.ts'
import { call } from '../platform/call.ts'
import { Moment } from '../platform/ui/Moment.tsx'
import styles from './audit.module.css'
import { useAuditWords } from './words.ts'

/** How far the chain over the entries reaches, to be noted outside. */
export function AuditSeal() {
  const say = useAuditWords()
  const { data } = useQuery({
    queryKey: ['/audit', 'seal'],
    queryFn: () => call<typeof findAuditSealContract>('GET', '/audit/seal'),
    staleTime: 60_000,
  })
  if (!data) return null
  if (data.seal === null) return <p className={styles.seal}>{say('seal_none')}</p>
  return (
    <p className={styles.seal}>
      {say('seal')} <Moment at={data.sealedAt} />{' '}
      <Typography.Text code copyable={{ text: data.seal, tooltips: [say('seal_copy'), say('seal_copied')] }}>
        {`${data.seal.slice(-12)}`}
      </Typography.Text>{' '}
      {say('seal_says')}
    </p>
  )
}
