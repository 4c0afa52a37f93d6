import { useMay } from '../platform/session.ts'
import { Page } from '../platform/ui/Page.tsx'
import { PageLink } from '../platform/ui/PageLink.tsx'
import { sectionGroups, sections } from './sections.ts'
import styles from './settings.module.css'
import { useSettingsWords } from './words.ts'

/** Every part of the settings that whoever is signed in may see, and what it is for. */
export default function SettingsPage() {
  const say = useSettingsWords()
  const may = useMay()
  const shown = sections.filter(({ permissions }) => permissions.some(may))
  const groups = sectionGroups.filter((group) => shown.some((each) => each.group === group))
  return (
    <Page title={say('title')}>
      <div className={styles.groups}>
        {groups.map((group) => (
          <section key={group}>
            <h2>{say(group)}</h2>
            <ul>
              {shown
                .filter((each) => each.group === group)
                .map(({ key, path }) => (
                  <li key={key}>
                    <PageLink to={path}>{say(`${key}_title`)}</PageLink>
                    <small>{say(`${key}_says`)}</small>
                  </li>
                ))}
            </ul>
          </section>
        ))}
      </div>
    </Page>
  )
}
