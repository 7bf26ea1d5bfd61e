/** The other end of `typesetter.ts`. */
import { answerInTurn } from '../thread.ts';
import { docxOf } from './docx.ts';

answerInTurn(docxOf, ({ buffer }) => [buffer]);
