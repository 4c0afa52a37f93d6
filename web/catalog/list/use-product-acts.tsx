import { AutoComplete, Form } from 'antd'
import type { ListActs } from '../../lists/list-acts.ts'
import { useProductCounts } from '../products.ts'
import { useCatalogWords } from '../words.ts'
import { productActs } from './product-acts.ts'

/** What can be done with many products, as their list offers it. */
export function useProductActs(): ListActs {
  const say = useCatalogWords()
  return {
    ...{ path: '/products/bulk-jobs', permissions: productActs, first: ['archive', 'restore', 'categorize'] },
    titleOf: (act) => say(`act_${act as keyof typeof productActs}`),
    countOf: (count) => say('products_count', { count }),
    fields: (act) => (act === 'categorize' ? <CategoryField /> : null),
    // A category that is emptied is one that is taken away.
    inputOf: (act, given) => (act === 'categorize' ? { category: '', ...given } : {}),
    previewInput: (act) => (act === 'categorize' ? { category: '' } : {}),
  }
}

function CategoryField() {
  const say = useCatalogWords()
  const categories = useProductCounts()?.categories ?? []
  return (
    <Form.Item name="category" label={say('category')} extra={say('categorize_says')}>
      <AutoComplete
        autoFocus
        maxLength={200}
        options={categories.map((value) => ({ value }))}
        showSearch={{ filterOption: (typed, option) => option?.value.includes(typed) ?? false }}
      />
    </Form.Item>
  )
}
