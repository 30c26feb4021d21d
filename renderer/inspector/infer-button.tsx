import { WandSparkles } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useDocument } from '../commands/workspace-context.tsx';
import { inferencePlace, inferenceRequest } from '../model/schema-inference.ts';
import { Button } from '../ui/button.tsx';
import { useTexts } from '../ui/i18n.ts';
import { InferDialog } from './infer-dialog.tsx';
import { texts } from './texts.ts';

/** Reads the columns from the data, for a file source or the schema behind one; nothing for any other node. */
export function InferButton({ nodeId }: { readonly nodeId: string }) {
  const t = useTexts(texts);
  const document = useDocument((state) => state.document);
  const place = useMemo(() => inferencePlace(document, nodeId), [document, nodeId]);
  const [isOpen, setOpen] = useState(false);
  if (place === null) return null;
  const hasPath = inferenceRequest(place).source !== '';
  return (
    <div className="flex flex-col items-start gap-1">
      <Button icon={<WandSparkles />} disabled={!hasPath} onClick={() => setOpen(true)}>
        {t('infer')}
      </Button>
      {!hasPath && <p className="text-sm text-faint">{t('inferNoPath')}</p>}
      {isOpen && <InferDialog place={place} onClose={() => setOpen(false)} />}
    </div>
  );
}
