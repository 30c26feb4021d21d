/** The parts of a program that every pipeline shares. */
import { pythonCommentText, pythonDocText, pythonText } from '../nodes/python-text.ts';
import type { PipelineDocument } from '../pipeline/document.ts';
import { columnsOf, layOut } from './python-layout.ts';

const columnsMax = 88;

export interface ProgramHead {
  readonly document: PipelineDocument;
  readonly isStreaming: boolean;
  /** Whether the program has paths that start at its own folder. */
  readonly hasBase: boolean;
  readonly usesFunctions: boolean;
  /** The names and rows of sources that are written into the program. */
  readonly constants: readonly { readonly name: string; readonly batches: readonly (readonly string[])[] }[];
}

/** Everything before the functions `build`, `start` or `write`, and `main`. */
export function headText({ document, isStreaming, hasBase, usesFunctions, constants }: ProgramHead): string {
  const replays = constants.length > 0;
  const plainImports = replays ? ['import os', 'import tempfile'] : [];
  const pathImport = replays || hasBase ? ['from pathlib import Path'] : [];
  const standard = [...plainImports, ...pathImport];
  const spark = [
    'from pyspark.sql import DataFrame, SparkSession',
    ...(usesFunctions ? ['from pyspark.sql import functions as F'] : []),
    ...(isStreaming ? ['from pyspark.sql.streaming import StreamingQuery'] : []),
  ];
  const base = hasBase ? ['BASE = Path(__file__).absolute().parent'] : [];
  const rows = constants.map(({ name, batches }) => constantText(name, batches));
  const parts = [
    docText(document.name, hasBase),
    ...(standard.length > 0 ? [standard.join('\n')] : []),
    [spark.join('\n'), ...[...base, ...rows].map((text) => `\n${text}`)].join('\n'),
  ];
  return [parts.join('\n\n'), sessionText(document), ...(replays ? [replayText] : [])].join('\n\n\n');
}

/** `main` and the call of it. */
export function tailText(isStreaming: boolean): string {
  return isStreaming ? streamingMain : batchMain;
}

/** Beginnings of comments that tools of Python obey. */
const directive = /^(?:fmt|isort|mypy|noqa|pragma|pylint|pyright|ruff|type|yapf)\b/i;

/** A comment of as many lines as it takes. */
export function commentText(text: string, depth: number): string {
  const indent = ' '.repeat(4 * depth);
  const lines: string[] = [];
  const words = directive.test(text) ? `Node: ${text}` : text;
  for (const word of pythonCommentText(words).split(' ')) {
    const last = lines.at(-1);
    if (last === undefined || columnsOf(`${last} ${word}`) > columnsMax) lines.push(`${indent}# ${word}`);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines.join('\n');
}

/** The name the pipeline goes by. */
export function titleOf(document: PipelineDocument): string {
  return pythonCommentText(document.name) || 'Millrace pipeline';
}

function docText(name: string, hasBase: boolean): string {
  const title = pythonDocText(pythonCommentText(name)) || 'Millrace pipeline';
  const paths = hasBase ? ' Relative paths start at the folder of this file.' : '';
  return `"""${title.startsWith('"') ? ' ' : ''}${title}\n\nExported from a Millrace pipeline.${paths}\n"""`;
}

function constantText(name: string, batches: readonly (readonly string[])[]): string {
  if (batches.length === 0) return `${name}: list[list[str]] = []`;
  const lists = batches.map((rows) => {
    if (rows.length === 0) return '    [],';
    return ['    [', ...rows.map((row) => `        ${pythonText(row)},`), '    ],'].join('\n');
  });
  return [`${name} = [`, ...lists, ']'].join('\n');
}

function sessionText(document: PipelineDocument): string {
  const { timeZone, watermarkPolicy, noDataMicroBatches } = document.settings;
  const config = [
    ['spark.sql.session.timeZone', pythonText(timeZone)],
    ...(watermarkPolicy === undefined
      ? []
      : [['spark.sql.streaming.multipleWatermarkPolicy', pythonText(watermarkPolicy)]]),
    ...(noDataMicroBatches === undefined
      ? []
      : [['spark.sql.streaming.noDataMicroBatches.enabled', noDataMicroBatches ? 'True' : 'False']]),
  ].map(([name, value]) => `.config("${name}", ${value})`);
  const builder = `return SparkSession.builder.appName(${pythonText(titleOf(document))})${config.join('')}.getOrCreate()`;
  return `def create_session() -> SparkSession:\n${layOut(builder, 1)}`;
}

const replayText = `def replay(folder_name: str, batches: list[list[str]]) -> str:
    """Writes one file of JSON lines a trigger, and gives the folder they are in.

    An empty list becomes an empty file: a trigger without rows.
    """
    folder = Path(tempfile.mkdtemp()) / folder_name
    folder.mkdir()
    for number, rows in enumerate(batches):
        file = folder / f"{number:05}.json"
        file.write_text("".join(f"{row}\\n" for row in rows), encoding="utf-8")
        # Spark takes files in the order of their times.
        os.utime(file, (number, number))
    return str(folder)`;

const streamingMain = `def main() -> None:
    spark = create_session()
    try:
        for query in start(build(spark)):
            query.awaitTermination()
    finally:
        spark.stop()


if __name__ == "__main__":
    main()
`;

const batchMain = `def main() -> None:
    spark = create_session()
    try:
        write(build(spark))
    finally:
        spark.stop()


if __name__ == "__main__":
    main()
`;
