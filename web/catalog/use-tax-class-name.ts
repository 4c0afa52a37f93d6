import { useCatalogWords } from './words.ts'

/** The classes that a shop begins with; others were named by the shop itself. */
const known = ['standard', 'reduced', 'services', 'exempt'] as const

/** What a tax class is called: one that a shop begins with in the language that is spoken, one of its own as it named it. */
export function useTaxClassName(): (taxClass: string) => string {
  const say = useCatalogWords()
  return (taxClass) => {
    const word = known.find((code) => code === taxClass)
    return word === undefined ? taxClass : say(`tax_class_${word}`)
  }
}
