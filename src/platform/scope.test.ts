import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { DomainError } from './errors.ts'
import { everywhere, isWithin, namesWithin, outOfScope, requireEverywhere, requireWithin } from './scope.ts'

const scope = { shelf: new Set(['b', 'a']), room: new Set<string>() }

describe('a scope', () => {
  it('narrows the kinds that it names, an empty one to nothing, and no other', () => {
    assert.deepEqual([isWithin(scope, 'shelf', 'a'), isWithin(scope, 'shelf', 'c')], [true, false])
    assert.deepEqual([isWithin(scope, 'room', 'a'), isWithin(scope, 'house', 'a')], [false, true])
    assert.deepEqual([isWithin(undefined, 'shelf', 'c'), isWithin(everywhere, 'shelf', 'c')], [true, true])
    assert.deepEqual(namesWithin(scope, 'shelf'), ['a', 'b'])
    assert.deepEqual([namesWithin(scope, 'room'), namesWithin(scope, 'house')], [[], undefined])
  })

  it('refuses a name beyond it by the field that holds it', () => {
    const about = { name: 'c', field: 'lines[0].shelf' }
    assert.throws(() => requireWithin(scope, 'shelf', about), outOfScope(about.field))
    assert.doesNotThrow(() => requireWithin(scope, 'shelf', { ...about, name: 'a' }))
    assert.doesNotThrow(() => requireWithin(undefined, 'shelf', about))
  })

  it('refuses what concerns everything to who is narrowed at all, or within the kinds it concerns', () => {
    assert.throws(() => requireEverywhere(scope), DomainError)
    assert.throws(() => requireEverywhere(scope, ['room']), DomainError)
    assert.doesNotThrow(() => requireEverywhere(scope, ['house']))
    assert.doesNotThrow(() => requireEverywhere(everywhere))
    assert.doesNotThrow(() => requireEverywhere(undefined))
  })
})
