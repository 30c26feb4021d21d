import { suggestedName } from '../model/document-files.ts';
import { texts } from '../model/texts.ts';
import type { Workspace } from '../model/workspace.ts';
import { loadFontCss } from '../picture/font-css.ts';
import { picturePng } from '../picture/picture-image.ts';
import { pipelinePicture } from '../picture/pipeline-picture.ts';
import { currentTheme } from '../picture/use-picture-theme.ts';
import { currentLanguage, say } from '../ui/i18n.ts';

/** Writes the canvas as a picture, in the theme and language of the moment, to a file that the user chooses. */
export async function exportPicture(workspace: Workspace, format: 'svg' | 'png'): Promise<void> {
  const { documents, catalogue, notices, bridge } = workspace;
  const { document: pipeline } = documents.getState();
  const options = { catalogue, language: currentLanguage(), theme: currentTheme(document) };
  try {
    // As an image it can load nothing: the fonts go with it. An SVG file names them, and stays small.
    const data =
      format === 'svg'
        ? pipelinePicture(pipeline, options).svg
        : await picturePng(pipelinePicture(pipeline, { ...options, fontCss: await loadFontCss() }), document);
    const input = { suggestedName: suggestedName(pipeline.name), format, data };
    const reply = await bridge.request('document.export-picture', input);
    if (reply !== null) notices.notify({ tone: 'success', title: say(texts, 'pictureExported', { path: reply.path }) });
  } catch (error) {
    notices.fail(say(texts, 'pictureNotExported'), error);
  }
}
