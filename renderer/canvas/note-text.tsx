import { Fragment, memo } from 'react';
import { type NoteSpan, readNote } from '../model/note-markdown.ts';

/** A note's text, drawn. */
export const NoteText = memo(function NoteText({ text }: { readonly text: string }) {
  const blocks = readNote(text);
  return blocks.map((block, index) => {
    const key = `${index} ${block.type}`;
    if (block.type === 'heading') {
      return (
        <p key={key} className="font-semibold text-lg leading-6">
          <Spans spans={block.spans} />
        </p>
      );
    }
    if (block.type === 'paragraph') {
      return (
        <p key={key}>
          <Spans spans={block.spans} />
        </p>
      );
    }
    return (
      <ul key={key} className="list-disc pl-4">
        {block.items.map((spans, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: items have nothing but their place
          <li key={at}>
            <Spans spans={spans} />
          </li>
        ))}
      </ul>
    );
  });
});

function Spans({ spans }: { readonly spans: readonly NoteSpan[] }) {
  return spans.map(({ type, text }, index) => {
    const key = `${index} ${type}`;
    if (type === 'strong') return <strong key={key}>{text}</strong>;
    if (type === 'em') return <em key={key}>{text}</em>;
    if (type === 'code') {
      return (
        <code key={key} className="rounded-sm bg-ink/8 px-1 font-mono text-xs">
          {text}
        </code>
      );
    }
    return <Fragment key={key}>{text}</Fragment>;
  });
}
