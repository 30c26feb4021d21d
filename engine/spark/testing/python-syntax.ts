import { spawnSync } from 'node:child_process';

/** Whether this machine has a Python that can look at programs. */
export const hasPython = spawnSync('python3', ['--version']).status === 0;

/** What Python itself reads in a program. */
export interface PythonSyntax {
  /** `Import os`, `FunctionDef build`, `Assign BASE` … in their order. */
  readonly statements: readonly string[];
  /** Every name and attribute that is used, each once. */
  readonly names: readonly string[];
  /** Every text, each once. */
  readonly texts: readonly string[];
}

const reader = `
import ast, json, sys
def named(node):
    kind = type(node).__name__
    if isinstance(node, ast.FunctionDef): return f"{kind} {node.name}"
    if isinstance(node, ast.Assign): return f"{kind} {node.targets[0].id}"
    if isinstance(node, ast.Import): return f"{kind} {node.names[0].name}"
    if isinstance(node, ast.ImportFrom): return f"{kind} {node.module}"
    return kind
def syntax(program):
    tree = ast.parse(program.encode("utf-8"))
    nodes = list(ast.walk(tree))
    names = {n.id for n in nodes if isinstance(n, ast.Name)} | {n.attr for n in nodes if isinstance(n, ast.Attribute)}
    texts = {n.value for n in nodes if isinstance(n, ast.Constant) and isinstance(n.value, str)}
    return {"statements": [named(node) for node in tree.body], "names": sorted(names), "texts": sorted(texts)}
print(json.dumps([syntax(program) for program in json.load(sys.stdin)]))
`;

/** Reads programs with Python's own parser, which throws on what is not Python. */
export function pythonSyntax(programs: readonly string[]): readonly PythonSyntax[] {
  const { stdout, stderr, status } = spawnSync('python3', ['-c', reader], {
    input: JSON.stringify(programs),
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as PythonSyntax[];
}
