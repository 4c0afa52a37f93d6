import { paths } from '../../paths.ts'
import type { ListColumn } from '../../platform/list/columns.ts'
import { NarrowLine } from '../../platform/ui/list/NarrowLine.tsx'
import { Moment } from '../../platform/ui/Moment.tsx'
import { PageLink } from '../../platform/ui/PageLink.tsx'
import { StatusTag } from '../../platform/ui/StatusTag.tsx'
import { useCountryName } from '../../platform/use-country-name.ts'
import { type Location, regionOf } from '../places.ts'
import { useLocationWords } from '../words.ts'

/** Every column that the list of locations can have. */
export function useLocationColumns(): ListColumn<Location>[] {
  const say = useLocationWords()
  const nameOf = useCountryName()
  return [
    {
      ...{ key: 'name', title: say('name'), width: 180, isFixed: true },
      show: ({ id, name }) => <PageLink to={paths.location(id)}>{name}</PageLink>,
    },
    { key: 'code', title: say('code'), width: 110, show: ({ code }) => <span className="figure">{code}</span> },
    { key: 'kind', title: say('kind'), width: 100, show: ({ kind }) => say(`kind_${kind}`) },
    { key: 'region', title: say('region'), width: 220, show: (location) => regionOf(location, nameOf) },
    { key: 'fulfils', title: say('fulfils'), width: 100, show: ({ fulfils }) => say(fulfils ? 'yes' : 'no') },
    {
      ...{ key: 'priority', title: say('priority'), width: 90, align: 'end' },
      show: ({ priority }) => <span className="figure">{priority}</span>,
    },
    { key: 'timeZone', title: say('time_zone'), width: 140, show: ({ timeZone }) => timeZone },
    { key: 'status', title: say('status'), width: 110, show: (location) => <Status location={location} /> },
    {
      ...{ key: 'createdAt', title: say('created'), width: 118, isOptional: true, sorts: ['newest', 'oldest'] },
      show: ({ createdAt }) => <Moment at={createdAt} show="day" />,
    },
  ]
}

/** A location on a phone: two lines of what tells it from its neighbours. */
export function NarrowLocation({ location }: { location: Location }) {
  const say = useLocationWords()
  const nameOf = useCountryName()
  const { id, name, code, kind } = location
  return (
    <>
      <NarrowLine>
        <PageLink to={paths.location(id)}>{name}</PageLink>
        <Status location={location} />
      </NarrowLine>
      <NarrowLine isQuiet>
        <span className="figure">{code}</span>
        <span>{say(`kind_${kind}`)}</span>
        <span>{regionOf(location, nameOf)}</span>
      </NarrowLine>
    </>
  )
}

function Status({ location: { status } }: { location: Location }) {
  const say = useLocationWords()
  return <StatusTag tone={status === 'active' ? 'good' : 'quiet'}>{say(`status_${status}`)}</StatusTag>
}
