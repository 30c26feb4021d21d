/** The menus and their sections, in order. Which commands stand in a section is said by the commands themselves. */

interface MenuSection {
  readonly id: string;
  /** A menu of its own in the place of the section; of `choices` exactly one holds. */
  readonly as?: 'submenu' | 'choices';
}

interface MenuShape {
  readonly id: string;
  readonly sections: readonly MenuSection[];
}

export const menuLayout = [
  {
    id: 'file',
    sections: [{ id: 'open' }, { id: 'save' }, { id: 'transfer' }, { id: 'json' }, { id: 'versions' }],
  },
  {
    id: 'edit',
    sections: [{ id: 'history' }, { id: 'clipboard' }, { id: 'selection' }, { id: 'find' }],
  },
  {
    id: 'node',
    sections: [
      { id: 'add' },
      { id: 'wire' },
      { id: 'arrange' },
      { id: 'align', as: 'submenu' },
      { id: 'group' },
      { id: 'note' },
    ],
  },
  {
    id: 'view',
    sections: [
      { id: 'search' },
      { id: 'zoom' },
      { id: 'panels' },
      { id: 'figures' },
      { id: 'theme', as: 'choices' },
      { id: 'language', as: 'choices' },
    ],
  },
  { id: 'run', sections: [{ id: 'start' }, { id: 'control' }, { id: 'breakpoints' }] },
  { id: 'help', sections: [{ id: 'help' }, { id: 'about' }] },
] as const satisfies readonly MenuShape[];

type Menus = (typeof menuLayout)[number];

export type MenuId = Menus['id'];

type PlaceOf<Menu extends Menus> = Menu extends Menus ? `${Menu['id']}/${Menu['sections'][number]['id']}` : never;

/** A menu and one of its sections: `file/save`. */
export type MenuPlace = PlaceOf<Menus>;
