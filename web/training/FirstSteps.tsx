import { CheckCircleFilled } from '@ant-design/icons'
import { Button, Progress } from 'antd'
import type { FirstStep } from '../../src/training/onboarding/first-steps.ts'
import { paths } from '../paths.ts'
import { setDevice, useDevice } from '../platform/device.ts'
import { PageLink } from '../platform/ui/PageLink.tsx'
import styles from './training.module.css'
import { useOnboarding } from './use-onboarding.ts'
import { useTrainingWords } from './words.ts'

/** Where each step is taken. */
const placeOf: Record<FirstStep, string> = {
  shop_name: paths.settings('shop'),
  second_factor: paths.settings('security'),
  location: paths.locations(),
  products: paths.products(),
  prices: paths.products(),
  tax: paths.products(),
  stock: paths.stock(),
  channels: paths.settings('channels'),
  staff: paths.settings('staff'),
  mail: paths.settings('mail'),
  keys_apart: paths.settings('encryption'),
  first_order: paths.newOrder(),
}

/** What is left to do before the shop trades; it goes when all is done, and may be put away before. */
export function FirstSteps() {
  const say = useTrainingWords()
  const { isChecklistAway } = useDevice()
  const steps = useOnboarding()?.steps ?? []
  const done = steps.filter((step) => step.done).length
  if (steps.length === 0 || done === steps.length) return null
  // Once orders come in, what is left is a line, unless somebody wants it open.
  const isAway = isChecklistAway ?? steps.some(({ code, done: isDone }) => code === 'first_order' && isDone)
  if (isAway) {
    return (
      <p className={styles.line}>
        <StepsDone done={done} of={steps.length} />
        <Button type="link" style={{ padding: 0 }} onClick={() => setDevice({ isChecklistAway: false })}>
          {say('steps_back', { left: steps.length - done })}
        </Button>
      </p>
    )
  }
  return (
    <section className={styles.steps} aria-label={say('steps_title')}>
      <header className={styles.head}>
        <h2>{say('steps_title')}</h2>
        <StepsDone done={done} of={steps.length} />
        <Button type="text" size="small" onClick={() => setDevice({ isChecklistAway: true })}>
          {say('steps_away')}
        </Button>
      </header>
      <ol>
        {[...steps.filter((step) => !step.done), ...steps.filter((step) => step.done)].map((step) => (
          <li key={step.code} className={step.done ? styles.done : undefined}>
            {step.done ? (
              <CheckCircleFilled aria-label={say('step_done')} className={styles.check} />
            ) : (
              <span className={styles.circle} aria-hidden="true" />
            )}
            <div>
              <PageLink to={placeOf[step.code]}>{say(`step_${step.code}`)}</PageLink>
              {!step.done && <small>{say(`step_${step.code}_says`)}</small>}
            </div>
          </li>
        ))}
      </ol>
    </section>
  )
}

function StepsDone({ done, of }: { done: number; of: number }) {
  const say = useTrainingWords()
  return (
    <Progress
      percent={Math.round((done / of) * 100)}
      format={() => `${done} / ${of}`}
      size="small"
      style={{ maxWidth: 220 }}
      aria-label={say('steps_progress')}
    />
  )
}
