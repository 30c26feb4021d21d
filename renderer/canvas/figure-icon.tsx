import {
  ArrowRightFromLine,
  ClockAlert,
  Database,
  type LucideIcon,
  MoveRight,
  Percent,
  TrendingUp,
  Waypoints,
} from 'lucide-react';
import type { FigureId } from '../model/figure-choice.ts';

const icons: Readonly<Record<FigureId, LucideIcon>> = {
  rows: ArrowRightFromLine,
  rate: TrendingUp,
  late: ClockAlert,
  state: Database,
  share: Percent,
  wires: Waypoints,
  motion: MoveRight,
};

/** The sign of a live figure. */
export function FigureIcon({ figure }: { readonly figure: FigureId }) {
  const Icon = icons[figure];
  return <Icon aria-hidden="true" />;
}
