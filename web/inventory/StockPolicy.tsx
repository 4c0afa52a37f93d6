import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Form, InputNumber, Select } from 'antd'
import type { setItemPolicyContract } from '../../src/inventory/contract.ts'
import type { Refusal } from '../doors/page/call.ts'
import { type BodyOf, call } from '../platform/call.ts'
import { useMay } from '../platform/session.ts'
import { useProblemWords } from '../platform/use-problem-words.ts'
import { useUnsavedGuard } from '../platform/use-unsaved-guard.ts'
import { usePlatformWords } from '../platform/words.ts'
import type { ItemStock } from './item-stock.ts'
import styles from './stock.module.css'
import { useStockWords } from './words.ts'

type PolicyForm = { shortagePolicy: string; oversellLimit: number; safetyStock: Record<string, number> }

const policies = ['refuse', 'hold', 'backorder'] as const

/** How an item is promised: what happens when it is short, what each place keeps back, how many are sold ahead. */
export function StockPolicy({ item }: { item: ItemStock }) {
  const say = useStockWords()
  const common = usePlatformWords()
  const may = useMay()
  const [form] = Form.useForm<PolicyForm>()
  const save = useSavePolicy(item, () => form.resetFields())
  const touched = Form.useWatch((values: PolicyForm) => JSON.stringify(values), form)
  const initial = initialOf(item)
  const isChanged = touched !== undefined && touched !== JSON.stringify(initial) && form.isFieldsTouched()
  useUnsavedGuard(isChanged)
  if (!may('stock.plan')) return null
  return (
    <section className={styles.section} aria-labelledby="policy">
      <h2 id="policy">{say('policy')}</h2>
      {save.error && <Alert type="error" showIcon title={<ProblemText error={save.error} />} />}
      <Form<PolicyForm>
        form={form}
        layout="vertical"
        className={styles.form ?? ''}
        initialValues={initial}
        onFinish={(values) => save.mutate(values)}
      >
        <div className={styles.fields}>
          <Form.Item name="shortagePolicy" label={say('policy_short')}>
            <Select
              options={[
                { value: '', label: say('policy_default') },
                ...policies.map((policy) => ({ value: policy, label: say(`policy_${policy}`) })),
              ]}
            />
          </Form.Item>
          <Form.Item name="oversellLimit" label={say('policy_oversell')} rules={[{ required: true }]}>
            <InputNumber min={0} max={10_000_000} precision={0} className={styles.filter ?? ''} />
          </Form.Item>
          {item.levels.map(({ locationId, locationName }) => (
            <Form.Item
              key={locationId}
              name={['safetyStock', locationId]}
              label={`${say('safety_stock')} · ${locationName}`}
              rules={[{ required: true }]}
            >
              <InputNumber min={0} max={10_000_000} precision={0} className={styles.filter ?? ''} />
            </Form.Item>
          ))}
        </div>
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          {common('save')}
        </Button>
      </Form>
    </section>
  )
}

function ProblemText({ error }: { error: Error }) {
  return <>{useProblemWords()(error).text}</>
}

function initialOf(item: ItemStock): PolicyForm {
  return {
    shortagePolicy: item.shortagePolicy ?? '',
    oversellLimit: item.oversellLimit,
    safetyStock: Object.fromEntries(item.levels.map(({ locationId, safetyStock }) => [locationId, safetyStock])),
  }
}

function useSavePolicy(item: ItemStock, onSaved: () => void) {
  const say = useStockWords()
  const client = useQueryClient()
  const { message } = App.useApp()
  const path = `/stock/items/${item.itemId}`
  return useMutation<ItemStock, Refusal, PolicyForm>({
    mutationFn: ({ shortagePolicy, oversellLimit, safetyStock }) =>
      call<typeof setItemPolicyContract>('PUT', path, {
        shortagePolicy: (shortagePolicy || null) as BodyOf<typeof setItemPolicyContract>['shortagePolicy'],
        oversellLimit,
        safetyStock: Object.entries(safetyStock).map(([locationId, quantity]) => ({ locationId, quantity })),
      }),
    onSuccess: (answer) => {
      client.setQueryData([path], answer)
      void client.invalidateQueries({ queryKey: [`${path}/explanation`] })
      void client.invalidateQueries({ queryKey: ['/stock/levels'] })
      void message.success(say('policy_saved'))
      onSaved()
    },
  })
}
