import type { ScalarFunction } from '../expr.ts';
import { firstPresent } from './coalesce.ts';

export const nvl: ScalarFunction = { name: 'nvl', aliases: ['ifnull'], minArgs: 2, maxArgs: 2, ...firstPresent() };
