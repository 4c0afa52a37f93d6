import { MoreOutlined, PrinterOutlined } from '@ant-design/icons'
import { App, Button, Dropdown, Tooltip } from 'antd'
import { paths } from '../../paths.ts'
import { ActionButton } from '../../platform/ui/ActionButton.tsx'
import { useGo } from '../../platform/ui/PageLink.tsx'
import { usePlatformWords } from '../../platform/words.ts'
import { type Desk, useDesk } from './desk.ts'
import { holdOrder, reinstateOrder, releaseHold, renderServices } from './order-calls.ts'
import {
  againstCancelling,
  againstHolding,
  againstReinstating,
  againstRendering,
  type DetailHold,
  hasServicesOpen,
  nextStep,
  type Obstacle,
  refundable,
} from './order-rules.ts'
import { useOrderWork } from './use-order.ts'
import { type SayOrderPage, useOrderPageWords } from './words.ts'

/** What can be done with the order: the one next step first, all others beside it, each with why not. */
export function OrderActions() {
  const say = useOrderPageWords()
  const sayPlatform = usePlatformWords()
  const desk = useDesk()
  const go = useGo()
  const { message } = App.useApp()
  const { order, may, isBusy, ask, act } = desk
  const because = (obstacle: Obstacle | undefined) => (obstacle === undefined ? undefined : say(`not_${obstacle}`))
  const copyNumber = async () => {
    await navigator.clipboard.writeText(String(order.number))
    void message.success(sayPlatform('copied'))
  }
  return (
    <>
      <NextStepButton />
      {order.status === 'cancelled' ? (
        <ActionButton
          reason={because(againstReinstating(order, may))}
          disabled={isBusy}
          onClick={() => void act(() => reinstateOrder(order), { says: say('done_reinstated') })}
        >
          {say('do_reinstate')}
        </ActionButton>
      ) : (
        <>
          <ActionButton reason={because(againstHolding(order, may))} onClick={() => ask({ dialog: 'hold' })}>
            {say('do_hold')}
          </ActionButton>
          <ActionButton reason={because(againstCancelling(order, may))} onClick={() => ask({ dialog: 'cancel' })}>
            {say('do_cancel')}
          </ActionButton>
        </>
      )}
      <Tooltip title={say('do_print')}>
        <Button icon={<PrinterOutlined />} aria-label={say('do_print')} onClick={() => window.print()} />
      </Tooltip>
      <Dropdown
        trigger={['click']}
        menu={{
          items: [
            {
              key: 'pay',
              label: withReason(say('do_pay'), may('payments.record') ? undefined : say('not_permitted')),
              disabled: !may('payments.record'),
              onClick: () => ask({ dialog: 'pay' }),
            },
            ...(hasServicesOpen(order)
              ? [
                  {
                    key: 'services',
                    label: withReason(say('do_services'), because(againstRendering(order, may))),
                    disabled: againstRendering(order, may) !== undefined,
                    onClick: () => void act(() => renderServices(order), { says: say('done_services') }),
                  },
                ]
              : []),
            ...(may('orders.place')
              ? [{ key: 'repeat', label: say('do_repeat'), onClick: () => go(paths.newOrder(`?repeat=${order.id}`)) }]
              : []),
            { key: 'copy', label: say('do_copy_number'), onClick: () => void copyNumber() },
          ],
        }}
      >
        <Button icon={<MoreOutlined />} aria-label={say('more_actions')} />
      </Dropdown>
    </>
  )
}

function NextStepButton() {
  const say = useOrderPageWords()
  const go = useGo()
  const desk = useDesk()
  const works = useOrderWork(desk.order.id)
  const step = nextStep(desk.order, desk.may)
  if (step === undefined) return null
  const common = { type: 'primary', loading: desk.isBusy, title: say('next_hint') } as const
  switch (step.step) {
    case 'release':
      return (
        <Button {...common} onClick={() => void release(desk, step.hold, say)}>
          {say('do_release')}
        </Button>
      )
    case 'pay':
      return (
        <Button {...common} onClick={() => desk.ask({ dialog: 'pay' })}>
          {say('do_pay')}
        </Button>
      )
    case 'services':
      return (
        <Button
          {...common}
          onClick={() => void desk.act(() => renderServices(desk.order), { says: say('done_services') })}
        >
          {say('do_services')}
        </Button>
      )
    case 'work': {
      const work = works?.find(({ status }) => status !== 'closed' && status !== 'cancelled')
      return work === undefined ? null : (
        <Button {...common} onClick={() => go(paths.work(work.id))}>
          {say('do_work')}
        </Button>
      )
    }
    case 'refund': {
      const payment = desk.payments?.find((each) => refundable(each) > 0)
      return payment === undefined ? null : (
        <Button {...common} onClick={() => desk.ask({ dialog: 'refund', payment })}>
          {say('do_refund')}
        </Button>
      )
    }
  }
}

/** Releases a hold; put on again by whoever undoes it, as far as a person may. */
export function release({ order, act }: Desk, hold: DetailHold, say: SayOrderPage): Promise<boolean> {
  const { kind, reason, detail } = hold
  return act(
    () => releaseHold(order, hold.id),
    ({ version }) => ({
      says: say('done_released'),
      ...(kind !== 'payment' && { undo: () => holdOrder({ id: order.id, version }, { kind, reason, detail }) }),
    }),
  )
}

function withReason(label: string, reason: string | undefined) {
  return reason === undefined ? label : <Tooltip title={reason}>{label}</Tooltip>
}
