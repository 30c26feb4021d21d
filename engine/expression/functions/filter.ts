import { array } from '../../types/data-type.ts';
import { eachElement } from './each-element.ts';

/** `filter(array, x -> condition)`: elements for which the condition is true. */
export const filter = eachElement('filter', {
  takesIndex: true,
  isCondition: true,
  type: array,
  nullable: (of) => of.nullable,
  run: (values, apply) => values.filter((value, i) => apply(value, i) === true),
});
