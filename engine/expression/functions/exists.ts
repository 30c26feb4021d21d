import { BOOLEAN } from '../../types/data-type.ts';
import { eachElement } from './each-element.ts';

/** Whether the condition is true of an element; null where it is of none and unknown of one. */
export const exists = eachElement('exists', {
  takesIndex: false,
  isCondition: true,
  type: () => BOOLEAN,
  nullable: (of, lambda) => of.nullable || lambda.nullable,
  run: (values, apply) => {
    let isOpen = false;
    for (const [i, value] of values.entries()) {
      const holds = apply(value, i);
      if (holds === true) return true;
      isOpen ||= holds === null;
    }
    return isOpen ? null : false;
  },
});
