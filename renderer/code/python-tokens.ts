export interface PythonToken {
  readonly kind: 'plain' | 'comment' | 'string' | 'keyword' | 'number';
  readonly text: string;
  /** Where it begins in the program, in UTF-16 units. */
  readonly start: number;
}

const patterns = [
  ['comment', /#[^\n]*/],
  ['string', /[rbf]{0,2}(?:"""[\s\S]*?(?:"""|$)|"(?:[^"\\\n]|\\[\s\S])*"?|'(?:[^'\\\n]|\\[\s\S])*'?)/],
  [
    'keyword',
    /\b(?:and|as|assert|class|def|del|elif|else|except|finally|for|from|if|import|in|is|lambda|not|or|pass|raise|return|try|while|with|yield|None|True|False)\b/,
  ],
  ['number', /\b\d[\w.]*/],
] as const;

const anyToken = new RegExp(patterns.map(([kind, pattern]) => `(?<${kind}>${pattern.source})`).join('|'), 'g');

/** A Python program cut into what is coloured alike; the texts put together are the program. */
export function pythonTokens(program: string): readonly PythonToken[] {
  const tokens: PythonToken[] = [];
  let at = 0;
  const add = (kind: PythonToken['kind'], end: number): void => {
    if (end > at) tokens.push({ kind, text: program.slice(at, end), start: at });
    at = end;
  };
  for (const match of program.matchAll(anyToken)) {
    add('plain', match.index);
    const kind = patterns.find(([name]) => match.groups?.[name] !== undefined)?.[0] ?? 'plain';
    add(kind, match.index + match[0].length);
  }
  add('plain', program.length);
  return tokens;
}
