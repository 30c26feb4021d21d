import { BOOLEAN } from '../../types/data-type.ts';
import { eachElement } from './each-element.ts';

/** Whether the condition is true of all elements; null where it is false of none and unknown of one. */
export const forall = eachElement('forall', {
  takesIndex: false,
  isCondition: true,
  type: () => BOOLEAN,
  nullable: (of, lambda) => of.nullable || lambda.nullable,
  run: (values, apply) => {
    let isOpen = false;
    for (const [i, value] of values.entries()) {
      const holds = apply(value, i);
      if (holds === false) return false;
      isOpen ||= holds === null;
    }
    return isOpen ? null : true;
  },
});
