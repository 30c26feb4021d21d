import { array } from '../../types/data-type.ts';
import { eachElement } from './each-element.ts';

/** `transform(array, x -> …)` or `transform(array, (x, i) -> …)`. */
export const transform = eachElement('transform', {
  takesIndex: true,
  isCondition: false,
  type: (_, result) => array(result),
  nullable: (of) => of.nullable,
  run: (values, apply) => values.map(apply),
});
