import { levelConditions } from '../../../src/inventory/stock-level.ts'
import { usePlaces } from '../../locations/use-places.ts'
import type { FilterDef } from '../../platform/list/filters.ts'
import { useStockWords } from '../words.ts'

/** What the list of stock can be narrowed by. */
export function useLevelFilters(): FilterDef[] {
  const say = useStockWords()
  const { places } = usePlaces()
  return [
    {
      ...{ title: say('place'), keys: ['place'], kind: 'choice' },
      choices: places.map(({ id, name }) => ({ value: id, label: name })),
    },
    {
      ...{ title: say('condition'), keys: ['condition'], kind: 'choice' },
      choices: levelConditions.map((value) => ({ value, label: say(`condition_${value}`) })),
    },
    { title: say('at_most'), keys: ['atMost'], kind: 'text', hint: say('at_most') },
    {
      ...{ title: say('archived_empty'), keys: ['archived'], kind: 'choice' },
      choices: [{ value: 'shown', label: say('archived_shown') }],
    },
  ]
}
