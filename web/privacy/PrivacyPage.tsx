import { paths } from '../paths.ts'
import { useMay } from '../platform/session.ts'
import { PageLink } from '../platform/ui/PageLink.tsx'
import { SettingsFrame } from '../settings/SettingsFrame.tsx'
import { GuardForm } from './GuardForm.tsx'
import { LegalHolds } from './LegalHolds.tsx'
import { PersonSearch } from './PersonSearch.tsx'
import styles from './privacy.module.css'
import { usePrivacyWords } from './words.ts'

/** How personal data is guarded, what of it was shown, and what is done for one person. */
export default function PrivacyPage() {
  const say = usePrivacyWords()
  const may = useMay()
  return (
    <SettingsFrame section="privacy">
      {may('customers.read') && <PersonSearch />}
      <LegalHolds />
      {may('audit.read') && (
        <section>
          <h2 className={styles.part}>{say('records')}</h2>
          <ul className={styles.records}>
            <li>
              <PageLink to={paths.audit('?type=personal_data.disclosed')}>{say('records_disclosed')}</PageLink>
            </li>
            <li>
              <PageLink to={paths.audit('?type=personal_data.exported')}>{say('records_exported')}</PageLink>
            </li>
            <li>
              <PageLink to={paths.audit('?type=personal_data.erased')}>{say('records_erased')}</PageLink>
            </li>
          </ul>
        </section>
      )}
      <GuardForm />
    </SettingsFrame>
  )
}
